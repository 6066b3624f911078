/** Messages of a known layout are read by a way of their own; whatever comes, it gives what the dialects give. */
import { describe, expect, test } from "vitest";
import { type Random, stream } from "#domain";
import type { Dialect, DialectSession, Message } from "../../devices/dialect.ts";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { createIngest, type Ingest } from "../../devices/ingest.ts";
import { createRegistry, type Registry } from "../../devices/registry.ts";
import { dialectTraffic, type Traffic } from "../support/dialect-traffic.ts";
import { BORN_AT } from "../support/sparkplug.ts";

const DEVICES = 4;
const MESSAGES = 1_500;

interface Run {
  readonly ingest: Ingest;
  readonly registry: Registry;
  /** Messages that a dialect was asked to read. */
  asked: number;
}

/** All dialects, with what they know of layouts or without. */
function start(learns: boolean): Run {
  const counted = (session: DialectSession): DialectSession => {
    const { pattern, ...rest } = session;
    const read = (message: Message) => {
      run.asked++;
      return session.read(message);
    };
    return learns && pattern ? { ...rest, pattern, read } : { ...rest, read };
  };
  const dialects = DIALECTS.map((dialect): Dialect => ({ ...dialect, open: (known) => counted(dialect.open(known)) }));
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const run: Run = { registry, ingest: createIngest(dialects, registry), asked: 0 };
  return run;
}

const HAVE_PATTERNS = new Set(DIALECTS.filter((dialect) => dialect.open().pattern).map(({ name }) => name));

/** Spellings that a number in a message may be replaced by: numbers at the edges, and what is none. */
const SPELLINGS =
  '20.500000000000000000000000000000000000000001 0 -0 1 -1 007 +1 .5 5. 1e2 1.5E-3 1e400 1e-400 -1e5 21.299999237060547 0.1234567890123456789 9007199254740993 99999999 nan -inf null true false [] {} [1] {"a":1} "21.5" "ON" "off" "" "nan" "é" "a\\"b" "2026-11-24T01:00:00+01:00" "2026-11-24T00:00:00.000Z" "2026-11-24T00:00:00" 1795478410000 1795478410 1.5e12'.split(
    " ",
  );
const NUMBER = /(?<=[:[,]|^)-?\d[\d.eE+-]*/g;
const TEXT = /(?<=:)"[^"]*"/g;
const KEY = /"[^"]*"(?=:)/g;

/** The payload as it might come too: with a few of its parts replaced, moved, doubled or broken. */
function varied(text: string, random: Random): string {
  const pick = <T>(from: readonly T[]): T | undefined => from[random.below(Math.max(1, from.length))];
  const replaceOne = (what: RegExp, by: (token: string) => string): string => {
    const found = pick([...text.matchAll(what)]);
    return found ? text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length) : text;
  };
  switch (random.below(14)) {
    case 0:
      return replaceOne(NUMBER, () => pick(SPELLINGS) ?? "0");
    case 1:
      return replaceOne(TEXT, () => pick(SPELLINGS) ?? "0");
    case 2:
      return replaceOne(KEY, () => pick(['"temperature"', '"__proto__"', '"ts"', '"id"', '"airTempC"', '"a/b"']) ?? "");
    case 3:
      return replaceOne(KEY, (key) => `${key}:1,${key}`);
    case 4:
      return text.slice(0, random.below(text.length + 1));
    case 5:
      return text.replace(/,/g, random.below(2) ? " ,\n" : ", ");
    case 6:
      return replaceOne(/./g, () => String.fromCharCode(random.below(256)));
    default:
      return text.replace(NUMBER, (number) =>
        random.below(2) ? number : String(Number((Number(number) * (1 + random.normal() / 50)).toPrecision(6))),
      );
  }
}

/** What devices of the dialect say beside their values: descriptions again, whether they are there, and what only some know. */
function asides({ dialect, announce, values }: Traffic): readonly (readonly Message[])[] {
  const texts = announce.map(({ payload }) => Buffer.from(payload).toString());
  const named = texts.flatMap((text) =>
    [...text.matchAll(/"(?:avty_t|availability_topic|topic|t)":"([^"]+)"/g)].map(([, topic = ""]) => topic),
  );
  const derived = values.flatMap(({ topic }) => [
    `${topic}/availability`,
    topic.replace(/SENSOR$/, "LWT"),
    topic.replace(/status\/.*$/, "online"),
    topic.replace(/telemetry$/, "disconnect"),
  ]);
  const presences = ["zigbee2mqtt/bridge/state", ...values.map(({ topic }) => topic.replace(/\/sensor\/.*$/, "/status"))];
  const about = (topic: string, text: string): Message => ({ topic, payload: Buffer.from(text), retain: false, receivedAt: 0 });
  const spoken = [...new Set([...named, ...derived, ...presences])].filter(
    (topic) => !values.some((value) => value.topic === topic),
  );
  const usual = [
    ...announce,
    ...spoken.flatMap((topic) => ["online", "offline", "Online", "Offline", "true", "false"].map((word) => about(topic, word))),
    ...announce.map(({ topic }, i) =>
      about(
        topic,
        texts[i]?.replace(/°C|"C"|Office/, (unit) => (unit === "°C" ? "°F" : unit === "Office" ? "Room" : '"F"')) ?? "",
      ),
    ),
    ...announce.map(({ topic }, i) => about(topic, (texts[i] ?? "").replace("{", '{"expire_after":20,'))),
    ...values.flatMap(({ topic }) => {
      const at = topic.indexOf("/status/");
      if (at < 0) return [];
      const change = '{"method":"NotifyStatus","params":{"ts":1795478410.5,"switch:0":{"id":0,"apower":12.5}}}';
      return [
        about(`${topic.slice(0, at)}/events/rpc`, change),
        about(`${topic.slice(0, at)}/status/sys`, '{"wakeup_period":3600}'),
      ];
    }),
    about("v1/gateway/disconnect", '{"device":"Office 0"}'),
  ];
  const first = values.slice(0, DEVICES);
  // What was going to a goal once, tells nothing else any more: one of them is enough.
  const goals = first.slice(-1).map(({ topic }) => about(`${topic}/$target`, "20.5"));
  const modes = first.map(({ topic }) => about(topic.replace("target_temperature", "mode"), "cool"));
  return [usual, dialect === "homie" ? goals : dialect === "esphome" ? modes : usual];
}

