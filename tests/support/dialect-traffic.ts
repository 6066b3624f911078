/** What 100 devices of each dialect say: their descriptions, then values of a usual size that change from message to message. */
import { plainPayload, plainTopic, type VirtualDevice, virtualDevices } from "#devices";
import { type Building, type SignalId, stream } from "#domain";
import type { Message } from "../../devices/dialect.ts";
import { homeAssistantNetwork } from "../../devices/virtual/home-assistant.ts";
import type { VirtualNetwork } from "../../devices/virtual/network.ts";
import { tasmotaNetwork } from "../../devices/virtual/tasmota.ts";
import { zigbeeNetwork } from "../../devices/virtual/zigbee.ts";
import { BORN_AT, bdSeq, later, sparkplugBytes, temperature } from "./sparkplug.ts";

export interface Traffic {
  /** The dialect's name. */
  readonly dialect: string;
  /** Whether its values come as JSON objects, so that they compare with `JSON.parse`. */
  readonly json: boolean;
  readonly announce: readonly Message[];
  readonly values: readonly Message[];
}

const DEVICES = 100;
const ROUND_MS = 10_000;

const message = (topic: string, payload: string | Uint8Array, at = BORN_AT): Message => ({
  topic,
  payload: typeof payload === "string" ? Buffer.from(payload) : payload,
  retain: false,
  receivedAt: at,
});
const json = (topic: string, payload: object): Message => message(topic, JSON.stringify(payload));
const devices = Array.from({ length: DEVICES }, (_, i) => i);
/** One message of each device a round; `at`: UTC ms of the round, `value`: a new number around a mean. */
function rounds(
  count: number,
  make: (device: number, at: number, value: (mean: number) => number, round: number) => Message,
): Message[] {
  const noise = stream(1, "dialect traffic");
  const value = (mean: number): number => Math.round(100 * (mean + noise.normal())) / 100;
  return Array.from({ length: count }, (_, round) =>
    devices.map((device) => make(device, BORN_AT + (round + 1) * ROUND_MS, value, round)),
  ).flat();
}

/** The traffic of every dialect that there is a recipe for. */
export const dialectTraffic = (): Traffic[] => [...eachTraffic(20)];

/** The same one by one, as it fills the memory; `count`: messages of each device. */
export function* eachTraffic(count: number): Generator<Traffic> {
  const described = [zigbee2mqtt, homeAssistant, tasmota, shelly, homie, sparkplug, openems];
  for (const traffic of [plain, ...described, thingsboard, emoncms]) yield traffic(count);
  yield* singleValues(count);
}

const building = (id: string, zones: number): Building => ({
  id,
  name: id,
  timeZone: "Europe/Berlin",
  latitudeDeg: 52,
  longitudeDeg: 13,
  zones: Array.from({ length: zones }, (_, i) => ({ id: `office-${i}`, name: `Office ${i}` })),
  origin: "simulated",
  actuation: false,
});

const MEANS: Partial<Record<SignalId, number>> = {
  ...{ airTempC: 21, heatingSetpointC: 20, valvePct: 40, batteryPct: 80, relativeHumidityPct: 45, co2Ppm: 600 },
  ...{ occupancy: 1, electricEnergyWh: 1_234_567, electricPowerW: 850, voltageV: 230, currentA: 5 },
};

/** Messages of virtual devices, one network for all or one for each. */
function virtual(
  count: number,
  dialect: string,
  members: readonly VirtualDevice[],
  networks: readonly VirtualNetwork[],
): Traffic {
  const values = rounds(count, (i, ts, value) => {
    const device = members[i];
    const network = device && (networks[i] ?? networks[0]);
    if (!network) throw new Error(`there are too few virtual devices for ${dialect}`);
    // Nobody turns a knob between two messages: each turn would be somebody's hold.
    const mean = (signal: SignalId): number => MEANS[signal] ?? 1;
    const sample = new Map(
      device.points.map(({ signal }) => [signal, signal === "heatingSetpointC" ? mean(signal) : value(mean(signal))]),
    );
    const [sent] = network.state(device, { ts, values: sample });
    if (!sent) throw new Error(`${device.name} says nothing`);
    return message(sent.topic, sent.payload, ts);
  });
  const silent = () => ({ ts: BORN_AT, values: new Map() });
  const announce = networks.flatMap((network) => network.announce(silent)).map(({ topic, payload }) => message(topic, payload));
  return { dialect, json: true, announce, values };
}

function zigbee2mqtt(count: number): Traffic {
  const members = virtualDevices(building("bench", DEVICES)).filter((device) => device.kind === "trv");
  return virtual(count, "z2m", members, [zigbeeNetwork(members)]);
}

function homeAssistant(count: number): Traffic {
  const members = virtualDevices(building("bench", 2 * DEVICES)).filter((device) => device.kind === "room");
  return virtual(count, "ha", members, [homeAssistantNetwork("bench", members)]);
}

