import { expect, test } from "vitest";
import { parseDiscovery } from "../../../../devices/dialects/ha-config.ts";
import { type Entity, readEntity } from "../../../../devices/dialects/ha-entity.ts";
import { bytesOf, recorded } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

function entitiesOf(topic: string, config: unknown): (Entity | string)[] {
  const found = parseDiscovery(topic, bytesOf(config));
  if (!found.ok) throw new Error(found.detail);
  const { identity, entities } = found.value;
  return entities.map((entity) => readEntity(entity, identity));
}

function entityOf(platform: string, config: object, object = "x"): Entity {
  const [entity] = entitiesOf(`homeassistant/${platform}/${object}/config`, {
    device: { ids: ["d"] },
    state_topic: "s",
    ...config,
  });
  if (entity === undefined || typeof entity === "string") throw new Error(entity ?? "none");
  return entity;
}

const input = (text: string) => ({ text, json: undefined });
const valueFrom = (entity: Entity, text: string) => entity.reads[0]?.value(entity.reads[0].template.read(input(text)));

test("a sensor gives numbers in canonical units, and nothing for what it does not know", () => {
  const power = entityOf("sensor", { device_class: "power", unit_of_measurement: "kW" });
  expect(power.reads[0]).toMatchObject({ signal: "electricPowerW", topic: "s" });
  expect(valueFrom(power, "1.5")).toBe(1500);
  for (const none of ["", " ", "None", "unknown", "unavailable", "null"]) expect(valueFrom(power, none)).toBeNull();
  for (const nonsense of ["nan", "online", "21,5", "0x10", "1e400", "true"]) expect(valueFrom(power, nonsense)).toBeUndefined();
});

test("a binary sensor compares with its own payloads", () => {
  const window = entityOf("binary_sensor", { device_class: "window" });
  expect(["ON", "OFF", "on", "None"].map((text) => valueFrom(window, text))).toEqual([1, 0, undefined, null]);
  const presence = entityOf("binary_sensor", {
    device_class: "presence",
    payload_on: true,
    payload_off: false,
    value_template: "{{ value_json.there }}",
  });
  const [read] = presence.reads;
  const seen = (there: unknown) => read?.value(read.template.read({ text: "", json: { there } }));
  expect([read?.signal, seen(true), seen(false), seen(null), seen(7)]).toEqual(["occupancy", 1, 0, null, undefined]);
});

test("only plain names need no endpoint, and the endpoint depends on the entity alone", () => {
  const temperature = { device_class: "temperature", unit_of_measurement: "°C" };
  expect(entityOf("sensor", temperature, "temperature").reads[0]?.endpoint).toBeUndefined();
  expect(entityOf("sensor", temperature, "d_temperature").reads[0]?.endpoint).toBeUndefined();
  expect(entityOf("sensor", temperature, "bedroom").reads[0]?.endpoint).toBe("bedroom");
  expect(entityOf("sensor", temperature, "b".repeat(60)).reads[0]?.endpoint).toMatch(/^b{31}-[0-9a-f]{8}$/);
});

test.each([
  ["sensor", { state_topic: "a/+/b" }],
  ["sensor", { state_topic: "a/#" }],
  ["sensor", { state_topic: "a\u0000b" }],
  ["sensor", { state_topic: "$SYS/x" }],
  ["sensor", { state_topic: "" }],
  ["sensor", { state_topic: 5 }],
  ["climate", { state_topic: "s", temperature_command_topic: "#" }],
])("%s with %j is refused", (platform, config) => {
  expect(entitiesOf(`homeassistant/${platform}/x/config`, config)).toEqual([expect.stringContaining("not one exact topic")]);
});

test.each([
  ["sensor", { device_class: "temperature", unit_of_measurement: "°C", value_template: "{{ now() }}" }, /needs mapping/],
  ["sensor", { device_class: "timestamp" }, /no signal/],
  ["binary_sensor", { device_class: "smoke" }, /no signal/],
  ["switch", {}, /switch is not read/],
  ["device_automation", {}, /device_automation is not read/],
])("%s with %j is not read, and says why", (platform, config, why) => {
  const entity = entityOf(platform, config);
  expect(entity.reads).toEqual([]);
  expect(entity.unread.join()).toMatch(why);
});

test("expiry is a positive number of seconds", () => {
  expect(entityOf("sensor", { expire_after: 600 }).expireMs).toBe(600_000);
  expect(entityOf("sensor", { exp_aft: "60" }).expireMs).toBe(60_000);
  expect(entityOf("sensor", { expire_after: 0 }).expireMs).toBeUndefined();
  expect(entityOf("sensor", {}).expireMs).toBeUndefined();
});

describeUnless(sharedDataMissing("mqtt", "zigbee2mqtt", "ha-discovery.json"), "116 descriptions of a recorded run", () => {
  const entities = recorded("zigbee2mqtt", "ha-discovery.json").flatMap(({ topic, payload }) => entitiesOf(topic, payload));
  const readable = entities.filter((e): e is Entity => typeof e !== "string");

  test("all are taken, and every one carries a signal or a reason", () => {
    const signals = readable.filter((e) => e.reads.length > 0);
    process.stdout.write(`entities: ${readable.length} of ${entities.length} taken, ${signals.length} carry a signal\n`);
    expect([entities.length, readable.length, signals.length]).toEqual([116, 116, 23]);
    for (const entity of readable) expect(entity.reads.length + entity.unread.length).toBeGreaterThan(0);
  });

  test("the signals that six devices have", () => {
    const count = new Map<string, number>();
    for (const { signal } of readable.flatMap((e) => e.reads)) count.set(signal, (count.get(signal) ?? 0) + 1);
    expect(Object.fromEntries(count)).toEqual({
      // Four thermostats and the same value as a sensor, and one room sensor.
      airTempC: 9,
      heatingSetpointC: 4,
      coolingSetpointC: 1,
      valvePct: 2,
      batteryPct: 5,
      relativeHumidityPct: 1,
      airPressurePa: 1,
      voltageV: 2,
      electricPowerW: 1,
      currentA: 1,
      electricEnergyWh: 1,
    });
  });

  test("all but the bridge's own state have an availability", () => {
    expect(readable.filter((e) => e.availability === undefined)).toHaveLength(1);
  });

  test("set-points have the range that their text says", () => {
    const ranges = readable.flatMap((e) => e.reads.flatMap((r) => (r.writable ? [r.writable] : [])));
    expect(ranges).toEqual([
      { min: 5, max: 35, step: 0.5 },
      { min: 5, max: 30, step: 0.5 },
      { min: 4, max: 35, step: 0.5 },
      { min: 7, max: 30, step: 1 },
      { min: 7, max: 30, step: 1 },
    ]);
  });
});
