/** The weathers of a plan, each made once for all of its buildings: on the plan's grid, warm-up and all. */
import { column, type Frame, makeFrame, rowTs, ZonecastError } from "#domain";
import { type LocalTime, localTimeIn } from "../building/local-time.ts";
import { CLIMATES, type ClimateId } from "../weather/climates.ts";
import type { Place } from "../weather/index.ts";
import { SYNTHETIC_MEAN_S, syntheticWeather } from "../weather/synthetic.ts";
import type { WeatherFile } from "../weather/weather-file.ts";
import { onGrid } from "../weather-grid.ts";
import { type Calendar, calendarOf } from "./calendar.ts";
import { type DatasetPlan, weatherId } from "./plan.ts";

export interface Weather {
  readonly id: string;
  readonly place: Place;
  /** Where one of ours was seen; undefined for a file's. */
  readonly climate: ClimateId | undefined;
  /** From the first step of the warm-up to the end of the last step; see `WEATHER_COLUMNS`. */
  readonly frame: Frame;
  /** Rows of warm-up. */
  readonly warmUp: number;
  /** Steps of data after it. */
  readonly steps: number;
  /** Middle of each step, as the people there count it. */
  readonly calendar: Calendar;
  /** Outdoor temperature of each step, and its mean over the 24 h around, °C. */
  readonly outdoorC: Float64Array;
  readonly dayMeanC: Float64Array;
  readonly source: string;
  readonly licence: string;
}

/** Reads the weather file at `path`, relative to the plan. */
export type ReadWeather = (path: string) => WeatherFile;

const DAY_S = 86_400;

/**
 * The weather of one entry of the plan. Throws `bad-input` for a file that is too short or has gaps, whose year is too
 * short included; a file of a whole year is laid over as many years as are asked for, and its last days are the warm-up.
 */
export function weatherOf(plan: DatasetPlan, entry: DatasetPlan["weather"][number], read: ReadWeather): Weather {
  const { stepS } = plan;
  const warmUp = (plan.warmUpDays * DAY_S) / stepS;
  const steps = (plan.days * DAY_S) / stepS;
  const startTs = Date.parse(plan.from) - plan.warmUpDays * DAY_S * 1000;
  const length = warmUp + steps + 1;
  const id = weatherId(entry);
  if ("climate" in entry) {
    const fine = Math.min(SYNTHETIC_MEAN_S, stepS);
    const synthetic = syntheticWeather({
      climate: entry.climate,
      seed: entry.seed,
      startTs,
      stepS: fine,
      length: ((length - 1) * stepS) / fine + 1,
    });
    const { timeZone, label } = CLIMATES[entry.climate];
    return finished({
      id,
      place: CLIMATES[entry.climate],
      climate: entry.climate,
      frame: onGrid(synthetic, stepS),
      warmUp,
      steps,
      localTime: localTimeIn(timeZone),
      source: `synthetic weather of ${label}, seed ${entry.seed}`,
      licence: plan.output.licence,
    });
  }
  const { frame, site } = read(entry.file);
  return finished({
    id,
    place: site,
    climate: undefined,
    frame: repeated(onGrid(frame, stepS), startTs, length, entry.file),
    warmUp,
    steps,
    localTime: fixedOffset(site.utcOffsetH),
    source: `${site.name}, ${entry.file.split("/").at(-1)}`,
    licence: entry.licence,
  });
}

/** Which way a weather table counts: means belong to the step that begins at their row. */
export function outputWeather(
  { frame, warmUp, steps }: Weather,
  names: readonly string[],
  means: ReadonlySet<string>,
): Float32Array[] {
  return names.map((name) =>
    Float32Array.from(
      column(frame, name)
        .subarray(warmUp + (means.has(name) ? 1 : 0))
        .subarray(0, steps),
    ),
  );
}

const fixedOffset =
  (hours: number) =>
  (ts: number): LocalTime => {
    const local = ts + hours * 3_600_000;
    const day = Math.floor(local / 86_400_000);
    return { day, hour: (local - day * 86_400_000) / 3_600_000, weekend: (((day + 3) % 7) + 7) % 7 >= 5 };
  };

/** Rows of the same time of the year, so that a January of the plan is a January of the file. */
function repeated(frame: Frame, startTs: number, length: number, file: string): Frame {
  const period = frame.length - (frame.length % Math.round(DAY_S / frame.stepS));
  const days = (period * frame.stepS) / DAY_S;
  if (days < 365) throw new ZonecastError("bad-input", `weather ${file} has ${days} days`, { hint: "a plan needs a whole year" });
  const yearStart = (ts: number) => Date.UTC(new Date(ts).getUTCFullYear(), 0, 1);
  const offset = Math.round((startTs - yearStart(startTs) - (frame.startTs - yearStart(frame.startTs))) / (frame.stepS * 1000));
  const at = (i: number) => (((offset + i) % period) + period) % period;
  return makeFrame(
    startTs,
    frame.stepS,
    [...frame.columns].map(([name, v]) => [name, Float64Array.from({ length }, (_, i) => v[at(i)] ?? Number.NaN)] as const),
  );
}

function finished(made: Omit<Weather, "calendar" | "outdoorC" | "dayMeanC"> & { localTime: (ts: number) => LocalTime }): Weather {
  const { localTime, ...rest } = made;
  const { frame, warmUp, steps } = made;
  const air = column(frame, "outdoorTempC");
  const all = warmUp + steps;
  const outdoorC = Float64Array.from({ length: all }, (_, i) => (air[i]! + air[i + 1]!) / 2);
  const half = Math.round(DAY_S / frame.stepS / 2);
  const dayMeanC = new Float64Array(all);
  let sum = 0;
  let [from, to] = [0, 0];
  for (let i = 0; i < all; i++) {
    for (; to < Math.min(all, i + half); to++) sum += outdoorC[to]!;
    for (; from < i - half; from++) sum -= outdoorC[from]!;
    dayMeanC[i] = sum / (to - from);
  }
  const halfStepMs = frame.stepS * 500;
  return { ...rest, outdoorC, dayMeanC, calendar: calendarOf(all, (i) => localTime(rowTs(frame, i) + halfStepMs)) };
}
