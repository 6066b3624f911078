/** The API of learning: jobs, what can be learned from, and which model competes for a building's forecasts. */
import type { Context, Hono } from "hono";
import { type Building, forecastModelRequestSchema, INBOX, jobRequestSchema, type Learnable, ZonecastError } from "#domain";
import type { Jobs } from "../jobs/jobs.ts";
import { check } from "./problems.ts";

export interface JobParts {
  readonly jobs: Jobs;
  readonly learnable: () => Learnable;
  readonly building: (id: string) => Building | undefined;
  readonly saveBuilding: (building: Building) => Promise<void>;
  readonly who: (c: Context) => string;
  readonly mustBeBuilding: (id: string) => ZonecastError | undefined;
  readonly body: (c: Context) => Promise<unknown>;
  readonly audit: (c: Context, action: string, subject: string, detail: string) => Promise<void>;
}

export function addJobRoutes(api: Hono, { jobs, who, mustBeBuilding, body, audit, ...parts }: JobParts): void {
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
  api.post("/api/jobs/:id/resume", async (c) => {
    const job = await jobs.resume(c.req.param("id"));
    await audit(c, "job resumed", job.building, `${job.kind} ${job.id}`);
    return all(c, 202);
  });

  api.get("/api/learning", (c) => c.json(parts.learnable()));
  api.post("/api/buildings/:id/forecast-model", async (c) => {
    const { model } = check(forecastModelRequestSchema, await body(c));
    const before = parts.building(c.req.param("id"));
    if (!before || before.id === INBOX) throw new ZonecastError("not-found", "no such building");
    if (model !== null && !parts.learnable().models.some(({ id }) => id === model))
      throw new ZonecastError("not-found", `there is no model '${model}'`, {
        hint: "train one, or put one into the folder models",
      });
    const { forecastModel = null, ...rest } = before;
    const building: Building = model === null ? rest : { ...rest, forecastModel: model };
    if (model !== forecastModel) {
      await parts.saveBuilding(building);
      await audit(c, "forecast model", building.id, `${forecastModel ?? "none"} -> ${model ?? "none"}`);
    }
    return c.json({ building });
  });
}
