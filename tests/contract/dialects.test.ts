/** What every dialect keeps to, whatever reaches it: it never throws, never yields NaN, never touches a prototype. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviceSchema, isSignalId, readingSchema, rejectionSchema } from "#domain";
import type { Dialect, DialectEvent, Message } from "../../devices/dialect.ts";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { createIngest } from "../../devices/ingest.ts";
import { isExactTopic } from "../../devices/parse/topic.ts";
import { createRegistry } from "../../devices/registry.ts";
import { ROOT } from "../support/paths.ts";
import { sharedData, sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";

const NOW = Date.UTC(2026, 10, 24);
const isDialect = (value: unknown): value is Dialect =>
  typeof value === "object" && value !== null && "open" in value && "filters" in value && "name" in value;

test("every dialect that is written is registered", async () => {
  const folder = join(ROOT, "devices/dialects");
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "index.ts");
  const modules: object[] = await Promise.all(files.map((file) => import(join(folder, file))));
  const written = modules.flatMap((module) => Object.values(module).filter(isDialect));
  expect(new Set(written)).toEqual(new Set(DIALECTS));
  expect(new Set(DIALECTS.map((d) => d.name)).size).toBe(DIALECTS.length);
});

const message = (topic: string, payload: Uint8Array, retain: boolean): Message => ({ topic, payload, retain, receivedAt: NOW });

/** Topics that a filter matches, with odd levels in place of its wildcards. */
const topicFor = (filter: string): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom("__proto__", "constructor", "", "a", "0x0000000000000d01", "A4CF12000001"), fc.string()), {
      minLength: 8,
      maxLength: 8,
    })
    .map((levels) => {
      let at = 0;
      return filter.replace(/[+#]/g, () => levels[at++ % levels.length] ?? "");
    });

/** JSON that holds the words of all conventions, so that it reaches past the first checks. */
const WORDS =
  "ieee_address friendly_name definition exposes features type name property access unit climate numeric value_min value_max value_step dev device cmps ids o origin platform p state_topic stat_t unique_id uniq_id temperature_state_topic value_template val_tpl availability avty ~ sn ENERGY Total Time TempUnit t mac ft tp dn ts airTempC points kind heatingSetpointC min max step state last_seen __proto__ constructor toString".split(
    " ",
  );
const leaf = fc.oneof(
  fc.constantFrom(
    ...["°C", "kWh", "climate", "numeric", "0x0000000000000d01", "online", "a/b", "#", "a/+/b", "{{ value_json.x }}"],
    ...["{{ value_json['__proto__'] }}", "%prefix%/%topic%/", "A4CF12000001", "21,5", "nan", "1e400"],
    ...[null, true, 0, -0, 5, 1e308, 1e13, ""],
  ),
  fc.string(),
  fc.double(),
);
const wordy = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("object"), fc.array(tie("value"), { maxLength: 4 })),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...WORDS), fc.string()), tie("value"), { maxKeys: 8 }),
})).value;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const payload: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: wordy.map((value) => bytes(JSON.stringify(value))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom("", "online", "nan", "21.5", "{", "[[[[", '{"a":nan}').map(bytes) },
);

function checkEvents(dialect: Dialect, events: readonly DialectEvent[]): void {
  for (const event of events) {
    if (event.type === "value") {
      expect(Number.isFinite(event.value)).toBe(true);
      expect(isSignalId(event.signal)).toBe(true);
    }
    if (event.type === "listen")
      for (const filter of event.filters) expect([filter, isExactTopic(filter)]).toEqual([filter, true]);
    if (event.type === "device") {
      expect(event.device.id.startsWith(`${dialect.name}:`)).toBe(true);
      for (const { writable } of event.device.points)
        if (writable) expect(writable.min <= writable.max && writable.step > 0 && Number.isFinite(writable.step)).toBe(true);
    }
  }
}

describe.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))("%s", (_, dialect) => {
  const filters = [...dialect.filters, ...(dialect.telemetry ?? [])];
  const talk = fc.array(fc.tuple(fc.oneof(...filters.map(topicFor), fc.string()), payload, fc.boolean()), { maxLength: 12 });

  test("names filters to be heard", () => expect(filters.length).toBeGreaterThan(0));

  test("T7: whatever the topics and bytes: no exception, no NaN, no prototype touched, the same again gives the same", () => {
    const pristine = Object.getOwnPropertyNames(Object.prototype).sort();
    fc.assert(
      fc.property(talk, (messages) => {
        const hear = (): DialectEvent[][] => {
          const session = dialect.open();
          return messages.map(([topic, body, retain]) => {
            const claimed = session.claims(topic);
            const events = session.read(message(topic, body, retain));
            if (claimed) checkEvents(dialect, events);
            return events;
          });
        };
        expect(JSON.stringify(hear())).toBe(JSON.stringify(hear()));
        expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(pristine);
      }),
      { numRuns: 300 },
    );
  });

  test("a command to a device that it never heard of is none", () =>
    expect(dialect.open().command(`${dialect.name}:nobody`, undefined, "heatingSetpointC", 20)).toBeUndefined());
});

