/** No two dialects claim one another's messages: what each convention publishes is read by its own dialect and by no other. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DialectSession, Message } from "../../devices/dialect.ts";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { createIngest } from "../../devices/ingest.ts";
import { createRegistry } from "../../devices/registry.ts";
import { AT, bytesOf, type Recorded, recorded } from "../support/dialect.ts";
import { sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";

/** Messages as the conventions without a recording publish them. */
const SAMPLES: Readonly<Record<string, readonly Recorded[]>> = {
  victron: [
    { topic: "N/c0619ab1d2e3/system/0/Serial", payload: { value: "c0619ab1d2e3" } },
    { topic: "N/c0619ab1d2e3/heartbeat", payload: { value: 1_790_000_000 } },
    { topic: "N/c0619ab1d2e3/grid/30/Ac/Power", payload: { value: 936 } },
    { topic: "N/c0619ab1d2e3/grid/30/Ac/L2/Power", payload: { value: null } },
    { topic: "N/c0619ab1d2e3/temperature/24/TemperatureType", payload: { value: 3 } },
    { topic: "N/c0619ab1d2e3/temperature/24/Temperature", payload: { value: 20.43000030517578 } },
  ],
  openems: [
    {
      topic: "edge/fems7/edgeConfig/",
      payload: { components: { meter0: { properties: { type: "GRID" }, factoryId: "Meter.X" } } },
    },
    { topic: "edge/fems7/channel/meter0/ActivePower", payload: 1850 },
    { topic: "edge/fems7/channel/_sum/ConsumptionActiveEnergy", payload: 123_456 },
    { topic: "edge/fems7/channel/lastUpdate", payload: AT },
  ],
  otgw: [
    { topic: "OTGW/value/otgw-A1B2C3", payload: "online" },
    { topic: "OTGW/value/otgw-A1B2C3/Tr", payload: "20.50" },
    { topic: "OTGW/value/otgw-A1B2C3/flame", payload: "ON" },
    { topic: "OTGW/set/otgw-A1B2C3/setpoint", payload: "20" },
  ],
  esphome: [
    { topic: "living-room/sensor/temperature/state", payload: "21.5" },
    { topic: "living-room/climate/thermostat/mode/state", payload: "heat" },
    { topic: "living-room/climate/thermostat/target_temperature/state", payload: "21" },
    { topic: "living-room/status", payload: "online" },
  ],
  emoncms: [
    { topic: "emon/emonpi/power1", payload: "152" },
    { topic: "emon/emonth5", payload: { temperature: 19.5, time: 1_790_000_000 } },
    { topic: "emon/10", payload: "20,22" },
  ],
  plain: [
    { topic: "zonecast/in/mill/hall/probe", payload: { airTempC: 21 } },
    { topic: "zonecast/in/mill/hall/probe/availability", payload: "online" },
  ],
};

/** Recordings, by the dialect that speaks in them. Some hold a message that is no dialect's. */
const RECORDINGS: readonly (readonly [dialect: string, folder: string, file: string, exceptions: readonly string[]])[] = [
  ["shelly", "shelly", "shelly-gen2plus.json", ["shellyplus1-XXXX/rpc"]],
  ["homie", "homie", "homie5-thermostat.json", []],
  ["tb", "thingsboard", "thingsboard.json", []],
  ["sparkplug", "sparkplug", "fixtures.json", []],
  ["z2m", "zigbee2mqtt", "states-and-bridge.json", []],
  [
    "tasmota",
    "tasmota",
    "tasmota.json",
    ["tele/tasmota/SENSOR", "stat/tasmota/RESULT", "stat/tasmota/POWER", "tele/tasmota/POWER_LOW"],
  ],
];

const messageOf = ({ topic, payload, retain = false, ...more }: Recorded): Message => {
  const encoded = "base64" in more && typeof more.base64 === "string" ? Buffer.from(more.base64, "base64") : undefined;
  return { topic, payload: encoded ?? bytesOf(payload ?? ""), retain, receivedAt: AT };
};

/** Which dialects claim each message, when all of them hear everything. */
function claimants(messages: readonly Message[]): Map<string, readonly string[]> {
  const sessions = DIALECTS.map((dialect): readonly [string, DialectSession] => [dialect.name, dialect.open()]);
  return new Map(
    messages.map((message) => {
      const claiming = sessions.filter(([, session]) => session.claims(message.topic));
      for (const [, session] of claiming) session.read(message);
      return [message.topic, claiming.map(([name]) => name)];
    }),
  );
}

describe.each(Object.entries(SAMPLES))("what %s publishes", (name, samples) => {
  const messages = samples.map(messageOf);

  test("is claimed by its own dialect alone", () => {
    for (const [topic, names] of claimants(messages)) expect([topic, names]).toEqual([topic, [name]]);
  });

  test("becomes devices of that dialect and readings, and nothing is rejected", () => {
    const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
    const ingest = createIngest(DIALECTS, registry);
    const results = messages.map((message) => ingest.read(message));
    expect(results.flatMap((r) => r.rejections)).toEqual([]);
    expect(results.flatMap((r) => r.readings).length).toBeGreaterThan(0);
    expect(new Set(registry.all().map((device) => device.dialect))).toEqual(new Set([name]));
  });
});

describeUnless(sharedDataMissing("mqtt"), "recordings", () => {
  test.each(RECORDINGS)("of %s are claimed by it alone", (name, folder, file, exceptions) => {
    const messages = recorded(folder, file).map(messageOf);
    for (const [topic, names] of claimants(messages))
      expect([topic, names]).toEqual([topic, exceptions.includes(topic) ? [] : [name]]);
  });

  test("messages that are known to be bad are nobody's, but the one on ThingsBoard's topic", () => {
    const topics = recorded("pathological", "known-bad.json").map(({ topic }) => topic);
    const sessions = DIALECTS.map((dialect) => dialect.open());
    const claimed = topics.filter((topic) => sessions.some((session) => session.claims(topic)));
    expect(claimed).toEqual(["v1/devices/me/telemetry"]);
  });

  test.each(RECORDINGS.slice(0, 3))("of %s with any byte changed or any message lost harm nothing", (_, folder, file) => {
    const messages = recorded(folder, file).map(messageOf);
    fc.assert(
      fc.property(fc.nat(messages.length - 1), fc.nat(), fc.nat(255), fc.boolean(), (at, offset, byte, lost) => {
        const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
        const ingest = createIngest(DIALECTS, registry);
        const spoilt = messages.flatMap((message, i): Message[] => {
          if (i !== at) return [message];
          if (lost) return [];
          const payload = Uint8Array.from(message.payload);
          if (payload.length > 0) payload[offset % payload.length] = byte;
          return [{ ...message, payload }];
        });
        for (const message of spoilt)
          for (const { value } of ingest.read(message).readings) expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
