/** The API of jobs: what there is, to begin one, to call one off. */
import type { Context, Hono } from "hono";
import { jobRequestSchema, type ZonecastError } from "#domain";
import type { Jobs } from "../jobs/jobs.ts";
import { check } from "./problems.ts";

export interface JobParts {
  readonly jobs: Jobs;
  readonly who: (c: Context) => string;
  readonly mustBeBuilding: (id: string) => ZonecastError | undefined;
  readonly body: (c: Context) => Promise<unknown>;
  readonly audit: (c: Context, action: string, subject: string, detail: string) => Promise<void>;
}

export function addJobRoutes(api: Hono, { jobs, who, mustBeBuilding, body, audit }: JobParts): void {
  const all = (c: Context, status: 200 | 202 = 200) => c.json({ jobs: jobs.all() }, status);

  api.get("/api/jobs", (c) => all(c));
  api.post("/api/jobs", async (c) => {
    const request = check(jobRequestSchema, await body(c));
    const problem = mustBeBuilding(request.building);
    if (problem) throw problem;
    const job = await jobs.start(request, who(c));
    await audit(c, "job begun", request.building, `${request.kind} ${job.id}`);
    return all(c, 202);
  });
  api.delete("/api/jobs/:id", async (c) => {
    const job = await jobs.cancel(c.req.param("id"));
    await audit(c, "job called off", job.building, `${job.kind} ${job.id}`);
    return all(c);
  });
}
