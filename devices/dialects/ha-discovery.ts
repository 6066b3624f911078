/**
 * Home Assistant discovery: devices describe their entities in retained messages, one each or several at once, and name the
 * topics that carry their states. Read as a guest: we take from a description what is a signal, and name what is not.
 */
import { SIGNALS } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message, Pattern, PatternValue } from "../dialect.ts";
import { parseJsonText, parseText } from "../parse/json.ts";
import { isDiscoveryTopic, isZigbee2MqttOrigin, parseDiscovery } from "./ha-config.ts";
import { completed, describe, isOnline, type KnownDevice, newDevice, ownersOf, pointOf } from "./ha-device.ts";
import { type Entity, readEntity } from "./ha-entity.ts";
import type { Read } from "./ha-read.ts";
import { type TemplateInput, UNCHANGED, valueAt } from "./ha-template.ts";

const MAX_ENTITIES = 20_000;
/** Expired values are looked for this often, in the time of the messages, ms. */
const SWEEP_MS = 10_000;

export const haDiscovery: Dialect = {
  name: "ha",
  filters: ["homeassistant/+/+/config", "homeassistant/+/+/+/config"],
  open,
};

/** What one discovery topic said last. */
interface Said {
  readonly text: string;
  readonly deviceId: string;
  readonly entities: readonly Entity[];
}

function open(): DialectSession {
  const devices = new Map<string, KnownDevice>();
  const said = new Map<string, Said>();
  const listeners = new Map<string, Map<Entity, KnownDevice>>();
  let entityCount = 0;
  let sweptAt = 0;
  /** Counts the times at which it changed who listens to what. */
  let turn = 0;
  /** Counts what was heard of anybody being there. */
  let news = 0;

  const topicsOf = (entity: Entity): readonly string[] => [
    ...entity.reads.map((r) => r.topic),
    ...(entity.availability?.topics ?? []),
  ];

  function forget(topic: string): string | undefined {
    const before = said.get(topic);
    if (!before) return undefined;
    turn++;
    said.delete(topic);
    entityCount -= before.entities.length;
    for (const entity of before.entities) {
      devices.get(before.deviceId)?.entities.delete(entity.key);
      for (const heard of topicsOf(entity)) {
        const there = listeners.get(heard);
        there?.delete(entity);
        if (there?.size === 0) listeners.delete(heard);
      }
    }
    return before.deviceId;
  }

  /** Tells what became of a device whose entities changed. */
  function changed(id: string | undefined): DialectEvent[] {
    const device = id === undefined ? undefined : devices.get(id);
    if (!device) return [];
    if (device.entities.size === 0) {
      devices.delete(device.identity.id);
      return [{ type: "gone", id: device.identity.id }];
    }
    device.owners = ownersOf(device);
    device.owning = new Set(device.owners.values());
    const limits = [...device.entities.values()].flatMap(({ expireMs }) => expireMs ?? []);
    device.expireMs = limits.length > 0 ? Math.max(...limits) : undefined;
    const description = describe(device);
    const text = JSON.stringify(description);
    if (text === device.told) return [];
    device.told = text;
    return [{ type: "device", device: description }];
  }

  function readConfig(topic: string, payload: Uint8Array): DialectEvent[] {
    if (payload.byteLength === 0) return changed(forget(topic));
    const text = parseText(payload);
    if (text.ok && said.get(topic)?.text === text.value) return [];
    const found = parseDiscovery(topic, payload);
    if (!found.ok) return [{ type: "rejected", reason: found.reason, detail: found.detail }];
    const { identity, entities: configs } = found.value;
    const id = identity.id;
    const events: DialectEvent[] = [];
    const formerId = forget(topic);
    if (isZigbee2MqttOrigin(identity)) return changed(formerId);
    if (entityCount + configs.length > MAX_ENTITIES)
      return [
        ...changed(formerId),
        { type: "rejected", reason: "unsupported", detail: "too many entities are announced already" },
      ];

    const entities: Entity[] = [];
    for (const config of configs) {
      const entity = readEntity(config, identity);
      if (typeof entity === "string")
        events.push({ type: "rejected", reason: "bad-topic", detail: `${config.object || config.platform}: ${entity}` });
      else entities.push(entity);
    }
    const device = devices.get(id) ?? newDevice(identity);
    if (entities.length > 0) devices.set(id, device);
    device.identity = completed(device.identity, identity);
    for (const entity of entities) device.entities.set(entity.key, entity);
    said.set(topic, { text: text.ok ? text.value : "", deviceId: id, entities });
    entityCount += entities.length;
    if (formerId !== id) events.push(...changed(formerId));
    events.push(...changed(id), ...listen(device, entities));
    return events;
  }

  function listen(device: KnownDevice, entities: readonly Entity[]): DialectEvent[] {
    turn++;
    const states = new Set<string>();
    const control = new Set<string>();
    for (const entity of entities) {
      for (const { topic } of entity.reads) if (!listeners.has(topic)) states.add(topic);
      for (const topic of entity.availability?.topics ?? []) if (!listeners.has(topic)) control.add(topic);
    }
    for (const entity of entities)
      for (const topic of topicsOf(entity)) listeners.set(topic, (listeners.get(topic) ?? new Map()).set(entity, device));
    const events: DialectEvent[] = [];
    if (states.size > 0) events.push({ type: "listen", filters: [...states] });
    if (control.size > 0) events.push({ type: "listen", filters: [...control].filter((t) => !states.has(t)), control: true });
    return events;
  }

  function readState(message: Message): DialectEvent[] {
    const text = parseText(message.payload);
    if (!text.ok) return [{ type: "rejected", reason: text.reason, detail: text.detail }];
    // An empty state is the trace of a retained message that was taken back.
    if (text.value === "") return [];
    const json = parseJsonText(text.value);
    const input: TemplateInput = { text: text.value, json: json.ok ? json.value.data : undefined };
    const events: DialectEvent[] = [];
    const heard = new Set<KnownDevice>();
    const watched = new Set<KnownDevice>();
    let wantsJson = false;
    for (const [entity, device] of listeners.get(message.topic) ?? []) {
      if (entity.availability?.topics.includes(message.topic)) {
        news++;
        entity.availability.hear(message.topic, input);
        watched.add(device);
      }
      for (const read of entity.reads) {
        if (read.topic !== message.topic) continue;
        heard.add(device);
        if (read.template.needsJson && !json.ok) wantsJson = true;
        else if (device.owning.has(read)) {
          const event = eventOf(device, read, input);
          if (event) events.push(event);
        }
      }
    }
    if (wantsJson && !json.ok) events.push({ type: "rejected", reason: json.reason, detail: json.detail });
    if (heard.size > 0 && json.ok && json.value.salvaged > 0)
      events.push({ type: "rejected", reason: "not-a-number", detail: `${json.value.salvaged} values were bare nan or inf` });
    for (const { identity } of heard) events.push({ type: "seen", id: identity.id });
    return [...signsOfLife(message, heard, watched), ...events];
  }

  function signsOfLife(message: Message, heard: ReadonlySet<KnownDevice>, watched: ReadonlySet<KnownDevice>): DialectEvent[] {
    const events: DialectEvent[] = [];
    for (const device of heard) {
      if (message.retain) continue;
      device.valueAt = message.receivedAt;
      // A live value proves that a device is there which has not said otherwise.
      if (isOnline(device) !== false) events.push({ type: "availability", id: device.identity.id, online: true });
      device.expired = false;
    }
    for (const device of watched) {
      const online = isOnline(device);
      if (online !== undefined) events.push({ type: "availability", id: device.identity.id, online: online && !device.expired });
    }
    return events;
  }

  /** Devices whose values are void by their own rule. Their time is that of the messages: a session has no clock. */
  function sweep(now: number): DialectEvent[] {
    if (now < sweptAt + SWEEP_MS) return [];
    sweptAt = now;
    const events: DialectEvent[] = [];
    for (const device of devices.values()) {
      if (device.expireMs === undefined || device.expired || device.valueAt === 0) continue;
      if (now <= device.valueAt + device.expireMs) continue;
      device.expired = true;
      events.push({ type: "availability", id: device.identity.id, online: false });
    }
    return events;
  }

  /** Of topics that carry states of one device, and nothing about its being there. */
  function pattern(topic: string, data: unknown): Pattern | undefined {
    const there = [...(listeners.get(topic) ?? [])];
    const [, device] = there[0] ?? [];
    if (!device || there.some(([entity, other]) => other !== device || entity.availability?.topics.includes(topic)))
      return undefined;
    const reads = there.flatMap(([entity]) => entity.reads).filter((read) => read.topic === topic && device.owning.has(read));
    const values: PatternValue[] = [];
    for (const read of reads) {
      const value = patternOf(read, data);
      if (value === undefined) return undefined;
      if (value !== null) values.push(value);
    }
    const since = turn;
    let asOf = -1;
    let online: true | undefined;
    return {
      id: device.identity.id,
      values,
      online: () => {
        if (asOf !== news) online = isOnline(device) === false ? undefined : true;
        asOf = news;
        return online;
      },
      // Now and then a message must be read for the sake of those devices that say nothing any more.
      holds: (receivedAt) => turn === since && receivedAt < sweptAt + SWEEP_MS,
      heard: (receivedAt) => {
        device.valueAt = receivedAt;
        device.expired = false;
      },
    };
  }

  return {
    pattern,
    claims: (topic) => isDiscoveryTopic(topic) || listeners.has(topic),
    read(message) {
      const { topic, payload, receivedAt } = message;
      const events = isDiscoveryTopic(topic) ? readConfig(topic, payload) : readState(message);
      events.push(...sweep(receivedAt));
      return events;
    },
    command(id, endpoint, signal, value) {
      const read = devices.get(id)?.owners.get(pointOf({ endpoint, signal }));
      return read?.command && { topic: read.command.topic, payload: read.command.payload(value) };
    },
  };
}

