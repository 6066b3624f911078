/** Conventions that need an answer, over a real broker: what they ask of a listener goes out, set-points arrive and are confirmed. */
import mqtt from "mqtt";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silentLog } from "../support/fake-plant.ts";
import { type HeardGateway, startHeardGateway } from "../support/gateway.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

interface Spoken {
  readonly topic: string;
  readonly payload: string;
}

let started: HeardGateway;
let device: mqtt.MqttClient;
let spoken: Spoken[];

beforeEach(async () => {
  const port = await freePort();
  started = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port }, { log: silentLog });
  device = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0 }, false);
  spoken = [];
  device.on("message", (topic, payload) => void spoken.push({ topic, payload: payload.toString() }));
  await device.subscribeAsync(["R/#", "+/rpc", "homie/5/+/+/+/set", "OTGW/set/#"], { qos: 1 });
});

afterEach(async () => {
  await device.endAsync(true);
  await started.gateway.stop();
});

const say = (topic: string, payload: unknown): Promise<unknown> =>
  device.publishAsync(topic, typeof payload === "string" ? payload : JSON.stringify(payload), { qos: 1 });
const heardOn = (topic: string): Spoken | undefined => spoken.find((message) => message.topic === topic);

/** Sets the set-point of the only zone to 21 and waits for what the device gets. */
async function setTo21(topic: string): Promise<string> {
  await until("a set-point can be set", () => started.gateway.devices().some((d) => d.points.some((p) => p.writable)));
  const point = started.gateway.devices().flatMap((d) => d.points.filter((p) => p.writable))[0];
  if (!point) throw new Error("there is one");
  const { building, zone, source } = point;
  started.gateway.command({ building, zone, source, signal: "heatingSetpointC", value: 21, why: "" }, "test");
  await until("the device has it", () => heardOn(topic) !== undefined);
  return heardOn(topic)?.payload ?? "";
}
const confirmed = (): Promise<boolean> =>
  until("it is confirmed", () => started.heard.commands.some((c) => c.state === "echoed"));

test("a Victron installation is asked to speak as soon as it is heard of", async () => {
  await say("N/c0619ab1d2e3/system/0/Serial", { value: "c0619ab1d2e3" });
  await until("the keepalive", () => heardOn("R/c0619ab1d2e3/keepalive") !== undefined);
  expect(heardOn("R/c0619ab1d2e3/keepalive")?.payload).toBe("");
});

test("a Shelly floor thermostat is asked what its numbers mean, and then set by one of them", async () => {
  await say("st1820-1/status/number:202", { value: 19 });
  await until("the question", () => heardOn("st1820-1/rpc") !== undefined);
  const { id, src }: { id: number; src: string } = JSON.parse(heardOn("st1820-1/rpc")?.payload ?? "{}");
  const config = { min: 15, max: 35, meta: { ui: { unit: "°C", step: 0.5 } } };
  const component = { key: "number:202", attrs: { role: "target_temperature" }, config, status: { value: 19 } };
  await say(`${src}/rpc`, { id, src: "st1820-1", result: { components: [component], offset: 0, total: 1 } });
  spoken.length = 0;
  expect(JSON.parse(await setTo21("st1820-1/rpc"))).toMatchObject({ method: "Number.Set", params: { id: 202, value: 21 } });
  await say("st1820-1/events/rpc", { method: "NotifyStatus", params: { "number:202": { value: 21 } } });
  await confirmed();
});

test("a Homie thermostat confirms by its target", async () => {
  const setpoint = { datatype: "float", unit: "°C", format: "5:30:0.5", settable: true };
  await say("homie/5/trv/$description", { homie: "5.0", nodes: { climate: { properties: { setpoint } } } });
  expect(await setTo21("homie/5/trv/climate/setpoint/set")).toBe("21");
  await say("homie/5/trv/climate/setpoint/$target", "21");
  await confirmed();
});

test("an OpenTherm thermostat is overridden", async () => {
  await say("OTGW/value/otgw-1/TrSet", "19.00");
  expect(await setTo21("OTGW/set/otgw-1/setpoint")).toBe("21");
  await say("OTGW/value/otgw-1/TrSet", "21.00");
  await confirmed();
});
