import mqtt from "mqtt";
import { afterEach, expect, test } from "vitest";
import { DIALECTS } from "../../../../devices/dialects/index.ts";
import { createIngest } from "../../../../devices/ingest.ts";
import { createRegistry } from "../../../../devices/registry.ts";
import { networksOf } from "../../../../devices/virtual/fleet.ts";
import { presentDevices, type VirtualDevice } from "../../../../devices/virtual/plan.ts";
import { startVirtualDevices, type VirtualEvent, type VirtualOptions } from "../../../../devices/virtual/start.ts";
import { manualClock } from "../../../../domain/clock.ts";
import { pointKey, type Reading, type Rejection } from "../../../../domain/reading.ts";
import { type FakePlant, fakePlant, hall, openBroker, type PlainBroker, silentLog } from "../../../support/fake-plant.ts";
import { until } from "../../../support/until.ts";

const START = Date.UTC(2026, 10, 24, 12);
const EVERY_MS = 10_000;
/** Longer than everybody's turn in a round takes. */
const ROUND_MS = EVERY_MS + 3_000;
const SET = "zigbee2mqtt/hall/office/trv/set";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Our own ingest, listening to a plain broker that virtual devices speak to. */
async function campus(options: Partial<VirtualOptions> = {}) {
  const broker = await openBroker();
  opened.push(broker.close);
  const clock = manualClock(START);
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "elsewhere" });
  const ingest = createIngest(DIALECTS, registry);
  const readings: Reading[] = [];
  const rejections: Rejection[] = [];
  const topics: string[] = [];
  const listener = await mqtt.connectAsync(broker.url, { reconnectPeriod: 50 });
  opened.push(() => listener.endAsync(true));
  listener.on("message", (topic, payload, { retain }) => {
    topics.push(topic);
    const found = ingest.read({ topic, payload, retain, receivedAt: clock.now() });
    readings.push(...found.readings);
    rejections.push(...found.rejections);
  });
  await listener.subscribeAsync("#", { qos: 1 });
  const plant = fakePlant();
  const fleet = await startVirtualDevices({
    plants: [plant],
    broker: { url: broker.url },
    clock,
    everyMs: EVERY_MS,
    log: silentLog,
    ...options,
  });
  opened.push(fleet.stop);
  const heard = (device: VirtualDevice) => readings.filter((r) => r.source === device.id);
  return { broker, clock, registry, readings, rejections, topics, listener, plant, fleet, heard };
}

/** Lets rounds go by until `look` is satisfied: time is the test's, the network is not. */
const untilRound = <T>(clock: ReturnType<typeof manualClock>, what: string, look: () => T | undefined | false) =>
  until(what, () => {
    const found = look();
    if (found === undefined || found === false) clock.advance(1_000);
    return found;
  });

test("what our dialects read from their messages is the plan, and the plant's values", async () => {
  const { clock, registry, readings, rejections, plant, fleet, heard } = await campus();
  const planned = presentDevices(plant);
  expect(fleet.count).toBe(planned.length);
  await untilRound(clock, "a state of every device", () =>
    planned.every((device) => heard(device).length >= device.points.length),
  );
  expect(
    registry
      .all()
      .flatMap((d) => d.points.map(pointKey))
      .sort(),
  ).toEqual(planned.flatMap((d) => d.points.map(pointKey)).sort());
  expect(registry.all().map((d) => d.availability)).toEqual(planned.map(() => "online"));
  for (const { zone, signal, value, quality } of readings) {
    expect(quality).toBe("good");
    const truth = plant.read(zone, signal);
    if (Number.isFinite(truth)) expect(value, signal).toBeCloseTo(truth, 2);
  }
  expect(rejections.filter((r) => r.reason !== "unknown-topic")).toEqual([]);
});

test("the plant is moved on before each round, never backwards, and states follow", async () => {
  const { clock, plant, readings } = await campus();
  plant.values.set("office/airTempC", 24.5);
  await untilRound(clock, "the new temperature", () => readings.some((r) => r.signal === "airTempC" && r.value === 24.5));
  const until = plant.advanced.at(-1) ?? 0;
  await untilRound(clock, "another round", () => (plant.advanced.at(-1) ?? 0) >= until + EVERY_MS);
  expect(plant.advanced).toEqual([...plant.advanced].sort((a, b) => a - b));
});

test("a set-point is obeyed and reported back at once; nonsense changes nothing", async () => {
  const { clock, listener, plant, readings, topics } = await campus();
  await untilRound(clock, "a first state", () => readings.some((r) => r.signal === "heatingSetpointC"));
  await listener.publishAsync(SET, '{"occupied_heating_setpoint":"abc"}', { qos: 1 });
  await until("the refusal on the log topic", () => topics.includes("zigbee2mqtt/bridge/logging"));
  expect(plant.read("office", "heatingSetpointC")).toBe(21);
  await listener.publishAsync(SET, '{"occupied_heating_setpoint":18.5}', { qos: 1 });
  // No round passes: the clock stands.
  await until("the echo", () => readings.some((r) => r.zone === "office" && r.signal === "heatingSetpointC" && r.value === 18.5));
  expect(plant.read("office", "heatingSetpointC")).toBe(18.5);
});

test("a lost connection speaks through wills, and heals by itself with a new announcement", async () => {
  const { broker, clock, registry, topics, readings } = await campus();
  await untilRound(clock, "devices", () => registry.all().length === 6 && readings.length > 0);
  topics.length = 0;
  broker.cut();
  const wills = ['zigbee2mqtt/bridge/state {"state":"offline"}', "sensors/hall/status offline"];
  await until("the wills", () => wills.every((will) => broker.published.includes(will)));
  expect(broker.published.filter((line) => /^tele\/\w+\/LWT Offline$/.test(line))).toHaveLength(1);
  const announcements = ["zigbee2mqtt/bridge/devices", "homeassistant/device/hall_office_room/config", "sensors/hall/status"];
  await until("the announcements again", () => announcements.every((topic) => topics.includes(topic)));
  await until("everybody online", () => registry.all().every((d) => d.availability === "online"));
});

