/** When the light of a file says that noon is: a check of its time zone and longitude against the sun. */
import { column, type Frame, rowTs } from "#domain";
import { DEG_PER_RAD } from "./angle.ts";
import { dayOfYearOf, equationOfTimeS } from "./sun.ts";
import type { Place } from "./sun-course.ts";

/** Less light than this, kWh/m², says nothing: some days are needed. */
const LEAST_KWH_PER_M2 = 10;
const DAY_H = 24;

/**
 * Hours by which global irradiance comes later than the sun at that place would bring it, -12..12, as the angle of its mean over
 * the day's circle. Clouds of mornings or afternoons and mountains move it by some tenths of an hour; NaN with too little light.
 */
export function lightLateH(frame: Frame, { longitudeDeg }: Pick<Place, "longitudeDeg">): number {
  const global = column(frame, "globalIrradianceWPerM2");
  let [east, north, sum] = [0, 0, 0];
  for (let i = 0; i < frame.length; i++) {
    const light = global[i]!;
    if (!(light > 0)) continue;
    const ts = rowTs(frame, i) - frame.stepS * 500;
    const solarH = ts / 3_600_000 + longitudeDeg / 15 + equationOfTimeS(dayOfYearOf(ts)) / 3_600;
    const angle = (2 * Math.PI * solarH) / DAY_H;
    east += light * Math.sin(angle);
    north += light * Math.cos(angle);
    sum += light;
  }
  if ((sum * frame.stepS) / 3.6e6 < LEAST_KWH_PER_M2) return Number.NaN;
  // Noon points to minus north.
  return (Math.atan2(-east, -north) * DEG_PER_RAD * DAY_H) / 360;
}