function tasmota(count: number): Traffic {
  const all = devices.flatMap((i) => virtualDevices(building(`bench-${i}`, 1)));
  const members = all.filter((device) => device.kind === "electricity");
  const networks = members.map((device) => tasmotaNetwork(device, "Europe/Berlin"));
  return virtual(count, "tasmota", members, networks);
}

function plain(count: number): Traffic {
  const values = rounds(count, (i, ts, value) => {
    const measured = { airTempC: value(21), relativeHumidityPct: value(45), co2Ppm: value(600), electricPowerW: value(850) };
    return message(plainTopic("bench", `office-${i}`, "probe"), plainPayload(ts, measured), ts);
  });
  return { dialect: "plain", json: true, announce: [], values };
}

function shelly(count: number): Traffic {
  const meter = (value: (mean: number) => number) => ({
    id: 0,
    source: "init",
    output: true,
    apower: value(850),
    voltage: value(230),
    current: value(5),
    freq: 50,
    pf: 0.97,
    aenergy: { total: value(1_234_567), by_minute: [value(14_000), value(14_000), value(14_000)], minute_ts: 1_747_488_720 },
    temperature: { tC: value(40), tF: value(104) },
  });
  const values = rounds(count, (i, _, value) => json(`shelly1pmg3-${i}/status/switch:0`, meter(value)));
  return { dialect: "shelly", json: true, announce: devices.map((i) => message(`shelly1pmg3-${i}/online`, "true")), values };
}

function homie(count: number): Traffic {
  const property = { name: "Room temperature", datatype: "float", unit: "°C" };
  const nodes = { climate: { name: "Climate", properties: { temperature: property } } };
  const announce = devices.flatMap((i) => [
    json(`homie/5/trv-${i}/$description`, { homie: "5.0", version: 1, name: `Office ${i}`, nodes }),
    message(`homie/5/trv-${i}/$state`, "ready"),
  ]);
  const values = rounds(count, (i, _, value) => message(`homie/5/trv-${i}/climate/temperature`, String(value(21))));
  return { dialect: "homie", json: false, announce, values };
}

function sparkplug(count: number): Traffic {
  const others = ["Humidity", "CO2", "Valve Position"].map((name, i) => ({
    ...temperature(40),
    name: `Zone 1/${name}`,
    alias: i + 2,
    properties: {},
  }));
  const birth = [bdSeq(0), temperature(20), ...others];
  const announce = devices.map((i) => message(`spBv1.0/bench/NBIRTH/edge${i}`, sparkplugBytes(BORN_AT, 0, birth)));
  const values = rounds(count, (i, ts, value, round) => {
    const metrics = [21, 45, 600, 40].map((mean, alias) => later(value(mean), ts - BORN_AT, { alias: alias + 1 }));
    return message(`spBv1.0/bench/NDATA/edge${i}`, sparkplugBytes(ts, (round + 1) % 256, metrics), ts);
  });
  return { dialect: "sparkplug", json: false, announce, values };
}

function thingsboard(count: number): Traffic {
  const values = rounds(count, (i, ts, value) =>
    json("v1/gateway/telemetry", {
      [`Office ${i}`]: [{ ts, values: { temperature: value(21), humidity: value(45), power: value(850) } }],
    }),
  );
  const announce = devices.map((i) => json("v1/gateway/connect", { device: `Office ${i}` }));
  return { dialect: "tb", json: true, announce, values };
}

function emoncms(count: number): Traffic {
  const values = rounds(count, (i, ts, value) =>
    json(`emon/emonth${i}`, { time: ts / 1000, temperature: value(21), humidity: value(45), P1: value(850), Vrms: value(230) }),
  );
  return { dialect: "emoncms", json: true, announce: [], values };
}

function openems(count: number): Traffic {
  const meter = { alias: "Main meter", factoryId: "Meter.Socomec.Threephase", properties: { type: "GRID" } };
  const announce = devices.map((i) => json(`edge/fems${i}/edgeConfig`, { components: { meter0: meter }, factories: {} }));
  const values = rounds(count, (i, _, value) =>
    message(`edge/fems${i}/channel/meter0/ActivePower`, String(Math.round(value(850)))),
  );
  return { dialect: "openems", json: false, announce, values };
}

/** Dialects whose messages hold one value and no description. */
function singleValues(count: number): Traffic[] {
  const one = (
    dialect: string,
    announce: readonly Message[],
    topic: (i: number) => string,
    text: (value: number) => string,
  ): Traffic => ({
    dialect,
    json: false,
    announce,
    values: rounds(count, (i, _, value) => message(topic(i), text(value(21)))),
  });
  const serial = json("N/c0619ab1d2e3/system/0/Serial", { value: "c0619ab1d2e3" });
  return [
    one(
      "victron",
      [serial],
      (i) => `N/c0619ab1d2e3/grid/${i}/Ac/Power`,
      (value) => JSON.stringify({ value }),
    ),
    one(
      "otgw",
      devices.map((i) => message(`OTGW/value/otgw-${i}`, "online")),
      (i) => `OTGW/value/otgw-${i}/Tr`,
      String,
    ),
    one("esphome", [], (i) => `office-${i}/sensor/temperature/state`, String),
  ];
}
