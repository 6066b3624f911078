/** Makes one shard: simulates its buildings, writes its file and the record beside it. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rowTs } from "#domain";
import {
  belongs,
  createWeatherTables,
  DATASET_FORMAT,
  type FileRecord,
  modelOf,
  recordOf,
  type Shard,
  type ShardRecord,
  seriesColumns,
  seriesTable,
  shardRecordSchema,
  simulateBuilding,
  type Weather,
  weatherId,
  weatherOf,
  wholeReasons,
} from "#sim";
import { parquetFile, writeWhole } from "#store";
import { csvHead, csvLines } from "./csv.ts";
import { type Setting, sha256 } from "./setting.ts";

export interface ShardMaker {
  /** Makes the shard and returns its record. `onBuilding` is called after each building. */
  make(shard: Shard, onBuilding?: () => void): ShardRecord;
}

/** Weathers that are kept, some 5 MB each for a year of quarters of an hour. */
const KEPT_WEATHERS = 8;

export const shardPath = (shard: Shard): string => `data/${shard.name}.parquet`;
const recordPath = (out: string, shard: Shard): string => join(out, "data", `${shard.name}.json`);

/** A maker with what shards share: weathers and what buildings feel of them. `aside` tells makers of one shard apart. */
export function createShardMaker(setting: Setting, out: string, aside: string): ShardMaker {
  const { plan, planSha256, codeVersion } = setting;
  const tables = createWeatherTables();
  const columns = seriesColumns(wholeReasons(plan).length > 0);
  const weatherBy = createWeathers(setting);
  return {
    make(shard, onBuilding) {
      const file = parquetFile(
        columns,
        {
          dataset: plan.name,
          planSha256,
          codeVersion,
          rows: "the state at the row's time, and what acts until the next row; the state that follows is the next row's",
        },
        plan.output.codec,
      );
      const csv: string[] = [csvHead(columns)];
      const buildings = shard.buildings.map((own) => {
        const weather = weatherBy(own.weather);
        const model = modelOf(own, weather.climate, setting.readModel);
        const series = simulateBuilding(plan, own, model, weather, tables);
        const values = seriesTable(own.id, series, timesOf(weather));
        file.rowGroup(values);
        if (plan.output.csv) csv.push(csvLines(columns, values));
        onBuilding?.();
        return recordOf(plan, own, model, weather, series);
      });
      const rows = buildings.reduce((sum, b) => sum + b.statistics.rows, 0);
      const files = [writeFile(out, shardPath(shard), file.finish(), rows, aside)];
      if (plan.output.csv)
        files.push(
          writeFile(out, shardPath(shard).replace(".parquet", ".csv"), new TextEncoder().encode(csv.join("")), rows, aside),
        );
      const record: ShardRecord = { format: DATASET_FORMAT, planSha256, codeVersion, shard: shard.name, files, buildings };
      // Last: where the record is, the files are whole.
      writeWhole(recordPath(out, shard), `${JSON.stringify(record)}\n`, aside);
      return record;
    },
  };
}

/** Weathers of the plan by id, made when first asked for. */
export function createWeathers({ plan, readWeather }: Setting): (id: string) => Weather {
  const kept = new Map<string, Weather>();
  return (id) => {
    const known = kept.get(id);
    if (known) return known;
    const entry = plan.weather.find((w) => weatherId(w) === id) ?? plan.weather[0]!;
    const made = weatherOf(plan, entry, readWeather);
    const oldest = kept.keys().next().value;
    if (kept.size >= KEPT_WEATHERS && oldest !== undefined) kept.delete(oldest);
    kept.set(id, made);
    return made;
  };
}

const times = new WeakMap<Weather, Float64Array>();

/** Times of a weather's rows after the warm-up, UTC ms. The same array each time. */
export function timesOf(weather: Weather): Float64Array {
  const known = times.get(weather);
  if (known) return known;
  const { frame, warmUp, steps } = weather;
  const made = new Float64Array(steps);
  for (let i = 0; i < steps; i++) made[i] = rowTs(frame, warmUp + i);
  times.set(weather, made);
  return made;
}

/** Writes a file of the data set, whole, and says what it is. */
export function writeFile(out: string, path: string, bytes: Uint8Array, rows: number, aside: string): FileRecord {
  const whole = join(out, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeWhole(whole, bytes, aside);
  return { path, sha256: sha256(bytes), bytes: bytes.length, rows };
}

/** The shard's record if it was made from this plan and every file of it is still what it was; undefined otherwise. */
export function finishedShard({ planSha256, codeVersion }: Setting, out: string, shard: Shard): ShardRecord | undefined {
  const path = recordPath(out, shard);
  if (!existsSync(path)) return undefined;
  try {
    const record = shardRecordSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    if (!belongs(record, shard, planSha256, codeVersion)) return undefined;
    const whole = record.files.every(
      (f) => existsSync(join(out, f.path)) && sha256(readFileSync(join(out, f.path))) === f.sha256,
    );
    return whole ? record : undefined;
  } catch {
    // A record that cannot be read is none: the shard is made anew.
    return undefined;
  }
}
