/** Controls from a table: `time` (ISO with zone) and columns `zone/control`; an empty cell leaves the zone alone. */
import { type Frame, makeFrame, ZonecastError } from "#domain";

/** Longer tables are no controls of one run. */
const MOST_ROWS = 5_000_000;

/** Throws `bad-file` with file, line and column for a missing time, an uneven step or a cell that is no number. */
export function readControls(text: string, file: string): Frame {
  const fault = (line: number, message: string) => new ZonecastError("bad-file", `${file}: line ${line}: ${message}`);
  const [head = "", ...rows] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const names = head.split(",").map((name) => name.trim());
  if (names[0] !== "time" || names.length < 2) throw fault(1, "the columns must be time and then zone/control");
  if (new Set(names).size !== names.length) throw fault(1, "two columns have one name");
  const lines = rows.filter((row, i) => row.trim() !== "" || i < rows.length - 1);
  if (lines.length < 2 || lines.length > MOST_ROWS) throw fault(1, `${lines.length} rows; 2 to ${MOST_ROWS} make an even step`);
  const times = new Float64Array(lines.length);
  const columns = names.slice(1).map(() => new Float64Array(lines.length));
  lines.forEach((line, i) => {
    const cells = line.split(",");
    if (cells.length !== names.length) throw fault(i + 2, `${cells.length} cells, but ${names.length} columns`);
    const time = cells[0]?.trim() ?? "";
    if (!/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(time)) throw fault(i + 2, `'${time}' is no time with its zone`);
    times[i] = Date.parse(time);
    columns.forEach((column, c) => {
      const cell = cells[c + 1]?.trim() ?? "";
      if (cell !== "" && !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell))
        throw fault(i + 2, `${names[c + 1]}: '${cell}' is no number`);
      column[i] = cell === "" ? Number.NaN : Number(cell);
    });
  });
  const stepMs = times[1]! - times[0]!;
  const odd = times.findIndex((t, i) => !(t === times[0]! + i * stepMs));
  if (!(stepMs > 0) || odd >= 0) throw fault(Math.max(odd, 1) + 2, "the times are not evenly spaced and ascending");
  return makeFrame(
    times[0]!,
    stepMs / 1000,
    columns.map((column, c) => [names[c + 1]!, column] as const),
  );
}
