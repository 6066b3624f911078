/** The dialects that we speak, in order of precedence: of two that claim a topic the first one reads it. */
import type { Dialect } from "../dialect.ts";
import { emoncms } from "./emoncms.ts";
import { esphome } from "./esphome.ts";
import { haDiscovery } from "./ha-discovery.ts";
import { homie } from "./homie.ts";
import { openems } from "./openems.ts";
import { otgw } from "./otgw.ts";
import { plain } from "./plain.ts";
import { shelly } from "./shelly.ts";
import { sparkplug } from "./sparkplug.ts";
import { tasmota } from "./tasmota.ts";
import { thingsboard } from "./thingsboard.ts";
import { victron } from "./victron.ts";
import { zigbee2mqtt } from "./zigbee2mqtt.ts";

export const DIALECTS: readonly Dialect[] = [
  // First, so that no device can make us read what we publish ourselves.
  plain,
  zigbee2mqtt,
  tasmota,
  haDiscovery,
  sparkplug,
  shelly,
  homie,
  thingsboard,
  victron,
  openems,
  otgw,
  esphome,
  emoncms,
];
