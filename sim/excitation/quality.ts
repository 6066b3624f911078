/** The quality report: what a stretch of data can teach, and what it cost. */
import { column, type Frame, ZonecastError } from "#domain";
import { type Band, COMFORT_18_26 } from "./comfort-band.ts";
import { type ComfortShare, comfortShare } from "./quality/comfort.ts";
import { peakCorrelation } from "./quality/correlation.ts";
import { type Coverage, coverage } from "./quality/coverage.ts";
import { longestWithoutGap } from "./quality/gap-free.ts";
import { type Information, information } from "./quality/information.ts";
import { type Persistency, persistency } from "./quality/persistency.ts";
import { type Spectrum, spectrum } from "./quality/spectrum.ts";
import type { Range } from "./walker.ts";

export interface QualityInput {
  /** Row i: the state at its time, and the controls that act until the next row. */
  readonly frame: Frame;
  /** Column of the zone's temperature, °C. */
  readonly state: string;
  /** Controls and the ranges that they could have used. */
  readonly controls: readonly { readonly name: string; readonly range: Range }[];
  /** Weather and people: what else moves the state. */
  readonly disturbances?: readonly string[];
  /** Columns of power, W, whose energy is counted. */
  readonly powers?: readonly string[];
  /** Column that is 1 where somebody is there; comfort counts everywhere when left out. */
  readonly occupancy?: string;
  readonly band?: Band;
  /** Temperatures between which coverage is counted, °C; 15 to 30 when left out. */
  readonly stateRange?: Range;
}

export interface ControlQuality {
  readonly name: string;
  readonly spectrum: Spectrum;
  readonly persistency: Persistency;
  readonly coverage: Coverage;
  /** Share of rows at either end of the range. */
  readonly saturated: number;
}

export interface CorrelationPeak {
  readonly control: string;
  /** Another control, or a disturbance. */
  readonly other: string;
  readonly correlation: number;
  /** By how many hours the control is later. */
  readonly lagH: number;
}

export interface EnergyUse {
  readonly name: string;
  readonly energyWh: number;
  /** By day of 24 h from the first row, the last one cut short, Wh. */
  readonly perDayWh: Float64Array;
}

export interface QualityReport {
  /** Rows that were used: the longest stretch without a gap. */
  readonly rows: number;
  readonly stepS: number;
  readonly comfort: ComfortShare;
  readonly controls: readonly ControlQuality[];
  /** Order of all controls together. */
  readonly jointPersistency: Persistency;
  readonly information: Information;
  /** Each control with each later one at up to a day either way, and with each disturbance up to a day before it. */
  readonly correlations: readonly CorrelationPeak[];
  readonly energy: readonly EnergyUse[];
}

const DAY_S = 86_400;

/**
 * Measures a frame. Throws `bad-frame` for a column that is not there, `too-little-history` for fewer than 16 rows in a row
 * without a gap.
 */
export function excitationQuality(input: QualityInput): QualityReport {
  const { frame, disturbances = [], powers = [], occupancy, band = COMFORT_18_26, stateRange = { min: 15, max: 30 } } = input;
  const { stepS } = frame;
  const names = new Set([input.state, ...input.controls.map((c) => c.name), ...disturbances, ...powers]);
  if (occupancy !== undefined) names.add(occupancy);
  const stretch = longestWithoutGap([...names].map((name) => column(frame, name)));
  const rows = stretch.to - stretch.from;
  if (rows < 16)
    throw new ZonecastError("too-little-history", `${rows} rows without a gap are too few to judge`, {
      hint: "16 at least; a week says more",
    });
  const take = (name: string) => ({ name, values: column(frame, name).subarray(stretch.from, stretch.to) });
  const state = take(input.state);
  const controls = input.controls.map(({ name, range }) => ({ ...take(name), range }));
  const others = disturbances.map(take);
  const day = Math.min(rows - 1, Math.round(DAY_S / stepS));

  const correlations = controls.flatMap((control, c) => {
    const peak = (other: typeof state, from: number): CorrelationPeak => {
      const { correlation, lag } = peakCorrelation(other.values, control.values, { from, to: day });
      return { control: control.name, other: other.name, correlation, lagH: (lag * stepS) / 3600 };
    };
    return [...controls.slice(c + 1).map((other) => peak(other, -day)), ...others.map((other) => peak(other, 0))];
  });
  return {
    rows,
    stepS,
    comfort: comfortShare(state.values, band, occupancy === undefined ? undefined : take(occupancy).values),
    controls: controls.map(({ name, values, range }) => ({
      name,
      spectrum: spectrum(values, stepS),
      persistency: persistency([values]),
      coverage: coverage(state.values, values, stateRange, range),
      saturated: values.filter((v) => v <= range.min || v >= range.max).length / rows,
    })),
    jointPersistency: persistency(controls.map((c) => c.values)),
    information: information(state, controls, others),
    correlations,
    energy: powers.map((name) => energyOf(name, take(name).values, stepS)),
  };
}

function energyOf(name: string, powerW: Float64Array, stepS: number): EnergyUse {
  const perDayWh = new Float64Array(Math.ceil((powerW.length * stepS) / DAY_S));
  powerW.forEach((w, i) => {
    const day = Math.floor((i * stepS) / DAY_S);
    perDayWh[day] = (perDayWh[day] ?? 0) + (w * stepS) / 3600;
  });
  return { name, energyWh: perDayWh.reduce((sum, wh) => sum + wh, 0), perDayWh };
}
