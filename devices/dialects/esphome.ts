/**
 * ESPHome's own topics, for nodes whose Home Assistant discovery is switched off: `<prefix>/sensor/<id>/state` and the like,
 * plain text, no units. Which signal it is, the id must say; temperatures are in degC, as ESPHome keeps them.
 */
import type { Device, SignalId } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { parseText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { parsePlainValue } from "../parse/plain-value.ts";
import { isExactTopic } from "../parse/topic.ts";
import { endpointOf, meaningOf, namedSensed } from "./named-sensed.ts";
import { createSightings, idPart, nameOf, rejected, type Sensed, type Sighted, TOO_MANY } from "./sightings.ts";

const STATE = /^([^/]+)\/(sensor|binary_sensor|climate)\/([^/]+)\/(?:([a-z_]+)\/)?state$/;
const CLIMATE_PARTS = new Set([
  "mode",
  "current_temperature",
  "target_temperature",
  "target_temperature_low",
  "target_temperature_high",
]);
/** Home Assistant tells its own states in this shape, with their units beside them. */
const NOT_A_NODE = "homeassistant";
/** Ids that say no more than that it is a thermostat. */
const PLAIN_CLIMATES = new Set(["thermostat", "climate", "hvac", "heater", "trv"]);

export const esphome: Dialect = {
  name: "esphome",
  // A node is told apart by its states, then its presence is listened to: `+/status` would be anybody's.
  filters: ["+/climate/+/mode/state"],
  telemetry: [
    "+/sensor/+/state",
    "+/binary_sensor/+/state",
    "+/climate/+/current_temperature/state",
    "+/climate/+/target_temperature/state",
    "+/climate/+/target_temperature_low/state",
    "+/climate/+/target_temperature_high/state",
  ],
  open,
};

interface Node {
  readonly prefix: string;
  readonly sighted: Sighted;
  /** Mode of each climate, by its id. */
  readonly modes: Map<string, string>;
}

const MAX_CLIMATES = 100;

function open(recalled: readonly Device[] = []): DialectSession {
  const sightings = createSightings("esphome", "hidden", recalled);
  const nodes = new Map<string, Node>();

  /** The node with what is to be done when it is new. */
  function at(prefix: string): { node: Node; fresh: DialectEvent[] } | undefined {
    const known = nodes.get(prefix);
    if (known) return { node: known, fresh: [] };
    const facts = { name: nameOf(prefix, "esphome"), vendor: "ESPHome", model: "", area: undefined, batteryPowered: false };
    const sighted = sightings.at(`esphome:${idPart(prefix)}`, facts);
    if (!sighted) return undefined;
    const node = { prefix, sighted, modes: new Map<string, string>() };
    nodes.set(prefix, node);
    const status = `${prefix}/status`;
    return { node, fresh: isExactTopic(status) ? [{ type: "listen", filters: [status], control: true }] : [] };
  }

  function readStatus({ sighted }: Node, text: string): DialectEvent[] {
    if (text !== "online" && text !== "offline") return [];
    sighted.watched = true;
    return [{ type: "availability", id: sighted.id, online: text === "online" }];
  }

  function readClimate(node: Node, object: string, part: string, text: string, message: Message): DialectEvent[] {
    const { sighted, modes } = node;
    if (part === "mode") {
      if (modes.has(object) || modes.size < MAX_CLIMATES) modes.set(object, text);
      return sightings.hear(sighted, message, { sensed: [] });
    }
    const path = `${object}/${part}`;
    const signal = signalOf(part, modes.get(object));
    if (!signal)
      return sightings.hear(sighted, message, { sensed: [], unread: [[path, "whether it heats or cools is not told yet"]] });
    return sightings.hear(sighted, message, {
      sensed: [{ signal, endpoint: climateEndpoint(node.prefix, object), value: parsePlainValue(text), path }],
    });
  }

  function readSensor(node: Node, object: string, binary: boolean, text: string, message: Message): DialectEvent[] {
    const name = ownName(node.prefix, object);
    const found = namedSensed(name, parsePlainValue(text) === null ? null : text);
    const unread = (why: string) => sightings.hear(node.sighted, message, { sensed: [], unread: [[object, why]] });
    if (typeof found === "string") return unread(found);
    if (isTwoValued(found.signal) !== binary) return unread("no signal of ours");
    const sensed: Sensed = { ...found, endpoint: endpointOf(name), path: object };
    return sightings.hear(node.sighted, message, { sensed: [sensed] });
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const [, prefix = "", kind, object = "", part] = STATE.exec(topic) ?? [];
    const node = nodes.get(prefix);
    if (!node || typeof data !== "number" || part === "mode") return undefined;
    const { sighted, modes } = node;
    if (kind === "climate" && part !== undefined) {
      const signal = signalOf(part, modes.get(object));
      if (!signal) return undefined;
      const endpoint = climateEndpoint(prefix, object);
      const common = sightings.pattern(sighted, [{ keys: [], endpoint, signal, read: parseNumber }]);
      return { ...common, holds: (at) => common.holds(at) && signalOf(part, modes.get(object)) === signal };
    }
    const meaning = meaningOf(ownName(prefix, object));
    if (kind !== "sensor" || part !== undefined || typeof meaning === "string" || isTwoValued(meaning.signal)) return undefined;
    return sightings.pattern(sighted, [{ ...meaning, keys: [] }]);
  }

  return {
    pattern,
    claims(topic) {
      const [, prefix = "", kind, , part] = STATE.exec(topic) ?? [];
      if (
        kind !== undefined &&
        prefix !== NOT_A_NODE &&
        (kind === "climate" ? CLIMATE_PARTS.has(part ?? "") : part === undefined)
      )
        return true;
      const slash = topic.indexOf("/");
      return slash > 0 && nodes.has(topic.slice(0, slash));
    },
    read(message) {
      // A state that is taken back says nothing.
      if (message.payload.byteLength === 0) return [];
      const text = parseText(message.payload);
      const [, prefix = message.topic.slice(0, message.topic.indexOf("/")), kind, object = "", part] =
        STATE.exec(message.topic) ?? [];
      const isStatus = message.topic === `${prefix}/status`;
      if (kind === undefined && !isStatus) return [];
      if (!text.ok) return [rejected(text.reason, text.detail)];
      const known = nodes.get(prefix);
      if (isStatus) return known ? readStatus(known, text.value) : [];
      const found = at(prefix);
      if (!found) return [TOO_MANY];
      const { node, fresh } = found;
      if (kind === "climate")
        return CLIMATE_PARTS.has(part ?? "") ? [...fresh, ...readClimate(node, object, part ?? "", text.value, message)] : fresh;
      return part === undefined ? [...fresh, ...readSensor(node, object, kind === "binary_sensor", text.value, message)] : fresh;
    },
    // Its topics tell no range, and without one none is commanded; Home Assistant discovery tells it.
    command: () => undefined,
  };
}

/** `living_room_temperature` of the node `living-room` is its `temperature`. */
function ownName(prefix: string, object: string): string {
  const node = `${prefix.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase()}_`;
  return object.toLowerCase().startsWith(node) && object.length > node.length ? object.slice(node.length) : object;
}

const climateEndpoint = (prefix: string, object: string): string | undefined =>
  PLAIN_CLIMATES.has(ownName(prefix, object)) ? undefined : idPart(object);

const isTwoValued = (signal: SignalId): boolean => signal === "occupancy" || signal === "windowOpen";

function signalOf(part: string, mode: string | undefined): SignalId | undefined {
  if (part === "current_temperature") return "airTempC";
  if (part === "target_temperature_low") return "heatingSetpointC";
  if (part === "target_temperature_high") return "coolingSetpointC";
  if (mode === undefined) return undefined;
  return mode === "cool" || mode === "dry" || mode === "fan_only" ? "coolingSetpointC" : "heatingSetpointC";
}
