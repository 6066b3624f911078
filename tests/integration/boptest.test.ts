import { afterAll, beforeAll, expect, test } from "vitest";
import { type Child, start } from "../support/child.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { until } from "../support/until.ts";

let server: Child;
let url = "";

beforeAll(async () => {
  server = start(NODE, ["bin/zonecast.ts", "boptest", "--port", "0", "--json"], { cwd: ROOT });
  await until("the service listens", () => server.says(/"url":/), 60_000);
  url = (JSON.parse(server.output()) as { url: string }).url;
}, 70_000);
afterAll(() => server.end());

test("a client of BOPTEST's own kind controls two days and reads its indicators", async () => {
  const client = start("python3", ["tests/support/boptest-client.py", url], { cwd: ROOT });
  await until("the client is done", () => client.says(/"kpi"/), 60_000);
  const said = JSON.parse(client.output()) as {
    name: string;
    rows: number;
    hours: number;
    zoneK: number;
    kpi: Record<string, number>;
  };
  expect(said).toMatchObject({ name: "de-sfh-08", hours: 48 });
  // Rows every 5 min from the start to the end, both included.
  expect(said.rows).toBe(48 * 12 + 1);
  expect(said.zoneK).toBeGreaterThan(273.15 + 18);
  expect(said.zoneK).toBeLessThan(273.15 + 26);
  expect(said.kpi.ener_tot).toBeGreaterThan(0);
  expect(said.kpi.tdis_tot).toBeGreaterThanOrEqual(0);
  expect(said.kpi.time_rat).toBeGreaterThan(0);
}, 70_000);

test("ends at SIGINT", async () => {
  server.process.kill("SIGINT");
  await until("the service has ended", () => !server.running(), 10_000);
  expect(server.process.exitCode).toBe(0);
});