/** Topics of one value each, where the usual messages hold several or of another kind. */
function barely(dialect: string, announce: readonly Message[], topics: (device: number) => readonly string[]): Traffic {
  const random = stream(1, `bare values of ${dialect}`);
  const rounds = Array.from({ length: 20 }, () => Array.from({ length: DEVICES }, (_, i) => topics(i)).flat());
  const values = rounds.flat().map((topic): Message => {
    const payload = Buffer.from(String(Math.round(100 * (20 + random.normal())) / 100));
    return { topic, payload, retain: false, receivedAt: BORN_AT };
  });
  return { dialect, json: false, announce, values };
}

const setpoint = { name: "Setpoint", datatype: "float", unit: "°C", settable: true, format: "5:30:0.5" };
const said = (topic: string, text: string): Message => ({
  topic,
  payload: Buffer.from(text),
  retain: false,
  receivedAt: BORN_AT,
});
const BARE: readonly Traffic[] = [
  barely(
    "ha",
    Array.from({ length: DEVICES }, (_, i) =>
      said(
        `homeassistant/sensor/node${i}/temperature/config`,
        JSON.stringify({
          device_class: "temperature",
          unit_of_measurement: "°F",
          state_topic: `node${i}/sensor/temperature/state`,
          device: { identifiers: [`node${i}`], name: `Office ${i}` },
        }),
      ),
    ),
    (i) => [`node${i}/sensor/temperature/state`],
  ),
  barely("emoncms", [], (i) => [`emon/emonth${i}/temperature`]),
  barely(
    "esphome",
    Array.from({ length: DEVICES }, (_, i) => said(`office-${i}/climate/trv/mode/state`, "heat")),
    (i) => [`office-${i}/climate/trv/target_temperature/state`],
  ),
  barely(
    "homie",
    Array.from({ length: DEVICES }, (_, i) =>
      said(
        `homie/5/trv-${i}/$description`,
        JSON.stringify({ homie: "5.0", version: 1, name: `Office ${i}`, nodes: { climate: { properties: { setpoint } } } }),
      ),
    ),
    (i) => [`homie/5/trv-${i}/climate/setpoint`],
  ),
];

describe.each(
  [...dialectTraffic(), ...BARE].filter(({ dialect }) => HAVE_PATTERNS.has(dialect)).map((each) => [each.dialect, each] as const),
)("%s", (dialect, traffic) => {
  test("any messages in any order are read as by the dialect alone, and most of the usual ones without it", () => {
    const random = stream(1, `layouts of ${dialect}`);
    const topics = [...new Set(traffic.values.map(({ topic }) => topic))].slice(0, DEVICES);
    const values = traffic.values.filter(({ topic }) => topics.includes(topic)).slice(0, 200);
    const others = asides({ ...traffic, values });
    const [fast, slow] = [start(true), start(false)];
    const both = <T>(work: (run: Run) => T): void => expect(work(fast)).toEqual(work(slow));
    const tell = (message: Message): void => both(({ ingest }) => ({ ...ingest.read(message) }));
    for (const message of traffic.announce) tell(message);
    let now = traffic.values[0]?.receivedAt ?? 0;
    let plain = 0;
    for (let i = 0; i < MESSAGES; i++) {
      now += random.below(4_000);
      const value = values[random.below(values.length)];
      const kind = random.below(400);
      if (kind >= 395) {
        const some = others[random.below(others.length)] ?? [];
        tell({ ...(some[random.below(some.length)] as Message), receivedAt: now });
      } else if (kind === 1) meddle(both, random);
      else if (value) {
        const text = Buffer.from(value.payload).toString();
        const payload = Buffer.from(kind < 80 ? varied(text, random) : text);
        tell({ topic: value.topic, payload, retain: kind === 2, receivedAt: now });
        plain++;
      }
      if (i % 50 === 0) {
        both(({ ingest }) => ({ ...ingest.tick(now) }));
        both(({ registry }) => registry.all());
        both(({ registry }) => new Set(registry.takeSeen()));
      }
    }
    both(({ registry }) => registry.all());
    expect(fast.asked).toBeLessThan(0.7 * slow.asked);
    expect(slow.asked).toBeGreaterThanOrEqual(plain);
  });
});

/** A person puts one of the devices elsewhere, out of sight, or away. */
function meddle(both: (work: (run: Run) => unknown) => void, random: Random): void {
  const at = random.below(DEVICES);
  const what = random.below(3);
  both(({ registry }) => {
    const device = registry.all()[at];
    if (!device) return undefined;
    if (what === 0) return registry.place(device.id, { building: "annex", zone: `zone-${at}` }).points;
    if (what === 1) return registry.ignore(device.id, true);
    return registry.place(device.id, { building: "annex", zone: "hall" }, device.points.slice(0, 1)).points;
  });
}
