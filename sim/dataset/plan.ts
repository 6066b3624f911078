/** The plan of a data set: which buildings, in which weather, who moves what, and how it is cut up. Everything else follows. */
import { z } from "zod";
import { oneLine, ZonecastError } from "#domain";
import { controllerSpecSchema } from "../excitation/controllers.ts";
import { walkerSpecSchema } from "../excitation/walkers.ts";
import { distributionSchema } from "../sampling/distribution.ts";
import { DESIGNS, SAMPLING_METHODS } from "../sampling/sample.ts";
import { CLIMATE_IDS } from "../weather/climates.ts";

const DAY_S = 86_400;

/** Controls that the kernel can excite: it runs a year in one go. */
export const KERNEL_EXCITABLE = ["heatingPowerW", "heatingSetpointC", "ventilationPerH", "internalGainW"] as const;
export type KernelExcitable = (typeof KERNEL_EXCITABLE)[number];
/** All that a plan may excite; the others need the whole simulation, step by step. */
export const EXCITABLE = [...KERNEL_EXCITABLE, "coolingPowerW", "coolingSetpointC", "windowOpen", "blindClosed"] as const;
export type Excitable = (typeof EXCITABLE)[number];
/** What may be held within limits of power and energy. */
const POWERS: readonly string[] = ["heatingPowerW", "coolingPowerW"];
/** What has no limits: thermostats stay in between, and gains are no machine. */
const WITHOUT_LIMITS: readonly string[] = ["heatingSetpointC", "coolingSetpointC", "internalGainW"];

const name = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters and digits joined by single hyphens");
const tempC = z.number().min(-10).max(60);

const band = z.strictObject({ minC: tempC, maxC: tempC }).refine(({ minC, maxC }) => minC < maxC, "minC must be below maxC");

const weather = z.union([
  /** One year after the other is drawn from `seed`; two seeds are two histories of one climate. */
  z.strictObject({ id: name.optional(), climate: z.enum(CLIMATE_IDS), seed: z.int().default(1) }),
  /** EPW, TMY, TRY or CSV; `licence` says whether it may be passed on. */
  z.strictObject({ id: name, file: z.string().min(1), licence: z.string().min(1).max(200) }),
]);

/** Of a machine, whoever decides; they hold in every excited step, from the last closed-loop level on. */
const limits = z.strictObject({
  /** Largest change, control units per hour. */
  maxRatePerH: z.number().positive().optional(),
  /** A wish is kept at least so long, s; comfort may break in. */
  minDwellS: z.number().min(0).max(86_400).optional(),
  /** Once on or off, at least so long, s. */
  minOnS: z.number().min(0).max(86_400).optional(),
  minOffS: z.number().min(0).max(86_400).optional(),
  /** Smallest level of a machine that is on, in the control's unit. */
  lowestOn: z.number().min(0).optional(),
  /** Most heat that may be given or taken, W a zone. */
  powerLimitW: z.number().positive().optional(),
  /** So many Wh a zone in each period; closed-loop heat counts. */
  budget: z
    .strictObject({
      energyWh: z.number().positive(),
      everyS: z.number().positive(),
      aheadShare: z.number().min(0).max(1).default(0.25),
    })
    .optional(),
});

const excitation = z.strictObject({
  control: z.enum(EXCITABLE),
  /** Each building draws one of them. */
  walkers: z.array(walkerSpecSchema).min(1).max(50),
  /** Levels; what is installed, or the usual range, when left out. In the control's unit. */
  range: z
    .strictObject({ min: z.number(), max: z.number() })
    .refine(({ min, max }) => min < max, "min must be below max")
    .optional(),
  limits: limits.optional(),
});

const envelope = z.strictObject({
  occupied: band.default({ minC: 18, maxC: 26 }),
  /** While nobody is there; not narrower. */
  empty: band.default({ minC: 16, maxC: 28 }),
  /** How fast the zone comes back before somebody does, K/h. */
  recoveryKPerH: z.number().positive().max(20).default(0.5),
  /** Distance kept from the cold end, K. */
  marginK: z.number().min(0).max(3).default(0.3),
  /** Distance kept from the warm end, K: what sun and people add while the heater rests. */
  reserveK: z.number().min(0).max(5).default(1.5),
});

