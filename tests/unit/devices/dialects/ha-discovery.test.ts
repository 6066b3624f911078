import fc from "fast-check";
import { expect, test } from "vitest";
import { haDiscovery } from "../../../../devices/dialects/ha-discovery.ts";
import { AT, only, recorded, speak, valuesIn } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const TOPIC = "homeassistant/device/d1/config";
const device = (extra: object = {}, components: object = {}) => ({
  dev: { ids: ["d1"], name: "Office sensor", mf: "Maker", mdl: "M1", sa: "hall/office" },
  o: { name: "maker2mqtt" },
  "~": "home/d1",
  stat_t: "~/state",
  avty: [{ t: "home/bridge" }, { t: "~/up" }],
  avty_mode: "all",
  cmps: {
    temperature: { p: "sensor", dev_cla: "temperature", unit_of_meas: "°C", val_tpl: "{{ value_json.t }}" },
    humidity: { p: "sensor", dev_cla: "humidity", unit_of_meas: "%", val_tpl: "{{ value_json.h }}" },
    ...components,
  },
  ...extra,
});
const single = (object: string, state = "home/d2/state") => ({
  device: { identifiers: ["d2"], name: "Plug" },
  state_topic: state,
  value_template: `{{ value_json.${object} }}`,
  device_class: object,
  unit_of_measurement: object === "power" ? "W" : "kWh",
});

test("a device appears with its points, its area and the exact topics to hear", () => {
  const { say, session } = speak(haDiscovery);
  expect(session.claims("home/d1/state")).toBe(false);
  expect(say(TOPIC, device(), { retain: true })).toEqual([
    {
      type: "device",
      device: {
        id: "ha:d1",
        name: "Office sensor",
        vendor: "Maker",
        model: "M1",
        kind: "sensor",
        area: "hall/office",
        origin: "maker2mqtt",
        batteryPowered: false,
        points: [
          { endpoint: undefined, signal: "relativeHumidityPct", writable: undefined },
          { endpoint: undefined, signal: "airTempC", writable: undefined },
        ],
        unread: [],
      },
    },
    { type: "listen", filters: ["home/d1/state"] },
    { type: "listen", filters: ["home/bridge", "home/d1/up"], control: true },
  ]);
  expect(session.claims("home/d1/state")).toBe(true);
});

test("an equal description again is no event", () => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device());
  expect(say(TOPIC, device())).toEqual([]);
});

test("values and signs of life", () => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device());
  const events = say("home/d1/state", { t: 21.5, h: null });
  expect(valuesIn(events)).toEqual({ airTempC: 21.5 });
  expect(only(events, "seen")).toEqual([{ type: "seen", id: "ha:d1" }]);
  expect(only(events, "availability")).toEqual([{ type: "availability", id: "ha:d1", online: true }]);
});

test("a retained state is no sign of life", () => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device());
  expect(only(say("home/d1/state", { t: 21.5 }, { retain: true }), "availability")).toEqual([]);
});

test("T4: availability combines bridge and device, and a device that is said to be away stays away", () => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device());
  expect(say("home/bridge", "online")).toEqual([]);
  expect(say("home/d1/up", "online")).toEqual([{ type: "availability", id: "ha:d1", online: true }]);
  expect(say("home/bridge", "offline")).toEqual([{ type: "availability", id: "ha:d1", online: false }]);
  expect(only(say("home/d1/state", { t: 20 }), "availability")).toEqual([]);
});

test("entities of several messages gather in one device, and leave one by one", () => {
  const { say } = speak(haDiscovery);
  const pointsOf = (events: ReturnType<typeof say>) => only(events, "device")[0]?.device.points.map((p) => p.signal);
  expect(pointsOf(say("homeassistant/sensor/d2/power/config", single("power")))).toEqual(["electricPowerW"]);
  expect(pointsOf(say("homeassistant/sensor/d2/energy/config", single("energy")))).toEqual([
    "electricEnergyWh",
    "electricPowerW",
  ]);
  expect(valuesIn(say("home/d2/state", { power: "12.5", energy: 3 }))).toEqual({ electricPowerW: 12.5, electricEnergyWh: 3000 });
  expect(pointsOf(say("homeassistant/sensor/d2/power/config", ""))).toEqual(["electricEnergyWh"]);
  expect(valuesIn(say("home/d2/state", { power: 1, energy: 3 }))).toEqual({ electricEnergyWh: 3000 });
  expect(say("homeassistant/sensor/d2/energy/config", "")).toEqual([{ type: "gone", id: "ha:d2" }]);
  expect(say("home/d2/state", { power: 1, energy: 3 })).toEqual([]);
});

