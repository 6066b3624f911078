/** The dialects that we speak, in order of precedence: of two that claim a topic the first one reads it. */
import type { Dialect } from "../dialect.ts";
import { haDiscovery, haDiscovery } from "./ha-discovery.ts";
import { plain } from "./plain.ts";
import { tasmota, tasmota } from "./tasmota.ts";
import { zigbee2mqtt } from "./zigbee2mqtt.ts";

/** zigbee2mqtt comes first: Home Assistant discovery repeats its devices. */
export const DIALECTS: readonly Dialect[] = [zigbee2mqtt, haDiscovery, tasmota, plain];
