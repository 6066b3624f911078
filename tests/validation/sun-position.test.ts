/** The sun stands where the ephemeris of JPL and the NREL solar position algorithm say. */
import { expect, test } from "vitest";
import { sunPosition } from "../../sim/weather/sun.ts";
import truth from "./truth/sun-position.json" with { type: "json" };

const RAD = Math.PI / 180;
/** Set just above what is reached: 0.0071 degrees; the theory leaves out the planets' pull on the earth. */
const MOST_DEG = 0.008;
/** Published values are seen from the surface, ours from the earth's centre: 8.794 arc seconds on the horizon. */
const PARALLAX_DEG = 8.794 / 3600;

/** Refraction at an apparent height (G. G. Bennett 1982; Meeus 16.3), degrees. */
const refractionDeg = (apparentDeg: number) => 1 / Math.tan(RAD * (apparentDeg + 7.31 / (apparentDeg + 4.4))) / 60;

/** Angle on the sky between our sun and the published one, degrees. */
function offDeg(ts: number, latitudeDeg: number, longitudeDeg: number, azimuthDeg: number, airlessDeg: number): number {
  const ours = sunPosition(ts, latitudeDeg, longitudeDeg);
  const up = ours.elevationDeg - PARALLAX_DEG * Math.cos(RAD * airlessDeg) - airlessDeg;
  const round = (ours.azimuthDeg - azimuthDeg) * Math.cos(RAD * airlessDeg);
  return Math.hypot(up, round);
}

test("JPL Horizons: three places, 1950 to 2050", () => {
  const places = new Map(Object.entries(truth.places));
  let worst = 0;
  for (const [place, time, azimuthDeg, apparentDeg] of truth.rows) {
    const [latitudeDeg, longitudeDeg] = places.get(String(place)) ?? [];
    if (latitudeDeg === undefined || longitudeDeg === undefined) throw new Error(`no place ${place}`);
    const apparent = Number(apparentDeg);
    worst = Math.max(
      worst,
      offDeg(Date.parse(String(time)), latitudeDeg, longitudeDeg, Number(azimuthDeg), apparent - refractionDeg(apparent)),
    );
  }
  expect(truth.rows).toHaveLength(34);
  expect(worst).toBeLessThan(MOST_DEG);
});

test("worked example of the solar position algorithm: Golden, 17 October 2003, 12:30:30 UTC-7", () => {
  // I. Reda, A. Andreas, NREL/TP-560-34302 (2008), table A5.1: elevation without refraction, azimuth.
  expect(offDeg(Date.UTC(2003, 9, 17, 19, 30, 30), 39.742476, -105.1786, 194.34024, 39.872046)).toBeLessThan(MOST_DEG);
});