test("the order of arrival changes neither points nor owner", () => {
  const topics = ["a", "b", "c"].map((object) => `homeassistant/sensor/d2/${object}/config`);
  const lastOf = (order: readonly string[]) => {
    const { say } = speak(haDiscovery);
    const told = order.flatMap((topic) => only(say(topic, { ...single("power"), state_topic: topic.slice(21, 25) }), "device"));
    return [told.at(-1)?.device, valuesIn(say("d2/a", { power: 5 }))];
  };
  expect(lastOf(topics)).toEqual(lastOf([...topics].reverse()));
});

test("T5: removing and adding again a hundred times ends where it began", () => {
  const { say } = speak(haDiscovery);
  const topic = "homeassistant/sensor/d2/power/config";
  const first = say(topic, single("power"));
  for (let i = 0; i < 100; i++) {
    expect(say(topic, "")).toEqual([{ type: "gone", id: "ha:d2" }]);
    expect(say(topic, single("power"))).toEqual(first);
  }
});

test("an entity that moves to another device leaves the first one", () => {
  const { say } = speak(haDiscovery);
  const topic = "homeassistant/sensor/x/config";
  say(topic, single("power"));
  const events = say(topic, { ...single("power"), device: { identifiers: ["d3"] } });
  expect(events.map((e) => e.type)).toEqual(["gone", "device", "listen"]);
});

test("messages that say less than others about the device take nothing away", () => {
  const { say } = speak(haDiscovery);
  say("homeassistant/sensor/d2/power/config", single("power"));
  const [later] = only(
    say("homeassistant/sensor/d2/energy/config", { ...single("energy"), device: { ids: ["d2"], sa: "attic" } }),
    "device",
  );
  expect(later?.device).toMatchObject({ name: "Plug", area: "attic" });
});

test("a topic with wildcards is rejected, the other entities stay", () => {
  const { say } = speak(haDiscovery);
  const events = say(TOPIC, device({}, { bad: { p: "sensor", stat_t: "home/#" } }));
  expect(only(events, "rejected")).toMatchObject([{ reason: "bad-topic" }]);
  expect(only(events, "device")).toHaveLength(1);
  expect(only(events, "listen").flatMap((e) => e.filters)).toEqual(["home/d1/state", "home/bridge", "home/d1/up"]);
});

test("T8: a bare nan is counted and takes no other value with it", () => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device());
  const events = say("home/d1/state", '{"t":nan,"h":44.72}');
  expect(valuesIn(events)).toEqual({ relativeHumidityPct: 44.72 });
  expect(only(events, "rejected")).toMatchObject([{ reason: "not-a-number" }]);
});

test.each([
  ["text where a number should be", '{"t":"online"}', "not-a-number"],
  ["no JSON", "online", "not-json"],
  ["an overflow", '{"t":1e999}', "not-a-number"],
])("%s is rejected", (_, payload, reason) => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device());
  expect(say("home/d1/state", payload)).toContainEqual(expect.objectContaining({ type: "rejected", reason }));
});

test("an empty state is ignored", () => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device());
  expect(say("home/d1/state", "")).toEqual([]);
});

test("values that are void by their own rule make the device unavailable until the next one", () => {
  const { say } = speak(haDiscovery);
  say(TOPIC, device({ avty: undefined }, { co2: { p: "sensor", dev_cla: "carbon_dioxide", unit_of_meas: "ppm", exp_aft: 60 } }));
  say("homeassistant/sensor/other/config", single("power"));
  say("home/d1/state", { t: 20 }, { at: AT });
  expect(only(say("home/d2/state", { power: 1 }, { at: AT + 59_000 }), "availability")).not.toContainEqual({
    type: "availability",
    id: "ha:d1",
    online: false,
  });
  expect(say("home/d2/state", { power: 1 }, { at: AT + 75_000 })).toContainEqual({
    type: "availability",
    id: "ha:d1",
    online: false,
  });
  expect(say("home/d1/state", { t: 20 }, { at: AT + 80_000 })).toContainEqual({
    type: "availability",
    id: "ha:d1",
    online: true,
  });
});

const climate = {
  device: { identifiers: ["t1"], name: "Thermostat" },
  current_temperature_topic: "t1/now",
  temperature_state_topic: "t1/set",
  temperature_command_topic: "t1/set/cmd",
  min_temp: "5",
  max_temp: "30",
  temp_step: "0.5",
};

