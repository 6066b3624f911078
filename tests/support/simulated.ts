/** Virtual devices of a small simulated building at the embedded broker of a gateway, and everything that both of them say. */
import { type Convention, type Fault, startVirtualDevices, type VirtualDevice, type VirtualEvent } from "#devices";
import { type Clock, type Plant, type Reading, systemClock } from "#domain";
import { createPlant } from "#sim";
import { simulatedBuilding } from "../../bin/devices/simulated-building.ts";
import { silentLog } from "./fake-plant.ts";
import { startHeardGateway } from "./gateway.ts";
import { freePort } from "./ports.ts";

const ROOMS = 2;
const EVERY_MS = 100;
let plants = 0;

const plant = (startTs: number): Plant =>
  createPlant({
    model: simulatedBuilding("simulated", ROOMS),
    climate: "central-europe",
    seed: ++plants,
    startTs,
    // A meter that has just been built in says too little to tell a glitch from.
    counters: new Map([["whole/electricEnergyWh", 5_000_000]]),
  });

export interface SimulatedOptions {
  /** Given to the devices in turn. */
  readonly faults?: readonly Fault[];
  /** Only to devices of this kind. */
  readonly only?: VirtualDevice["kind"];
  readonly clock?: Clock;
  readonly gateway?: Parameters<typeof startHeardGateway>[1];
}

/** A fleet at the embedded broker of a gateway, and everything that each of them says. */
export async function simulated(convention: Convention, options: SimulatedOptions = {}) {
  const port = await freePort();
  const ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port }, options.gateway);
  const { clock = systemClock } = options;
  const events: VirtualEvent[] = [];
  const fleet = await startVirtualDevices({
    plants: [plant(clock.now())],
    convention,
    broker: { url: `mqtt://127.0.0.1:${port}` },
    clock,
    everyMs: EVERY_MS,
    log: silentLog,
    faultsOf: (devices) =>
      new Map(
        devices.flatMap(({ id, kind }, i): [string, Fault][] => {
          const fault = options.faults?.[i % options.faults.length];
          return fault === undefined || (options.only && kind !== options.only) ? [] : [[id, fault]];
        }),
      ),
    onEvent: (event) => void events.push(event),
  });
  const said = () => events.flatMap((e) => (e.type === "said" ? [e] : []));
  const readings = (id: string): Reading[] => ours.heard.readings.filter((r) => r.source.split("#")[0] === id);
  return {
    ...ours,
    port,
    fleet,
    events,
    said,
    readings,
    [Symbol.asyncDispose]: async () => {
      await fleet.stop();
      await ours[Symbol.asyncDispose]();
    },
  };
}
