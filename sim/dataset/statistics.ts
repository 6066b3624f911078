/** What is counted of every building while its series are in memory: comfort, heat, how much of the wish was done, its likeness. */
import { COMFORT_18_26 } from "../excitation/comfort-band.ts";
import type { BuildingSeries, ZoneSeries } from "./series.ts";

export interface BuildingStatistics {
  readonly rows: number;
  readonly airTempC: { readonly min: number; readonly mean: number; readonly max: number };
  /** Share of occupied time in 18..26 °C: in all, and in excited and closed-loop episodes; null where nobody was there. */
  readonly comfortShare: number | null;
  readonly comfortShareExcited: number | null;
  readonly comfortShareClosed: number | null;
  readonly occupiedShare: number;
  readonly heatKWh: number;
  readonly excitedShare: number;
  /** Share of excited steps in which all machines did what was asked, within 1 W or a thousandth. */
  readonly obeyedShare: number | null;
  /** Share of all steps at either end of the heater's range. */
  readonly saturatedShare: number;
  /** Correlation of heating power with the outdoor temperature in excited and in closed-loop steps. */
  readonly powerToOutdoorExcited: number | null;
  readonly powerToOutdoorClosed: number | null;
  /** Largest share of a step's heat in turn that its balance left over; null where the kernel ran. */
  readonly residualShare: number | null;
}

/** Evenly spread moments at which a fingerprint looks. */
const MOMENTS = 192;

export function statisticsOf(
  { zones, residualShare }: BuildingSeries,
  stepS: number,
  outdoorC: ArrayLike<number>,
): BuildingStatistics {
  const { minC, maxC } = COMFORT_18_26;
  // Of closed-loop steps, then of excited ones.
  const [there, comfortable, moments] = [new Int32Array(2), new Int32Array(2), new Float64Array(2 * MOMENT_WIDTH)];
  let [rows, min, max, sum, heatWs, excited, obeyed, saturated] = [0, Infinity, -Infinity, 0, 0, 0, 0, 0];
  for (const zone of zones) {
    const { airTempC, heatingPowerW, policy, persons, maxPowerW } = zone;
    const asked = askedOf(zone);
    const length = airTempC.length;
    const fullW = maxPowerW * (1 - 1e-6);
    rows += length;
    for (let i = 0; i < length; i++) {
      const t = airTempC[i]!;
      const w = heatingPowerW[i]!;
      const own = policy[i] === 1 ? 1 : 0;
      if (t < min) min = t;
      if (t > max) max = t;
      sum += t;
      heatWs += w * stepS;
      excited += own;
      if (own === 1 && asked.every((a) => !(Math.abs(a.done[i]! - a.wish[i]!) >= a.within))) obeyed++;
      if (w <= 0 || w >= fullW) saturated++;
      if (persons[i]! > 0) {
        there[own]!++;
        if (t >= minC && t <= maxC) comfortable[own]!++;
      }
      addMoment(moments, own * MOMENT_WIDTH, w, outdoorC[i]!);
    }
  }
  const share = (part: number, whole: number) => (whole > 0 ? rounded(part / whole) : null);
  const occupied = there[0]! + there[1]!;
  return {
    rows,
    airTempC: { min: rounded(min), mean: rounded(sum / rows), max: rounded(max) },
    comfortShare: share(comfortable[0]! + comfortable[1]!, occupied),
    comfortShareExcited: share(comfortable[1]!, there[1]!),
    comfortShareClosed: share(comfortable[0]!, there[0]!),
    occupiedShare: rounded(occupied / rows),
    heatKWh: rounded(heatWs / 3.6e6),
    excitedShare: rounded(excited / rows),
    obeyedShare: share(obeyed, excited),
    saturatedShare: rounded(saturated / rows),
    powerToOutdoorExcited: correlationOf(moments, MOMENT_WIDTH),
    powerToOutdoorClosed: correlationOf(moments, 0),
    residualShare: residualShare ?? null,
  };
}

interface Asked {
  readonly done: Float32Array;
  /** NaN where nobody asked. */
  readonly wish: Float32Array;
  /** So far off is still as asked. */
  readonly within: number;
}

/** What was done beside what was asked for. */
function askedOf({ heatingPowerW, heatingRequestW, further = {} }: ZoneSeries): Asked[] {
  const pair = (done: Float32Array | undefined, wish: Float32Array | undefined, within: number): Asked[] =>
    done && wish ? [{ done, wish, within }] : [];
  return [
    ...pair(heatingPowerW, heatingRequestW, 1),
    ...pair(further.coolingPowerW, further.coolingRequestW, 1),
    ...pair(further.ventilationPerH, further.ventilationRequestPerH, 1e-3),
    ...pair(further.windowOpenShare, further.windowRequestShare, 1e-3),
    ...pair(further.blindClosedShare, further.blindRequestShare, 1e-3),
  ];
}

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;

/** Number of pairs, and sums of x, y, xx, yy and xy. */
const MOMENT_WIDTH = 6;

function addMoment(moments: Float64Array, at: number, x: number, y: number): void {
  moments[at]!++;
  moments[at + 1]! += x;
  moments[at + 2]! += y;
  moments[at + 3]! += x * x;
  moments[at + 4]! += y * y;
  moments[at + 5]! += x * y;
}

function correlationOf(moments: Float64Array, at: number): number | null {
  const [n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0] = moments.subarray(at, at + MOMENT_WIDTH);
  const spread = Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
  return n > 2 && spread > 1e-9 * n ? rounded((n * sxy - sx * sy) / spread) : null;
}

/** Air temperatures of the first zone at moments spread over the whole time, °C: two buildings that are alike have it alike. */
export function fingerprintOf({ zones }: BuildingSeries): number[] {
  const air = (zones[0] as ZoneSeries).airTempC;
  return Array.from(
    { length: Math.min(MOMENTS, air.length) },
    (_, k, all = Math.min(MOMENTS, air.length)) => Math.round(air[Math.floor(((k + 0.5) * air.length) / all)]! * 1000) / 1000,
  );
}
