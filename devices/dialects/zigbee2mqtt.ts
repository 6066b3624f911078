/**
 * zigbee2mqtt 1.x and 2.x: `<base>/bridge/devices` says what there is, `<base>/<friendly name>` carries the state.
 * The base topic is found by itself: whoever publishes a device list under `<base>/bridge/devices` is a bridge.
 */
import type { Device } from "#domain";
import type { AnnouncedDevice, Dialect, DialectEvent, DialectSession, Message, Outgoing, Pattern } from "../dialect.ts";
import { DESCRIPTION_MAX_BYTES, isObject, own, ownText, parseJson, parseText } from "../parse/json.ts";
import { parseTime } from "../parse/time.ts";
import { isExactTopic } from "../parse/topic.ts";
import { type Member, readMembers, recallMember, sharedNames } from "./zigbee2mqtt-devices.ts";

const DEFAULT_BASE = "zigbee2mqtt";
const MAX_BASES = 16;
const BRIDGE_TOPIC = /^([^/]+)\/bridge\/(state|devices|groups|info)$/;

interface Bridge {
  members: readonly Member[];
  /** Those whose topic is theirs alone. */
  byName: ReadonlyMap<string, Member>;
  /** Names of several members, with their addresses. */
  shared: ReadonlyMap<string, readonly string[]>;
  groups: ReadonlySet<string>;
  /** What it said of itself; its will says offline for it. */
  online: boolean | undefined;
}

export const zigbee2mqtt: Dialect = {
  name: "z2m",
  filters: ["+/bridge/state", "+/bridge/devices", "+/bridge/groups", "+/bridge/info"],
  open,
};

