import { expect, test } from "vitest";
import { isDiscoveryTopic, isZigbee2MqttOrigin, parseDiscovery } from "../../../../devices/dialects/ha-config.ts";
import { sourceSchema } from "../../../../domain/reading.ts";
import { bytesOf } from "../../../support/dialect.ts";

const parse = (topic: string, payload: unknown) => parseDiscovery(topic, bytesOf(payload));
const valueOfConfig = (topic: string, payload: unknown) => {
  const parsed = parse(topic, payload);
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.value;
};

test("topics of four and five parts are discovery", () => {
  expect(isDiscoveryTopic("homeassistant/sensor/a/config")).toBe(true);
  expect(isDiscoveryTopic("homeassistant/sensor/node/a/config")).toBe(true);
  expect(isDiscoveryTopic("homeassistant/status")).toBe(false);
  expect(isDiscoveryTopic("homeassistant/sensor/a/b/c/config")).toBe(false);
});

test.each([
  ["homeassistant/binary_sensor/rörkrökare/config", {}, "bad-topic"],
  ["homeassistant/sensor/a/config", "not json", "not-json"],
  ["homeassistant/sensor/a/config", "[1]", "wrong-type"],
  ["homeassistant/device/a/config", { dev: {} }, "wrong-type"],
])("%s with %j is refused as %s", (topic, payload, reason) => {
  expect(parse(topic, payload)).toMatchObject({ ok: false, reason });
});

test("the device is known by its identifier, else its address, else the entity's own id", () => {
  const idOf = (config: object) => valueOfConfig("homeassistant/sensor/node/object/config", config).identity.id;
  expect(idOf({ device: { identifiers: ["a1", "b"] } })).toBe("ha:a1");
  expect(idOf({ device: { ids: "solo" } })).toBe("ha:solo");
  expect(idOf({ dev: { cns: [["mac", "02:5b:26:a8:dc:12"]] } })).toBe("ha:02:5b:26:a8:dc:12");
  expect(idOf({ unique_id: "u1" })).toBe("ha:u1");
  expect(idOf({})).toBe("ha:node_object");
});

test("identifiers that no source may hold are made safe and stay apart", () => {
  const idOf = (identifier: string) => valueOfConfig("homeassistant/sensor/x/config", { dev: { ids: [identifier] } }).identity.id;
  const ids = ["a b", "a/b", "a_b", "<img src=x>", "é", "x".repeat(300), `${"x".repeat(300)}y`].map(idOf);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(sourceSchema.safeParse(`${id}#${"e".repeat(40)}`).success, id).toBe(true);
});

test("the device form gives each component what stands beside the components", () => {
  const { identity, entities } = valueOfConfig("homeassistant/device/d1/config", {
    dev: { ids: ["d1"], name: "Hall sensor", sa: "hall/office" },
    o: { name: "maker" },
    "~": "home/d1",
    stat_t: "~/state",
    cmps: {
      d1_temp: { p: "sensor", unit_of_meas: "°C" },
      own: { p: "sensor", stat_t: "~/own" },
      removed: { p: "sensor" },
      strange: 5,
    },
  });
  expect(identity).toEqual({ id: "ha:d1", name: "Hall sensor", vendor: "", model: "", area: "hall/office", origin: "maker" });
  expect(entities.map((e) => [e.object, e.platform, e.config.state_topic])).toEqual([
    ["temp", "sensor", "home/d1/state"],
    ["own", "sensor", "home/d1/own"],
  ]);
});

test("an entity's name loses what is the device's", () => {
  const objectOf = (object: string, device: object) =>
    valueOfConfig(`homeassistant/sensor/${object}/config`, { device }).entities[0]?.object;
  expect(objectOf("kitchen_sensor_temperature", { identifiers: ["7"], name: "Kitchen Sensor" })).toBe("temperature");
  expect(objectOf("A4CF12-humidity", { identifiers: ["A4CF12"] })).toBe("humidity");
  expect(objectOf("boiler_room", { identifiers: ["7"], name: "Boiler" })).toBe("room");
  expect(objectOf("boilers", { identifiers: ["7"], name: "Boiler" })).toBe("boilers");
});

test("zigbee2mqtt is recognised by its origin", () => {
  const identityOf = (origin: unknown) => valueOfConfig("homeassistant/sensor/x/config", { o: origin }).identity;
  expect(isZigbee2MqttOrigin(identityOf({ name: "Zigbee2MQTT" }))).toBe(true);
  expect(isZigbee2MqttOrigin(identityOf({ name: "OpenMQTTGateway" }))).toBe(false);
  expect(isZigbee2MqttOrigin(identityOf(undefined))).toBe(false);
});
