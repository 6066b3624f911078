/** Measured series as the network reads them: what stands for the other signal, and which covariates it knows. */
import { column } from "#domain";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import type { CovariateName, TargetKind } from "../windows/schema.ts";
import { type LearnSeries, learnSeries, moments } from "../windows/series.ts";

/** Columns that may stand for the other signal of a room, and what makes watts of them, roughly. */
const OTHER: readonly (readonly [name: string, factor: number])[] = [
  ["heatingPowerW", 1],
  ["valvePct", 50],
  ["heatingSignal", 5_000],
  ["waterTempC", 50],
];
const COVARIATE_COLUMNS: readonly (readonly [CovariateName, string])[] = [
  ["outdoorTempC", "outdoorTempC"],
  ["globalIrradianceWPerM2", "globalIrradianceWPerM2"],
  ["setpointC", "heatingSetpointC"],
];

export function kindOf({ signal }: Pick<MeasuredSeries, "signal">): TargetKind {
  if (signal === "airTempC") return "temperature";
  return signal === "electricEnergyWh" || signal === "electricPowerW" ? "electricity" : "heat";
}

/**
 * `knownTo`: rows from here on are not looked at for the series' usual spread, which is part of the scaling. `ahead`: rows after
 * the last that get a calendar, for windows at the very end.
 */
export function learnable(series: MeasuredSeries, knownTo: number, ahead = 0): LearnSeries {
  const { frame, id, building, timeZone } = series;
  const y = column(frame, "y");
  const kind = kindOf(series);
  const stand = kind === "temperature" ? OTHER.find(([name]) => frame.columns.has(name)) : undefined;
  const other = stand && column(frame, stand[0]).map((v) => v * stand[1]);
  const covariates = Object.fromEntries(
    COVARIATE_COLUMNS.flatMap(([to, from]) => {
      const values = frame.columns.get(from);
      return values ? [[to, values] as const] : [];
    }),
  );
  const made = learnSeries(
    {
      id,
      building,
      kind,
      startTs: frame.startTs,
      stepS: frame.stepS,
      timeZone,
      y,
      ...(other ? { other } : {}),
      covariates,
    },
    ahead,
  );
  return { ...made, typical: moments(y, 0, knownTo)[1] || 0 };
}
