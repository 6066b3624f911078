/** Runs virtual devices: real MQTT clients that publish what simulated plants do, and obey set-points. */
import { type Clock, errorLine, type Log, type Plant, stream } from "#domain";
import { type Connection, openConnection } from "./connection.ts";
import { homeAssistantNetwork } from "./home-assistant.ts";
import type { Request, Sample, VirtualNetwork } from "./network.ts";
import { presentDevices, type VirtualDevice } from "./plan.ts";
import { type Fault, sensorsOf } from "./sensors.ts";
import { tasmotaNetwork } from "./tasmota.ts";
import { zigbeeNetwork } from "./zigbee.ts";

export interface VirtualOptions {
  readonly plants: readonly Plant[];
  /** Broker, `mqtt://host:port`. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly clock: Clock;
  /** Time between two states of a device, ms, > 0. */
  readonly everyMs: number;
  readonly log: Log;
  /** Device id -> what is wrong with it. */
  readonly faults?: Readonly<Record<string, Fault>> | undefined;
  /** Of the jitter. Default 1. */
  readonly seed?: number | undefined;
}

export interface VirtualFleet {
  /** How many devices there are. */
  readonly count: number;
  /** Says goodbye and closes every connection. Idempotent. */
  readonly stop: () => Promise<void>;
}

/** Radios take turns: each state leaves within this part of the period, and within MAX_JITTER_MS. */
const JITTER_PART = 0.1;
const MAX_JITTER_MS = 2_000;
/** A listener that has just read a discovery message needs this long to subscribe to the states it names, ms. */
const SETTLE_MS = 500;

/** One device with the plant behind it and the network that it speaks through. */
interface Member {
  readonly device: VirtualDevice;
  readonly plant: Plant;
  readonly network: VirtualNetwork;
  readonly sense: (ts: number) => Sample;
}

/**
 * Connects every device that the plants can feed, announces them, and publishes their states, first within five seconds and then every
 * `everyMs`. One zigbee bridge for all plants, one gateway for the sensors of each building, one connection for each Tasmota meter. Throws `broker-failed` (retry) when the broker cannot be reached at first.
 */
export async function startVirtualDevices(options: VirtualOptions): Promise<VirtualFleet> {
  const { clock, log, plants, everyMs } = options;
  const jitter = stream(options.seed ?? 1, "virtual-devices/jitter");
  for (const plant of plants) plant.advanceTo(clock.now());
  const members = membersOf(plants, options.faults ?? {});
  const connections = new Map<VirtualNetwork, Connection>();

  const report = (member: Member, asked: boolean): void => {
    const state = member.network.state(member.device, member.sense(clock.now()), asked);
    connections.get(member.network)?.send(state);
  };
  const obey = (network: VirtualNetwork, request: Request): void => {
    if (request.type === "refused") {
      for (const emission of request.says) connections.get(network)?.send(emission);
      return;
    }
    const member = members.find((m) => m.device === request.device);
    if (!member) return;
    member.plant.advanceTo(clock.now());
    if (request.type === "set") member.plant.write(member.device.zone, request.signal, request.value);
    report(member, request.type === "get");
  };
  const guarded = (what: string, work: () => void): void => {
    try {
      work();
    } catch (e) {
      log.warn({ error: errorLine(e) }, `virtual devices: ${what} failed`);
    }
  };
  const callOff = new Set<() => void>();
  const round = (plant: Plant): void => {
    plant.advanceTo(clock.now());
    for (const member of members) {
      if (member.plant !== plant) continue;
      // Measured when it is sent: a set-point that comes in between must not be followed by its predecessor.
      const cancel = clock.after(jitter.uniform() * Math.min(everyMs * JITTER_PART, MAX_JITTER_MS), () => {
        callOff.delete(cancel);
        report(member, false);
      });
      callOff.add(cancel);
    }
  };

  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    for (const cancel of callOff) cancel();
    callOff.clear();
    await Promise.all([...connections.values()].map((connection) => connection.close()));
  };
  try {
    for (const network of new Set(members.map((m) => m.network))) {
      const onMessage = (topic: string, payload: Uint8Array): void =>
        guarded("a command", () => obey(network, network.receive(topic, payload)));
      connections.set(network, await openConnection(network, { ...options, onMessage }));
    }
  } catch (e) {
    await stop();
    throw e;
  }
  plants.forEach((plant, i) => {
    const next = (): void => guarded(`a round of ${plant.building.id}`, () => round(plant));
    const begin = clock.after(SETTLE_MS + (i / plants.length) * Math.min(everyMs, MAX_JITTER_MS), () => {
      callOff.delete(begin);
      next();
      callOff.add(clock.every(everyMs, next));
    });
    callOff.add(begin);
  });
  return { count: members.length, stop };
}

function membersOf(plants: readonly Plant[], faults: Readonly<Record<string, Fault>>): Member[] {
  const present = plants.map((plant) => ({ plant, devices: presentDevices(plant) }));
  const bridge = zigbeeNetwork(present.flatMap(({ devices }) => devices.filter((d) => d.kind === "trv")));
  return present.flatMap(({ plant, devices }) => {
    const gateway = homeAssistantNetwork(
      plant.building.id,
      devices.filter((d) => d.kind !== "trv" && d.kind !== "electricity"),
    );
    const networkOf = (device: VirtualDevice): VirtualNetwork => {
      if (device.kind === "trv") return bridge;
      return device.kind === "electricity" ? tasmotaNetwork(device, plant.building.timeZone) : gateway;
    };
    return devices.map((device) => ({
      device,
      plant,
      network: networkOf(device),
      sense: sensorsOf(device, plant, Object.hasOwn(faults, device.id) ? faults[device.id] : undefined),
    }));
  });
}
