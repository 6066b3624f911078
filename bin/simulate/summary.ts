/** What a run came to: energies, temperatures, comfort, indicators, and how well its heat balance closes. */
import { column, type Frame, WHOLE_BUILDING } from "#domain";
import { type BuildingModel, RUN_TERMS, type RunReport, type RunTerms, runReport } from "#sim";

export interface ZoneSummary {
  readonly zone: string;
  readonly leastC: number;
  readonly meanC: number;
  readonly mostC: number;
  /** Of all time within the bounds of occupied rooms. */
  readonly comfortShare: number;
  readonly heatingKWh: number;
  readonly coolingKWh: number;
  readonly discomfortKh: number;
  readonly badAirPpmH: number;
  readonly comfort: RunReport["comfort"];
}

export interface RunSummary {
  readonly rows: number;
  readonly stepS: number;
  readonly comfortC: readonly [min: number, max: number];
  readonly zones: readonly ZoneSummary[];
  /** Heat, electricity and whatever else the building's columns count in W, kWh by column. */
  readonly energyKWh: Readonly<Record<string, number>>;
  /** By BOPTEST's names; null where one does not apply. */
  readonly kpis: RunReport["kpis"];
  /** Of everybody, in all zones. */
  readonly comfort: RunReport["comfort"];
  /** Largest residual of any step over the largest gain of any step. */
  readonly balanceResidualShare: number;
}

/** Sums up a frame of `simulate` of this building. */
export function summaryOf(model: BuildingModel, frame: Frame, terms: RunTerms = RUN_TERMS): RunSummary {
  const kWh = (powerW: Float64Array): number => (powerW.reduce((sum, p) => sum + p, 0) * frame.stepS) / 3.6e6;
  const most = (values: Float64Array): number => values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const counted = [...frame.columns].filter(([k]) => k.startsWith(`${WHOLE_BUILDING}/`) && k.endsWith("PowerW"));
  const { kpis, comfort, zones } = runReport(model, frame, terms);
  const { minC, maxC } = terms.occupied;
  return {
    rows: frame.length,
    stepS: frame.stepS,
    comfortC: [minC, maxC],
    zones: zones.map((report): ZoneSummary => {
      const { zone } = report;
      const temps = column(frame, `${zone}/airTempC`);
      const cooling = frame.columns.get(`${zone}/coolingPowerW`);
      return {
        ...report,
        leastC: temps.reduce((m, t) => Math.min(m, t), Number.POSITIVE_INFINITY),
        meanC: temps.reduce((sum, t) => sum + t, 0) / temps.length,
        mostC: temps.reduce((m, t) => Math.max(m, t), Number.NEGATIVE_INFINITY),
        comfortShare: temps.filter((t) => t >= minC && t <= maxC).length / temps.length,
        heatingKWh: kWh(column(frame, `${zone}/heatingPowerW`)),
        coolingKWh: cooling ? kWh(cooling) : 0,
      };
    }),
    energyKWh: Object.fromEntries(counted.map(([k, v]) => [k.slice(WHOLE_BUILDING.length + 1), kWh(v)])),
    kpis,
    comfort,
    balanceResidualShare:
      most(column(frame, `${WHOLE_BUILDING}/balanceResidualW`)) / Math.max(1, most(column(frame, `${WHOLE_BUILDING}/gainW`))),
  };
}
