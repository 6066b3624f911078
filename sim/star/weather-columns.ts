/** The weather as a table of what buildings feel of it; whatever faces the same way and is built alike shares its columns. */
import { column, type Frame, rowTs } from "#domain";
import { type Place, type PlaneIrradiance, planeIrradiance, sunPosition } from "../weather/index.ts";
import { dayOfYearOf } from "../weather/sun.ts";
import { windOf } from "./convection.ts";
import type { OuterFace, StarClimate, StarWindow } from "./description.ts";
import { type Moment, type SolAir, solAirOf, windowLight } from "./moment.ts";

/** The column that every table begins with: outdoor air, °C. */
export const OUTDOOR_COLUMN = 0;
const FIRST_FREE = 1;

/** Columns of a window, from its first one on; see `WindowNow`. */
export const WINDOW_COLUMN = { film: 0, outer: 1, inner: 2, beam: 3, diffuse: 4 } as const;
const WINDOW_WIDTH = 5;
/** Further columns of a window with a blind: the share of light that the blind lets through, and the sun's part of `outer`, W/m². */
export const BLIND_COLUMN = { open: 5, outerSun: 6 } as const;
const BLINDED_WIDTH = 7;

/** Short-wave reflectance of grass, soil and paving. */
const GROUND_REFLECTANCE = 0.2;

interface Facing {
  readonly azimuthDeg: number;
  readonly tiltDeg: number;
}

/** Collects what a building needs to know, then makes the table from any weather. */
export function weatherColumns(climate: StarClimate) {
  const planes: Facing[] = [];
  const keys = new Map<string, number>();
  const walls: { at: number; plane: number; solAir: SolAir }[] = [];
  const windows: { at: number; plane: number; light: ReturnType<typeof windowLight>; blinded: boolean }[] = [];
  const planeColumns: { at: number; plane: number }[] = [];
  let width = FIRST_FREE;

  const planeOf = ({ azimuthDeg, tiltDeg }: Facing): number => {
    const known = planes.findIndex((p) => p.azimuthDeg === azimuthDeg && p.tiltDeg === tiltDeg);
    return known >= 0 ? known : planes.push({ azimuthDeg, tiltDeg }) - 1;
  };
  /** First column of what `key` stands for; `add` is called when it is new. */
  const once = (key: string, columns: number, add: (at: number) => void): number => {
    const known = keys.get(key);
    if (known !== undefined) return known;
    const at = width;
    width += columns;
    keys.set(key, at);
    add(at);
    return at;
  };

  return {
    /** Column of the sol-air temperature of a surface, °C. */
    wall(face: OuterFace, { azimuthDeg, tiltDeg }: Facing): number {
      const plane = { azimuthDeg, tiltDeg };
      const key = `wall ${JSON.stringify([face, plane])}`;
      return once(key, 1, (at) => walls.push({ at, plane: planeOf(plane), solAir: solAirOf(face, tiltDeg, climate) }));
    },
    /** First of the columns of a window. Blinds belong to their zone, which may move them. */
    window(w: StarWindow, glazing: number): number {
      const { id: _id, zone, areaM2: _area, glazing: _glazing, film: _film, ...rest } = w;
      const blinded = w.blind !== undefined;
      const key = `window ${glazing} ${JSON.stringify(rest)} ${blinded ? zone : ""}`;
      return once(key, blinded ? BLINDED_WIDTH : WINDOW_WIDTH, (at) =>
        windows.push({ at, plane: planeOf(w), light: windowLight(w, climate), blinded }),
      );
    },
    /** Column of all sun on a plane, W/m². */
    plane({ azimuthDeg, tiltDeg }: Facing): number {
      const plane = { azimuthDeg, tiltDeg };
      return once(`plane ${JSON.stringify(plane)}`, 1, (at) => planeColumns.push({ at, plane: planeOf(plane) }));
    },
    width: () => width,
    /**
     * The table for each step of `weather`: step i runs from row i to row i + 1. States are taken in the middle of a step,
     * irradiances from the row at its end. Row-major, (length - 1) × width. Throws `bad-frame` for a missing column.
     */
    table(weather: Frame, place: Place): Float64Array {
      const steps = Math.max(0, weather.length - 1);
      const out = new Float64Array(steps * width);
      const of = (name: string) => column(weather, name);
      const [air, sky, wind] = [of("outdoorTempC"), of("skyTempC"), of("windSpeedMPerS")];
      const [direct, diffuse] = [of("directNormalWPerM2"), of("diffuseHorizontalWPerM2")];
      const middle = (v: Float64Array, i: number) => (v[i]! + v[i + 1]!) / 2;
      const light = new Array<PlaneIrradiance>(planes.length);
      for (let i = 0; i < steps; i++) {
        const ts = rowTs(weather, i) + weather.stepS * 500;
        const moment: Moment = {
          airC: middle(air, i),
          skyC: middle(sky, i),
          wind: windOf(middle(wind, i)),
          sun: sunPosition(ts, place.latitudeDeg, place.longitudeDeg),
        };
        const dayOfYear = dayOfYearOf(ts);
        planes.forEach((plane, p) => {
          light[p] = planeIrradiance({
            ...plane,
            directNormalWPerM2: direct[i + 1]!,
            diffuseHorizontalWPerM2: diffuse[i + 1]!,
            sun: moment.sun,
            groundReflectance: GROUND_REFLECTANCE,
            sky: "perez",
            dayOfYear,
          });
        });
        const row = i * width;
        out[row + OUTDOOR_COLUMN] = moment.airC;
        for (const { at, plane, solAir } of walls) out[row + at] = solAir(moment, light[plane]!);
        for (const { at, plane } of planeColumns) out[row + at] = light[plane]!.totalWPerM2;
        for (const { at, plane, light: through, blinded } of windows) {
          const now = through(moment, light[plane]!);
          out[row + at + WINDOW_COLUMN.film] = now.filmWPerM2K;
          out[row + at + WINDOW_COLUMN.outer] = now.outerWPerM2;
          out[row + at + WINDOW_COLUMN.inner] = now.innerWPerM2;
          out[row + at + WINDOW_COLUMN.beam] = now.beamInWPerM2;
          out[row + at + WINDOW_COLUMN.diffuse] = now.diffuseInWPerM2;
          if (!blinded) continue;
          out[row + at + BLIND_COLUMN.open] = now.blindOpen;
          out[row + at + BLIND_COLUMN.outerSun] = now.outerSunWPerM2;
        }
      }
      return out;
    },
  };
}

export type WeatherColumns = ReturnType<typeof weatherColumns>;
