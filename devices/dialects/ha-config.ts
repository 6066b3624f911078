/** A Home Assistant discovery message, taken apart: which device it speaks for and the configuration of each of its entities. */
import { hash32, oneLine } from "#domain";
import { isObject, type JsonObject, own, ownText, type Parsed, parseJson } from "../parse/json.ts";
import { withBaseTopic, withFullKeys } from "./ha-abbreviations.ts";

/** Who the entities belong to. */
export interface Identity {
  readonly id: string;
  /** Empty, as vendor and model, where this message does not say. */
  readonly name: string;
  readonly vendor: string;
  readonly model: string;
  readonly area: string | undefined;
  readonly origin: string | undefined;
}

export interface EntityConfig {
  /** Unique among all messages. */
  readonly key: string;
  /** What the entity is called on its device, lower-case words joined by `_`; empty when it goes by the device's name. */
  readonly object: string;
  readonly platform: string;
  /** Full keys, base topic put in. */
  readonly config: JsonObject;
}

export interface Discovery {
  readonly identity: Identity;
  readonly entities: readonly EntityConfig[];
}

const TOPIC = /^homeassistant\/([^/]+)\/(?:([^/]+)\/)?([^/]+)\/config$/;
const PART = /^[A-Za-z0-9_-]+$/;
const MAX_COMPONENTS = 500;
const MAX_ID = 80;

export const isDiscoveryTopic = (topic: string): boolean => TOPIC.test(topic);

/** Reads a non-empty message on a topic of discovery. Never throws. */
export function parseDiscovery(topic: string, payload: Uint8Array): Parsed<Discovery> {
  const [, component = "", node, object = ""] = TOPIC.exec(topic) ?? [];
  if (![component, node ?? component, object].every((part) => PART.test(part)))
    return { ok: false, reason: "bad-topic", detail: "a discovery topic may hold letters, digits, _ and - only" };
  const json = parseJson(payload);
  if (!json.ok) return json;
  if (!isObject(json.value.data)) return { ok: false, reason: "wrong-type", detail: "the description is not a JSON object" };
  const config = withFullKeys(json.value.data);
  const name = node === undefined ? object : `${node}_${object}`;
  const identity = identityOf(config, name);
  const prefixes = [identity.id.slice("ha:".length), identity.name, node ?? ""].map(wordsOf);
  if (component !== "device")
    return { ok: true, value: { identity, entities: [entityOf(topic, objectOf(object, prefixes), component, config, config)] } };
  const components = own(config, "components");
  if (!isObject(components)) return { ok: false, reason: "wrong-type", detail: "a device description without components" };
  const shared = Object.fromEntries(Object.entries(config).filter(([key]) => SHARED.has(key)));
  const entities = Object.entries(components)
    .slice(0, MAX_COMPONENTS)
    .flatMap(([key, value]) => {
      const component = isObject(value) ? withFullKeys(value) : {};
      // One that says nothing but its platform has been removed.
      if (Object.keys(component).length < 2) return [];
      const platform = ownText(component, "platform") ?? "";
      return [entityOf(`${topic}#${key}`, objectOf(key, prefixes), platform, { ...shared, ...component }, config)];
    });
  return { ok: true, value: { identity, entities } };
}

/** Whether zigbee2mqtt announced it: its own messages say more, and they are read as what they are. */
export const isZigbee2MqttOrigin = (identity: Identity): boolean => identity.origin?.toLowerCase() === "zigbee2mqtt";

/** What stands beside the components and holds for each of them. */
const SHARED = new Set(
  "~ state_topic availability availability_mode availability_topic availability_template payload_available payload_not_available".split(
    " ",
  ),
);

function entityOf(key: string, object: string, platform: string, config: JsonObject, whole: JsonObject): EntityConfig {
  const base = ownText(config, "~") ?? ownText(whole, "~");
  return { key, object, platform, config: base === undefined ? config : withBaseTopic(config, base) };
}

function identityOf(config: JsonObject, objectName: string): Identity {
  const found = own(config, "device");
  const device: JsonObject = isObject(found) ? found : {};
  const origin = own(config, "origin");
  const text = (key: string): string => oneLine(ownText(device, key) ?? "", 120);
  const identifier = firstOf(own(device, "identifiers")) ?? lastOf(own(device, "connections"));
  return {
    id: `ha:${sanitised(identifier ?? ownText(config, "unique_id") ?? objectName)}`,
    // Without a device, the entity is the device.
    name: text("name") || (isObject(found) ? "" : oneLine(ownText(config, "name") ?? "", 120)),
    vendor: text("manufacturer"),
    model: text("model") || text("model_id"),
    area: text("suggested_area") || undefined,
    origin: (isObject(origin) && oneLine(ownText(origin, "name") ?? "", 120)) || undefined,
  };
}

function firstOf(identifiers: unknown): string | undefined {
  const first: unknown = Array.isArray(identifiers) ? identifiers[0] : identifiers;
  return typeof first === "number" ? String(first) : typeof first === "string" && first !== "" ? first : undefined;
}

/** The address in `[["mac", "02:5b:26:a8:dc:12"]]`. */
function lastOf(connections: unknown): string | undefined {
  const pair: unknown = Array.isArray(connections) ? connections[0] : undefined;
  const address: unknown = Array.isArray(pair) ? pair[1] : undefined;
  return typeof address === "string" && address !== "" ? address : undefined;
}

/** Fit for a source id. Where a sign was lost, a hash keeps two identifiers apart. */
function sanitised(identifier: string): string {
  const safe = identifier.replace(/[^A-Za-z0-9_.:-]/g, "_");
  if (safe === identifier && safe.length <= MAX_ID) return safe;
  return `${safe.slice(0, MAX_ID - 9)}-${hash32(identifier).toString(16).padStart(8, "0")}`;
}

/** Lower-case words joined by `_`. */
export const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");

/** `kitchen_sensor_temperature` of the device `kitchen sensor` is its `temperature`. */
function objectOf(object: string, prefixes: readonly string[]): string {
  let words = wordsOf(object);
  for (const prefix of prefixes) {
    if (prefix === "") continue;
    if (words === prefix) words = "";
    else if (words.startsWith(`${prefix}_`)) words = words.slice(prefix.length + 1);
  }
  return words;
}