/** How a value is read; null when there is none in `data`, undefined when more than one place may decide about it. */
function patternOf({ template, endpoint, signal, value }: Read, data: unknown): PatternValue | null | undefined {
  const { keys, after } = template;
  // The payload itself, as a number: what is on or off compares its text.
  if (!keys && after === UNCHANGED && typeof data === "number" && SIGNALS[signal].unit !== "0|1")
    return { keys: [], endpoint, signal, read: value };
  const raw = keys && valueAt(data, keys);
  if (!keys || (typeof raw === "object" && raw !== null) || keys.some((key) => typeof key === "number" && key < 0))
    return undefined;
  const read = after === UNCHANGED ? value : (found: unknown): number | null | undefined => value(after(found));
  if (raw === undefined || raw === null) return read(raw) === null ? null : undefined;
  return { keys: keys.map(String), endpoint, signal, read };
}

function eventOf(
  { identity }: KnownDevice,
  { endpoint, signal, template, value }: Read,
  input: TemplateInput,
): DialectEvent | undefined {
  const raw = template.read(input);
  const read = value(raw);
  if (read === null) return undefined;
  if (read !== undefined && Number.isFinite(read)) return { type: "value", id: identity.id, endpoint, signal, value: read };
  const shown = JSON.stringify(raw)?.slice(0, 80) ?? "nothing";
  return { type: "rejected", reason: "not-a-number", detail: `${signal} of ${identity.id} is ${shown}` };
}
