/** The weather of a place step by step, as walls and windows need it; what several of them share is worked out once. */
import { column, type Frame, rowTs } from "#domain";
import { type Place, planeLight, sunPosition } from "../weather/index.ts";
import { skyAnisotropy } from "../weather/perez.ts";
import { dayOfYearOf } from "../weather/sun.ts";
import { type ColumnMemory, type Columns, createColumnMemory } from "./column-memory.ts";
import { windOf } from "./convection.ts";
import type { Surroundings } from "./sol-air.ts";

/** Short-wave reflectance of grass, soil and paving. */
const GROUND_REFLECTANCE = 0.2;

export interface Facing {
  readonly azimuthDeg: number;
  readonly tiltDeg: number;
}

/** Light on a plane by step, W/m²; see `PlaneIrradiance`. */
export interface PlaneLight {
  /** Beam and what comes from around the sun. */
  readonly direct: Float64Array;
  readonly dome: Float64Array;
  readonly ground: Float64Array;
  readonly total: Float64Array;
  /** 0 in steps without any light. */
  readonly incidenceDeg: Float64Array;
}

export interface Outside {
  readonly steps: number;
  /** Outdoor air in the middle of each step, °C. */
  readonly airC: Float64Array;
  /** Height and direction of the sun in the middle of each step, degrees; (-90, 0) in steps without any light. */
  readonly sun: { readonly elevationDeg: Float64Array; readonly azimuthDeg: Float64Array };
  /** Air, sky and wind of step i. The same object at each call. */
  around(i: number): Surroundings;
  light(facing: Facing): PlaneLight;
  /** Further columns of this weather under a name that says everything that they depend on. */
  of(key: string, make: () => Columns): Columns;
}

/**
 * Each step of `weather`: step i runs from row i to row i + 1. States are taken in the middle of a step, irradiances from the row
 * at its end. Throws `bad-frame` for a missing column.
 * @param memory for what is worked out; several weathers may share one if each has a `name` of its own
 */
export function weatherOutside(
  weather: Frame,
  place: Place,
  memory: ColumnMemory = createColumnMemory(),
  name: string | number = "",
): Outside {
  const steps = Math.max(0, weather.length - 1);
  const of = (key: string, make: () => Columns) => memory.of(`${name} ${key}`, make);
  const [air, sky, wind] = [column(weather, "outdoorTempC"), column(weather, "skyTempC"), column(weather, "windSpeedMPerS")];
  const beam = column(weather, "directNormalWPerM2").subarray(1);
  const diffuse = column(weather, "diffuseHorizontalWPerM2").subarray(1);
  const isLit = (i: number): boolean => beam[i] !== 0 || diffuse[i] !== 0;

  const [airC, skyC, windward2, leeward2] = of("air", () => {
    const columns = four(steps);
    for (let i = 0; i < steps; i++) {
      columns[0][i] = (air[i]! + air[i + 1]!) / 2;
      columns[1][i] = (sky[i]! + sky[i + 1]!) / 2;
      const squares = windOf((wind[i]! + wind[i + 1]!) / 2);
      columns[2][i] = squares.windward2;
      columns[3][i] = squares.leeward2;
    }
    return columns;
  }) as Four;
  const [elevationDeg, azimuthDeg, circumsolar, horizon] = of("sun", () => {
    const columns = four(steps);
    columns[0].fill(-90);
    for (let i = 0; i < steps; i++) {
      if (!isLit(i)) continue;
      const ts = rowTs(weather, i) + weather.stepS * 500;
      const sun = sunPosition(ts, place.latitudeDeg, place.longitudeDeg);
      const brightness = skyAnisotropy(beam[i]!, diffuse[i]!, sun.elevationDeg, dayOfYearOf(ts));
      columns[0][i] = sun.elevationDeg;
      columns[1][i] = sun.azimuthDeg;
      columns[2][i] = brightness.circumsolar;
      columns[3][i] = brightness.horizon;
    }
    return columns;
  }) as Four;

  const around = { airC: 0, skyC: 0, wind: { windward2: 0, leeward2: 0 } };
  return {
    steps,
    airC,
    sun: { elevationDeg, azimuthDeg },
    of,
    around(i) {
      around.airC = airC[i]!;
      around.skyC = skyC[i]!;
      around.wind.windward2 = windward2[i]!;
      around.wind.leeward2 = leeward2[i]!;
      return around;
    },
    light(facing) {
      const [direct, dome, ground, total, incidenceDeg] = of(`plane ${facing.azimuthDeg} ${facing.tiltDeg}`, () => {
        const columns = Array.from({ length: 5 }, () => new Float64Array(steps)) as unknown as Five;
        const lightAt = planeLight(facing, GROUND_REFLECTANCE);
        for (let i = 0; i < steps; i++) {
          if (!isLit(i)) continue;
          const h = (Math.PI / 180) * elevationDeg[i]!;
          const anisotropy = { circumsolar: circumsolar[i]!, horizon: horizon[i]! };
          const own = lightAt({
            directNormalWPerM2: beam[i]!,
            diffuseHorizontalWPerM2: diffuse[i]!,
            sunAzimuthDeg: azimuthDeg[i]!,
            sinElevation: Math.sin(h),
            cosElevation: Math.cos(h),
            anisotropy,
          });
          columns[0][i] = own.beamWPerM2 + own.circumsolarWPerM2;
          columns[1][i] = own.diffuseWPerM2 - own.circumsolarWPerM2;
          columns[2][i] = own.groundWPerM2;
          columns[3][i] = own.totalWPerM2;
          columns[4][i] = own.incidenceDeg;
        }
        return columns;
      }) as Five;
      return { direct, dome, ground, total, incidenceDeg };
    },
  };
}

type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];
type Five = readonly [...Four, Float64Array];
const four = (length: number): Four => [
  new Float64Array(length),
  new Float64Array(length),
  new Float64Array(length),
  new Float64Array(length),
];
