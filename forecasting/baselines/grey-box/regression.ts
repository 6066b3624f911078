/** What the two-store room cannot know from measurements and weather alone, and what each gain would add to it. */
import type { Series } from "../../series.ts";
import type { Inputs } from "./gains.ts";
import type { Step } from "./two-state.ts";

/** Leads that errors are counted at, h. */
const LEADS_H = [1, 3, 6, 12, 18, 24];
/** Hours between origins: prime to 24. */
const EVERY_H = 5;
/** Rows before the first origin, in which the envelope finds its temperature, h. */
const BURN_IN_H = 72;

/** Errors are linear in the sizes of the gains: `y - x sizes`. */
export interface Regression {
  readonly rows: number;
  /** Row-major, K per unit of each gain. */
  readonly x: Float64Array;
  /** K. */
  readonly y: Float64Array;
}

/** Hourly inputs, row-major: one number per gain, the outdoor temperature last; means over the hour up to each row. */
export interface Hours {
  readonly rows: number;
  readonly width: number;
  readonly atAir: readonly boolean[];
  readonly came: Float64Array;
  readonly ahead: Float64Array;
  /** Temperature at the end of each hour, short gaps filled, and as measured; NaN in gaps. */
  readonly input: Float64Array;
  readonly measured: Float64Array;
}

/** The whole hours that end at row `end - 1` and begin at row `from` or later: rates are fitted by the hour whatever the step. */
export function hoursOf(series: Series, { gains, outdoorTempC }: Inputs, from: number, end: number): Hours {
  const { perHour } = series;
  const rows = Math.max(0, Math.floor((end - from) / perHour));
  const first = end - rows * perHour;
  const courses = [...gains, outdoorTempC];
  const width = courses.length;
  const hourly = (of: "came" | "told"): Float64Array => {
    const out = new Float64Array(rows * width);
    for (const [j, course] of courses.entries()) {
      const values = course[of];
      for (let t = 0; t < rows * perHour; t++) {
        const k = Math.floor(t / perHour) * width + j;
        out[k] = (out[k] ?? 0) + (values[first + t] ?? 0) / perHour;
      }
    }
    return out;
  };
  const atEnd = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: rows }, (_, h) => values[first + (h + 1) * perHour - 1] ?? Number.NaN);
  return {
    ...{ rows, width, atAir: gains.map((g) => g.at === "air"), came: hourly("came"), ahead: hourly("told") },
    ...{ input: atEnd(series.input), measured: atEnd(series.y) },
  };
}

/** Air and envelope under each gain of size 1, and last under measurements and weather. */
interface Stores {
  readonly air: Float64Array;
  readonly envelope: Float64Array;
}

function advancing({ width, atAir }: Hours, step: Step): (x: Stores, inputs: Float64Array, row: number) => void {
  const into = Array.from({ length: width }, (_, j) =>
    j === width - 1 ? step.outdoor : atAir[j] === true ? step.air : step.envelope,
  );
  const b1 = Float64Array.from(into, (b) => b[0]);
  const b2 = Float64Array.from(into, (b) => b[1]);
  const [a11, a12, a21, a22] = step.a;
  return ({ air, envelope }, inputs, row) => {
    for (let j = 0, k = row * width; j < width; j++, k++) {
      const t1 = air[j] ?? 0;
      const t2 = envelope[j] ?? 0;
      const u = inputs[k] ?? 0;
      air[j] = a11 * t1 + a12 * t2 + (b1[j] ?? 0) * u;
      envelope[j] = a21 * t1 + a22 * t2 + (b2[j] ?? 0) * u;
    }
  };
}

/** Moves the filtered stores by what was measured: gains alone measure nothing, so theirs go towards 0. */
function correct({ air, envelope }: Stores, [k1, k2]: Step["gain"], measuredC: number): void {
  const last = air.length - 1;
  for (let j = 0; j <= last; j++) {
    const innovation = (j < last ? 0 : measuredC) - (air[j] ?? 0);
    air[j] = (air[j] ?? 0) + k1 * innovation;
    envelope[j] = (envelope[j] ?? 0) + k2 * innovation;
  }
}

/** Forecasts of `LEADS_H` from every fifth hour, each from the state that the Kalman filter of `step` has then. */
export function regressionOf(hours: Hours, step: Step): Regression {
  const { rows: end, width, came, ahead, input, measured } = hours;
  const n = width - 1;
  const advance = advancing(hours, step);
  const now: Stores = { air: new Float64Array(width), envelope: new Float64Array(width) };
  const then: Stores = { air: new Float64Array(width), envelope: new Float64Array(width) };
  const first = input.find((v) => !Number.isNaN(v)) ?? 20;
  now.air[n] = first;
  now.envelope[n] = first;
  const most = Math.ceil(end / EVERY_H) * LEADS_H.length;
  const x = new Float64Array(most * n);
  const y = new Float64Array(most);
  const horizon = LEADS_H.at(-1) ?? 0;
  let rows = 0;
  for (let t = 0; t < end; t++) {
    const value = input[t] ?? Number.NaN;
    if (!Number.isNaN(value)) correct(now, step.gain, value);
    if (t % EVERY_H === 0 && t >= BURN_IN_H && !Number.isNaN(value)) {
      then.air.set(now.air);
      then.envelope.set(now.envelope);
      let next = 0;
      for (let h = 1; h <= horizon && t + h < end; h++) {
        advance(then, ahead, t + h);
        if (h !== LEADS_H[next]) continue;
        next++;
        const actual = measured[t + h] ?? Number.NaN;
        if (Number.isNaN(actual)) continue;
        x.set(then.air.subarray(0, n), rows * n);
        y[rows++] = actual - (then.air[n] ?? 0);
      }
    }
    if (t + 1 < end) advance(now, came, t + 1);
  }
  return { rows, x, y };
}
