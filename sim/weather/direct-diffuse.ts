/** Global, direct and diffuse light of an interval: any of them that is missing, from the others. */
import { dayOfYearOf, extraterrestrialNormalWPerM2 } from "./sun.ts";
import { type Grid, type Place, refine, sunCourse } from "./sun-course.ts";
import type { WeatherArrays } from "./weather-frame.ts";

/** Sub-intervals over which the sun's height is averaged. */
const PARTS = 12;

/** No beam is stronger than this many times the clear beam of `SunCourse`: what is above counts as diffuse. */
const MOST_OF_CLEAR_BEAM = 1.3;

/**
 * Share of diffuse in global light.
 * Source: D. G. Erbs, S. A. Klein, J. A. Duffie, Estimation of the diffuse radiation fraction for hourly, daily and
 * monthly-average global radiation, Solar Energy 28 (1982) 293, equation 1.
 * @param kt global irradiance over the extraterrestrial one on the horizontal, >= 0
 */
export function erbsDiffuseShare(kt: number): number {
  if (kt <= 0.22) return 1 - 0.09 * kt;
  if (kt > 0.8) return 0.165;
  return 0.9511 + kt * (-0.1604 + kt * (4.388 + kt * (-16.638 + kt * 12.336)));
}

export interface Separated {
  /** Rows in which this column was missing and could be told from the others. */
  readonly directNormalWPerM2: number;
  readonly diffuseHorizontalWPerM2: number;
  readonly globalIrradianceWPerM2: number;
}

/**
 * Fills gaps of the three irradiance columns in place, means over the intervals of `grid`: one missing, from the other
 * two by closure; direct and diffuse missing, from global after Erbs; all missing stays missing.
 */
export function completeLight(arrays: WeatherArrays, grid: Grid, place: Place): Separated {
  const { directNormalWPerM2: direct, diffuseHorizontalWPerM2: diffuse, globalIrradianceWPerM2: global } = arrays;
  const counts = { directNormalWPerM2: 0, diffuseHorizontalWPerM2: 0, globalIrradianceWPerM2: 0 };
  if (![direct, diffuse, global].some((column) => column.some(Number.isNaN))) return counts;

  const course = sunCourse(refine(grid, PARTS), place);
  for (let i = 0; i < grid.length; i++) {
    let [b, d, g] = [direct[i] ?? Number.NaN, diffuse[i] ?? Number.NaN, global[i] ?? Number.NaN];
    const known = Number(!Number.isNaN(b)) + Number(!Number.isNaN(d)) + Number(!Number.isNaN(g));
    if (known === 3 || known === 0 || (known === 1 && Number.isNaN(g))) continue;

    let sines = 0;
    let beams = 0;
    let flatBeams = 0;
    for (let j = i * PARTS; j < (i + 1) * PARTS; j++) {
      const up = Math.max(0, course.sinElevation[j] ?? 0);
      const beam = course.clearBeam[j] ?? 0;
      sines += up;
      beams += beam;
      flatBeams += beam * up;
    }
    if (Number.isNaN(g)) {
      g = d + (beams > 0 ? (b * flatBeams) / beams : 0);
      counts.globalIrradianceWPerM2++;
    } else {
      const outsideWPerM2 = extraterrestrialNormalWPerM2(dayOfYearOf(grid.startTs + i * grid.stepS * 1000));
      const most = (MOST_OF_CLEAR_BEAM * outsideWPerM2 * beams) / PARTS;
      const flatPerNormal = beams > 0 ? flatBeams / beams : 0;
      if (Number.isNaN(b)) {
        const wanted = Number.isNaN(d) ? erbsDiffuseShare(sines > 0 ? (g * PARTS) / (outsideWPerM2 * sines) : 0) * g : d;
        b = flatPerNormal > 0 ? Math.min(most, Math.max(0, g - wanted) / flatPerNormal) : 0;
        counts.directNormalWPerM2++;
        if (!Number.isNaN(d)) d = Math.max(d, g - b * flatPerNormal);
      }
      if (Number.isNaN(d)) {
        d = Math.max(0, g - b * flatPerNormal);
        counts.diffuseHorizontalWPerM2++;
      }
    }
    direct[i] = b;
    diffuse[i] = d;
    global[i] = g;
  }
  return counts;
}