test("through all dialects at once, what comes out is what the domain says it is", () => {
  const filters = DIALECTS.flatMap((d) => [...d.filters, ...(d.telemetry ?? [])]);
  const talk = fc.array(fc.tuple(fc.oneof(...filters.map(topicFor)), payload, fc.boolean()), { maxLength: 12 });
  fc.assert(
    fc.property(talk, (messages) => {
      hearAll(messages.map(([topic, body, retain]) => message(topic, body, retain)));
    }),
    { numRuns: 300 },
  );
});

/** Feeds messages to a fresh gateway core and checks everything that comes out against the domain's schemas. */
function hearAll(messages: readonly Message[]): { readonly values: number; readonly devices: number } {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const ingest = createIngest(DIALECTS, registry);
  let values = 0;
  for (const each of messages) {
    const { readings, rejections } = ingest.read(each);
    for (const reading of readings) expect(readingSchema.parse(reading)).toEqual(reading);
    for (const rejection of rejections) expect(rejectionSchema.parse(rejection)).toEqual(rejection);
    values += readings.length;
  }
  for (const device of registry.all()) expect(deviceSchema.parse(device)).toEqual(device);
  return { values, devices: registry.all().length };
}

interface Recorded {
  readonly topic: string;
  readonly payload?: unknown;
  readonly raw?: string;
  readonly base64?: string;
  readonly retain?: boolean;
  readonly dir?: string;
}

const bodyOf = ({ payload: json, raw, base64 }: Recorded): Uint8Array => {
  if (base64 !== undefined) return Buffer.from(base64, "base64");
  return bytes(raw ?? (typeof json === "string" ? json : JSON.stringify(json ?? "")));
};

describeUnless(sharedDataMissing("mqtt"), "recorded messages of real programs and devices", () => {
  const folder = sharedData("mqtt");
  const files = sharedDataMissing("mqtt") === undefined ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  const load = (file: string): Message[] => {
    const { messages }: { messages?: Recorded[] } = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return (messages ?? []).filter((m) => m.dir !== "to device").map((m) => message(m.topic, bodyOf(m), m.retain ?? false));
  };

  test.each(files.filter((file) => file.endsWith(".json")))("%s harms nothing", (file) => void hearAll(load(file)));

  test.each([
    ["zigbee2mqtt/states-and-bridge.json", 6],
    ["tasmota/tasmota.json", 1],
    ["ha-discovery/device-discovery.json", 1],
  ])("%s makes devices without any configuration", (file, atLeast) =>
    expect(hearAll(load(file)).devices).toBeGreaterThanOrEqual(atLeast),
  );

  test.each(["zigbee2mqtt/states-and-bridge.json", "tasmota/tasmota.json", "ha-discovery/device-discovery.json"])(
    "%s with any one value replaced by anything harms nothing",
    (file) => {
      const recorded = load(file);
      fc.assert(
        fc.property(
          fc.nat(recorded.length - 1),
          fc.array(fc.nat(40), { minLength: 12, maxLength: 12 }),
          leaf,
          (at, turns, value) => {
            const spoilt = recorded.map((m, i) => (i === at ? { ...m, payload: spoil(m.payload, turns, value) } : m));
            hearAll(spoilt);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  test("Home Assistant discovery of zigbee2mqtt makes no second device of any of the six", () => {
    const both = [...load("zigbee2mqtt/ha-discovery.json"), ...load("zigbee2mqtt/states-and-bridge.json")];
    expect(hearAll(both).devices).toBe(6);
  });
});

/** The payload with the value at the end of a walk (one turn a level) replaced; as it is when it is no JSON. */
function spoil(payload: Uint8Array, turns: readonly number[], value: unknown): Uint8Array {
  const walk = (node: unknown, depth: number): unknown => {
    if (typeof node !== "object" || node === null || depth >= turns.length) return value;
    const keys = Object.keys(node);
    const key = keys[(turns[depth] ?? 0) % Math.max(1, keys.length)];
    if (key === undefined) return value;
    if (Array.isArray(node)) return node.map((item, i) => (String(i) === key ? walk(item, depth + 1) : item));
    return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, k === key ? walk(v, depth + 1) : v]));
  };
  try {
    return bytes(JSON.stringify(walk(JSON.parse(new TextDecoder().decode(payload)), 0)));
  } catch {
    return payload;
  }
}