test("a thermostat takes set-points", () => {
  const { say, session } = speak(haDiscovery);
  const [announced] = only(say("homeassistant/climate/t1/config", climate), "device");
  expect(announced?.device).toMatchObject({
    kind: "thermostat",
    points: [{ signal: "airTempC" }, { signal: "heatingSetpointC", writable: { min: 5, max: 30, step: 0.5 } }],
  });
  expect(valuesIn([...say("t1/now", "20.4"), ...say("t1/set", "21")])).toEqual({ airTempC: 20.4, heatingSetpointC: 21 });
  expect(session.command("ha:t1", undefined, "heatingSetpointC", 19.5)).toEqual({ topic: "t1/set/cmd", payload: "19.5" });
  expect(session.command("ha:t1", undefined, "airTempC", 19.5)).toBeUndefined();
  expect(session.command("ha:nobody", undefined, "heatingSetpointC", 19.5)).toBeUndefined();
});

test("never throws and never yields anything but finite numbers, whatever is described and said", () => {
  const texts = fc.constantFrom(
    "home/d1/state",
    "~/state",
    "{{ value_json.t }}",
    "ON",
    "°C",
    "temperature",
    "climate",
    "#",
    "",
    "sensor",
  );
  const keys = fc.constantFrom(
    "~",
    "dev",
    "cmps",
    "p",
    "stat_t",
    "val_tpl",
    "avty",
    "t",
    "ids",
    "name",
    "dev_cla",
    "unit_of_meas",
    "min_temp",
    "o",
    "__proto__",
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      texts,
      fc.double(),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(keys, tie("tree"), { maxKeys: 6 }),
    ),
  }));
  const topics = fc.constantFrom(
    TOPIC,
    "homeassistant/climate/x/config",
    "homeassistant/sensor/n/x/config",
    "home/d1/state",
    "home/d1/up",
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(topics, tree), { maxLength: 12 }), (messages) => {
      const { say } = speak(haDiscovery);
      say(TOPIC, device());
      for (const [topic, payload] of messages)
        for (const event of say(topic, JSON.stringify(payload)))
          if (event.type === "value") expect(event.value).toSatisfy(Number.isFinite);
    }),
    { numRuns: 500 },
  );
});

describeUnless(sharedDataMissing("mqtt", "ha-discovery", "device-discovery.json"), "recorded descriptions", () => {
  test("T1: the device form with parts that are no sensors, a climate entity, an illegal topic, no JSON, a removal", () => {
    const { say } = speak(haDiscovery);
    const events = recorded("ha-discovery", "device-discovery.json").map(({ topic, payload, retain = false }) =>
      say(topic, payload, { retain }),
    );
    expect(events.map((list) => list.map((e) => (e.type === "rejected" ? e.reason : e.type)))).toEqual([
      ["device"],
      ["device", "listen"],
      ["bad-topic"],
      ["not-json"],
      [],
    ]);
    expect(only(events.flat(), "device").map((e) => [e.device.id, e.device.points.length, e.device.unread.length])).toEqual([
      ["ha:0AFFD2", 0, 3],
      ["ha:bla", 1, 1],
    ]);
  });

  test("what zigbee2mqtt announces is left to its own dialect", () => {
    const { say, session } = speak(haDiscovery);
    expect(
      recorded("zigbee2mqtt", "ha-discovery.json").flatMap(({ topic, payload }) => say(topic, payload, { retain: true })),
    ).toEqual([]);
    expect(session.claims("zigbee2mqtt/office-101/trv")).toBe(false);
  });

  test("the same announced by a program without a dialect of its own gives the same devices and values", () => {
    const { say, session } = speak(haDiscovery);
    const events = recorded("zigbee2mqtt", "ha-discovery.json").flatMap(({ topic, payload }) =>
      say(topic, { ...(payload as object), origin: { name: "another bridge" } }, { retain: true }),
    );
    // Six devices and the bridge.
    expect(new Set(only(events, "device").map((e) => e.device.id)).size).toBe(7);
    const states = recorded("zigbee2mqtt", "states-and-bridge.json");
    const trv = states.filter((m) => m.topic === "zigbee2mqtt/office-101/trv").at(-1);
    expect(valuesIn(say("zigbee2mqtt/office-101/trv", trv?.payload))).toEqual({
      airTempC: 21.34,
      heatingSetpointC: 21,
      valvePct: 42,
      batteryPct: 87,
    });
    expect(session.command("ha:zigbee2mqtt_0x0000000000000d01", undefined, "heatingSetpointC", 19.5)).toEqual({
      topic: "zigbee2mqtt/office-101/trv/set/occupied_heating_setpoint",
      payload: "19.5",
    });
  });
});
