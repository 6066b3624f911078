/**
 * Victron Venus OS: `N/<portal>/<service>/<instance>/<path>` carries `{"value":…}`, and only as long as somebody asks for it
 * under `R/<portal>/keepalive` once a minute. Null is a value that does not apply; an empty message means that its device is gone.
 */
import type { Device } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { isObject, own } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { createSightings, idPart, measure, nameOf, parseObject, rejected, type Sighted, TOO_MANY } from "./sightings.ts";
import { meaningOf, VALUE_FILTERS } from "./victron-paths.ts";

const TOPIC = /^N\/([A-Za-z0-9_-]{1,40})\/(.+)$/;
const SERVICE = /^([a-z][a-z0-9]{0,30})\/(\d{1,6})\/(.+)$/;
/** Paths that carry a name. */
const NAMES = new Set(["CustomName", "ProductName"]);
const MAX_PORTALS = 16;
/** The installation falls silent 60 s after the last keepalive. */
const KEEPALIVE_MS = 25_000;
/** Silent for so long it has not heard us: everything may have changed since. */
const SILENT_MS = 65_000;
/** Nobody is asked any more that has not been heard for a day. */
const FORGOTTEN_MS = 86_400_000;
/** Keeps it talking without telling everything again. */
const QUIETLY = JSON.stringify({ "keepalive-options": ["suppress-republish"] });

export const victron: Dialect = {
  name: "victron",
  // The serial number is told without being asked for: by it an installation is found.
  filters: ["N/+/system/0/Serial", "N/+/heartbeat"],
  telemetry: VALUE_FILTERS,
  open,
};

interface Portal {
  heardAt: number;
  askedAt: number | undefined;
}

function open(recalled: readonly Device[] = []): DialectSession {
  const sightings = createSightings("victron", "hidden", recalled);
  const portals = new Map<string, Portal>();
  /** `/TemperatureType` by device. */
  const types = new Map<string, number>();
  /** Temperatures that came before their type. */
  const untyped = new Map<string, unknown>();

  function hearOf(name: string, at: number): void {
    const portal = portals.get(name);
    if (portal) portal.heardAt = Math.max(portal.heardAt, at);
    else if (portals.size < MAX_PORTALS) portals.set(name, { heardAt: at, askedAt: undefined });
  }

  function readName(device: Sighted, path: string, value: unknown): DialectEvent[] {
    if (typeof value !== "string" || value === "") return [];
    const { facts } = device;
    if (path === "ProductName")
      device.facts = { ...facts, model: value, name: facts.name === defaultName(device.id) ? value : facts.name };
    else device.facts = { ...facts, name: nameOf(value, facts.name) };
    return sightings.tell(device);
  }

  function readValue(device: Sighted, service: string, path: string, value: unknown, message: Message): DialectEvent[] {
    const type = parseNumber(value);
    if (path === "TemperatureType" && type !== undefined) {
      types.set(device.id, type);
      const before = untyped.get(device.id);
      if (untyped.delete(device.id)) return readValue(device, service, "Temperature", before, message);
    }
    if (path === "Temperature" && !types.has(device.id)) untyped.set(device.id, value);
    const meaning = meaningOf(service, path, types.get(device.id));
    if (meaning === undefined) return sightings.hear(device, message, { sensed: [] });
    if (typeof meaning === "string") return sightings.hear(device, message, { sensed: [], unread: [[path, meaning]] });
    const { signal, unit, endpoint } = meaning;
    const measured = measure(signal, unit, isNone(value) ? null : withoutNoise(value));
    return sightings.hear(device, message, { sensed: [{ signal, endpoint, value: measured, path }] });
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const [, portal = "", rest = ""] = TOPIC.exec(topic) ?? [];
    const [, service = "", instance = "", path = ""] = SERVICE.exec(rest) ?? [];
    const device = sightings.find(deviceId(portal, service, instance));
    if (!device || !isObject(data) || path === "TemperatureType" || NAMES.has(path)) return undefined;
    const type = types.get(device.id);
    const meaning = meaningOf(service, path, type);
    if (meaning === undefined || typeof meaning === "string" || (path === "Temperature" && type === undefined)) return undefined;
    const { signal, unit, endpoint } = meaning;
    const common = sightings.pattern(device, [
      { keys: ["value"], endpoint, signal, read: (raw) => measure(signal, unit, withoutNoise(raw)) },
    ]);
    return {
      ...common,
      holds: (at) => common.holds(at) && types.get(device.id) === type,
      heard: (at) => hearOf(portal, at),
    };
  }

  return {
    pattern,
    claims: (topic) => TOPIC.test(topic),
    read(message) {
      const [, portal = "", rest = ""] = TOPIC.exec(message.topic) ?? [];
      if (portal === "") return [];
      hearOf(portal, message.receivedAt);
      const [, service = "", instance = "", path = ""] = SERVICE.exec(rest) ?? [];
      if (path === "") return [];
      const id = deviceId(portal, service, instance);
      if (message.payload.byteLength === 0) {
        types.delete(id);
        untyped.delete(id);
        return sightings.forget(id);
      }
      const json = parseObject(message.payload);
      if (!json.ok) return [rejected(json.reason, json.detail)];
      const name = defaultName(id);
      const device = sightings.at(id, { name, vendor: "Victron", model: "", area: undefined, batteryPowered: false });
      if (!device) return [TOO_MANY];
      const value = own(json.value.data, "value");
      if (NAMES.has(path)) return readName(device, path, value);
      const events = readValue(device, service, path, value, message);
      const { salvaged } = json.value;
      return salvaged > 0 ? [...events, rejected("not-a-number", `${salvaged} values were bare nan or inf`)] : events;
    },
    tick(now) {
      const events: DialectEvent[] = [];
      for (const [name, portal] of portals) {
        if (now > portal.heardAt + FORGOTTEN_MS) portals.delete(name);
        else if (portal.askedAt === undefined || now >= portal.askedAt + KEEPALIVE_MS) {
          const again = portal.askedAt !== undefined && now < portal.heardAt + SILENT_MS;
          portal.askedAt = now;
          events.push({ type: "send", message: { topic: `R/${name}/keepalive`, payload: again ? QUIETLY : "" } });
        }
      }
      return events;
    },
    command: () => undefined,
  };
}

const deviceId = (portal: string, service: string, instance: string): string =>
  `victron:${idPart(portal)}.${service}.${instance}`;

/** `grid 30`, until it tells a name. */
const defaultName = (id: string): string => id.split(".").slice(-2).join(" ");

/** Not valid here. Releases before 2.80 wrote an empty list. */
const isNone = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** Values travel as single precision: seven digits of them are measured, the rest is the noise of binary fractions. */
function withoutNoise(value: unknown): unknown {
  const single = typeof value === "number" && Math.fround(value) === value && !Number.isInteger(value);
  return single ? Number(value.toPrecision(7)) : value;
}
