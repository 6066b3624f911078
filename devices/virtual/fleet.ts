/** Fleets of virtual devices: a building in the words of one convention, or in the mixture that the demo campus speaks. */
import type { Plant } from "#domain";
import { homeAssistantFleet, homeAssistantNetwork } from "./home-assistant.ts";
import { homieFleet } from "./homie.ts";
import type { VirtualNetwork } from "./network.ts";
import { plainFleet } from "./plain.ts";
import { presentDevices } from "./plan.ts";
import { shellyFleet } from "./shelly.ts";
import { sparkplugFleet } from "./sparkplug.ts";
import { tasmotaFleet, tasmotaNetwork } from "./tasmota.ts";
import { zigbeeFleet, zigbeeNetwork } from "./zigbee.ts";

const FLEETS = {
  z2m: zigbeeFleet,
  ha: homeAssistantFleet,
  tasmota: tasmotaFleet,
  shelly: shellyFleet,
  homie: homieFleet,
  sparkplug: sparkplugFleet,
  plain: plainFleet,
} as const satisfies Record<string, (plant: Plant) => VirtualNetwork[]>;

/** Which convention a fleet speaks, by the name of its dialect. */
export type Convention = keyof typeof FLEETS;
export const CONVENTIONS = Object.keys(FLEETS) as readonly Convention[];

/** The networks of all plants; each device belongs to one. Without a convention: the mixture. */
export const networksOf = (plants: readonly Plant[], convention: Convention | undefined): VirtualNetwork[] =>
  convention === undefined ? mixture(plants) : plants.flatMap(FLEETS[convention]);

/** One zigbee bridge for all plants, one gateway for the sensors of each building, one connection for each Tasmota meter. */
function mixture(plants: readonly Plant[]): VirtualNetwork[] {
  const present = plants.map((plant) => ({ plant, devices: presentDevices(plant) }));
  const bridge = zigbeeNetwork(present.flatMap(({ devices }) => devices.filter((d) => d.kind === "trv")));
  const others = present.flatMap(({ plant, devices }) => [
    homeAssistantNetwork(
      plant.building.id,
      devices.filter((d) => d.kind !== "trv" && d.kind !== "electricity"),
    ),
    ...devices.filter((d) => d.kind === "electricity").map((d) => tasmotaNetwork(d, plant.building.timeZone)),
  ]);
  return [bridge, ...others].filter((network) => network.devices.length > 0);
}
