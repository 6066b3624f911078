/** How cloudy it was, told from how much of a clear day's light came through. */
import { RAD_PER_DEG } from "./angle.ts";
import { clearSky, cloudTransmission } from "./clear-sky.ts";
import { dayOfYearOf, sunPosition } from "./sun.ts";
import type { Grid, Place } from "./sun-course.ts";

/** Optical depths of middling air, for the clear sky against which a day's light is held. */
const TAU = [0.35, 2.3] as const;

/**
 * Cloud cover, 0..1, of the 24 h around each row from the light that came through: Kasten and Czeplak turned around.
 * NaN where no light can be expected within 24 h, or where it was not measured.
 */
export function coverFromSunshine(globalWPerM2: Float64Array, { startTs, stepS, length }: Grid, place: Place): Float64Array {
  const clear = Float64Array.from({ length }, (_, i) => {
    const ts = startTs + (i - 0.5) * stepS * 1000;
    const { elevationDeg } = sunPosition(ts, place.latitudeDeg, place.longitudeDeg);
    const light = clearSky(elevationDeg, dayOfYearOf(ts), ...TAU);
    return light.diffuseHorizontalWPerM2 + light.directNormalWPerM2 * Math.max(0, Math.sin(RAD_PER_DEG * elevationDeg));
  });
  const half = Math.round(43_200 / stepS);
  const overcast = 1 - cloudTransmission(1);
  return Float64Array.from({ length }, (_, i) => {
    let came = 0;
    let couldCome = 0;
    for (let j = Math.max(0, i - half); j < Math.min(length, i + half); j++) {
      const value = globalWPerM2[j] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      came += value;
      couldCome += clear[j] ?? 0;
    }
    return couldCome > 0 ? (Math.max(0, Math.min(overcast, 1 - came / couldCome)) / overcast) ** (1 / 3.4) : Number.NaN;
  });
}
