/** Virtual devices, heard by our own reader in this process. */
import type { Plant, Reading, Rejection } from "#domain";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { createIngest } from "../../devices/ingest.ts";
import { createRegistry } from "../../devices/registry.ts";
import type { Emission, Sense, VirtualNetwork } from "../../devices/virtual/network.ts";
import { sense } from "../../devices/virtual/sensors.ts";
import { AT, bytesOf } from "./dialect.ts";

/** Sensors of a plant at one time. */
export const sensing =
  (plant: Plant, ts = AT): Sense =>
  (device) =>
    sense(device, plant, ts);

/** The one message of a list. */
export function single(emissions: readonly Emission[]): Emission {
  const [first] = emissions;
  if (!first || emissions.length > 1) throw new Error(`${emissions.length} messages, not one`);
  return first;
}

/** A reader that hears what networks send, and what it makes of it. */
export function reader(at = AT) {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "site" });
  const ingest = createIngest(DIALECTS, registry);
  const readings: Reading[] = [];
  const rejections: Rejection[] = [];
  const hear = (emissions: readonly Emission[]): void => {
    for (const { topic, payload } of emissions) {
      const found = ingest.read({ topic, payload: bytesOf(payload), retain: false, receivedAt: at });
      readings.push(...found.readings);
      rejections.push(...found.rejections);
    }
  };
  return { registry, ingest, readings, rejections, hear };
}

/** The network and device of a fleet that holds `name`. */
export function deviceOf(networks: readonly VirtualNetwork[], id: string) {
  for (const network of networks) for (const device of network.devices) if (device.id === id) return { network, device };
  throw new Error(`no device ${id}`);
}
