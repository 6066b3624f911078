/** Jobs of the real server: refused, run, killed with the server and gone on with after its restart, called off and resumed; what they made is used. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { auditSchema, buildingAnswerSchema, type Job, jobsSchema, learnableSchema, problemSchema } from "#domain";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
  const folder = join(server.dataFolder, "datasets", "villa");
  mkdirSync(folder, { recursive: true });
  const rows = Array.from({ length: 24 * 20 }, (_, h) => {
    const [day, slow] = [Math.cos((2 * Math.PI * (h - 15)) / 24), Math.sin(h / 31)];
    return `${new Date(Date.UTC(2025, 0, 6, h)).toISOString()},${3 + 4 * day},${20 + day + slow},${19 + 0.5 * day - slow}`;
  });
  const lines = ["time_utc@Europe/Berlin,outdoorTempC,kitchen.airTempC,hall.airTempC", ...rows];
  writeFileSync(join(folder, "villa.csv"), `${lines.join("\n")}\n`);
  // A second house, to judge by.
  writeFileSync(join(folder, "barn.csv"), `${lines.slice(0, 400).join("\n")}\n`);
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  await publisher.publish(plainTopic("mill", "hall", "probe"), plainPayload(Date.now(), { airTempC: 20 }));
  await publisher.stop();
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
});

const post = (body: unknown, path = "/api/jobs") =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
const jobs = async (): Promise<readonly Job[]> => jobsSchema.parse(await (await fetch(`${server.url}/api/jobs`)).json()).jobs;
const newest = (kind: Job["kind"]): Promise<Job | undefined> => jobs().then((all) => all.find((j) => j.kind === kind));
async function begin(body: unknown): Promise<Job> {
  await until("the building is known", async () => (await post({ kind: "forecast", building: "mill" })).status === 202);
  const [job] = jobsSchema.parse(await (await post(body)).json()).jobs;
  if (!job) throw new Error("no job was begun");
  return job;
}

it("refuses what does not fit, by field", async () => {
  const refusal = async (body: unknown) => problemSchema.parse(await (await post(body)).json()).error.message;
  expect(await refusal({ kind: "transfer", building: "mill", zone: "hall" })).toMatch(/^signal: /);
  expect(await refusal({ kind: "train", building: "mill", datasets: ["../../etc"] })).toMatch(/^datasets\.0: /);
});

it("says why it failed: too little history, a data set that is not there", async () => {
  await begin({ kind: "transfer", building: "mill", zone: "hall", signal: "airTempC" });
  await begin({ kind: "train", building: "mill", datasets: ["none"] });
  const failed = await until("both fail", async () => {
    const both = [await newest("transfer"), await newest("train")];
    return both.every((j) => j?.state === "failed") ? both.map((j) => j?.message ?? "") : undefined;
  });
  expect(failed[0]).toContain("no series of mill has 14 days of history");
  expect(failed[1]).toContain("there is no data set");
});

it("a training that a power failure interrupts goes on from its last epoch", { timeout: 420_000 }, async () => {
  const { id } = await begin({ kind: "train", building: "mill", datasets: ["villa"], hidden: 16, epochs: 3 });
  const state = join(server.dataFolder, "models", `${id}.model.training`);
  const early = await until(
    "an epoch is done",
    async () => existsSync(state) || (await newest("train"))?.message || undefined,
    250_000,
  );
  expect(early).toBe(true);
  await server.kill9();
  await server.restart();
  await until("it goes on", async () => (await newest("train"))?.state === "running" || undefined, 60_000);
  // Called off, it keeps its whole epochs; resumed, it ends as if nothing had been.
  await fetch(`${server.url}/api/jobs/${id}`, { method: "DELETE" });
  expect((await jobs()).find((j) => j.id === id)).toMatchObject({ state: "cancelled", canResume: true });
  expect(learnableSchema.parse(await (await fetch(`${server.url}/api/learning`)).json())).toEqual({
    datasets: ["villa"],
    models: [],
  });
  expect((await post({}, `/api/jobs/${id}/resume`)).status).toBe(202);
  const done = await until(
    "the training ends",
    async () => {
      const job = (await jobs()).find((j) => j.id === id);
      return job?.state === "done" || job?.state === "failed" ? job : undefined;
    },
    250_000,
  );
  expect(done).toMatchObject({ state: "done", progress: 1 });
  expect(done.message).toMatch(/windows of 2 building\(s\) in \d+ epochs/);
  expect(existsSync(join(server.dataFolder, "models", `${id}.model`))).toBe(true);
  expect(existsSync(state)).toBe(false);
  expect((await post({}, `/api/jobs/${id}/resume`)).status).toBe(422);
});

it("a trained model becomes a building's candidate, is remembered over a restart, and is taken back", {
  timeout: 240_000,
}, async () => {
  const { models } = learnableSchema.parse(await (await fetch(`${server.url}/api/learning`)).json());
  const [trained] = models;
  if (!trained) throw new Error("nothing was trained");
  const path = "/api/buildings/mill/forecast-model";
  expect((await post({ model: "nothing" }, path)).status).toBe(404);
  expect((await post({ model: "../x" }, path)).status).toBe(422);
  expect((await post({ model: trained.id }, "/api/buildings/inbox/forecast-model")).status).toBe(404);
  const set = async (model: string | null) => buildingAnswerSchema.parse(await (await post({ model }, path)).json()).building;
  expect(await set(trained.id)).toMatchObject({ id: "mill", forecastModel: trained.id });
  await server.restart();
  const { buildings } = (await (await fetch(`${server.url}/api/buildings`)).json()) as { buildings: { id: string }[] };
  expect(buildings.find((b) => b.id === "mill")).toMatchObject({ forecastModel: trained.id });
  expect(await set(null)).not.toHaveProperty("forecastModel");
  const { entries } = auditSchema.parse(await (await fetch(`${server.url}/api/audit`)).json());
  expect(entries.filter((e) => e.action === "forecast model").map((e) => [e.subject, e.detail])).toEqual([
    ["mill", `${trained.id} -> none`],
    ["mill", `none -> ${trained.id}`],
  ]);
});
