/** Work that takes a while and outlives a restart: what was asked for, how far it is, what came of it. */
import { z } from "zod";
import { modelIdSchema, slugSchema } from "./building.ts";
import { tsSchema } from "./reading.ts";
import { signalIdSchema } from "./signals.ts";

/**
 * `probe`: the network's head is fitted anew on every series of a building, and all candidates compete again.
 * `forecast`: every series of a building is forecast now.
 * `train`: a model learns from what is stored of a building, and from data sets that lie in the data folder.
 * `transfer`: all strategies are tried on one series of a building, and the result is a table; or one of them is taken, and a model comes out.
 */
export const JOB_KINDS = ["probe", "forecast", "train", "transfer"] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** Ways to bring a network to a series that leave a model behind, by what learns. */
export const TRANSFER_WAYS = ["probe + gates", "decoder", "full", "scratch"] as const;

const fields = {
  kind: z.enum(JOB_KINDS),
  building: slugSchema,
  /** `train`: folders below `datasets` in the data folder. */
  datasets: z.array(slugSchema).max(20).optional(),
  /** `train`: width of the network. Default 16. */
  hidden: z.union([z.literal(16), z.literal(32), z.literal(64)]).optional(),
  /** `train`: passes over the data at most. Default 10. */
  epochs: z.int().min(1).max(100).optional(),
  /** `transfer`: the series. */
  zone: slugSchema.optional(),
  signal: signalIdSchema.optional(),
  /** `transfer`: the training job whose model is brought there. Default: the base model that ships with the project. */
  model: modelIdSchema.optional(),
  /** `transfer`: the way to take. Default: all are compared, and no model is kept. */
  strategy: z.enum(TRANSFER_WAYS).optional(),
};

/** What each kind may be told beside the building. */
const MAY: Readonly<Record<JobKind, readonly (keyof typeof fields)[]>> = {
  probe: [],
  forecast: [],
  train: ["datasets", "hidden", "epochs"],
  transfer: ["zone", "signal", "model", "strategy"],
};

export const jobRequestSchema = z.strictObject(fields).superRefine((request, context) => {
  const wrong = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  for (const name of Object.keys(request) as (keyof typeof fields)[])
    if (name !== "kind" && name !== "building" && request[name] !== undefined && !MAY[request.kind].includes(name))
      wrong(name, `does not belong to a job of kind ${request.kind}`);
  if (request.kind !== "transfer") return;
  if (request.zone === undefined) wrong("zone", "a transfer needs the zone of its series");
  if (request.signal === undefined) wrong("signal", "a transfer needs the signal of its series");
});
export type JobRequest = z.infer<typeof jobRequestSchema>;

/** A line of a transfer's table. */
export const transferRowSchema = z.strictObject({
  /** Strategy, or baseline. */
  name: z.string().max(60),
  /** Null for baselines. */
  trainedParameters: z.int().min(0).nullable(),
  learnS: z.number().min(0).nullable(),
  /** In the unit of the forecast. */
  mae: z.number(),
  /** 1 - MAE over that of the best naive baseline; null where that is 0. */
  skill: z.number().nullable(),
  /** Share of what came that lay in the 95 % interval. */
  in95: z.number().min(0).max(1),
});
export type TransferRow = z.infer<typeof transferRowSchema>;

export const jobSchema = z.strictObject({
  id: z.string().min(1).max(60),
  ...fields,
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  /** Share done, 0 to 1. */
  progress: z.number().min(0).max(1),
  who: z.string().max(120),
  createdAt: tsSchema,
  startedAt: tsSchema.nullable(),
  endedAt: tsSchema.nullable(),
  /** For people, one line: what it is at, what came of it, or why it failed. */
  message: z.string().max(300),
  /** Of a transfer that is done, the least error first. */
  result: z.array(transferRowSchema).max(60).optional(),
  /** A training that ended early and can go on from its last whole epoch. */
  canResume: z.literal(true).optional(),
});
export type Job = z.infer<typeof jobSchema>;

export const jobsSchema = z.object({ jobs: z.array(jobSchema) });

/** `GET /api/learning`: what lies in the data folder to learn from and to go on from. */
export const learnableSchema = z.strictObject({
  /** Names of data sets. */
  datasets: z.array(slugSchema),
  /** Newest first, `at`: when it was written. */
  models: z.array(z.strictObject({ id: modelIdSchema, at: tsSchema })),
});
export type Learnable = z.infer<typeof learnableSchema>;

/** `POST /api/buildings/ID/forecast-model`; null: none beside the model that ships. */
export const forecastModelRequestSchema = z.strictObject({ model: modelIdSchema.nullable() });

export const isOver = ({ state }: Pick<Job, "state">): boolean => state !== "queued" && state !== "running";

/** What a job was asked for, to ask for it again. */
export function jobRequestOf(job: JobRequest): JobRequest {
  const { kind, building, datasets, hidden, epochs, zone, signal, model, strategy } = job;
  const given = Object.entries({ datasets, hidden, epochs, zone, signal, model, strategy }).filter(
    ([, value]) => value !== undefined,
  );
  return { kind, building, ...Object.fromEntries(given) };
}
