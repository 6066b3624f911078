/** Grey box: a room as two heat stores under weather, sun, heating and habits, its numbers learned from its own past. */
import type { ForecastTask } from "#domain";
import { banded, type LearningSource } from "../banded.ts";
import type { Learner, Path, PathModel } from "../path.ts";
import type { Series } from "../series.ts";
import { type Fit, fitRoom } from "./grey-box/fit.ts";
import { type Inputs, inputsOf, suitsColumns } from "./grey-box/gains.ts";
import { type Step, stepOf } from "./grey-box/two-state.ts";

const REFIT_S = 7 * 86_400;
/** What lies further back is another season, s. */
const LEARN_S = 84 * 86_400;

/** What all gains together bring to air and envelope, K/h, by row. */
interface Heat {
  readonly air: Float64Array;
  readonly envelope: Float64Array;
}

/** A series as a fitted room sees it. */
interface Prepared {
  readonly inputs: Inputs;
  readonly expected: Heat;
  readonly told: Heat;
  /** Air and envelope after the correction by each measured row. */
  readonly air: Float64Array;
  readonly envelope: Float64Array;
}

function heatOf({ gains }: Inputs, sizes: Float64Array, of: "came" | "expected" | "told"): Heat {
  const length = gains[0]?.[of].length ?? 0;
  const heat = { air: new Float64Array(length), envelope: new Float64Array(length) };
  for (const [j, gain] of gains.entries()) {
    const size = sizes[j] ?? 0;
    if (size === 0) continue;
    const into = heat[gain.at];
    const values = gain[of];
    for (let t = 0; t < length; t++) into[t] = (into[t] ?? 0) + size * (values[t] ?? 0);
  }
  return heat;
}

type Pair = readonly [air: number, envelope: number];

/** The state one row on; inputs are those of the row that is reached. */
function advance(step: Step, [air, envelope]: Pair, outdoorC: number, heat: Heat, row: number): Pair {
  const [a11, a12, a21, a22] = step.a;
  const [atAir, atEnvelope] = [heat.air[row] ?? 0, heat.envelope[row] ?? 0];
  return [
    a11 * air + a12 * envelope + step.outdoor[0] * outdoorC + step.air[0] * atAir + step.envelope[0] * atEnvelope,
    a21 * air + a22 * envelope + step.outdoor[1] * outdoorC + step.air[1] * atAir + step.envelope[1] * atEnvelope,
  ];
}

function prepare(series: Series, inputs: Inputs, { sizes }: Fit, step: Step): Prepared {
  const { length, input } = series;
  const came = heatOf(inputs, sizes, "came");
  const air = new Float64Array(length);
  const envelope = new Float64Array(length);
  const first = input.find((v) => !Number.isNaN(v)) ?? 20;
  let state: Pair = [first, first];
  for (let t = 0; t < length; t++) {
    if (t > 0) state = advance(step, state, inputs.outdoorTempC.came[t] ?? 0, came, t);
    const innovation = (input[t] ?? Number.NaN) - state[0];
    if (!Number.isNaN(innovation)) state = [state[0] + step.gain[0] * innovation, state[1] + step.gain[1] * innovation];
    [air[t], envelope[t]] = state;
  }
  return { inputs, expected: heatOf(inputs, sizes, "expected"), told: heatOf(inputs, sizes, "told"), air, envelope };
}

/** A function of its own, so that whoever keeps the path does not keep the series that it was learned from. */
function pathOf(fit: Fit, hours: number): Path {
  const step = stepOf(fit.room, hours);
  const known = new WeakMap<Series, Prepared>();
  return (now, origin, out, future) => {
    let prepared = known.get(now);
    if (!prepared) {
      const inputs = inputsOf(now);
      if (!inputs) return void out.fill(Number.NaN);
      prepared = prepare(now, inputs, fit, step);
      known.set(now, prepared);
    }
    const of = future ? "told" : "expected";
    const outdoor = prepared.inputs.outdoorTempC[of];
    if (Number.isNaN(now.input[origin])) return void out.fill(Number.NaN);
    let state: Pair = [prepared.air[origin] ?? Number.NaN, prepared.envelope[origin] ?? Number.NaN];
    for (let h = 1; h <= out.length; h++) {
      state = advance(step, state, outdoor[origin + h] ?? 0, prepared[of], origin + h);
      out[h - 1] = state[0];
    }
  };
}

function learner(series: Series): Learner {
  const inputs = inputsOf(series);
  let fit: Fit | undefined;
  return (endRow) => {
    const from = Math.max(0, endRow - Math.round(LEARN_S / series.stepS));
    fit = inputs && (fitRoom(series, inputs, from, endRow, fit) ?? fit);
    return fit ? pathOf(fit, series.stepS / 3600) : (_series, _origin, out) => void out.fill(Number.NaN);
  };
}

/** The central path of the grey box. */
export const greyBoxPath: PathModel = {
  name: "grey-box",
  needsS: 14 * 86_400,
  pathNeedsS: 10 * 86_400,
  refitS: REFIT_S,
  learner,
};

const isRoom = ({ point, history }: ForecastTask): boolean => point.signal === "airTempC" && suitsColumns(history.columns);

/**
 * Forecasts a room's temperature by a physical model of two heat stores (Madsen and Holst 1995; Bacher and Madsen 2011), whose
 * rates are searched for within physical bounds and whose gains are solved for, on forecasts up to a day ahead. Weather
 * ahead is used where it is handed in; heating and people are expected as on similar days before. Suits rooms whose outdoor
 * temperature is known.
 */
export const greyBox: LearningSource = { ...banded(greyBoxPath), suits: isRoom };
