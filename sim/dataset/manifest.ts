/** What a data set says of itself: one record a building and file, gathered into a manifest. */
import { z } from "zod";
import { ARCHETYPES } from "../building/archetypes/registry.ts";
import type { BuildingModel } from "../building/model.ts";
import { WALKER_IDS } from "../excitation/walkers.ts";
import { FEATURES, type Features, featuresOf } from "./features.ts";
import { CONTROLLERS, type FleetBuilding, SPLITS } from "./fleet.ts";
import { type NearCopy, nearCopies } from "./near-copies.ts";
import type { DatasetPlan } from "./plan.ts";
import type { BuildingSeries } from "./series.ts";
import type { Shard } from "./shards.ts";
import { fingerprintOf, statisticsOf } from "./statistics.ts";
import type { Weather } from "./weather-set.ts";

/** Changes whenever the same plan would give other files. */
export const DATASET_FORMAT = 2;

const nullable = z.number().nullable();
const building = z.strictObject({
  id: z.string(),
  split: z.enum(SPLITS),
  archetype: z.string(),
  /** Code of its row in the typology, empty for those of our own. */
  archetypeCode: z.string(),
  source: z.string(),
  weather: z.string(),
  controller: z.enum(CONTROLLERS),
  /** By control. */
  walkers: z.record(z.string(), z.enum(WALKER_IDS)),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  zones: z.array(z.string()),
  features: z.strictObject(
    Object.fromEntries(Object.keys(FEATURES).map((k) => [k, z.number()])) as Record<keyof Features, z.ZodNumber>,
  ),
  statistics: z.strictObject({
    rows: z.number(),
    airTempC: z.strictObject({ min: z.number(), mean: z.number(), max: z.number() }),
    comfortShare: nullable,
    comfortShareExcited: nullable,
    comfortShareClosed: nullable,
    occupiedShare: z.number(),
    heatKWh: z.number(),
    excitedShare: z.number(),
    obeyedShare: nullable,
    saturatedShare: z.number(),
    powerToOutdoorExcited: nullable,
    powerToOutdoorClosed: nullable,
    residualShare: nullable,
  }),
  fingerprint: z.array(z.number()),
});
export type BuildingRecord = z.infer<typeof building>;

export interface FileRecord {
  /** From the data set's folder. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
}

const file = z.strictObject({ path: z.string(), sha256: z.string(), bytes: z.number(), rows: z.number() });

/** Lies beside each file of series: what it is, and that it is whole. */
export const shardRecordSchema = z.strictObject({
  format: z.number(),
  planSha256: z.string(),
  codeVersion: z.string(),
  shard: z.string(),
  files: z.array(file),
  buildings: z.array(building),
});
export type ShardRecord = z.infer<typeof shardRecordSchema>;

/** The record of a building that has just been simulated. */
export function recordOf(
  plan: DatasetPlan,
  own: FleetBuilding,
  model: BuildingModel,
  weather: Weather,
  series: BuildingSeries,
): BuildingRecord {
  const name = own.archetype.toLowerCase();
  const known = ARCHETYPES.find(
    (a) => a.id === name || (name.includes(".") && `${a.code.toLowerCase()}.`.startsWith(`${name}.`)),
  );
  return {
    id: own.id,
    split: own.split,
    archetype: own.archetype,
    archetypeCode: known?.code ?? "",
    source: model.source,
    weather: own.weather,
    controller: own.controller,
    walkers: Object.fromEntries(
      plan.operation.excite.flatMap(({ control, walkers }) => {
        const kind = walkers[own.walkers[control] ?? 0]?.kind;
        return kind === undefined ? [] : [[control, kind] as const];
      }),
    ),
    parameters: { ...own.draw },
    zones: series.zones.map((z) => z.zone),
    features: featuresOf(model),
    statistics: statisticsOf(series, plan.stepS, weather.outdoorC.subarray(weather.warmUp) satisfies ArrayLike<number>),
    fingerprint: fingerprintOf(series),
  };
}

export interface Manifest {
  readonly name: string;
  readonly format: number;
  readonly seed: number;
  readonly planSha256: string;
  readonly codeVersion: string;
  readonly stepS: number;
  readonly from: string;
  readonly days: number;
  readonly warmUpDaysDropped: number;
  readonly guard: DatasetPlan["operation"]["envelope"];
  readonly rows: number;
  readonly buildings: Readonly<Record<"train" | "validation" | "test", number>>;
  readonly nearCopies: readonly NearCopy[];
  readonly weather: readonly {
    readonly id: string;
    readonly source: string;
    readonly licence: string;
    readonly sha256: string;
  }[];
  readonly files: readonly FileRecord[];
  readonly fleet: readonly Omit<BuildingRecord, "fingerprint">[];
}

export interface ManifestInput {
  readonly plan: DatasetPlan;
  readonly planSha256: string;
  readonly codeVersion: string;
  readonly records: readonly ShardRecord[];
  readonly weather: readonly { readonly weather: Weather; readonly file: FileRecord }[];
  /** Files beside series and weather. */
  readonly others: readonly FileRecord[];
}

/** Everything about a finished data set; files and buildings in the order of their names. */
export function manifestOf({ plan, planSha256, codeVersion, records, weather, others }: ManifestInput): Manifest {
  const fleet = records.flatMap((r) => r.buildings).sort((a, b) => (a.id < b.id ? -1 : 1));
  const files = [...records.flatMap((r) => r.files), ...weather.map((w) => w.file), ...others];
  const count = (split: string) => fleet.filter((b) => b.split === split).length;
  return {
    name: plan.name,
    format: DATASET_FORMAT,
    seed: plan.seed,
    planSha256,
    codeVersion,
    stepS: plan.stepS,
    from: plan.from,
    days: plan.days,
    warmUpDaysDropped: plan.warmUpDays,
    guard: plan.operation.envelope,
    rows: fleet.reduce((sum, b) => sum + b.statistics.rows, 0),
    buildings: { train: count("train"), validation: count("validation"), test: count("test") },
    nearCopies: nearCopies(fleet),
    weather: weather.map(({ weather: { id, source, licence }, file: { sha256 } }) => ({ id, source, licence, sha256 })),
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    fleet: fleet.map(({ fingerprint: _fingerprint, ...rest }) => rest),
  };
}

/** Whether a record is that of this shard, made from this plan by this version. */
export const belongs = (record: ShardRecord, shard: Shard, planSha256: string, codeVersion: string): boolean =>
  record.format === DATASET_FORMAT &&
  record.planSha256 === planSha256 &&
  record.codeVersion === codeVersion &&
  record.shard === shard.name;