function open(known: readonly Device[] = []): DialectSession {
  const bridges = new Map<string, Bridge>([[DEFAULT_BASE, newBridge()]]);
  const byId = new Map<string, { base: string; member: Member }>();
  /** Devices whose availability has been published: for them nothing else counts as a sign of life. */
  const watched = new Set<string>();
  /** What was last heard of each device itself. */
  const alive = new Map<string, boolean>();
  /** Counts the times at which anything changed but values. */
  let turn = 0;

  const listened = new Set<string>();

  const found = new Map<Bridge, Member[]>();
  for (const device of known) {
    const recalled = recallMember(device);
    if (!recalled || (!bridges.has(recalled.base) && bridges.size >= MAX_BASES)) continue;
    const { base, member } = recalled;
    const bridge = bridges.get(base) ?? newBridge();
    bridges.set(base, bridge);
    const members = found.get(bridge) ?? [];
    members.push(member);
    found.set(bridge, members);
    byId.set(device.id, recalled);
    if (device.availability !== "unknown") alive.set(device.id, device.availability === "online");
  }
  for (const [bridge, members] of found) setMembers(bridge, members);

  const split = (topic: string): { base: string; rest: string } => {
    const slash = topic.indexOf("/");
    return { base: topic.slice(0, Math.max(0, slash)), rest: topic.slice(slash + 1) };
  };

  function readBridge(base: string, what: string, message: Message): DialectEvent[] {
    if (what === "info") return [];
    const bridge = bridges.get(base);
    if (what === "state") return bridge ? readBridgeState(base, bridge, stateOf(message.payload)) : [];
    const json = parseJson(message.payload, DESCRIPTION_MAX_BYTES);
    // A retained description that is taken back is an empty message, not a broken one.
    if (!json.ok) return message.payload.byteLength === 0 ? [] : [rejected(json)];
    if (what === "groups") {
      if (bridge && Array.isArray(json.value.data)) bridge.groups = new Set(json.value.data.map(nameOf));
      return [];
    }
    return readDevices(base, json.value.data);
  }

  function readDevices(base: string, data: unknown): DialectEvent[] {
    if (!Array.isArray(data)) return [{ type: "rejected", reason: "wrong-type", detail: "bridge/devices is not a list" }];
    const { members, rejections } = readMembers(base, data);
    if (!bridges.has(base) && (members.length === 0 || bridges.size >= MAX_BASES)) return [];
    const bridge = bridges.get(base) ?? newBridge();
    bridges.set(base, bridge);
    turn++;
    const events: DialectEvent[] = rejections;
    const present = new Set(members.map((m) => m.device.id));
    for (const { device } of bridge.members)
      if (!present.has(device.id)) {
        byId.delete(device.id);
        watched.delete(device.id);
        alive.delete(device.id);
        events.push({ type: "gone", id: device.id });
      }
    const sharedBefore = bridge.shared;
    setMembers(bridge, members);
    for (const [name, addresses] of bridge.shared)
      if (sharedBefore.get(name)?.join() !== addresses.join()) events.push(sharedTopic(name, addresses));
    for (const member of members) {
      const before = byId.get(member.device.id)?.member;
      byId.set(member.device.id, { base, member });
      if (!before || !isSame(before.device, member.device)) events.push({ type: "device", device: member.device });
      if (!before) events.push(...availability(bridge, member.device.id));
      events.push(...listenTo(base, member.device.name));
    }
    return events;
  }

  function readBridgeState(base: string, bridge: Bridge, state: string | undefined): DialectEvent[] {
    if (state !== "online" && state !== "offline") return [];
    if (bridge.online !== (state === "online")) turn++;
    bridge.online = state === "online";
    // Recalled devices may never be listed again, so the bridge's word is enough to listen to them.
    return bridge.members.flatMap(({ device }) => [...listenTo(base, device.name), ...availability(bridge, device.id)]);
  }

  /** Names were checked where the list was read, so these are exact topics. */
  function listenTo(base: string, name: string): DialectEvent[] {
    const topic = `${base}/${name}`;
    if (listened.has(topic)) return [];
    listened.add(topic);
    return [
      { type: "listen", filters: [topic] },
      { type: "listen", filters: [`${topic}/availability`], control: true },
    ];
  }

  /** A device is there when it was there itself and its bridge is there too. */
  function availability(bridge: Bridge, id: string): DialectEvent[] {
    const online = bridge.online === false ? false : alive.get(id);
    return online === undefined ? [] : [{ type: "availability", id, online }];
  }

  function readDeviceTopic(bridge: Bridge, rest: string, message: Message): DialectEvent[] {
    const member = bridge.byName.get(rest);
    if (member) {
      const { id } = member.device;
      const lives = !watched.has(id) && !message.retain && message.payload.byteLength > 0;
      if (lives) alive.set(id, true);
      const state = readState(member, message);
      return lives ? [...availability(bridge, id), ...state] : state;
    }
    const together = bridge.shared.get(rest);
    if (together) return message.payload.byteLength === 0 ? [] : [sharedTopic(rest, together)];
    const parent = rest.slice(0, Math.max(0, rest.lastIndexOf("/")));
    const owner = bridge.byName.get(parent);
    if (owner && rest.endsWith("/availability")) {
      const state = stateOf(message.payload);
      if (state !== "online" && state !== "offline") return [];
      if (!watched.has(owner.device.id) || alive.get(owner.device.id) !== (state === "online")) turn++;
      watched.add(owner.device.id);
      alive.set(owner.device.id, state === "online");
      return availability(bridge, owner.device.id);
    }
    // Commands of others, single attributes beside the JSON, and groups (which repeat their members' states).
    const command = /\/(?:set|get)(?:\/|$)/.test(rest);
    if (owner || command || [rest, parent].some((name) => bridge.groups.has(name)) || bridge.shared.has(parent)) return [];
    return [{ type: "rejected", reason: "unknown-device", detail: `bridge/devices names no device '${rest.slice(0, 100)}'` }];
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const { base, rest } = split(topic);
    const bridge = bridges.get(base);
    const member = bridge?.byName.get(rest);
    if (!bridge || !member || !isObject(data)) return undefined;
    const { id } = member.device;
    const since = turn;
    const online = watched.has(id) ? undefined : bridge.online !== false;
    const told = member.bindings.filter(({ property }) => (own(data, property) ?? null) !== null);
    return {
      id,
      values: told.map(({ property, endpoint, signal, read }) => ({ keys: [property], endpoint, signal, read })),
      ...(Object.hasOwn(data, "last_seen") && { time: { keys: ["last_seen"], read: parseTime, needed: false } }),
      online: () => online,
      holds: () => turn === since,
    };
  }

  return {
    pattern,
    claims(topic) {
      return bridges.has(split(topic).base) || BRIDGE_TOPIC.test(topic);
    },
    read(message) {
      const { base, rest } = split(message.topic);
      // Nearly every message is of a device: the expression is kept for the others.
      const what = message.topic.includes("/bridge/") ? BRIDGE_TOPIC.exec(message.topic)?.[2] : undefined;
      if (what !== undefined) return readBridge(base, what, message);
      const bridge = bridges.get(base);
      return bridge && !rest.startsWith("bridge/") ? readDeviceTopic(bridge, rest, message) : [];
    },
    command(id, endpoint, signal, value): Outgoing | undefined {
      const known = byId.get(id);
      const binding = known?.member.bindings.find((b) => b.signal === signal && b.endpoint === endpoint);
      if (!known || !binding?.writable || bridges.get(known.base)?.shared.has(known.member.device.name)) return undefined;
      const topic = `${known.base}/${known.member.device.name}/set`;
      return isExactTopic(topic) ? { topic, payload: JSON.stringify({ [binding.property]: binding.write(value) }) } : undefined;
    },
  };
}

