/** Where the sun stands: the low-accuracy solar theory of Meeus, as NOAA's solar calculator uses it. */
import { DEG_PER_RAD, RAD_PER_DEG, turnDeg } from "./angle.ts";

export interface SunPosition {
  /** Height of the sun's centre above the horizon without refraction, -90..90 degrees. */
  readonly elevationDeg: number;
  /** Direction from north, clockwise (east = 90), 0..360 degrees. */
  readonly azimuthDeg: number;
}

/** Milliseconds of J2000.0 (1 January 2000, 12:00 TT); the 64 s between TT and UTC move the sun by 0.0007 degrees. */
const J2000_TS = 946_728_000_000;
const DAY_MS = 86_400_000;

/** Solar constant, W/m²; the value with which the Perez and Erbs correlations were fitted (Fröhlich and Brusa 1981). */
export const SOLAR_CONSTANT_W_PER_M2 = 1367;

/**
 * Position of the sun as seen from the centre of the earth, without refraction: what geometry of beam radiation needs.
 *
 * Within 0.008 degrees of JPL Horizons from 1950 to 2050 (`tests/validation/sun-position`), once the parallax of up to
 * 0.0024 degrees is taken off; refraction lifts the visible sun by 0.57 degrees at the horizon, by 0.1 degrees at 9 degrees.
 *
 * Source: J. Meeus, Astronomical Algorithms, 2nd ed. 1998, chapters 12, 22, 25 (equation numbers below).
 * @param ts UTC ms
 * @param latitudeDeg north positive, -90..90
 * @param longitudeDeg east positive, -180..180
 */
export function sunPosition(ts: number, latitudeDeg: number, longitudeDeg: number): SunPosition {
  const days = (ts - J2000_TS) / DAY_MS;
  const T = days / 36525;

  const L0 = 280.46646 + T * (36000.76983 + T * 0.0003032); // 25.2
  const M = RAD_PER_DEG * (357.52911 + T * (35999.05029 - T * 0.0001537)); // 25.3
  const C =
    (1.914602 - T * (0.004817 + T * 0.000014)) * Math.sin(M) +
    (0.019993 - T * 0.000101) * Math.sin(2 * M) +
    0.000289 * Math.sin(3 * M);
  const omega = RAD_PER_DEG * (125.04 - 1934.136 * T);
  const lambda = RAD_PER_DEG * (L0 + C - 0.00569 - 0.00478 * Math.sin(omega)); // 25.8 and the line below it
  const epsilon = RAD_PER_DEG * (23.439291 - T * 0.0130042 + 0.00256 * Math.cos(omega)); // 22.2, 25.8

  const sinLambda = Math.sin(lambda);
  const rightAscension = Math.atan2(Math.cos(epsilon) * sinLambda, Math.cos(lambda)); // 25.6
  const sinDec = Math.sin(epsilon) * sinLambda; // 25.7
  const cosDec = Math.sqrt(1 - sinDec * sinDec);

  // 12.4, and the nutation in right ascension (-0.00478 sin omega cos epsilon) that makes the sidereal time apparent.
  const siderealDeg = 280.46061837 + 360.98564736629 * days + T * T * 0.000387933 - 0.00478 * Math.sin(omega) * Math.cos(epsilon);
  const hourAngle = RAD_PER_DEG * (siderealDeg + longitudeDeg) - rightAscension;

  const latitude = RAD_PER_DEG * latitudeDeg;
  const sinLat = Math.sin(latitude);
  const cosLat = Math.cos(latitude);
  const cosHour = Math.cos(hourAngle);
  const sinElevation = sinLat * sinDec + cosLat * cosDec * cosHour; // 13.6
  const southward = cosHour * cosDec * sinLat - sinDec * cosLat; // 13.5, both terms times cos(declination)
  const westward = Math.sin(hourAngle) * cosDec;
  return {
    elevationDeg: DEG_PER_RAD * Math.atan2(sinElevation, Math.hypot(southward, westward)),
    azimuthDeg: turnDeg(180 + DEG_PER_RAD * Math.atan2(westward, southward)),
  };
}

/**
 * Extraterrestrial irradiance on a plane that faces the sun, 1321..1414 W/m².
 * Source: J. W. Spencer, Fourier series representation of the position of the sun, Search 2 (1971) 172.
 * @param dayOfYear 1 on 1 January; fractions allowed
 */
export function extraterrestrialNormalWPerM2(dayOfYear: number): number {
  const B = (2 * Math.PI * (dayOfYear - 1)) / 365;
  return (
    SOLAR_CONSTANT_W_PER_M2 *
    (1.00011 + 0.034221 * Math.cos(B) + 0.00128 * Math.sin(B) + 0.000719 * Math.cos(2 * B) + 0.000077 * Math.sin(2 * B))
  );
}

/**
 * True less mean solar time, s, -860..990: a sundial is slow in February and fast in November. Within 45 s.
 * Source: J. W. Spencer (1971), as above.
 * @param dayOfYear 1 on 1 January; fractions allowed
 */
export function equationOfTimeS(dayOfYear: number): number {
  const B = (2 * Math.PI * (dayOfYear - 1)) / 365;
  return (
    (86_400 / (2 * Math.PI)) *
    (0.000075 + 0.001868 * Math.cos(B) - 0.032077 * Math.sin(B) - 0.014615 * Math.cos(2 * B) - 0.040849 * Math.sin(2 * B))
  );
}

/**
 * Relative optical mass of the air, 1 with the sun overhead, 38 at the horizon; a sun below the horizon counts as on it.
 * Source: F. Kasten and A. T. Young, Applied Optics 28 (1989) 4735.
 */
export function relativeAirMass(elevationDeg: number): number {
  const h = Math.max(0, elevationDeg);
  return 1 / (Math.sin(RAD_PER_DEG * h) + 0.50572 * (h + 6.07995) ** -1.6364);
}

/** Day of the year of a time in UTC, 1 on 1 January, with its fraction. */
export function dayOfYearOf(ts: number): number {
  const yearStart = Date.UTC(new Date(ts).getUTCFullYear(), 0, 1);
  return 1 + (ts - yearStart) / DAY_MS;
}
