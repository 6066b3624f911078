/** The weather of a run, step by step, as the thermal core wants it: tables made a day at a time, and shared by branches. */
import { column, type Frame } from "#domain";
import type { Outdoors } from "./operation.ts";
import { type ColumnMemory, createColumnMemory } from "./star/column-memory.ts";
import { weatherOutside } from "./star/outside.ts";
import type { ThermalCore } from "./thermal/core.ts";
import type { Place } from "./weather/index.ts";
import { gridPieces } from "./weather-grid.ts";

/** Days that are kept: enough for branches that look ahead from different times. */
const KEPT = 8;

interface Piece {
  readonly first: number;
  readonly end: number;
  readonly table: Float64Array;
  readonly temp: Float64Array;
  readonly wind: Float64Array;
  readonly global: Float64Array;
  readonly humidity: Float64Array | undefined;
}

export interface WeatherPieces {
  /** Inner steps from the weather's first row to its last. */
  readonly steps: number;
  of(step: number): Piece;
}

/** Bytes that are kept of what surfaces feel of one weather: half a year of a small house. */
const SHARED_BYTES = 32 * 2 ** 20;

/** Of each weather that is still in use: simulations of it share sun and surfaces. A frame that was handed in does not change. */
const memories = new WeakMap<Frame, ColumnMemory>();

function memoryOf(weather: Frame): ColumnMemory {
  const known = memories.get(weather);
  if (known) return known;
  // Days come in the same order in every simulation: to forget the oldest would be to forget all.
  const made = createColumnMemory(SHARED_BYTES, "leave");
  memories.set(weather, made);
  return made;
}

/** Throws `bad-frame` for a missing column and `bad-input` for a gap or steps that do not fit. */
export function weatherPieces(core: ThermalCore, weather: Frame, place: Place): WeatherPieces {
  const pieces = gridPieces(weather, core.stepS);
  const memory = memoryOf(weather);
  const kept: Piece[] = [];
  return {
    steps: pieces.steps,
    of(step) {
      const known = kept.find((p) => step >= p.first && step < p.end);
      if (known) return known;
      const { firstStep, frame } = pieces.pieceOf(step);
      const name = `${core.stepS} ${place.latitudeDeg} ${place.longitudeDeg} ${firstStep}`;
      const piece = {
        first: firstStep,
        end: firstStep + frame.length - 1,
        table: core.plan.columns.tableOf(weatherOutside(frame, place, memory, name)),
        temp: column(frame, "outdoorTempC"),
        wind: column(frame, "windSpeedMPerS"),
        global: column(frame, "globalIrradianceWPerM2"),
        humidity: frame.columns.get("relativeHumidityPct"),
      };
      kept.push(piece);
      if (kept.length > KEPT) kept.shift();
      return piece;
    },
  };
}

export interface WeatherRun {
  /** Weather of an inner step. The same object at each call. */
  at(step: number): Outdoors;
  /** Mean sun on the horizontal over that step, W/m². */
  globalAt(step: number): number;
}

/** A way through the pieces, one step after the other. */
export function weatherRun(pieces: WeatherPieces): WeatherRun {
  let now = pieces.of(0);
  const outdoors = { table: now.table, row: 0, outdoorTempC: 0, windSpeedMPerS: 0, relativeHumidityPct: 0 };
  const pieceAt = (step: number): Piece => {
    if (step < now.first || step >= now.end) now = pieces.of(step);
    return now;
  };
  return {
    at(step) {
      const { table, temp, wind, humidity, first } = pieceAt(step);
      const row = step - first;
      outdoors.table = table;
      outdoors.row = row;
      outdoors.outdoorTempC = temp[row]!;
      outdoors.windSpeedMPerS = wind[row + 1]!;
      outdoors.relativeHumidityPct = humidity ? humidity[row]! : Number.NaN;
      return outdoors;
    },
    globalAt: (step) => pieceAt(step).global[step - now.first + 1]!,
  };
}
