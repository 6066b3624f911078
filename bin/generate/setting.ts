/** A plan made ready to run: checked, hashed, its buildings drawn and cut into shards. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { parse } from "yaml";
import { oneLine, ZonecastError } from "#domain";
import {
  DATASET_FORMAT,
  type DatasetPlan,
  type FleetBuilding,
  fleetOf,
  namedPlan,
  parseDatasetPlan,
  type ReadWeather,
  readEpw,
  readTmy3,
  readTryDwd,
  type Shard,
  shardsOf,
} from "#sim";

export interface Setting {
  readonly plan: DatasetPlan;
  readonly planSha256: string;
  readonly codeVersion: string;
  readonly fleet: readonly FleetBuilding[];
  readonly shards: readonly Shard[];
  readonly readWeather: ReadWeather;
}

/** What may be handed to a worker: everything else follows from it. */
export interface Order {
  readonly plan: unknown;
  /** Folder from which the plan names its weather files. */
  readonly folder: string;
}

const root = resolve(import.meta.dirname, "../..");

/** The plan at `path` (YAML or JSON), or the named plan of that name. Throws `bad-file` or `bad-input` that names the place. */
export function readOrder(path: string): Order {
  if (!existsSync(path)) {
    if (/\.(ya?ml|json)$/.test(path))
      throw new ZonecastError("bad-file", `no plan ${path}`, { hint: "generate --example prints one" });
    return { plan: namedPlan(path), folder: "." };
  }
  const text = readFileSync(path, "utf8");
  try {
    return { plan: extname(path) === ".json" ? JSON.parse(text) : parse(text), folder: dirname(path) };
  } catch (e) {
    throw new ZonecastError("bad-file", oneLine(`${path}: ${e instanceof Error ? e.message : String(e)}`), { cause: e });
  }
}

/** Throws as the plan's parts do. */
export function settingOf({ plan: input, folder }: Order): Setting {
  const plan = parseDatasetPlan(input);
  const fleet = fleetOf(plan);
  return {
    plan,
    planSha256: sha256(JSON.stringify(plan)),
    codeVersion: codeVersion(),
    fleet,
    shards: shardsOf(plan, fleet),
    readWeather: (path) => readWeather(resolve(folder, path)),
  };
}

/** By its ending. Throws `bad-file` for one that is not there or of another kind, and as the readers do. */
function readWeather(path: string): ReturnType<ReadWeather> {
  if (!existsSync(path)) throw new ZonecastError("bad-file", `no weather file ${path}`);
  const text = readFileSync(path, "latin1");
  switch (extname(path).toLowerCase()) {
    case ".epw":
      return readEpw(text);
    case ".csv":
      return readTmy3(text);
    case ".dat":
      return readTryDwd(text);
    default:
      throw new ZonecastError("bad-file", `no reader for ${path}`, { hint: "a plan takes .epw, .csv (TMY3) and .dat (TRY)" });
  }
}

export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

function codeVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return `zonecast ${version}, data format ${DATASET_FORMAT}`;
}
