/** A data set of our own (`zonecast generate`), hourly: what each zone's air does, what heats and runs in it, and the weather. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { errorLine, ZonecastError } from "#domain";
import { CLIMATES, isClimateId, PERSON_W } from "#sim";
import { type ParquetColumn, readParquet } from "#store";

/** Of the manifest, what is needed here; it holds much more. */
const manifestSchema = z.object({
  name: z.string(),
  stepS: z.number().positive(),
  from: z.string(),
  weather: z.array(z.object({ id: z.string(), licence: z.string() })),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
  fleet: z.array(
    z.object({
      id: z.string(),
      split: z.enum(["train", "validation", "test"]),
      weather: z.string(),
      statistics: z.object({ excitedShare: z.number() }),
    }),
  ),
});

export type Split = "train" | "validation" | "test";

interface HourlyWeather {
  readonly outdoorTempC: Float32Array;
  readonly globalIrradianceWPerM2: Float32Array;
}

/** One zone; all columns are means over the hour that ends at the row's time. */
export interface DatasetZone extends HourlyWeather {
  /** Data set, building and zone, e.g. `fleet/b00001/house`. */
  readonly name: string;
  /** Data set and building. */
  readonly building: string;
  readonly split: Split;
  /** Its heat is decided by a walker, here and there: that cannot be forecast, only what follows from it. */
  readonly isExcited: boolean;
  readonly timeZone: string;
  /** Time of row 0, UTC ms. */
  readonly startTs: number;
  readonly airTempC: Float32Array;
  readonly heatingPowerW: Float32Array;
  readonly heatingSetpointC: Float32Array;
  /** Of devices and lights: what a meter would count. */
  readonly electricPowerW: Float32Array;
}

export interface Dataset {
  readonly zones: readonly DatasetZone[];
  /** Hash, hex, that changes with the data. */
  readonly hash: string;
  readonly licences: readonly string[];
}

const COLUMNS = ["building", "zone", "airTempC", "heatingPowerW", "heatingSetpointC", "internalGainW", "persons"] as const;

/** A building of which more than this is excited counts as excited. */
const MOST_EXCITED = 0.01;

export const isDataset = (folder: string): boolean => existsSync(join(folder, "manifest.json"));

/**
 * Means over whole hours, each at its end. A state counts from the first row after the hour's start on, a mean of a step
 * from the row at its start on.
 */
function hourly(values: ArrayLike<number>, from: number, to: number, perHour: number, state: boolean): Float32Array {
  const hours = Math.floor((to - from) / perHour);
  const shift = state ? 1 : 0;
  return Float32Array.from({ length: hours }, (_, h) => {
    let [sum, n] = [0, 0];
    for (let i = 0; i < perHour; i++) {
      const row = from + h * perHour + i + shift;
      const v = row < to ? (values[row] ?? Number.NaN) : Number.NaN;
      if (Number.isNaN(v)) continue;
      sum += v;
      n++;
    }
    return sum / n;
  });
}

function columnOf(columns: ReadonlyMap<string, ParquetColumn>, name: string): Float64Array {
  const found = columns.get(name);
  if (!(found instanceof Float64Array)) throw new ZonecastError("bad-file", `column ${name} holds no numbers`);
  return found;
}

function manifestOf(folder: string): z.infer<typeof manifestSchema> {
  const hint = "make the data set again with zonecast generate";
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  } catch (cause) {
    throw new ZonecastError("bad-file", `${folder}/manifest.json cannot be read: ${errorLine(cause)}`, { hint, cause });
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const why = z.prettifyError(parsed.error).replaceAll("\n", "; ");
  throw new ZonecastError("bad-file", `${folder}/manifest.json does not fit: ${why}`, { hint });
}

