/** A plant that does what a test says, and a broker and a log for virtual devices. */
import { createServer, type Socket } from "node:net";
import { Aedes } from "aedes";
import { type Building, type Log, type Plant, type SignalId, ZonecastError } from "#domain";

export const hall: Building = {
  id: "hall",
  name: "Hall",
  timeZone: "Europe/Berlin",
  latitudeDeg: 52,
  longitudeDeg: 13,
  zones: [
    { id: "office", name: "Office" },
    { id: "lab-2", name: "Lab 2" },
  ],
  origin: "simulated",
  actuation: false,
};

export interface FakePlant extends Plant {
  readonly values: Map<string, number>;
  readonly advanced: number[];
}

export const WHOLE_VALUES: readonly (readonly [SignalId, number])[] = [
  ["outdoorTempC", -3.25],
  ["globalIrradianceWPerM2", 312.5],
  ["windSpeedMPerS", 4.75],
  ["electricPowerW", 1234.5],
  ["electricEnergyWh", 7_654_321],
  ["heatEnergyWh", 123_456_789],
  ["heatingPowerW", 5_678],
];

export function fakePlant(building: Building = hall): FakePlant {
  const values = new Map<string, number>();
  building.zones.forEach((zone, i) => {
    values.set(`${zone.id}/airTempC`, 20.25 + i);
    values.set(`${zone.id}/heatingSetpointC`, 21 + i);
    values.set(`${zone.id}/valvePct`, 30 + i);
    values.set(`${zone.id}/relativeHumidityPct`, 41.5 + i);
    values.set(`${zone.id}/co2Ppm`, 650 + i);
    values.set(`${zone.id}/occupancy`, i % 2);
  });
  for (const [signal, value] of WHOLE_VALUES) values.set(`whole/${signal}`, value);
  const advanced: number[] = [];
  return {
    building,
    values,
    advanced,
    advanceTo: (ts) => void advanced.push(ts),
    read: (zone, signal) => values.get(`${zone}/${signal}`) ?? Number.NaN,
    write(zone, signal, value) {
      if (!values.has(`${zone}/${signal}`)) throw new ZonecastError("unknown-name", `no ${signal} in ${zone}`);
      values.set(`${zone}/${signal}`, value);
    },
  };
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface PlainBroker {
  readonly url: string;
  readonly port: number;
  /** Every message that went through it, wills included: `topic payload`. */
  readonly published: string[];
  /** Cuts every connection without a word, as a failing network does. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** A plain aedes on the loopback, on a free port unless one is given. */
export async function openBroker(port = 0): Promise<PlainBroker> {
  const aedes = await Aedes.createBroker();
  const published: string[] = [];
  aedes.on("publish", ({ topic, payload }) => void published.push(`${topic} ${payload.toString()}`));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    aedes.handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the broker has no port");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `mqtt://127.0.0.1:${address.port}`,
    port: address.port,
    published,
    cut,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
