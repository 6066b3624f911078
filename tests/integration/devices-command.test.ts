/** `zonecast devices` as an integrator uses it beside a running server: watch, try a mapping on the log, apply it, replay. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mappingPreviewSchema, mappingsSchema } from "#domain";
import { type Child, start } from "../support/child.ts";
import { openLive } from "../support/live-client.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

let server: Server;
let publisher: MqttClient;
const folder = mkdtempSync(join(tmpdir(), "zonecast-devices-"));
const MAPPING = join(folder, "mapping.json");
const mapping = {
  id: "halls",
  topicPattern: "plant/{zone}/climate",
  valuePath: "t",
  building: "mill",
  zone: "{zone}",
  signal: "airTempC",
};

beforeAll(async () => {
  writeFileSync(MAPPING, JSON.stringify(mapping));
  server = await startServer({ env: { ZONECAST_RAW_LOG: "on" } });
  publisher = await mqtt.connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`);
});
afterAll(async () => {
  await publisher?.endAsync(true);
  await server?.[Symbol.asyncDispose]();
});

const devices = (...args: readonly string[]): Child =>
  start(NODE, ["bin/zonecast.ts", "devices", ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: "test", PORT: String(server.port), ZONECAST_MQTT_PORT: String(server.mqttPort) },
  });
async function output(...args: readonly string[]): Promise<string> {
  const child = devices(...args);
  await until(`devices ${args[0]} ends`, () => !child.running(), 30_000);
  expect(child.process.exitCode, child.output()).toBe(0);
  return child.output();
}
const say = (topic: string, payload: unknown) => publisher.publishAsync(topic, JSON.stringify(payload), { qos: 1 });
const rawLog = () => join(server.dataFolder, "raw-log");

test("watch shows devices, readings and rejections with their reasons, and takes nothing from the server", async () => {
  const words = devices("watch", "--topic", "#");
  const json = devices("watch", "--topic", "plant/#", "--json");
  await until("both listen", () => words.says(/^listening$/m) && json.says(/^listening$/m));
  for (let i = 0; i < 20; i++) {
    await say("zonecast/in/mill/yard/probe", { airTempC: 10 + i });
    await say("plant/\u001b[31mred", { t: 19.5 });
  }
  await say("plant/b/climate", { t: 19.5 });
  await until("all is shown", () => words.says(/airTempC 29 °C/) && json.says(/"value":29/) && words.says(/plant\/b\/climate/));
  expect(words.output()).toMatch(/^device plain:mill\.yard\.probe {2}probe {2}sensor/m);
  expect(words.output()).toMatch(/ {2}mill\/yard {2}airTempC 12 °C {2}probe \(plain:mill\.yard\.probe\)$/m);
  expect(words.output()).toMatch(/rejected unknown-topic {2}plant\/b\/climate {2}no dialect knows this topic {2}\{"t":19\.5\}$/m);
  expect(words.output()).not.toContain("\u001b");
  const lines = json
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"));
  const types = lines.map((line): unknown => JSON.parse(line).type);
  expect(types.filter((type) => type === "reading")).toHaveLength(20);
  expect(types.filter((type) => type === "rejected").length).toBeGreaterThanOrEqual(1);
  await words.end("SIGINT");
  await json.end();
  expect(words.process.exitCode).toBe(0);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/^zonecast_messages_stored 20$/m);
});

test("watch with a mapping, for so many seconds", async () => {
  const child = devices("watch", "--mappings", MAPPING, "--for", "3", "--json");
  await until("it listens", () => child.says(/^listening$/m));
  await say("plant/b/climate", { t: 19.5 });
  await until("it ends by itself", () => !child.running(), 20_000);
  expect(child.output()).toContain('"signal":"airTempC"');
});

test("a mapping is tried on the log, then on what the server rejected, then put in force", async () => {
  await until("the log is written", async () =>
    /1 give readings|2 give readings/.test(await output("map", "--dry-run", MAPPING, "--log", rawLog())),
  );
  const onLog = await output("map", "--dry-run", MAPPING, "--log", rawLog());
  expect(onLog).toMatch(/ {2}mill\/b {2}airTempC 19\.5 °C {2}plant\/b\/climate \(mapping:halls:b\)$/m);
  expect(onLog).toMatch(/^halls: of \d+ messages 2 match; 2 give readings, 0 are refused$/m);
  const onServer = mappingPreviewSchema.loose().parse(JSON.parse(await output("map", "--dry-run", MAPPING, "--json")));
  expect(onServer).toMatchObject({ mapping: "halls", matched: 1, read: 1 });
  const none = mappingsSchema.parse(await (await fetch(`${server.url}/api/mappings`)).json());
  expect(none.mappings).toEqual([]);
  expect(await output("map", MAPPING)).toBe("halls is in force, one of 1\n");
  const one = mappingsSchema.parse(await (await fetch(`${server.url}/api/mappings`)).json());
  expect(one.mappings).toMatchObject([{ id: "halls" }]);
});

test("a replay at a speed takes its time, and refuses a folder that holds data", async () => {
  const into = join(folder, "replayed");
  const summary: unknown = JSON.parse(await output("replay", rawLog(), "--speed", "50", "--into", into, "--json"));
  expect(summary).toMatchObject({ spoiltLines: 0, leftOut: 0, into });
  await using second = await startServer({ dataFolder: into });
  const live = await openLive(second.url);
  const { buildings, devices: known, points } = live.snapshot();
  live.close();
  expect(buildings.map((b) => [b.id, b.zones.map((z) => z.id)])).toEqual([["mill", ["yard"]]]);
  expect(known.map((d) => d.id)).toEqual(["plain:mill.yard.probe"]);
  expect(points).toMatchObject([{ signal: "airTempC", value: 29 }]);
  await second.stop();
  const again = devices("replay", rawLog(), "--into", into);
  await until("it ends", () => !again.running(), 30_000);
  expect([again.process.exitCode, again.output()]).toEqual([
    1,
    `zonecast: there is data in ${into} already (name a new folder with --into)\n`,
  ]);
});

test.each([
  [["map", "/no/such.json"], /^zonecast: cannot read \/no\/such\.json\n$/],
  [["map", "--dry-run", MAPPING, "--log", "/no/such/log"], /^zonecast: cannot read \/no\/such\/log\n$/],
  [["map", MAPPING, "--log", "/tmp"], /--log goes with --dry-run/],
  [
    ["map", MAPPING, "--url", "http://127.0.0.1:1"],
    /^zonecast: there is no server at http:\/\/127\.0\.0\.1:1 \(is Zonecast running/,
  ],
  [["replay", "/no/such/log", "--into", join(folder, "none")], /cannot read \/no\/such\/log/],
  [["replay", "x", "--speed", "fast"], /must be a positive number, or max/],
  [["watch", "--mqtt", "http://x"], /must start with mqtt/],
  [
    ["watch", "--mqtt", "mqtt://127.0.0.1:1", "--for", "1"],
    /^zonecast: the broker at 127\.0\.0\.1:1 is not reached: .*ECONNREFUSED.* \(is Zonecast or your broker running\?.*\)$/m,
  ],
])("devices %j says in one line what is wrong", async (args, line) => {
  const child = devices(...args);
  await until("it ends", () => !child.running(), 30_000);
  expect(child.process.exitCode).not.toBe(0);
  expect(child.output()).toMatch(line);
});
