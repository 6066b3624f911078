/** One entity of Home Assistant discovery: which of its topics carry which of our signals. */
import { hash32, type SignalId } from "#domain";
import { type JsonObject, own, ownText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { isExactTopic } from "../parse/topic.ts";
import { type Availability, availabilityOf } from "./ha-availability.ts";
import { climateReads } from "./ha-climate.ts";
import { type EntityConfig, type Identity, wordsOf } from "./ha-config.ts";
import { comparable, type Found, isNoValue, numericValue, type Read, templateOf } from "./ha-read.ts";
import { sensorSignal } from "./ha-signal.ts";

export interface Entity {
  readonly key: string;
  /** What it is called when we speak of it. */
  readonly label: string;
  readonly reads: readonly Read[];
  /** What it has that we do not read, with the reason. */
  readonly unread: readonly string[];
  readonly availability: Availability | undefined;
  /** Its values are void this long after the last one, ms. */
  readonly expireMs: number | undefined;
}

/** Open doors lie inside too: only windows count. */
const BINARY: ReadonlyMap<string, SignalId> = new Map<string, SignalId>([
  ["window", "windowOpen"],
  ["opening", "windowOpen"],
  ["occupancy", "occupancy"],
  ["presence", "occupancy"],
  ["motion", "occupancy"],
]);
/** Names that an entity may have without being one of several of its kind. */
const PLAIN_NAMES = new Set(
  (
    "temperature temp air_temperature room_temperature current_temperature local_temperature outdoor_temperature humidity hum co2 " +
    "carbon_dioxide power heat_power heating_power energy energy_total total_energy heat_energy gas gas_energy gas_volume irradiance " +
    "wind_speed pressure atmospheric_pressure voltage current battery battery_level valve valve_position pi_heating_demand window contact " +
    "opening occupancy presence motion state climate thermostat hvac trv"
  ).split(" "),
);

/** Reads an entity's configuration. A text says why its topics must not be used. Never throws. */
export function readEntity({ key, object, platform, config }: EntityConfig, identity: Identity): Entity | string {
  for (const [name, value] of Object.entries(config))
    if (name.endsWith("_topic") && (typeof value !== "string" || !isExactTopic(value))) return `${name} is not one exact topic`;
  const label = object || platform;
  const found = readsOf(platform, config, object, identity);
  const expireS = parseNumber(own(config, "expire_after"));
  return {
    key,
    label,
    reads: found.reads.map((read) => ({ ...read, endpoint: endpointOf(object) })),
    unread: found.unread.map((why) => `${label}: ${why}`),
    availability: availabilityOf(config),
    expireMs: expireS !== undefined && expireS > 0 ? expireS * 1000 : undefined,
  };
}

const nothing = (why: string): Found => ({ reads: [], unread: [why] });

function readsOf(platform: string, config: JsonObject, object: string, identity: Identity): Found {
  if (platform === "climate") return climateReads(config);
  if (platform !== "sensor" && platform !== "binary_sensor")
    return nothing(`${platform || "an entity without platform"} is not read`);
  const topic = ownText(config, "state_topic");
  if (topic === undefined) return nothing("has no state topic");
  const meaning = platform === "sensor" ? sensorMeaning(config, object, identity) : binaryMeaning(config);
  if (typeof meaning === "string") return nothing(meaning);
  const template = templateOf(config, "value_template");
  return template
    ? { reads: [{ ...meaning, topic, template }], unread: [] }
    : nothing("needs mapping: its template is not understood");
}

type Meaning = Pick<Read, "signal" | "value">;

function sensorMeaning(config: JsonObject, object: string, identity: Identity): Meaning | string {
  const words = (...texts: (string | undefined)[]): string =>
    texts.map((text) => wordsOf(text ?? "").replaceAll("_", " ")).join(" ");
  const found = sensorSignal({
    deviceClass: ownText(config, "device_class"),
    unit: ownText(config, "unit_of_measurement"),
    stateClass: ownText(config, "state_class"),
    diagnostic: ownText(config, "entity_category") === "diagnostic",
    ownWords: words(object, ownText(config, "name")),
    deviceWords: words(identity.name, identity.model),
  });
  return typeof found === "string" ? found : { signal: found.signal, value: numericValue(found.convert) };
}

function binaryMeaning(config: JsonObject): Meaning | string {
  const signal = BINARY.get(ownText(config, "device_class") ?? "");
  if (!signal) return "no signal of ours";
  const on = comparable(own(config, "payload_on")) ?? "ON";
  const off = comparable(own(config, "payload_off")) ?? "OFF";
  const value = (raw: unknown): number | null | undefined => {
    if (isNoValue(raw)) return null;
    const state = comparable(raw);
    return state === on ? 1 : state === off ? 0 : undefined;
  };
  return { signal, value };
}

/**
 * The endpoint depends on the entity alone, never on which others there are or came first: a series keeps its name when a
 * device grows.
 */
function endpointOf(object: string): string | undefined {
  if (object === "" || PLAIN_NAMES.has(object)) return undefined;
  const safe = object.replace(/[^a-z0-9_]/g, "");
  return safe === object && safe.length <= 40 ? safe : `${safe.slice(0, 31)}-${hash32(object).toString(16).padStart(8, "0")}`;
}