export const datasetPlanSchema = z.strictObject({
  name: name.max(64),
  title: z.string().min(1).max(200).optional(),
  seed: z.int().default(1),
  /** First day of the data, UTC. */
  from: z.iso.date().default("2025-01-01"),
  days: z.int().min(1).max(3_660).default(365),
  /** Simulated before it and thrown away, so that walls have forgotten how they began. */
  warmUpDays: z.int().min(0).max(365).default(14),
  stepS: z.int().min(60).max(3_600).default(900),
  weather: z.array(weather).min(1).max(1_000),
  buildings: z.strictObject({
    /** Number of draws; left out with a design, which has as many as it has. */
    count: z.int().min(1).max(1_000_000).optional(),
    method: z.enum([...SAMPLING_METHODS, ...DESIGNS]).default("sobol"),
    /** What differs between buildings: see `PARAMETERS`, `archetype`, `weather` and `controller`. */
    vary: z.record(z.string(), distributionSchema),
    correlations: z
      .array(z.strictObject({ between: z.tuple([z.string(), z.string()]), rho: z.number().gt(-1).lt(1) }))
      .default([]),
  }),
  operation: z
    .strictObject({
      /** Share of episodes in which walkers decide; the others run under the building's own controller. */
      excitedShare: z.number().min(0).max(1).default(0.5),
      episodeDays: z.number().positive().max(366).default(2),
      excite: z
        .array(excitation)
        .max(EXCITABLE.length)
        .default([
          { control: "heatingPowerW", walkers: [{ kind: "aprbs", shortestHoldS: 1_800, longestHoldS: 28_800, strata: 16 }] },
        ]),
      /** `null`: walkers may make it as hot and cold as they can. */
      envelope: envelope.nullable().prefault({}),
      /** Settings of the controllers that `vary.controller` may name. */
      controllers: z.array(controllerSpecSchema).max(3).default([]),
    })
    .prefault({}),
  splits: z
    .strictObject({
      train: z.number().min(0).max(1).default(0.8),
      validation: z.number().min(0).max(1).default(0.1),
      test: z.number().min(0).max(1).default(0.1),
      /** `weather`: all buildings of a weather lie in one split. */
      by: z.enum(["building", "weather"]).default("building"),
    })
    .prefault({})
    .refine((s) => Math.abs(s.train + s.validation + s.test - 1) < 1e-9, "train, validation and test must add up to 1"),
  output: z
    .strictObject({
      buildingsPerFile: z.int().min(1).max(10_000).default(20),
      codec: z.enum(["zstd", "snappy", "none"]).default("zstd"),
      /** A CSV beside every Parquet file. */
      csv: z.boolean().default(false),
      /** Licence of the data set, as Hugging Face names it. */
      licence: z.string().min(1).max(60).default("cc-by-4.0"),
    })
    .prefault({}),
});

/** A plan with every default filled in. */
export type DatasetPlan = z.output<typeof datasetPlanSchema>;
/** A plan as people write it. */
export type DatasetPlanInput = z.input<typeof datasetPlanSchema>;

/**
 * The plan in `input`, checked and completed. Throws `bad-input` that names the first fault and its place.
 */
export function parseDatasetPlan(input: unknown): DatasetPlan {
  const parsed = datasetPlanSchema.safeParse(input);
  if (!parsed.success) {
    const issue = deepest(parsed.error.issues[0]);
    throw fault(`${issue?.path.join(".") || "plan"}: ${issue?.message ?? "is not valid"}`);
  }
  const plan = parsed.data;
  const ids = plan.weather.map(weatherId);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw fault(`weather: two are called '${twice}'`, "give each an id");
  if (DAY_S % plan.stepS !== 0) throw fault(`stepS: a day has no whole number of steps of ${plan.stepS} s`);
  const designed = plan.buildings.method === "cartesian" || plan.buildings.method === "zip";
  if (!designed && plan.buildings.count === undefined) throw fault("buildings.count: how many?");
  if (designed && plan.buildings.count !== undefined)
    throw fault(`buildings.count: a ${plan.buildings.method} design has as many buildings as it has`, "leave count out");
  const controls = plan.operation.excite.map((e) => e.control);
  if (new Set(controls).size < controls.length) throw fault("operation.excite: a control may be named once");
  if (controls.includes("heatingPowerW") && controls.includes("heatingSetpointC"))
    throw fault("operation.excite: power and set-point are two ways to move one heater", "excite one of them");
  if (controls.includes("coolingPowerW") && controls.includes("coolingSetpointC"))
    throw fault("operation.excite: power and set-point are two ways to move one cooler", "excite one of them");
  for (const [i, { control, limits: own }] of plan.operation.excite.entries()) {
    if (own && WITHOUT_LIMITS.includes(control)) throw fault(`operation.excite.${i}.limits: ${control} has none`);
    if (own && (own.powerLimitW !== undefined || own.budget) && !POWERS.includes(control))
      throw fault(`operation.excite.${i}.limits: ${control} has neither power nor energy`);
  }
  const own = plan.operation.envelope;
  if (own && (own.empty.minC > own.occupied.minC || own.empty.maxC < own.occupied.maxC))
    throw fault("operation.envelope: the empty band must hold the occupied one");
  return plan;
}

/**
 * Why a plan cannot be run by the kernel, a year in one go, and goes through the whole simulation, step by step; empty where it can.
 */
export function wholeReasons({ buildings, operation }: DatasetPlan): string[] {
  const isKernel = (control: string) => KERNEL_EXCITABLE.some((k) => k === control);
  const { vary } = buildings;
  return [
    ...operation.excite.filter((e) => !isKernel(e.control)).map((e) => `${e.control} is excited`),
    ...operation.excite.filter((e) => e.limits).map((e) => `${e.control} has limits`),
    ...["cooling", "blindFactor"].filter((name) => vary[name] !== undefined).map((name) => `${name} is given`),
    ...(vary.building === undefined ? [] : ["a building of one's own keeps its plant"]),
  ];
}

/** The name of a weather: its own, or climate and seed. */
export const weatherId = (w: DatasetPlan["weather"][number]): string => w.id ?? ("climate" in w ? `${w.climate}-${w.seed}` : "");

const fault = (message: string, hint?: string): ZonecastError =>
  new ZonecastError("bad-input", oneLine(`plan: ${message}`), hint === undefined ? {} : { hint });

type Issue = z.core.$ZodIssue;

/** The fault inside a union that lies deepest: the alternative that was most nearly meant. */
function deepest(issue: Issue | undefined): Issue | undefined {
  if (issue?.code !== "invalid_union") return issue;
  let best: Issue | undefined;
  for (const inner of issue.errors.flat()) {
    const found = deepest(inner);
    if (found && (!best || found.path.length > best.path.length)) best = found;
  }
  return best && best.path.length > 0 ? { ...best, path: [...issue.path, ...best.path] } : issue;
}
