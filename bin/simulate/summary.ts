/** What a run came to: energies, temperatures, comfort, and how well its heat balance closes. */
import { column, type Frame, WHOLE_BUILDING } from "#domain";

const COMFORT_C = { min: 20, max: 26 };

export interface ZoneSummary {
  readonly zone: string;
  readonly leastC: number;
  readonly meanC: number;
  readonly mostC: number;
  /** Of all time in 20..26 °C. */
  readonly comfortShare: number;
  readonly heatingKWh: number;
}

export interface RunSummary {
  readonly rows: number;
  readonly stepS: number;
  readonly zones: readonly ZoneSummary[];
  /** Heat, electricity and whatever else the building's columns count in W, kWh by column. */
  readonly energyKWh: Readonly<Record<string, number>>;
  /** Largest residual of any step over the largest gain of any step. */
  readonly balanceResidualShare: number;
}

/** Sums up a frame of `simulate`. */
export function summaryOf(frame: Frame): RunSummary {
  const kWh = (powerW: Float64Array): number => (powerW.reduce((sum, p) => sum + p, 0) * frame.stepS) / 3.6e6;
  const zones = [...frame.columns.keys()].filter((k) => k.endsWith("/airTempC")).map((k) => k.slice(0, k.indexOf("/")));
  const most = (values: Float64Array): number => values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const counted = [...frame.columns].filter(([k]) => k.startsWith(`${WHOLE_BUILDING}/`) && k.endsWith("PowerW"));
  return {
    rows: frame.length,
    stepS: frame.stepS,
    zones: zones.map((zone) => {
      const temps = column(frame, `${zone}/airTempC`);
      return {
        zone,
        leastC: temps.reduce((m, t) => Math.min(m, t), Number.POSITIVE_INFINITY),
        meanC: temps.reduce((sum, t) => sum + t, 0) / temps.length,
        mostC: temps.reduce((m, t) => Math.max(m, t), Number.NEGATIVE_INFINITY),
        comfortShare: temps.filter((t) => t >= COMFORT_C.min && t <= COMFORT_C.max).length / temps.length,
        heatingKWh: kWh(column(frame, `${zone}/heatingPowerW`)),
      };
    }),
    energyKWh: Object.fromEntries(counted.map(([k, v]) => [k.slice(WHOLE_BUILDING.length + 1), kWh(v)])),
    balanceResidualShare:
      most(column(frame, `${WHOLE_BUILDING}/balanceResidualW`)) / Math.max(1, most(column(frame, `${WHOLE_BUILDING}/gainW`))),
  };
}

/** A table for people. */
export function summaryText({ zones, energyKWh, rows, stepS, balanceResidualShare }: RunSummary): string {
  const cell = (text: string, width: number) => text.padStart(width);
  const lines = zones.map(
    (z) =>
      `${z.zone.padEnd(24)}${cell(z.leastC.toFixed(1), 8)}${cell(z.meanC.toFixed(1), 8)}${cell(z.mostC.toFixed(1), 8)}` +
      `${cell(`${(100 * z.comfortShare).toFixed(0)} %`, 12)}${cell(z.heatingKWh.toFixed(1), 14)}`,
  );
  return [
    `${rows} rows each ${stepS} s`,
    `${"zone".padEnd(24)}${cell("min °C", 8)}${cell("mean °C", 8)}${cell("max °C", 8)}${cell("20-26 °C", 12)}${cell("heating kWh", 14)}`,
    ...lines,
    ...Object.entries(energyKWh).map(([name, value]) => `${name.padEnd(24)}${cell(`${value.toFixed(1)} kWh`, 50)}`),
    `heat balance: no step lacks more than ${balanceResidualShare.toExponential(1)} of the largest gain`,
    "",
  ].join("\n");
}
