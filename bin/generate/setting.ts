/** A plan made ready to run: checked, hashed, its buildings drawn and cut into shards. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { isZonecastError, oneLine, ZonecastError } from "#domain";
import {
  type BuildingModel,
  DATASET_FORMAT,
  type DatasetPlan,
  type FleetBuilding,
  fleetOf,
  namedPlan,
  parseDatasetPlan,
  type ReadModel,
  type ReadWeather,
  readEpw,
  readTmy3,
  readTryDwd,
  type Shard,
  shardsOf,
} from "#sim";
import { readBuilding } from "../building/read-building.ts";

export interface Setting {
  readonly plan: DatasetPlan;
  readonly planSha256: string;
  readonly codeVersion: string;
  readonly fleet: readonly FleetBuilding[];
  readonly shards: readonly Shard[];
  readonly readWeather: ReadWeather;
  readonly readModel: ReadModel;
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
  const lines = new LineCounter();
  const document = parseDocument(textOf(path), { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new ZonecastError("bad-file", oneLine(`${path}: line ${line}, column ${col}: ${broken.message}`), { cause: broken });
  }
  const order = { plan: document.toJS(), folder: dirname(path) };
  try {
    settingOf(order);
  } catch (e) {
    if (!isZonecastError(e)) throw e;
    const place = /^plan: ([\w.-]+): /.exec(e.message)?.[1]?.split(".") ?? [];
    const line = lineOf(document, lines, place);
    const at = line === undefined ? path : `${path}: line ${line}`;
    throw new ZonecastError(e.code, `${at}: ${e.message.replace(/^plan: /, "")}`, {
      cause: e,
      ...(e.hint === undefined ? {} : { hint: e.hint }),
    });
  }
  return order;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new ZonecastError(
      "bad-file",
      oneLine(`cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`),
      {
        cause,
      },
    );
  }
}

/** Of the deepest part of `place` that is written in the plan. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, place: readonly string[]): number | undefined {
  for (let depth = place.length; depth > 0; depth--) {
    const node = document.getIn(
      place.slice(0, depth).map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      true,
    );
    const range = typeof node === "object" && node !== null && "range" in node ? (node.range as readonly number[]) : undefined;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return undefined;
}

/** Throws as the plan's parts do. */
export function settingOf({ plan: input, folder }: Order): Setting {
  const plan = parseDatasetPlan(input);
  const fleet = fleetOf(plan);
  const models = new Map<string, BuildingModel>();
  const readModel: ReadModel = (path) => {
    const known = models.get(path);
    if (known) return known;
    const whole = resolve(folder, path);
    if (!existsSync(whole)) throw new ZonecastError("bad-file", `plan: buildings.vary.building: no file ${whole}`);
    const { model } = readBuilding(whole);
    models.set(path, model);
    return model;
  };
  // What the plan only names belongs to it: other bytes are another data set.
  const named = new Set(fleet.flatMap(({ file }) => file ?? []));
  for (const path of named) readModel(path);
  for (const [i, w] of plan.weather.entries())
    if ("file" in w) {
      const whole = resolve(folder, w.file);
      if (!existsSync(whole)) throw new ZonecastError("bad-file", `plan: weather.${i}.file: no weather file ${whole}`);
      named.add(w.file);
    }
  const digests = [...named].sort().map((path) => [path, sha256(readFileSync(resolve(folder, path)))]);
  return {
    plan,
    planSha256: sha256(JSON.stringify(digests.length > 0 ? [plan, digests] : plan)),
    codeVersion: codeVersion(),
    fleet,
    shards: shardsOf(plan, fleet),
    readWeather: (path) => readWeather(resolve(folder, path)),
    readModel,
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