test("a broker that comes back empty is told everything again", async () => {
  const { broker, clock, registry, topics } = await campus();
  await untilRound(clock, "devices", () => registry.all().length === 6);
  topics.length = 0;
  await broker.close();
  const again: PlainBroker = await openBroker(broker.port);
  opened.push(again.close);
  const listener = await mqtt.connectAsync(again.url);
  opened.push(() => listener.endAsync(true));
  const retained = new Set<string>();
  listener.on("message", (topic) => void retained.add(topic));
  await listener.subscribeAsync("#");
  await until("the bridge's list", () => retained.has("zigbee2mqtt/bridge/devices"));
  await untilRound(clock, "states", () => [...retained].some((topic) => topic.endsWith("/SENSOR")));
});

test("an orderly stop says goodbye and ends the rounds", async () => {
  const { clock, registry, fleet, topics } = await campus();
  await untilRound(clock, "devices", () => registry.all().length === 6);
  await fleet.stop();
  await until("everybody offline", () => registry.all().every((d) => d.availability === "offline"));
  const before = topics.length;
  clock.advance(5 * ROUND_MS);
  await fleet.stop();
  expect(topics.length).toBe(before);
});

test("two buildings share one bridge and keep their zones apart", async () => {
  const annex = { ...hall, id: "annex" };
  const plants: FakePlant[] = [fakePlant(), fakePlant(annex)];
  const { clock, registry } = await campus({ plants });
  const placed = (building: string) => registry.all().filter((d) => d.points.every((p) => p.building === building));
  await untilRound(clock, "devices of both", () => registry.all().length === 12);
  expect([placed("hall").length, placed("annex").length]).toEqual([6, 6]);
});

test("known faults reach the reader as what they are", async () => {
  const [office, lab] = presentDevices(fakePlant());
  if (!office || !lab) throw new Error("no thermostats");
  const { clock, rejections, plant, heard } = await campus({
    faultsOf: () =>
      new Map([
        [office.id, "nan"],
        [lab.id, "skew"],
      ]),
  });
  const broken = () => rejections.find((r) => r.raw.includes("nan"));
  await untilRound(clock, "both", () => broken() !== undefined && heard(lab).length > 0);
  // The message with the broken value is read but for that value.
  const then = heard(office).filter((r) => r.receivedAt === broken()?.at);
  expect(then.map((r) => r.signal)).toContain("heatingSetpointC");
  expect(then.map((r) => r.signal)).not.toContain("airTempC");
  // Two hours ahead of the listener's clock: read, but not believed.
  expect(new Set(heard(lab).map((r) => r.quality))).toEqual(new Set(["suspect"]));
  expect(plant.building).toBe(hall);
});

test("what was said, obeyed, refused and lost is told", async () => {
  const events: VirtualEvent[] = [];
  const { broker, clock, listener, plant, readings } = await campus({ onEvent: (event) => void events.push(event) });
  await untilRound(clock, "a first state", () => readings.some((r) => r.signal === "heatingSetpointC"));
  await listener.publishAsync(SET, '{"occupied_heating_setpoint":18.5}', { qos: 1 });
  await listener.publishAsync(SET, "rubbish", { qos: 1 });
  await until("both are answered", () => events.some((e) => e.type === "refused"));
  expect(events.find((e) => e.type === "obeyed")).toMatchObject({ signal: "heatingSetpointC", value: 18.5 });
  const said = events.flatMap((e) =>
    e.type === "said" && e.device.zone === "office" && e.device.kind === "trv" ? [e.sample] : [],
  );
  expect(said.map((s) => s.values.get("heatingSetpointC"))).toEqual([...said.slice(1).map(() => 21), 18.5]);
  expect(plant.read("office", "heatingSetpointC")).toBe(18.5);
  broker.cut();
  await until(
    "the loss and the return",
    () =>
      events.filter((e) => e.type === "connection" && !e.connected).length === 3 &&
      events.filter((e) => e.type === "connection" && e.connected).length === 6,
  );
});

test("a frozen device is silent and online; one that vanishes is offline by its will, and comes back", async () => {
  const [office, lab] = networksOf([fakePlant()], "plain").flatMap((n) => n.devices);
  if (!office || !lab) throw new Error("no thermostats");
  const { broker, clock, heard, registry } = await campus({
    convention: "plain",
    faultsOf: () =>
      new Map([
        [office.id, "freeze"],
        [lab.id, "vanish"],
      ]),
  });
  await untilRound(clock, "a cut", () => broker.published.includes("zonecast/in/hall/lab-2/trv/availability offline"));
  await until("it is back", () => registry.find(lab.id)?.availability === "online");
  // Sound three times, and the set-point once a message.
  expect(heard(office).filter((r) => r.signal === "heatingSetpointC")).toHaveLength(3);
  expect(registry.find(office.id)?.availability).toBe("online");
});

test("no broker is an error that may pass", async () => {
  const broker = await openBroker();
  await broker.close();
  const options = {
    plants: [fakePlant()],
    broker: { url: broker.url },
    clock: manualClock(START),
    everyMs: EVERY_MS,
    log: silentLog,
  };
  await expect(startVirtualDevices(options)).rejects.toMatchObject({ code: "broker-failed", retry: true });
});
