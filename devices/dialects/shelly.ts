/**
 * Shelly, second generation and later: whole statuses under `<id>/status/<component>`, changes under `<id>/events/rpc`,
 * presence under `<id>/online`, set-points by remote calls to `<id>/rpc`. `<id>` is the device's own or a prefix of one level.
 */
import type { Device } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message, Outgoing, Pattern } from "../dialect.ts";
import { isObject, type JsonObject, own, ownText, parseText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { parseTime } from "../parse/time.ts";
import { isExactTopic } from "../parse/topic.ts";
import {
  type Component,
  componentOf,
  componentPattern,
  overlay,
  placeOf,
  type Role,
  readComponent,
  SERVICES,
  setpointCall,
  unreadOf,
} from "./shelly-components.ts";
import { question, readAnswer } from "./shelly-roles.ts";
import { createSightings, idPart, parseObject, rejected, type Sensed, type Sighted, TOO_MANY } from "./sightings.ts";

/** We call ourselves so in remote calls; devices answer under this name. */
const CALLER = "zonecast";
const ANSWERS = `${CALLER}/rpc`;
const TOPIC = /^([^/]+)\/(?:(online)|(events\/rpc)|status\/([^/]+))$/;
const MAX_COMPONENTS = 200;
/** An unanswered question is put again after this long, ms, and given up after so many times. */
const ASK_AGAIN_MS = 60_000;
const MAX_QUESTIONS = 3;

export const shelly: Dialect = {
  name: "shelly",
  filters: ["+/online", ANSWERS],
  telemetry: ["+/status/+", "+/events/rpc"],
  open,
};

interface Known {
  readonly prefix: string;
  readonly sighted: Sighted;
  /** Number of its remote calls: answers carry it. */
  readonly call: number;
  /** The newest status of each component, by key. */
  readonly statuses: Map<string, JsonObject>;
  readonly roles: Map<string, Role>;
  /** Which page of its virtual components must be asked for. */
  wanted: { readonly offset: number; askedAt: number; times: number } | undefined;
  /** Its virtual components were asked for once. */
  asked: boolean;
  /** It runs on its battery alone, and wakes to speak. */
  sleeping: boolean;
}

function open(recalled: readonly Device[] = []): DialectSession {
  const sightings = createSightings("shelly", "shown", recalled);
  const devices = new Map<string, Known>();
  const byCall = new Map<number, Known>();
  const byId = new Map<string, Known>();

  function at(prefix: string): Known | undefined {
    const known = devices.get(prefix);
    if (known) return known;
    const model = /^(shelly[a-z0-9]+)-/.exec(prefix)?.[1] ?? "";
    const facts = { name: prefix, vendor: "Shelly", model, area: undefined, batteryPowered: false };
    const sighted = sightings.at(`shelly:${idPart(prefix)}`, facts);
    if (!sighted) return undefined;
    const call = devices.size + 1;
    const device = {
      prefix,
      sighted,
      call,
      statuses: new Map(),
      roles: new Map(),
      wanted: undefined,
      asked: false,
      sleeping: false,
    };
    devices.set(prefix, device);
    byCall.set(call, device);
    byId.set(sighted.id, device);
    return device;
  }

  /** Takes in statuses by component; with `partly` they are changes to what is known. */
  function readStatuses(
    device: Known,
    statuses: readonly (readonly [key: string, status: unknown])[],
    partly: boolean,
    message: Message,
    ts?: number,
    salvaged = 0,
  ): DialectEvent[] {
    const sensed: Sensed[] = [];
    const unread: (readonly [path: string, why: string])[] = [];
    for (const [key, told] of statuses) {
      const component = componentOf(key);
      if (!component || !isObject(told)) continue;
      const status = partly ? overlay(device.statuses.get(key) ?? {}, told) : told;
      if (device.statuses.has(key) || device.statuses.size < MAX_COMPONENTS) device.statuses.set(key, status);
      const role = device.roles.get(key);
      sensed.push(...readComponent(component, status, told, role, ts));
      unread.push(...unreadOf(component, told, role));
      if (component.kind === "number" && !device.asked) ask(device);
    }
    device.sleeping = sleeps(device);
    if (device.sleeping) {
      device.sighted.facts = { ...device.sighted.facts, batteryPowered: true };
      device.sighted.watched = false;
    }
    return sightings.hear(device.sighted, message, { sensed, unread, salvaged });
  }

  function ask(device: Known): void {
    device.asked = true;
    device.wanted = { offset: 0, askedAt: 0, times: 0 };
  }

  function readEvent(device: Known, data: JsonObject, message: Message, salvaged: number): DialectEvent[] {
    const method = ownText(data, "method") ?? "";
    const params = own(data, "params");
    if (!isObject(params) || !/^Notify(?:Full)?Status$/.test(method))
      return sightings.hear(device.sighted, message, { sensed: [] });
    const statuses = Object.entries(params).filter(([key]) => key !== "ts");
    return readStatuses(device, statuses, method === "NotifyStatus", message, parseTime(own(params, "ts")), salvaged);
  }

  function readOnline(device: Known, message: Message): DialectEvent[] {
    const text = parseText(message.payload);
    if (!text.ok || (text.value !== "true" && text.value !== "false")) return [];
    const { id } = device.sighted;
    const told = sightings.tell(device.sighted);
    // A device that sleeps is not away: it says so every time before it goes to sleep.
    const sleeping = sleeps(device);
    if (text.value === "false" && sleeping) return told;
    device.sighted.watched = !sleeping;
    return [...told, { type: "availability", id, online: text.value === "true" }];
  }

  function readAnswers(message: Message): DialectEvent[] {
    const json = parseObject(message.payload);
    if (!json.ok) return [rejected(json.reason, json.detail)];
    const device = byCall.get(parseNumber(own(json.value.data, "id")) ?? -1);
    if (!device) return [];
    const error = own(json.value.data, "error");
    if (isObject(error)) {
      device.wanted = undefined;
      return [rejected("unsupported", `${device.prefix} refused a call: ${ownText(error, "message") ?? "no reason given"}`)];
    }
    const answer = readAnswer(own(json.value.data, "result"));
    if (!answer || !device.wanted) return [];
    device.wanted = answer.next === undefined ? undefined : { offset: answer.next, askedAt: 0, times: 0 };
    for (const { key, role } of answer.described)
      if (role && (device.roles.has(key) || device.roles.size < MAX_COMPONENTS)) device.roles.set(key, role);
    const statuses = answer.described.flatMap(({ key, status }) => (status ? [[key, status] as const] : []));
    return readStatuses(device, statuses, true, message);
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const [, prefix = "", , , key = ""] = TOPIC.exec(topic) ?? [];
    const device = devices.get(prefix);
    const component = componentOf(key);
    if (!device || !component || !isObject(data)) return undefined;
    const role = device.roles.get(key);
    const found = componentPattern(component, data, role);
    if (!found) return undefined;
    const { holds, ...common } = sightings.pattern(device.sighted, found.values, found.time);
    // The newest status need not be kept: nothing is ever read of it but what was told anew, and whether its device sleeps.
    return { ...common, holds: (at) => holds(at) && !device.sleeping && (role === undefined || device.roles.get(key) === role) };
  }

  return {
    pattern,
    claims(topic) {
      if (topic === ANSWERS) return true;
      const [, prefix = "", online, events, key = ""] = TOPIC.exec(topic) ?? [];
      if (online !== undefined) return prefix.startsWith("shelly") || devices.has(prefix);
      return events !== undefined || isComponentKey(key);
    },
    read(message) {
      if (message.topic === ANSWERS) return readAnswers(message);
      const [, prefix = "", online, events, key = ""] = TOPIC.exec(message.topic) ?? [];
      // A retained message that is taken back says nothing.
      if (prefix === "" || message.payload.byteLength === 0) return [];
      const device = at(prefix);
      if (!device) return [TOO_MANY];
      if (online !== undefined) return readOnline(device, message);
      const json = parseObject(message.payload);
      if (!json.ok) return [rejected(json.reason, json.detail)];
      const { data, salvaged } = json.value;
      if (events !== undefined) return readEvent(device, data, message, salvaged);
      return readStatuses(device, [[key, data]], false, message, undefined, salvaged);
    },
    command(id, endpoint, signal, value) {
      const device = byId.get(id);
      if (signal !== "heatingSetpointC" || !device) return undefined;
      const component = settableAt(device, endpoint);
      return component && callTo(device, setpointCall(component, value));
    },
    tick: (now) => [...devices.values()].flatMap((device) => put(device, now)),
  };
}

/** Puts the question that waits, when it is time. */
function put(device: Known, now: number): DialectEvent[] {
  const { wanted } = device;
  if (!wanted || now < wanted.askedAt + ASK_AGAIN_MS) return [];
  if (wanted.times >= MAX_QUESTIONS) device.wanted = undefined;
  wanted.times++;
  wanted.askedAt = now;
  const message = device.wanted && callTo(device, question(wanted.offset));
  return message ? [{ type: "send", message }] : [];
}

function callTo(device: Known, call: { method: string; params: JsonObject } | undefined): Outgoing | undefined {
  const topic = `${device.prefix}/rpc`;
  if (!call || !isExactTopic(topic)) return undefined;
  return { topic, payload: JSON.stringify({ id: device.call, src: CALLER, ...call }) };
}

/** The component that holds the set-point of an endpoint. */
function settableAt({ statuses, roles }: Known, endpoint: string | undefined): Component | undefined {
  for (const key of statuses.keys()) {
    const component = componentOf(key);
    if (!component || placeOf(component) !== endpoint) continue;
    const { kind } = component;
    if (kind === "thermostat" || kind === "blutrv" || roles.get(key)?.writable) return component;
  }
  return undefined;
}

function sleeps({ statuses }: Known): boolean {
  const external = own(statuses.get("devicepower:0") ?? { external: { present: true } }, "external");
  const wakeupS = parseNumber(own(statuses.get("sys") ?? {}, "wakeup_period")) ?? 0;
  return wakeupS > 0 || !(isObject(external) && own(external, "present") === true);
}

/** `switch:0`, or one of the services, so that `status/kitchen` of somebody else stays his. */
function isComponentKey(key: string): boolean {
  const component = componentOf(key);
  return component !== undefined && (key.includes(":") || SERVICES.has(component.kind));
}
