/**
 * Homie 5: `<domain>/5/<device>/$description` says what there is, `$state` whether it is there, `<node>/<property>` carries
 * a value and `.../$target` the one that it is going to. A device may be the child of another that speaks for it.
 */
import type { Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { parseText } from "../parse/json.ts";
import { type Binding, type Description, isHomieId, parseDescription } from "./homie-description.ts";
import { idPart, rejected, TOO_MANY } from "./sightings.ts";

const DEFAULT_DOMAIN = "homie";
const TOPIC = /^([^/]+)\/5\/([^/]+)\/(.+)$/;
const TARGET = "/$target";
const MAX_DEVICES = 10_000;
/** States in which a device is there. One that starts says nothing yet; one that asks for help is there. */
const PRESENT = new Map([
  ["ready", true],
  ["sleeping", true],
  ["disconnected", false],
  ["lost", false],
]);

export const homie: Dialect = {
  name: "homie",
  filters: ["+/5/+/$state", "+/5/+/$description"],
  open,
};

interface Known {
  readonly domain: string;
  readonly name: string;
  readonly id: string;
  /** As it was last told, by itself. */
  state: string | undefined;
  description: Description | undefined;
  /** By `<node>/<property>`. */
  byPath: ReadonlyMap<string, Binding>;
  /** Paths whose `$target` has been heard: it is used for every change or never. */
  readonly targeted: Set<string>;
  told: string;
}

function open(): DialectSession {
  /** By `<domain>/<device>`. */
  const devices = new Map<string, Known>();
  const byId = new Map<string, Known>();

  function at(domain: string, name: string): Known | undefined {
    const key = `${domain}/${name}`;
    const known = devices.get(key);
    if (known || devices.size >= MAX_DEVICES) return known;
    const id = `homie:${idPart(domain === DEFAULT_DOMAIN ? name : `${domain}.${name}`)}`;
    const device: Known = {
      domain,
      name,
      id,
      state: undefined,
      description: undefined,
      byPath: new Map(),
      targeted: new Set(),
      told: "",
    };
    devices.set(key, device);
    byId.set(id, device);
    return device;
  }

  /** A child is where its root is: when that is lost or gone, nobody hears the child. */
  function availability(device: Known): DialectEvent[] {
    if (!device.description) return [];
    const { root } = device.description;
    const rootState = root === undefined ? undefined : devices.get(`${device.domain}/${root}`)?.state;
    const away = PRESENT.get(rootState ?? "") === false;
    const online = away ? false : PRESENT.get(device.state ?? "");
    return online === undefined ? [] : [{ type: "availability", id: device.id, online }];
  }

  function readState(device: Known, message: Message): DialectEvent[] {
    const text = parseText(message.payload);
    if (!text.ok) return [rejected(text.reason, text.detail)];
    if (text.value === "") return remove(device);
    device.state = text.value;
    const children = [...devices.values()].filter((d) => d.domain === device.domain && d.description?.root === device.name);
    return [device, ...children].flatMap(availability);
  }

  function readDescription(device: Known, message: Message): DialectEvent[] {
    if (message.payload.byteLength === 0) return remove(device);
    const found = parseDescription(device.name, message.payload);
    if (!found.ok) return [rejected(found.reason, found.detail)];
    const before = device.byPath;
    device.description = found.value;
    device.byPath = new Map(found.value.bindings.map((binding) => [binding.path, binding]));
    const base = `${device.domain}/5/${device.name}`;
    const fresh = [...device.byPath.keys()].filter((path) => !before.has(path));
    const filters = fresh.flatMap((path) => [`${base}/${path}`, `${base}/${path}${TARGET}`]);
    const listen: DialectEvent[] = filters.length > 0 ? [{ type: "listen", filters }] : [];
    return [...tell(device, found.value), ...availability(device), ...listen];
  }

  function tell(device: Known, { name, model, kind, bindings, unread }: Description): DialectEvent[] {
    const points = bindings.map(({ endpoint, signal, writable }) => ({ endpoint, signal, writable }));
    const announced = { id: device.id, name, vendor: "Homie", model, kind, batteryPowered: false, points, unread };
    const text = JSON.stringify(announced);
    if (text === device.told) return [];
    device.told = text;
    return [{ type: "device", device: announced }];
  }

  function remove(device: Known): DialectEvent[] {
    devices.delete(`${device.domain}/${device.name}`);
    byId.delete(device.id);
    return device.told === "" ? [] : [{ type: "gone", id: device.id }];
  }

  function readProperty(device: Known, rest: string, message: Message): DialectEvent[] {
    const { target, path } = propertyOf(rest);
    const binding = device.byPath.get(path);
    // Empty: the property is taken back. Commands of others pass by here too.
    if (!binding || message.payload.byteLength === 0) return [];
    const { id } = device;
    if (target) device.targeted.add(path);
    if (!tells(device, binding, target)) return [{ type: "seen", id }];
    const text = parseText(message.payload);
    if (!text.ok) return [rejected(text.reason, text.detail)];
    const value = binding.read(text.value);
    if (value === undefined || !Number.isFinite(value))
      return [rejected("not-a-number", `${path} is no value of its format`), { type: "seen", id }];
    return [
      { type: "value", id, endpoint: binding.endpoint, signal: binding.signal, value },
      { type: "seen", id },
    ];
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const [, domain = "", name = "", rest = ""] = TOPIC.exec(topic) ?? [];
    const device = devices.get(`${domain}/${name}`);
    const { target, path } = propertyOf(rest);
    const binding = device?.byPath.get(path);
    if (!device || !binding || typeof data !== "number") return undefined;
    const { endpoint, signal, read } = binding;
    return {
      id: device.id,
      values: [{ keys: [], endpoint, signal, read }],
      online: () => undefined,
      holds: () => byId.get(device.id) === device && device.byPath.get(path) === binding && tells(device, binding, target),
    };
  }

  return {
    pattern,
    claims(topic) {
      const [, domain = "", name = "", rest = ""] = TOPIC.exec(topic) ?? [];
      if (domain === DEFAULT_DOMAIN) return true;
      // Other domains are known by what only Homie has.
      return (isHomieId(name) && /^\$(?:state|description|log|alert)(?:\/|$)/.test(rest)) || devices.has(`${domain}/${name}`);
    },
    read(message) {
      const [, domain = "", name = "", rest = ""] = TOPIC.exec(message.topic) ?? [];
      if (name.startsWith("$")) return [];
      if (!isHomieId(name)) return [rejected("bad-topic", "a device id holds lower-case letters, digits and inner hyphens only")];
      const known = devices.get(`${domain}/${name}`);
      if (rest === "$state" || rest === "$description") {
        if (!known && message.payload.byteLength === 0) return [];
        const device = known ?? at(domain, name);
        if (!device) return [TOO_MANY];
        return rest === "$state" ? readState(device, message) : readDescription(device, message);
      }
      if (rest.startsWith("$") || rest.endsWith("/set")) return [];
      if (!known?.description) return [rejected("unknown-device", `${name} has not described itself`)];
      return readProperty(known, rest, message);
    },
    command(id, endpoint, signal, value) {
      const device = byId.get(id);
      const binding = [...(device?.byPath.values() ?? [])].find((b) => b.signal === signal && b.endpoint === endpoint);
      const payload = binding?.writable && binding.write(value);
      if (!device || !binding || payload === undefined) return undefined;
      return { topic: `${device.domain}/5/${device.name}/${binding.path}/set`, payload };
    },
  };
}

/** The property of a topic behind its device, and whether it is about where that is going to. */
function propertyOf(rest: string): { readonly target: boolean; readonly path: string } {
  const target = rest.endsWith(TARGET);
  return { target, path: target ? rest.slice(0, -TARGET.length) : rest };
}

/** A set-point is where it is going to, once that has been told; any other value is where it is. */
function tells({ targeted }: Known, { path, signal }: Binding, target: boolean): boolean {
  const isGoal = signal === "heatingSetpointC" || signal === "coolingSetpointC";
  return target ? isGoal : !isGoal || !targeted.has(path);
}
