/** What warms a room beside the weather's temperature: sun, heating, and people by the hour of the day, as inputs of the two stores. */
import { type Series, sameClock } from "../../series.ts";

const HARMONICS = 4;
const WEEKEND_HARMONICS = 2;
/** Heat of similar days is averaged over this many days, looked for among so many. */
const SIMILAR_DAYS = 10;
const SIMILAR_REACH = 21;

/** Something that acts on the room, by row. */
export interface Course {
  /** History as it came, gaps filled. */
  readonly came: Float64Array;
  /** History and horizon as whoever knows no more than the day before expects them. */
  readonly expected: Float64Array;
  /** What counts ahead where the future may be read: in the history what a forecast would have said, beyond it what was handed in. */
  readonly told: Float64Array;
}

/** A gain whose size is unknown: the fit scales it. */
export interface Gain extends Course {
  /** Where it works: at the air or at the envelope. */
  readonly at: "air" | "envelope";
  /** Whether it can only warm. */
  readonly warms: boolean;
}

export interface Inputs {
  readonly outdoorTempC: Course;
  readonly gains: readonly Gain[];
}

const OUTDOOR = "outdoorTempC";
const SETPOINT = "heatingSetpointC";
const SUN = ["globalIrradianceWPerM2", "directIrradianceWPerM2", "diffuseIrradianceWPerM2"];
const FULL_SUN_W_PER_M2 = 500;
const WATER = "waterTempC";
/** Columns that say how strongly the room is heated, the most direct first, and the unit that they count in. */
const HEAT = [
  ["heatingPowerW", 1_000],
  ["valvePct", 100],
  ["heatingSignal", 1],
] as const;
const WATER_EXCESS_K = 20;

/** Gaps filled with the value before; before the first value, and without any, with `otherwise`. */
function filled(values: Float64Array, rows: number, otherwise: number): Float64Array {
  const out = new Float64Array(rows);
  let last = otherwise;
  for (let i = 0; i < rows; i++) {
    const v = values[i] ?? Number.NaN;
    if (!Number.isNaN(v)) last = v;
    out[i] = last;
  }
  return out;
}

/** For each row the value at the same time on the day before. */
function dayBefore(series: Series, came: Float64Array): Float64Array {
  const total = series.length + series.horizon;
  return Float64Array.from({ length: total }, (_, t) => {
    const row = sameClock(series, t, 1);
    return came[row >= 0 && row < came.length ? row : Math.min(t, came.length - 1)] ?? 0;
  });
}

/** For each row the mean at the same time over earlier days of the same kind, working or not. */
function similarDays(series: Series, came: Float64Array): Float64Array {
  const total = series.length + series.horizon;
  return Float64Array.from({ length: total }, (_, t) => {
    let sum = 0;
    let n = 0;
    for (let d = 1; d <= SIMILAR_REACH && n < SIMILAR_DAYS; d++) {
      const row = sameClock(series, t, d);
      if (row < 0) break;
      if (row >= came.length || series.weekend[row] !== series.weekend[t]) continue;
      sum += came[row] ?? 0;
      n++;
    }
    return n > 0 ? sum / n : (came[Math.min(t, came.length - 1)] ?? 0);
  });
}

/** Weather ahead is forecast by others: the history stands for what they would have said. */
function forecastable(series: Series, values: Float64Array, otherwise: number): Course {
  const came = filled(values, series.length, otherwise);
  const expected = dayBefore(series, came);
  const told = new Float64Array(series.length + series.horizon);
  told.set(came);
  for (let t = series.length; t < told.length; t++) {
    const v = values[t] ?? Number.NaN;
    told[t] = Number.isNaN(v) ? (expected[t] ?? 0) : v;
  }
  return { came, expected, told };
}

/** Nobody forecasts how people heat: what is usual counts ahead, in the fit as in the forecast. */
function habitual(series: Series, came: Float64Array): Course {
  const expected = similarDays(series, came);
  return { came, expected, told: expected };
}

const over = (values: Float64Array, unit: number): Float64Array => values.map((v) => v / unit);

/** Excess of the heating water over the room, K, at least 0: what a radiator gives grows with it. */
function waterExcess(series: Series, water: Float64Array): Float64Array {
  const room = filled(series.input, series.length, 20);
  return filled(water, series.length, 0).map((w, i) => Math.max(0, w - (room[i] ?? 0)));
}

function calendarGains(series: Series): Gain[] {
  const total = series.length + series.horizon;
  const gain = (value: (angle: number, off: number) => number): Gain => {
    const told = Float64Array.from({ length: total }, (_, t) =>
      value(2 * Math.PI * (series.dayFraction[t] ?? 0), series.weekend[t] ?? 0),
    );
    return { at: "air", warms: false, came: told.subarray(0, series.length), expected: told, told };
  };
  const out = [gain(() => 1), gain((_, off) => off)];
  for (let k = 1; k <= HARMONICS; k++) {
    out.push(
      gain((angle) => Math.sin(k * angle)),
      gain((angle) => Math.cos(k * angle)),
    );
    if (k > WEEKEND_HARMONICS) continue;
    out.push(
      gain((angle, off) => off * Math.sin(k * angle)),
      gain((angle, off) => off * Math.cos(k * angle)),
    );
  }
  return out;
}

/** How strongly the room was heated, in some unit; undefined where nothing tells. */
function warmthOf(series: Series, named: (name: string) => Float64Array | undefined): Float64Array | undefined {
  for (const [name, unit] of HEAT) {
    const values = named(name);
    if (values) return over(filled(values, series.length, 0), unit);
  }
  const water = named(WATER);
  return water && over(waterExcess(series, water), WATER_EXCESS_K);
}

/** Whether the model can be used where these columns are known: it is about losses to the outdoors. */
export const suitsColumns = (columns: ReadonlyMap<string, Float64Array>): boolean =>
  columns.get(OUTDOOR)?.some(Number.isFinite) === true;

/** Inputs of `series`; undefined when its outdoor temperature is not known. */
export function inputsOf(series: Series): Inputs | undefined {
  const named = (name: string): Float64Array | undefined => series.covariates.find((c) => c.name === name)?.values;
  const outdoor = named(OUTDOOR);
  const firstOutdoor = outdoor?.subarray(0, series.length).find((v) => !Number.isNaN(v));
  if (!outdoor || firstOutdoor === undefined) return undefined;
  const gains: Gain[] = [];
  for (const name of SUN) {
    const values = named(name);
    if (!values) continue;
    const sun = forecastable(series, over(values, FULL_SUN_W_PER_M2), 0);
    gains.push({ at: "air", warms: true, ...sun }, { at: "envelope", warms: true, ...sun });
  }
  const warmth = warmthOf(series, named);
  if (warmth) gains.push({ at: "air", warms: true, ...habitual(series, warmth) });
  const setpoint = named(SETPOINT);
  // A thermostat in proportion: the room tends to its set-point at a rate that the fit finds.
  if (setpoint)
    gains.push({
      at: "air",
      warms: true,
      ...habitual(
        series,
        filled(setpoint, series.length, 20).map((v) => v - 20),
      ),
    });
  return { outdoorTempC: forecastable(series, outdoor, firstOutdoor), gains: [...gains, ...calendarGains(series)] };
}
