/** The table of the TABULA typologies: the columns that its seasonal method needs. */
import { ZonecastError } from "#domain";
import { type SuiteFiles, textOf } from "../suite.ts";

export const TABULA_FILE = "tabula/tabula_archetypes_slim.csv";

/** Names as in the table; W/m²K, W/m², Wh/m²K and kWh/m²a per m² of reference area. */
const NUMBERS = [
  "A_C_Ref",
  "h_Transmission",
  "h_Ventilation",
  "theta_i",
  "Theta_e",
  "HeatingDays",
  "phi_int",
  "q_int",
  "q_sol",
  "c_m",
  "q_h_nd",
] as const;

const NOTHING: Record<(typeof NUMBERS)[number], number> = {
  A_C_Ref: 0,
  h_Transmission: 0,
  h_Ventilation: 0,
  theta_i: 0,
  Theta_e: 0,
  HeatingDays: 0,
  phi_int: 0,
  q_int: 0,
  q_sol: 0,
  c_m: 0,
  q_h_nd: 0,
};

export type TabulaRow = Readonly<Record<(typeof NUMBERS)[number], number>> & {
  readonly code: string;
  /** SFH, TH, MFH, AB, or 0 where the source says nothing. */
  readonly size: string;
};

/** Cells of a line; those in double quotes may hold commas. */
const cellsOf = (line: string): string[] => [...line.matchAll(/(?:^|,)("[^"]*"|[^,]*)/g)].map(([, cell = ""]) => cell);

/** Rows by their code. Throws `bad-file` for a missing column or a cell that is no number. */
export function tabulaRows(files: SuiteFiles): ReadonlyMap<string, TabulaRow> {
  const [head = "", ...lines] = textOf(files, TABULA_FILE).trim().split(/\r?\n/);
  const names = head.split(",");
  const at = (name: string): number => {
    const i = names.indexOf(name);
    if (i < 0) throw new ZonecastError("bad-file", `${TABULA_FILE}: line 1: no column '${name}'`);
    return i;
  };
  const [code, size, places] = [at("Code_BuildingVariant"), at("Code_BuildingSizeClass"), NUMBERS.map(at)];
  return new Map(
    lines.map((line, k) => {
      const cells = cellsOf(line);
      const numbers = { ...NOTHING };
      NUMBERS.forEach((name, n) => {
        const cell = cells[places[n] ?? -1];
        numbers[name] = Number(cell);
        if (!cell || !Number.isFinite(numbers[name]))
          throw new ZonecastError("bad-file", `${TABULA_FILE}: line ${k + 2}: ${name} is '${cell ?? ""}', no number`);
      });
      const row = { ...numbers, code: cells[code] ?? "", size: cells[size] ?? "" };
      return [row.code, row];
    }),
  );
}
