/** The summary of a run as tables for people. */
import type { RunSummary } from "./summary.ts";

const INDICATORS: readonly (readonly [key: keyof RunSummary["kpis"], unit: string, what: string])[] = [
  ["ener_tot", "kWh/m²", "energy bought"],
  ["cost_tot", "1/m²", "its cost"],
  ["emis_tot", "kgCO2/m²", "its emissions"],
  ["pele_tot", "kW/m²", "largest quarter of an hour of electricity"],
  ["pgas_tot", "kW/m²", "of gas"],
  ["pdih_tot", "kW/m²", "of district heat"],
  ["tdis_tot", "K h/zone", "outside the bounds of comfort"],
  ["idis_tot", "ppm h/zone", "CO2 above its limit"],
];

const cell = (text: string, width: number): string => text.padStart(width);
const percent = (share: number): string => (Number.isNaN(share) ? "-" : `${(100 * share).toFixed(0)} %`);
const plain = (value: number, digits: number): string => (Number.isNaN(value) ? "-" : value.toFixed(digits));
/** Four digits that mean something. */
const short = (value: number): string => (value === 0 ? "0" : String(Number(value.toPrecision(4))));

/** Rows of cells in columns as wide as their widest; the first stands to the left. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[0] ?? 0) : cell(text, widths[i] ?? 0))).join("  "),
  );
}

export function summaryText(summary: RunSummary): string {
  const { zones, energyKWh, rows, stepS, balanceResidualShare, kpis, comfort, comfortC } = summary;
  const hours = (rows * stepS) / 3600;
  const cooled = zones.some((z) => z.coolingKWh > 0);
  const zoneRows = zones.map((z) => [
    z.zone,
    plain(z.leastC, 1),
    plain(z.meanC, 1),
    plain(z.mostC, 1),
    percent(z.comfortShare),
    plain(z.heatingKWh, 1),
    ...(cooled ? [plain(z.coolingKWh, 1)] : []),
    plain(z.discomfortKh, 1),
    plain(z.badAirPpmH, 0),
  ]);
  const felt = [...zones.map((z) => [z.zone, z.comfort] as const), ...(zones.length > 1 ? [["all", comfort] as const] : [])];
  const feltRows = felt.map(([name, c]) => [
    name,
    plain(c.personHours, 0),
    plain(c.pmv, 2),
    plain(c.ppdPct, 0),
    ...[c.categories.I, c.categories.II, c.categories.III, c.categories.IV, c.categories.none].map(percent),
    percent(c.ashrae55),
    percent(c.adaptiveEnII),
    percent(c.adaptiveAshrae80),
  ]);
  const energies = Object.entries(energyKWh).map(([name, value]) => [name, plain(value, 1), short(value / hours)]);
  const indicators = INDICATORS.flatMap(([key, unit, what]) => {
    const value = kpis[key];
    return value === null ? [] : [[key, short(value), unit, what]];
  });
  const named = Math.max(...indicators.map((row) => (row[1] ?? "").length));
  return [
    `${rows} rows each ${stepS} s`,
    "",
    ...table(
      [
        "zone",
        "min °C",
        "mean °C",
        "max °C",
        `${comfortC.join("-")} °C`,
        "heating kWh",
        ...(cooled ? ["cooling kWh"] : []),
        "too cold or warm K h",
        "stuffy ppm h",
      ],
      zoneRows,
    ),
    "",
    "how people felt: share of the hours that they spent there",
    ...table(
      ["zone", "person h", "PMV", "PPD %", "I", "II", "III", "IV", "beyond", "ASHRAE 55", "adaptive EN II", "adaptive 80 %"],
      feltRows,
    ),
    "",
    ...table(["whole building", "kWh", "mean kW"], energies),
    "",
    ...indicators.map(
      ([key = "", value = "", unit = "", what = ""]) => `${key}  ${cell(value, named)} ${unit.padEnd(11)} ${what}`,
    ),
    "",
    `heat balance: no step lacks more than ${balanceResidualShare.toExponential(1)} of the largest gain`,
    "",
  ].join("\n");
}