function readState({ device, bindings }: Member, message: Message): DialectEvent[] {
  const { id } = device;
  const json = parseJson(message.payload);
  if (!json.ok) return message.payload.byteLength === 0 ? [] : [rejected(json)];
  const state = json.value.data;
  if (!isObject(state)) return [{ type: "rejected", reason: "wrong-type", detail: "the state is not a JSON object" }];
  const ts = parseTime(own(state, "last_seen"));
  const events: DialectEvent[] = [];
  for (const { property, endpoint, signal, read } of bindings) {
    const published = own(state, property);
    // null: the bridge has never heard this value.
    if (published === undefined || published === null) continue;
    const value = read(published);
    if (value === undefined)
      events.push({
        type: "rejected",
        reason: "not-a-number",
        detail: `${property} is ${JSON.stringify(published).slice(0, 80)}`,
      });
    else events.push({ type: "value", id, endpoint, signal, value, ts });
  }
  if (json.value.salvaged > 0)
    events.push({ type: "rejected", reason: "not-a-number", detail: `${json.value.salvaged} values were bare nan or inf` });
  events.push({ type: "seen", id });
  return events;
}

const newBridge = (): Bridge => ({
  members: [],
  byName: new Map(),
  shared: new Map(),
  groups: new Set(),
  online: undefined,
});

function setMembers(bridge: Bridge, members: readonly Member[]): void {
  bridge.members = members;
  bridge.shared = sharedNames(members);
  const alone = members.filter(({ device }) => !bridge.shared.has(device.name));
  bridge.byName = new Map(alone.map((member) => [member.device.name, member]));
}

/** Told when it is seen first, and for each message there: nothing of it is used, since it may be anyone's of them. */
const sharedTopic = (name: string, addresses: readonly string[]): DialectEvent => ({
  type: "rejected",
  reason: "bad-topic",
  detail: `${addresses.slice(0, 5).join(" and ")} share the name '${name.slice(0, 80)}' and so their topic: none of them is read. Rename them in zigbee2mqtt`,
});

/** JSON `{"state":"online"}` (2.x) or the plain word (1.x). */
function stateOf(payload: Uint8Array): string | undefined {
  const text = parseText(payload);
  if (!text.ok || !text.value.startsWith("{")) return text.ok ? text.value : undefined;
  const json = parseJson(payload);
  return json.ok && isObject(json.value.data) ? ownText(json.value.data, "state") : undefined;
}

const rejected = ({ reason, detail }: { reason: DialectRejection["reason"]; detail: string }): DialectEvent => ({
  type: "rejected",
  reason,
  detail,
});
type DialectRejection = Extract<DialectEvent, { type: "rejected" }>;

const nameOf = (group: unknown): string => (isObject(group) ? (ownText(group, "friendly_name") ?? "") : "");

const isSame = (a: AnnouncedDevice, b: AnnouncedDevice): boolean => JSON.stringify(a) === JSON.stringify(b);
