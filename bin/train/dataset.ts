/** A data set of our own as series to learn from, hourly: what each zone's air does, and what heats and runs in it. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ZonecastError } from "#domain";
import { type LearnSeries, learnSeries } from "#forecasting";
import { CLIMATES, isClimateId } from "#sim";
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

type Split = "train" | "validation" | "test";

export interface LearnData {
  readonly train: readonly LearnSeries[];
  readonly validation: readonly LearnSeries[];
  /** Empty unless asked for: what a finished model is judged by. */
  readonly test: readonly LearnSeries[];
  /** Buildings of the first two. */
  readonly buildings: number;
  /** Hash, hex, that changes with the data. */
  readonly hash: string;
  readonly licences: readonly string[];
}

const COLUMNS = ["building", "zone", "airTempC", "heatingPowerW", "heatingSetpointC", "internalGainW"] as const;

/** Heat that a walker decides cannot be forecast: buildings of which more than this is excited teach temperatures only. */
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
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  if (!parsed.success)
    throw new ZonecastError(
      "bad-file",
      `${folder}/manifest.json does not fit: ${z.prettifyError(parsed.error).replaceAll("\n", "; ")}`,
      {
        hint: "make the data set again with zonecast generate",
      },
    );
  return parsed.data;
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

/** Reads a data set; its test split is not touched unless `splits` names it. Throws `bad-file`. */
export async function readDataset(folder: string, splits: readonly Split[] = ["train", "validation"]): Promise<LearnData> {
  const manifest = manifestOf(folder);
  const perHour = 3_600 / manifest.stepS;
  if (!Number.isInteger(perHour))
    throw new ZonecastError("bad-file", `${folder}: a step of ${manifest.stepS} s does not divide one hour`);
  const startTs = Date.parse(manifest.from) + 3_600_000;
  const weather = new Map<string, { outdoorTempC: Float32Array; globalIrradianceWPerM2: Float32Array }>();
  for (const { id } of manifest.weather) {
    const { rows, columns } = await readParquet(join(folder, `weather/${id}.parquet`), [
      "outdoorTempC",
      "globalIrradianceWPerM2",
    ]);
    weather.set(id, {
      outdoorTempC: hourly(columnOf(columns, "outdoorTempC"), 0, rows, perHour, true),
      globalIrradianceWPerM2: hourly(columnOf(columns, "globalIrradianceWPerM2"), 0, rows, perHour, false),
    });
  }
  const split: Record<Split, LearnSeries[]> = { train: [], validation: [], test: [] };
  for (const { path } of manifest.files) {
    const part = /^data\/(\w+)\/.*\.parquet$/.exec(path)?.[1] as Split | undefined;
    if (!part || !splits.includes(part)) continue;
    const { columns } = await readParquet(join(folder, path), COLUMNS);
    const text = (name: string) => columns.get(name) as readonly string[];
    for (const { building, zone, from, to } of spans(text("building"), text("zone"))) {
      const own = manifest.fleet.find((b) => b.id === building);
      const outside = own && weather.get(own.weather);
      if (!own || !outside)
        throw new ZonecastError("bad-file", `${folder}: the manifest does not know building ${building} or its weather`);
      const mean = (name: string, state = false) => hourly(columnOf(columns, name), from, to, perHour, state);
      const [air, heat, gains] = [mean("airTempC", true), mean("heatingPowerW"), mean("internalGainW")];
      const covariates = { ...outside, setpointC: mean("heatingSetpointC") };
      const name = `${manifest.name}/${building}/${zone}`;
      const common = {
        building: `${manifest.name}/${building}`,
        startTs,
        stepS: 3_600,
        timeZone: zoneOf(own.weather),
        covariates,
      };
      split[part].push(learnSeries({ ...common, id: `${name}/air`, kind: "temperature", y: air, other: heat }));
      if (own.statistics.excitedShare > MOST_EXCITED) continue;
      split[part].push(learnSeries({ ...common, id: `${name}/heat`, kind: "heat", y: heat, other: air }));
      // Devices and people stand in for a meter of electricity, which the fleet has not.
      split[part].push(learnSeries({ ...common, id: `${name}/gains`, kind: "electricity", y: gains, other: air }));
    }
  }
  const hash = createHash("sha256");
  for (const { path, sha256 } of manifest.files) if (path.endsWith(".parquet")) hash.update(`${path} ${sha256}\n`);
  const buildings = new Set([...split.train, ...split.validation].map((s) => s.building)).size;
  return { ...split, buildings, hash: hash.digest("hex"), licences: [...new Set(manifest.weather.map((w) => w.licence))] };
}