async function tableOf(folder: string, path: string, columns: readonly string[]): ReturnType<typeof readParquet> {
  try {
    return await readParquet(join(folder, path), columns);
  } catch (cause) {
    throw new ZonecastError("bad-file", `${folder}/${path} cannot be read: ${errorLine(cause)}`, {
      ...{ hint: "complete the data set with zonecast generate --resume, or make it again", cause },
    });
  }
}

/** Local time of a synthetic weather by its name, else that of Central Europe. */
const zoneOf = (weather: string): string => {
  const climate = weather.replace(/-\d+$/, "");
  return isClimateId(climate) ? CLIMATES[climate].timeZone : "Europe/Berlin";
};

/** Where one zone of one building begins and ends in a table. */
function spans(
  building: readonly string[],
  zone: readonly string[],
): { building: string; zone: string; from: number; to: number }[] {
  const out: { building: string; zone: string; from: number; to: number }[] = [];
  for (let i = 0; i < building.length; i++) {
    const last = out.at(-1);
    if (last && last.building === building[i] && last.zone === zone[i]) last.to = i + 1;
    else out.push({ building: building[i] ?? "", zone: zone[i] ?? "", from: i, to: i + 1 });
  }
  return out;
}

/** All internal gains but the heat of people. */
const withoutPeople = (gainW: Float32Array, persons: Float32Array): Float32Array =>
  gainW.map((w, i) => Math.max(0, w - PERSON_W * persons[i]!));

/** Reads the zones of the buildings in `splits`. Throws `bad-file`. */
export async function readDatasetZones(folder: string, splits: readonly Split[]): Promise<Dataset> {
  const manifest = manifestOf(folder);
  const perHour = 3_600 / manifest.stepS;
  if (!Number.isInteger(perHour))
    throw new ZonecastError("bad-file", `${folder}: a step of ${manifest.stepS} s does not divide one hour`);
  const weather = new Map<string, HourlyWeather>();
  for (const { id } of manifest.weather) {
    const { rows, columns } = await tableOf(folder, `weather/${id}.parquet`, ["outdoorTempC", "globalIrradianceWPerM2"]);
    weather.set(id, {
      outdoorTempC: hourly(columnOf(columns, "outdoorTempC"), 0, rows, perHour, true),
      globalIrradianceWPerM2: hourly(columnOf(columns, "globalIrradianceWPerM2"), 0, rows, perHour, false),
    });
  }
  const zones: DatasetZone[] = [];
  for (const { path } of manifest.files) {
    const part = splits.find((split) => path.startsWith(`data/${split}/`) && path.endsWith(".parquet"));
    if (!part) continue;
    const { columns } = await tableOf(folder, path, COLUMNS);
    const text = (name: string) => columns.get(name) as readonly string[];
    for (const { building, zone, from, to } of spans(text("building"), text("zone"))) {
      const own = manifest.fleet.find((b) => b.id === building);
      const outside = own && weather.get(own.weather);
      if (!own || !outside)
        throw new ZonecastError("bad-file", `${folder}: the manifest does not know building ${building} or its weather`);
      const mean = (name: string, state = false) => hourly(columnOf(columns, name), from, to, perHour, state);
      zones.push({
        name: `${manifest.name}/${building}/${zone}`,
        building: `${manifest.name}/${building}`,
        split: part,
        isExcited: own.statistics.excitedShare > MOST_EXCITED,
        timeZone: zoneOf(own.weather),
        startTs: Date.parse(manifest.from) + 3_600_000,
        ...outside,
        airTempC: mean("airTempC", true),
        heatingPowerW: mean("heatingPowerW"),
        heatingSetpointC: mean("heatingSetpointC"),
        electricPowerW: withoutPeople(mean("internalGainW"), mean("persons")),
      });
    }
  }
  const hash = createHash("sha256");
  for (const { path, sha256 } of manifest.files) if (path.endsWith(".parquet")) hash.update(`${path} ${sha256}\n`);
  return { zones, hash: hash.digest("hex"), licences: [...new Set(manifest.weather.map((w) => w.licence))] };
}
