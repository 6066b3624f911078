/** Runs virtual devices: real MQTT clients that publish what simulated plants do, and obey set-points. */
import { type Clock, errorLine, type Log, type Plant, type SettableSignal, stream } from "#domain";
import type { BrokerAddress } from "../target.ts";
import { type Connection, openConnection } from "./connection.ts";
import { type Affliction, afflict, type Fault } from "./faults.ts";
import { type Convention, networksOf } from "./fleet.ts";
import type { Emission, Request, Sample, VirtualNetwork } from "./network.ts";
import type { VirtualDevice } from "./plan.ts";
import { sense } from "./sensors.ts";

export interface VirtualOptions {
  readonly plants: readonly Plant[];
  /** What all of them speak; without it the demo campus's mixture. */
  readonly convention?: Convention | undefined;
  readonly broker: BrokerAddress;
  /** Its time is the plants' and that of what is measured. */
  readonly clock: Clock;
  /** Time between two states of a device, ms, > 0. */
  readonly everyMs: number;
  readonly log: Log;
  /** Device id -> what is wrong with it; asked once, with all devices there are. */
  readonly faultsOf?: ((devices: readonly VirtualDevice[]) => ReadonlyMap<string, Fault>) | undefined;
  /** Of the jitter and the faults. Default 1. */
  readonly seed?: number | undefined;
  readonly onEvent?: ((event: VirtualEvent) => void) | undefined;
}

/** What happens to virtual devices, for whoever compares it with what was heard of them. */
export type VirtualEvent =
  /**
   * What a device's sensors said: the plant's truth, or what its fault made of it. Null: no value. NaN: a broken sensor. With no
   * message of its own it was part of the announcement.
   */
  | { readonly type: "said"; readonly device: VirtualDevice; readonly sample: Sample; readonly messages: number }
  | { readonly type: "fault"; readonly device: VirtualDevice; readonly fault: Fault; readonly ts: number }
  | { readonly type: "obeyed"; readonly device: VirtualDevice; readonly signal: SettableSignal; readonly value: number }
  | { readonly type: "refused"; readonly topic: string }
  | { readonly type: "connection"; readonly name: string; readonly connected: boolean };

export interface VirtualFleet {
  /** How many devices there are. */
  readonly count: number;
  readonly devices: readonly VirtualDevice[];
  /** Says goodbye and closes every connection. Idempotent. */
  readonly stop: () => Promise<void>;
}

/** Radios take turns: each state leaves within this part of the period, and within MAX_JITTER_MS. */
const JITTER_PART = 0.1;
const MAX_JITTER_MS = 2_000;
/** A listener that has just read a discovery message needs this long to subscribe to the states it names, ms. */
const SETTLE_MS = 500;
/** Connections that are opened at once. */
const OPENED_AT_ONCE = 20;

/** One device with the plant behind it and the network that it speaks through. */
interface Member {
  readonly device: VirtualDevice;
  readonly plant: Plant;
  readonly network: VirtualNetwork;
  readonly affliction: Affliction | undefined;
}

/**
 * Connects every device that the plants can feed, announces them, and publishes their states, first within five seconds and
 * then every `everyMs`. Throws `broker-failed` (retry) when the broker cannot be reached at first.
 */
export async function startVirtualDevices(options: VirtualOptions): Promise<VirtualFleet> {
  const { clock, log, plants, everyMs, seed = 1 } = options;
  const jitter = stream(seed, "virtual-devices/jitter");
  const tell = options.onEvent ?? (() => {});
  for (const plant of plants) plant.advanceTo(clock.now());
  const connections = new Map<VirtualNetwork, Connection>();
  const networks = networksOf(plants, options.convention);
  const members = new Map<VirtualDevice, Member>();
  const faults = options.faultsOf?.(networks.flatMap((network) => network.devices)) ?? new Map<string, Fault>();
  for (const network of networks)
    for (const device of network.devices) {
      const plant = plants.find((p) => p.building.id === device.building);
      if (plant) members.set(device, { device, plant, network, affliction: afflictionOf(device, network) });
    }

  function afflictionOf(device: VirtualDevice, network: VirtualNetwork): Affliction | undefined {
    const fault = faults.get(device.id);
    return (
      fault &&
      afflict(fault, {
        random: stream(seed, `virtual-devices/fault/${device.id}`),
        onStrike: () => tell({ type: "fault", device, fault, ts: clock.now() }),
        cut: () => connections.get(network)?.cut(),
      })
    );
  }

  const truth = ({ device, plant }: Member): Sample => sense(device, plant, clock.now());

  function report(member: Member, asked: boolean): void {
    const { device, network, affliction } = member;
    const sample = affliction ? affliction.sense(truth(member)) : truth(member);
    if (!sample) return;
    const emissions = network.state(device, sample, asked);
    const sent = affliction ? affliction.send(emissions) : emissions;
    tell({ type: "said", device, sample, messages: sent.length });
    for (const emission of sent) connections.get(network)?.send(emission);
  }

  function announcement(network: VirtualNetwork): readonly Emission[] {
    const now = clock.now();
    for (const plant of plants) plant.advanceTo(now);
    return network.announce((device) => {
      const member = members.get(device);
      const sample = member ? truth(member) : { ts: now, values: new Map() };
      tell({ type: "said", device, sample, messages: 0 });
      return sample;
    });
  }

  function obey(network: VirtualNetwork, topic: string, request: Request): void {
    const send = (emissions: readonly Emission[]): void => {
      for (const emission of emissions) connections.get(network)?.send(emission);
    };
    if (request.type === "announce") {
      send(announcement(network));
      return;
    }
    if (request.type === "refused") {
      tell({ type: "refused", topic });
      send(request.says);
      return;
    }
    const member = members.get(request.device);
    if (!member) return;
    member.plant.advanceTo(clock.now());
    if (request.type === "set") {
      member.plant.write(member.device.zone, request.signal, request.value);
      tell({ type: "obeyed", device: member.device, signal: request.signal, value: request.value });
      send(request.says ?? []);
    }
    report(member, request.type === "get");
  }

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
    for (const member of members.values()) {
      if (member.plant !== plant) continue;
      // Measured when it is sent: a set-point that comes in between must not be followed by its predecessor.
      const cancel = clock.after(jitter.uniform() * Math.min(everyMs * JITTER_PART, MAX_JITTER_MS), () => {
        callOff.delete(cancel);
        guarded(`a report of ${member.device.name}`, () => report(member, false));
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
  const open = async (network: VirtualNetwork): Promise<void> => {
    // Every attempt that fails is told; a loss is one.
    let up = false;
    const connection = await openConnection(network, {
      ...options,
      announce: () => announcement(network),
      onConnected(connected) {
        if (connected !== up) tell({ type: "connection", name: network.name, connected });
        up = connected;
      },
      onMessage: (topic, payload) => guarded("a command", () => obey(network, topic, network.receive(topic, payload))),
    });
    connections.set(network, connection);
  };
  try {
    for (let i = 0; i < networks.length; i += OPENED_AT_ONCE) {
      const results = await Promise.allSettled(networks.slice(i, i + OPENED_AT_ONCE).map(open));
      for (const result of results) if (result.status === "rejected") throw result.reason;
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
  return { count: members.size, devices: [...members.keys()], stop };
}
