/** What is counted of every building while its series are in memory: comfort, heat, how much of the wish was done, its likeness. */
import { COMFORT_18_26 } from "../excitation/comfort-band.ts";
import type { BuildingSeries, ZoneSeries } from "./simulate-building.ts";

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
  /** Share of excited steps in which the heater did what was asked, within 1 W. */
  readonly obeyedShare: number | null;
  /** Share of all steps at either end of the heater's range. */
  readonly saturatedShare: number;
  /** Correlation of heating power with the outdoor temperature in excited and in closed-loop steps. */
  readonly powerToOutdoorExcited: number | null;
  readonly powerToOutdoorClosed: number | null;
}

/** Evenly spread moments at which a fingerprint looks. */
const MOMENTS = 192;

export function statisticsOf({ zones }: BuildingSeries, stepS: number, outdoorC: ArrayLike<number>): BuildingStatistics {
  const comfort = { excited: { in: 0, of: 0 }, closed: { in: 0, of: 0 } };
  const moments = { excited: correlator(), closed: correlator() };
  let [rows, min, max, sum, heatWs, excited, obeyed, saturated] = [0, Infinity, -Infinity, 0, 0, 0, 0, 0];
  for (const zone of zones) {
    const length = zone.airTempC.length;
    rows += length;
    for (let i = 0; i < length; i++) {
      const t = zone.airTempC[i]!;
      const w = zone.heatingPowerW[i]!;
      const isExcited = zone.policy[i] === 1;
      min = Math.min(min, t);
      max = Math.max(max, t);
      sum += t;
      heatWs += w * stepS;
      if (isExcited) excited++;
      if (isExcited && Math.abs(w - zone.heatingRequestW[i]!) < 1) obeyed++;
      if (w <= 0 || w >= zone.maxPowerW * (1 - 1e-6)) saturated++;
      if (zone.persons[i]! > 0) {
        const own = isExcited ? comfort.excited : comfort.closed;
        own.of++;
        if (t >= COMFORT_18_26.minC && t <= COMFORT_18_26.maxC) own.in++;
      }
      (isExcited ? moments.excited : moments.closed).add(w, outdoorC[i]!);
    }
  }
  const share = (part: number, whole: number) => (whole > 0 ? rounded(part / whole) : null);
  const { excited: e, closed: c } = comfort;
  return {
    rows,
    airTempC: { min: rounded(min), mean: rounded(sum / rows), max: rounded(max) },
    comfortShare: share(e.in + c.in, e.of + c.of),
    comfortShareExcited: share(e.in, e.of),
    comfortShareClosed: share(c.in, c.of),
    occupiedShare: rounded((e.of + c.of) / rows),
    heatKWh: rounded(heatWs / 3.6e6),
    excitedShare: rounded(excited / rows),
    obeyedShare: share(obeyed, excited),
    saturatedShare: rounded(saturated / rows),
    powerToOutdoorExcited: moments.excited.correlation(),
    powerToOutdoorClosed: moments.closed.correlation(),
  };
}

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;

function correlator() {
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  return {
    add(x: number, y: number) {
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
    },
    correlation(): number | null {
      const spread = Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
      return n > 2 && spread > 1e-9 * n ? rounded((n * sxy - sx * sy) / spread) : null;
    },
  };
}

/** Air temperatures of the first zone at moments spread over the whole time, °C: two buildings that are alike have it alike. */
export function fingerprintOf({ zones }: BuildingSeries): number[] {
  const air = (zones[0] as ZoneSeries).airTempC;
  return Array.from(
    { length: Math.min(MOMENTS, air.length) },
    (_, k, all = Math.min(MOMENTS, air.length)) => Math.round(air[Math.floor(((k + 0.5) * air.length) / all)]! * 1000) / 1000,
  );
}
