/** A gateway with everything that it hands out kept for a test to look at. */
import { startGateway } from "#devices";
import { type Command, type Device, type Reading, type Rejection, systemClock } from "#domain";
import { silentLog } from "./fake-plant.ts";

type Options = Parameters<typeof startGateway>[0];
type Broker = Options["broker"];
export type Gateway = Awaited<ReturnType<typeof startGateway>>;

export interface Heard {
  readonly readings: Reading[];
  readonly rejections: Rejection[];
  /** Each command as it was at each of its changes. */
  readonly commands: Command[];
  readonly gone: string[];
  /** By device name and signal the newest value, `office-101/trv airTempC` -> 21.34. */
  readonly latest: () => Record<string, number>;
}

export interface HeardGateway {
  readonly gateway: Gateway;
  readonly heard: Heard;
  readonly device: (name: string) => Device | undefined;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Starts a gateway that trusts its devices and may actuate, unless `options` say otherwise. */
export async function startHeardGateway(broker: Broker, options: Partial<Options> = {}): Promise<HeardGateway> {
  const heard = { readings: [] as Reading[], rejections: [] as Rejection[], commands: [] as Command[], gone: [] as string[] };
  const gateway = await startGateway({
    clock: systemClock,
    log: silentLog,
    broker,
    known: [],
    trusted: true,
    defaultBuilding: "site",
    mayActuate: () => true,
    onReadings: async (readings) => void heard.readings.push(...readings),
    onRejections: (rejections) => void heard.rejections.push(...rejections),
    onDevices: () => {},
    onGone: (ids) => void heard.gone.push(...ids),
    onCommand: (command) => void heard.commands.push(command),
    ...options,
  });
  const nameOf = (source: string) => gateway.devices().find((d) => d.id === source.split("#")[0])?.name ?? source;
  const latest = () => {
    const newest = new Map<string, Reading>();
    for (const reading of heard.readings) {
      const key = `${nameOf(reading.source)} ${reading.signal}`;
      const before = newest.get(key);
      if (before === undefined || reading.ts >= before.ts) newest.set(key, reading);
    }
    return Object.fromEntries([...newest].map(([key, { value }]) => [key, value]));
  };
  return {
    gateway,
    heard: { ...heard, latest },
    device: (name) => gateway.devices().find((d) => d.name === name),
    [Symbol.asyncDispose]: () => gateway.stop(),
  };
}
