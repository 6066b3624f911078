import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { DialectEvent } from "../../../../devices/dialect.ts";
import { zigbee2mqtt } from "../../../../devices/dialects/zigbee2mqtt.ts";
import { createIngest } from "../../../../devices/ingest.ts";
import { createRegistry } from "../../../../devices/registry.ts";
import { sharedData, sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const NOW = Date.UTC(2026, 10, 24);
const ADDRESS = "0x0000000000000d01";
const ID = `z2m:${ADDRESS}`;

const trv = (name: string, ieee = ADDRESS) => ({
  ieee_address: ieee,
  friendly_name: name,
  type: "EndDevice",
  power_source: "Battery",
  interview_completed: true,
  definition: {
    vendor: "Danfoss",
    model: "014G2461",
    exposes: [
      {
        type: "climate",
        features: [
          { type: "numeric", name: "local_temperature", property: "local_temperature", access: 5, unit: "°C" },
          {
            type: "numeric",
            name: "occupied_heating_setpoint",
            property: "occupied_heating_setpoint",
            access: 7,
            unit: "°C",
            value_min: 5,
            value_max: 35,
            value_step: 0.5,
          },
        ],
      },
    ],
  },
});

function speak() {
  const session = zigbee2mqtt.open();
  const read = (topic: string, payload: unknown, retain = false): DialectEvent[] =>
    session.read({
      topic,
      payload: new TextEncoder().encode(typeof payload === "string" ? payload : JSON.stringify(payload)),
      retain,
      receivedAt: NOW,
    });
  return { session, read };
}

const types = (events: readonly DialectEvent[]) => events.map((e) => e.type);

test("a device list makes devices and says which exact topics to hear; the same list again is nothing new", () => {
  const { read } = speak();
  const events = read("zigbee2mqtt/bridge/devices", [trv("office-101/trv")], true);
  expect(events).toMatchObject([
    { type: "device", device: { id: ID, kind: "thermostat" } },
    { type: "listen", filters: ["zigbee2mqtt/office-101/trv"] },
    { type: "listen", filters: ["zigbee2mqtt/office-101/trv/availability"], control: true },
  ]);
  expect(read("zigbee2mqtt/bridge/devices", [trv("office-101/trv")], true)).toEqual([]);
});

test("devices of one name share a topic: it is told once and for each message there, and neither is read nor commanded", () => {
  const { session, read } = speak();
  const other = "0x0000000000000d02";
  const told = {
    type: "rejected",
    reason: "bad-topic",
    detail: `${ADDRESS} and ${other} share the name 'office/trv' and so their topic: none of them is read. Rename them in zigbee2mqtt`,
  };
  const list = [trv("office/trv"), trv("office/trv", other), trv("hall/trv", "0x0000000000000d03")];
  const events = read("zigbee2mqtt/bridge/devices", list, true);
  expect(events.filter((e) => e.type === "rejected")).toEqual([told]);
  const devices = events.flatMap((e) => (e.type === "device" ? [e.device] : []));
  expect(devices.map((d) => d.unread[0])).toEqual([
    `all of it: ${other} has the same name and so the same topic; rename one of them`,
    `all of it: ${ADDRESS} has the same name and so the same topic; rename one of them`,
    undefined,
  ]);
  expect(devices.map((d) => d.points.some((p) => p.writable))).toEqual([false, false, true]);
  expect(read("zigbee2mqtt/bridge/devices", list, true)).toEqual([]);
  expect(read("zigbee2mqtt/office/trv", { local_temperature: 21 })).toEqual([told]);
  expect(read("zigbee2mqtt/office/trv", "", true)).toEqual([]);
  expect(read("zigbee2mqtt/office/trv/availability", "online")).toEqual([]);
  expect(session.command(ID, undefined, "heatingSetpointC", 20)).toBeUndefined();
  expect(types(read("zigbee2mqtt/hall/trv", { local_temperature: 21 }))).toEqual(["availability", "value", "seen"]);

  const renamed = read("zigbee2mqtt/bridge/devices", [trv("office/trv"), trv("attic/trv", other)], true);
  expect(types(renamed)).toEqual(["gone", "device", "device", "listen", "listen"]);
  expect(types(read("zigbee2mqtt/office/trv", { local_temperature: 21 }))).toEqual(["availability", "value", "seen"]);
  expect(session.command(ID, undefined, "heatingSetpointC", 20)).toMatchObject({ topic: "zigbee2mqtt/office/trv/set" });
});

test("devices of one name that an earlier run knew are told apart no better", () => {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const list = Buffer.from(JSON.stringify([trv("office/trv"), trv("office/trv", "0x0000000000000d02")]));
  const before = createIngest([zigbee2mqtt], registry);
  before.read({ topic: "zigbee2mqtt/bridge/devices", payload: list, retain: true, receivedAt: NOW });
  const again = createIngest([zigbee2mqtt], registry, registry.all());
  const payload = Buffer.from('{"local_temperature":21}');
  const { readings, rejections } = again.read({ topic: "zigbee2mqtt/office/trv", payload, retain: false, receivedAt: NOW });
  expect([readings, rejections.map((r) => r.reason)]).toEqual([[], ["bad-topic"]]);
  expect(again.command(ID, "heatingSetpointC", 20)).toBeUndefined();
});

test("a rename keeps the device and hears its new topic; a device that left the list is gone", () => {
  const { session, read } = speak();
  read("zigbee2mqtt/bridge/devices", [trv("a"), trv("b", "0x0000000000000d02")]);
  expect(read("zigbee2mqtt/bridge/devices", [trv("c")])).toMatchObject([
    { type: "gone", id: "z2m:0x0000000000000d02" },
    { type: "device", device: { id: ID, name: "c" } },
    { type: "listen", filters: ["zigbee2mqtt/c"] },
    { type: "listen" },
  ]);
  expect(session.command(ID, undefined, "heatingSetpointC", 19.5)).toEqual({
    topic: "zigbee2mqtt/c/set",
    payload: '{"occupied_heating_setpoint":19.5}',
  });
  expect(read("zigbee2mqtt/a", { local_temperature: 20 })).toMatchObject([{ type: "rejected", reason: "unknown-device" }]);
});

test.each([
  ["ISO_8601", "2026-11-23T23:44:06.200Z", Date.UTC(2026, 10, 23, 23, 44, 6, 200)],
  ["ISO_8601_local", "2026-11-24T00:44:06+01:00", Date.UTC(2026, 10, 23, 23, 44, 6)],
  ["epoch", Date.UTC(2026, 10, 23), Date.UTC(2026, 10, 23)],
  ["not configured", undefined, undefined],
])("last_seen as %s is the time of the value", (_, lastSeen, ts) => {
  const { read } = speak();
  read("zigbee2mqtt/bridge/devices", [trv("a")]);
  expect(read("zigbee2mqtt/a", { local_temperature: 21.34, last_seen: lastSeen })).toContainEqual({
    type: "value",
    id: ID,
    endpoint: undefined,
    signal: "airTempC",
    value: 21.34,
    ts,
  });
});

test("null is unknown, text is no number, bare nan costs only itself", () => {
  const { read } = speak();
  read("zigbee2mqtt/bridge/devices", [trv("a")]);
  const values = (payload: unknown) =>
    read("zigbee2mqtt/a", payload).flatMap((e): (number | string)[] =>
      e.type === "value" ? [e.value] : e.type === "rejected" ? [e.reason] : [],
    );
  expect(values({ local_temperature: null, occupied_heating_setpoint: 0 })).toEqual([0]);
  expect(values({ local_temperature: "", occupied_heating_setpoint: true })).toEqual(["not-a-number", "not-a-number"]);
  expect(values('{"local_temperature":nan,"occupied_heating_setpoint":21}')).toEqual([21, "not-a-number"]);
  expect(values("[]")).toEqual(["wrong-type"]);
  expect(values("offline")).toEqual(["not-json"]);
});

test("bridge offline makes all its devices unavailable; when it is back each is what it last was itself", () => {
  const { read } = speak();
  read("zigbee2mqtt/bridge/devices", [trv("a"), trv("b", "0x0000000000000d02"), trv("c", "0x0000000000000d03")]);
  expect(read("zigbee2mqtt/a/availability", { state: "online" }, true)).toEqual([{ type: "availability", id: ID, online: true }]);
  read("zigbee2mqtt/b/availability", { state: "offline" }, true);
  const all = (online: (boolean | undefined)[]) =>
    online.flatMap((o, i) => (o === undefined ? [] : [{ type: "availability", id: `z2m:0x0000000000000d0${i + 1}`, online: o }]));
  expect(read("zigbee2mqtt/bridge/state", { state: "offline" })).toEqual(all([false, false, false]));
  expect(read("zigbee2mqtt/a/availability", { state: "online" })).toEqual(all([false]));
  expect(read("zigbee2mqtt/bridge/state", { state: "online" })).toEqual(all([true, false, undefined]));
  // Release 1.x publishes the bare word.
  expect(read("zigbee2mqtt/bridge/state", "offline")).toHaveLength(3);
  expect(read("zigbee2mqtt/bridge/state", "")).toEqual([]);
});

test("a retained good-bye of the bridge counts for devices that are heard of later", () => {
  const { read } = speak();
  read("zigbee2mqtt/bridge/state", { state: "offline" }, true);
  expect(read("zigbee2mqtt/bridge/devices", [trv("a")], true)).toContainEqual({ type: "availability", id: ID, online: false });
  expect(read("zigbee2mqtt/a/availability", { state: "online" }, true)).toEqual([
    { type: "availability", id: ID, online: false },
  ]);
});

test("a state is a sign of life only where availability is not published, and never when it was retained", () => {
  const { read } = speak();
  read("zigbee2mqtt/bridge/devices", [trv("a")]);
  const alive = (retain: boolean) => types(read("zigbee2mqtt/a", { local_temperature: 20 }, retain)).includes("availability");
  expect([alive(true), alive(false)]).toEqual([false, true]);
  read("zigbee2mqtt/a/availability", { state: "offline" });
  expect(alive(false)).toBe(false);
});

test("groups, commands of others, single attributes and the bridge's own talk are passed over", () => {
  const { read } = speak();
  read("zigbee2mqtt/bridge/devices", [trv("a")]);
  read("zigbee2mqtt/bridge/groups", [{ friendly_name: "all-valves" }]);
  for (const topic of [
    "all-valves",
    "all-valves/availability",
    "a/set",
    "x/set/state",
    "a/local_temperature",
    "bridge/logging",
    "bridge/event",
  ])
    expect([topic, read(`zigbee2mqtt/${topic}`, { state: "x" })]).toEqual([topic, []]);
});

test("a second bridge is found by its device list; a list of something else is not taken for one", () => {
  const { session, read } = speak();
  expect(session.claims("attic/a")).toBe(false);
  expect(read("frigate/bridge/devices", [{ name: "camera" }])).toEqual([]);
  expect(session.claims("frigate/a")).toBe(false);
  read("attic/bridge/devices", [trv("a")]);
  expect(types(read("attic/a", { local_temperature: 20 }))).toContain("value");
  expect(session.command(ID, undefined, "heatingSetpointC", 20)?.topic).toBe("attic/a/set");
});

test("only a set-point that the device announced as settable can be commanded", () => {
  const { session, read } = speak();
  read("zigbee2mqtt/bridge/devices", [trv("a")]);
  expect(session.command(ID, undefined, "airTempC", 20)).toBeUndefined();
  expect(session.command(ID, "l2", "heatingSetpointC", 20)).toBeUndefined();
  expect(session.command("z2m:0x9", undefined, "heatingSetpointC", 20)).toBeUndefined();
});

test("after a restart it knows what it knew: values, availability, set-points and topics, before any device list", () => {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const before = createIngest([zigbee2mqtt], registry);
  const hear = (ingest: typeof before, topic: string, payload: unknown) =>
    ingest.read({ topic, payload: new TextEncoder().encode(JSON.stringify(payload)), retain: false, receivedAt: NOW });
  hear(before, "attic/bridge/devices", [trv("a"), trv("b", "0x0000000000000d02")]);
  hear(before, "attic/a/availability", { state: "online" });
  const known = registry.all();

  const again = createRegistry({ known, trusted: true, defaultBuilding: "house" });
  const after = createIngest([zigbee2mqtt], again, known);
  const { listen } = hear(after, "attic/bridge/state", { state: "online" });
  expect(listen.flatMap((l) => l.filters)).toEqual(["attic/a", "attic/a/availability", "attic/b", "attic/b/availability"]);
  expect(again.all().map((d) => d.availability)).toEqual(["online", "unknown"]);
  expect(hear(after, "attic/a", { local_temperature: 21.5 }).readings).toMatchObject([
    { signal: "airTempC", value: 21.5, source: ID },
  ]);
  expect(after.command(ID, "heatingSetpointC", 19.5)?.topic).toBe("attic/a/set");
  hear(after, "attic/bridge/devices", [trv("a")]);
  expect(again.all().map((d) => d.name)).toEqual(["a"]);
});

const FILE = ["mqtt", "zigbee2mqtt", "states-and-bridge.json"] as const;
describeUnless(sharedDataMissing(...FILE), "a recorded run of zigbee2mqtt 2.14.1 with six devices", () => {
  const recorded: { messages: { topic: string; payload: unknown; retain?: boolean }[] } =
    sharedDataMissing(...FILE) === undefined ? JSON.parse(readFileSync(sharedData(...FILE), "utf8")) : { messages: [] };

  test("each radio value arrives as the value that zigbee2mqtt published", () => {
    const { read } = speak();
    const names = new Map<string, string>();
    const last = new Map<string, number>();
    for (const { topic, payload, retain } of recorded.messages)
      for (const event of read(topic, payload, retain ?? false)) {
        expect([topic, event.type]).not.toEqual([topic, "rejected"]);
        if (event.type === "device") names.set(event.device.id, event.device.name);
        if (event.type === "value") last.set(`${names.get(event.id)} ${event.signal}`, event.value);
      }
    expect(Object.fromEntries(last)).toEqual({
      "office-101/trv airTempC": 21.34,
      "office-101/trv heatingSetpointC": 21,
      "office-101/trv valvePct": 42,
      "office-101/trv batteryPct": 87,
      "office-102/trv airTempC": 19.5,
      "office-102/trv heatingSetpointC": 20.5,
      "office-102/trv valvePct": 50,
      "office-101/climate airTempC": 27.34,
      "office-101/climate relativeHumidityPct": 44.72,
      "office-101/climate airPressurePa": 100_210,
      "plant/heatpump-plug electricPowerW": 1234,
      "plant/heatpump-plug voltageV": 231,
      "plant/heatpump-plug currentA": 5.37,
      "office-103/trv airTempC": 20.1,
      "office-103/trv heatingSetpointC": 19,
      "lobby/thermostat airTempC": 22.56,
      "lobby/thermostat heatingSetpointC": 20,
      "lobby/thermostat coolingSetpointC": 26,
    });
  });

  test("at its end the bridge says good-bye and all six are offline", () => {
    const { read } = speak();
    const online = new Map<string, boolean>();
    for (const { topic, payload, retain } of recorded.messages)
      for (const event of read(topic, payload, retain ?? false))
        if (event.type === "availability") online.set(event.id, event.online);
    expect([online.size, new Set(online.values())]).toEqual([6, new Set([false])]);
  });
});
