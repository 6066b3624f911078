/** The weather as a table of what buildings feel of it; whatever faces the same way and is built alike shares its columns. */
import type { Frame } from "#domain";
import type { Place } from "../weather/index.ts";
import type { OuterFace, StarClimate, StarWindow } from "./description.ts";
import { type Facing, type Outside, weatherOutside } from "./outside.ts";
import { wallColumn } from "./wall-column.ts";
import { BLINDED_WIDTH, numberOf, WINDOW_WIDTH, windowColumns } from "./window-columns.ts";

/** The column that every table begins with: outdoor air, °C. */
export const OUTDOOR_COLUMN = 0;
const FIRST_FREE = 1;

/** Rows that are filled at a time: few enough that they stay in the processor's nearest memory. */
const BLOCK = 64;

/** Rows of a weather table that come into being where they are needed. */
export interface WeatherRows {
  /** Writes `count` rows, from row `first` on, into `out` from entry `at` on. */
  into(out: Float64Array, at: number, first: number, count: number): void;
}

/** Collects what a building needs to know, then makes the table from any weather. */
export function weatherColumns(climate: StarClimate) {
  const keys = new Map<string, number>();
  const parts: { at: number; of: (outside: Outside) => readonly Float64Array[] }[] = [
    { at: OUTDOOR_COLUMN, of: ({ airC }) => [airC] },
  ];
  let width = FIRST_FREE;

  /** First column of what `key` stands for. */
  const once = (key: string, columns: number, of: (outside: Outside) => readonly Float64Array[]): number => {
    const known = keys.get(key);
    if (known !== undefined) return known;
    const at = width;
    width += columns;
    keys.set(key, at);
    parts.push({ at, of });
    return at;
  };

  /** The rows of the table, one for each step of a weather. */
  function rowsOf(outside: Outside): WeatherRows {
    const columns = parts.flatMap((part) => part.of(outside).map((values, k) => ({ offset: part.at + k, values })));
    return {
      into(out, at, first, count) {
        for (const { offset, values } of columns)
          for (let i = 0, o = at + offset; i < count; i++, o += width) out[o] = values[first + i]!;
      },
    };
  }

  /** The table for each step of a weather: row-major, steps × width. */
  function tableOf(outside: Outside): Float64Array {
    const { steps } = outside;
    const rows = rowsOf(outside);
    const out = new Float64Array(steps * width);
    for (let from = 0; from < steps; from += BLOCK) rows.into(out, from * width, from, Math.min(BLOCK, steps - from));
    return out;
  }

  return {
    /** Column of the sol-air temperature of a surface, °C. */
    wall(face: OuterFace, { azimuthDeg, tiltDeg }: Facing): number {
      const facing = { azimuthDeg, tiltDeg };
      return once(`wall ${JSON.stringify([face, facing])}`, 1, (outside) => [wallColumn(outside, face, facing, climate)]);
    },
    /** First of the columns of a window. Blinds belong to their zone, which may move them. */
    window(w: StarWindow): number {
      const { id: _id, zone, areaM2: _area, glazing, film: _film, ...rest } = w;
      const blinded = w.blind !== undefined;
      const key = `window ${numberOf(glazing)} ${JSON.stringify(rest)} ${blinded ? zone : ""}`;
      return once(key, blinded ? BLINDED_WIDTH : WINDOW_WIDTH, (outside) => windowColumns(outside, w, climate));
    },
    /** Column of all sun on a plane, W/m². */
    plane({ azimuthDeg, tiltDeg }: Facing): number {
      const facing = { azimuthDeg, tiltDeg };
      return once(`plane ${JSON.stringify(facing)}`, 1, (outside) => [outside.light(facing).total]);
    },
    width: () => width,
    /** Says everything that the columns depend on: plans of the same name have the same tables. */
    name: (): string => `${JSON.stringify(climate)} ${[...keys.keys()].join(" ")}`,
    rowsOf,
    tableOf,
    /** The table of a weather of its own; see `weatherOutside`, whose errors it throws. */
    table: (weather: Frame, place: Place): Float64Array => tableOf(weatherOutside(weather, place)),
  };
}

export type WeatherColumns = ReturnType<typeof weatherColumns>;
