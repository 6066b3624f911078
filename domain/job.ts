/** Work that takes a while and outlives a restart: what was asked for, how far it is, what came of it. */
import { z } from "zod";
import { slugSchema } from "./building.ts";
import { tsSchema } from "./reading.ts";

/** `probe`: the network's head is fitted anew on every series of a building, and all candidates compete again. */
export const JOB_KINDS = ["probe"] as const;
export const jobRequestSchema = z.strictObject({ kind: z.enum(JOB_KINDS), building: slugSchema });
export type JobRequest = z.infer<typeof jobRequestSchema>;

export const jobSchema = z.strictObject({
  id: z.string().min(1).max(60),
  ...jobRequestSchema.shape,
  state: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  /** Share done, 0 to 1. */
  progress: z.number().min(0).max(1),
  who: z.string().max(120),
  createdAt: tsSchema,
  startedAt: tsSchema.nullable(),
  endedAt: tsSchema.nullable(),
  /** For people, one line: what it is at, what came of it, or why it failed. */
  message: z.string().max(300),
});
export type Job = z.infer<typeof jobSchema>;

export const jobsSchema = z.object({ jobs: z.array(jobSchema) });
export const isOver = ({ state }: Pick<Job, "state">): boolean => state !== "queued" && state !== "running";
