/** `zonecast replay` as its user runs it: measured rooms appear, are stored at their own times, and are forecast. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { forecastAnswerSchema, seriesSchema } from "#domain";
import { type Child, start } from "../support/child.ts";
import { openLive } from "../support/live-client.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { type Server, startServer } from "../support/server.ts";
import { sharedData, sharedDataMissing } from "../support/shared-data.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

const DAY = 86_400_000;
const FROM = Date.UTC(2018, 0, 8);

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
});

const replay = (...args: readonly string[]): Child =>
  start(NODE, ["bin/zonecast.ts", "replay", ...args, "--mqtt", `mqtt://127.0.0.1:${server.mqttPort}`, "--json"], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: "test" },
  });
const ended = (child: Child) => until("the replay ends", () => !child.running(), 120_000);

describe("replay", () => {
  it("brings four days of two rooms in seconds: stored as measured, replayed, forecast", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zonecast-recordings-"));
    for (const room of ["kitchen", "hall"]) {
      const rows = Array.from({ length: 4 * 96 }, (_, i) => {
        const ts = FROM + i * 900_000;
        return `${new Date(ts).toISOString()},${(20 + 2 * Math.sin((2 * Math.PI * (i % 96)) / 96)).toFixed(2)}`;
      });
      writeFileSync(join(folder, `old-mill_${room}.csv`), `time,airTempC\n${rows.join("\n")}\n`);
    }
    const child = replay(folder, "--speed", "40000");
    await ended(child);
    expect(child.process.exitCode).toBe(0);
    expect(JSON.parse(child.output())).toMatchObject({ published: 768, of: 768, files: 2, gaps: 0, refused: 0 });

    const source = "plain:old-mill.kitchen.old-mill-kitchen";
    const query = `building=old-mill&zone=kitchen&signal=airTempC&source=${source}`;
    const series = seriesSchema.parse(
      await (await fetch(`${server.url}/api/series?${query}&fromTs=${FROM}&toTs=${FROM + DAY}&maxPoints=1000`)).json(),
    );
    expect(series.ts).toEqual(Array.from({ length: 96 }, (_, i) => FROM + i * 900_000));

    const live = await openLive(server.url);
    const snapshot = live.snapshot();
    live.close();
    expect(snapshot.buildings.find((b) => b.id === "old-mill")?.origin).toBe("replayed");
    const clock = snapshot.clocks.find((c) => c.building === "old-mill");
    expect(clock?.nowTs).toBeGreaterThanOrEqual(FROM + 3.9 * DAY);
    expect(clock?.nowTs).toBeLessThan(FROM + 5 * DAY);

    const { forecast } = await until(
      "a forecast",
      async () => forecastAnswerSchema.parse(await (await fetch(`${server.url}/api/forecast?${query}`)).json()),
      60_000,
    );
    expect(forecast.issuedAt).toBeGreaterThan(FROM + DAY);
    expect(forecast.issuedAt).toBeLessThan(FROM + 5 * DAY);
    expect(forecast.candidates.length).toBeGreaterThan(1);
  }, 180_000);

  it("says in one line what is wrong with a file, a broker, an option", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zonecast-recordings-"));
    writeFileSync(join(folder, "a_b.csv"), "time,airTempC\n2024-01-01T00:00:00Z,warm\n");
    const outputs: string[] = [];
    for (const args of [[folder], ["/no/such/folder"], [folder, "--speed", "fast"]]) {
      const child = replay(...args);
      await ended(child);
      expect(child.process.exitCode).not.toBe(0);
      outputs.push(child.output());
    }
    expect(outputs[0]).toMatch(/^zonecast: .*a_b\.csv: line 2, column airTempC: 'warm' is not a number\n$/);
    expect(outputs[1]).toMatch(/^zonecast: cannot read \/no\/such\/folder\n$/);
    expect(outputs[2]).toMatch(/must be a positive number/);
  }, 60_000);
});

describeUnless(sharedDataMissing("real/ideal"), "replay of measured rooms (IDEAL)", () => {
  it("shows all eleven rooms of both homes", async () => {
    const child = replay(sharedData("real/ideal"), "--from", "2018-01-10", "--days", "2", "--speed", "40000");
    await ended(child);
    const summary = JSON.parse(child.output()) as { published: number; files: number; gaps: number; refused: number };
    expect(summary).toMatchObject({ files: 11, refused: 0 });
    const live = await openLive(server.url);
    const rooms = live.snapshot().points.filter((p) => p.signal === "airTempC" && p.building.startsWith("ideal-home-"));
    live.close();
    process.stdout.write(`IDEAL: ${summary.published} messages, ${rooms.length} rooms\n`);
    expect(new Set(rooms.map((p) => `${p.building}/${p.zone}`)).size).toBe(11);
    for (const room of rooms) expect(room.value).toBeGreaterThan(5);
  }, 180_000);
});
