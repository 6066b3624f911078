/**
 * OpenEMS Edge, by its MQTT controller: `edge/<id>/channel/<component>/<channel>` carries a value as JSON when it changed and
 * every five minutes, `edge/<id>/channel/lastUpdate` closes each round with its time, `edge/<id>/edgeConfig/` describes.
 */
import type { Device } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message } from "../dialect.ts";
import { DESCRIPTION_MAX_BYTES, parseJson, parseText } from "../parse/json.ts";
import { parseTime } from "../parse/time.ts";
import { CHANNELS, type ComponentConfig, meaningOf, readConfig } from "./openems-channels.ts";
import { createSightings, idPart, measure, nameOf, rejected, type Sensed, type Sighted, TOO_MANY } from "./sightings.ts";

const TOPIC = /^edge\/([^/]+)\/(?:(lastUpdate|channel\/lastUpdate)|(edgeConfig\/?)|channel\/([^/]+)\/([^/]+))$/;
const MAX_EDGES = 100;
const MAX_WAITING = 2_000;

export const openems: Dialect = {
  name: "openems",
  filters: ["edge/+/edgeConfig", "edge/+/edgeConfig/"],
  telemetry: ["edge/+/lastUpdate", "edge/+/channel/lastUpdate", ...CHANNELS.map((channel) => `edge/+/channel/+/${channel}`)],
  open,
};

interface Waiting {
  readonly device: Sighted;
  readonly sensed: Sensed;
  readonly receivedAt: number;
}

interface Edge {
  readonly name: string;
  config: ReadonlyMap<string, ComponentConfig>;
  /** Components that were heard, by their name. */
  readonly heard: Map<string, Sighted>;
  /** It closes its rounds: live values wait for the time that they were measured at. */
  timed: boolean;
  /** By component and channel. */
  readonly waiting: Map<string, Waiting>;
}

function open(recalled: readonly Device[] = []): DialectSession {
  const sightings = createSightings("openems", "hidden", recalled);
  const edges = new Map<string, Edge>();

  function edgeAt(name: string): Edge | undefined {
    const known = edges.get(name);
    if (known || edges.size >= MAX_EDGES) return known;
    const edge: Edge = { name, config: new Map(), heard: new Map(), timed: false, waiting: new Map() };
    edges.set(name, edge);
    return edge;
  }

  function deviceAt(edge: Edge, component: string): Sighted | undefined {
    const known = edge.heard.get(component);
    if (known) return known;
    const id = `openems:${idPart(`${edge.name}.${component}`)}`;
    const config = edge.config.get(component);
    const facts = { vendor: "OpenEMS", model: "", area: undefined, batteryPowered: false };
    const device = sightings.at(id, { ...facts, ...describedAs(edge.name, component, config) });
    if (device) edge.heard.set(component, device);
    return device;
  }

  function readChannel(edge: Edge, component: string, channel: string, message: Message): DialectEvent[] {
    const json = parseJson(message.payload);
    if (!json.ok) return [rejected(json.reason, json.detail)];
    const device = deviceAt(edge, component);
    if (!device) return [TOO_MANY];
    const meaning = meaningOf(component, channel, edge.config.get(component));
    if (meaning === undefined) return sightings.hear(device, message, { sensed: [] });
    if (typeof meaning === "string") return sightings.hear(device, message, { sensed: [], unread: [[channel, meaning]] });
    const { signal, unit, endpoint } = meaning;
    const sensed: Sensed = { signal, endpoint, value: measure(signal, unit, json.value.data), path: channel };
    const { salvaged } = json.value;
    if (message.retain || !edge.timed || typeof sensed.value !== "number")
      return sightings.hear(device, message, { sensed: [sensed], salvaged });
    const key = `${component}/${channel}`;
    // Its round was never closed: then it was measured when it came.
    const before = edge.waiting.get(key);
    const late = before ? [{ ...before.sensed, ts: before.receivedAt }] : [];
    if (before || edge.waiting.size < MAX_WAITING) edge.waiting.set(key, { device, sensed, receivedAt: message.receivedAt });
    return sightings.hear(device, message, { sensed: [...late, { ...sensed, value: null }] });
  }

  /** The round is closed: what waits was measured at its time. */
  function readLastUpdate(edge: Edge, message: Message): DialectEvent[] {
    const text = parseText(message.payload);
    const ts = text.ok ? parseTime(text.value.replace(/^"(.*)"$/, "$1")) : undefined;
    if (ts === undefined) return [rejected("bad-time", "lastUpdate is neither unix milliseconds nor ISO 8601 with a zone")];
    edge.timed = true;
    if (message.retain) return [];
    const waiting = [...edge.waiting.values()];
    edge.waiting.clear();
    const waits = new Set(waiting.map(({ device }) => device));
    const values = waiting.flatMap(({ device, sensed }) => sightings.hear(device, message, { sensed: [{ ...sensed, ts }] }));
    // Channels that did not change are as they were: their components are alive.
    const others = [...edge.heard.values()].filter((device) => !waits.has(device));
    return [...values, ...others.flatMap((device) => sightings.hear(device, message, { sensed: [] }))];
  }

  function readEdgeConfig(edge: Edge, message: Message): DialectEvent[] {
    const json = parseJson(message.payload, DESCRIPTION_MAX_BYTES);
    if (!json.ok) return [rejected(json.reason, json.detail)];
    const config = readConfig(json.value.data);
    if (!config) return [rejected("wrong-type", "edgeConfig holds no components")];
    edge.config = config;
    const events: DialectEvent[] = [];
    for (const [component, device] of edge.heard) {
      if (component.startsWith("_") || config.has(component)) {
        device.facts = { ...device.facts, ...describedAs(edge.name, component, config.get(component)) };
        events.push(...sightings.tell(device));
      } else {
        edge.heard.delete(component);
        for (const [key, { device: of }] of edge.waiting) if (of === device) edge.waiting.delete(key);
        events.push(...sightings.forget(device.id));
      }
    }
    return events;
  }

  return {
    claims: (topic) => TOPIC.test(topic),
    read(message) {
      const [, name = "", lastUpdate, edgeConfig, component = "", channel = ""] = TOPIC.exec(message.topic) ?? [];
      if (name === "" || message.payload.byteLength === 0) return [];
      const edge = edgeAt(name);
      if (!edge) return [TOO_MANY];
      if (lastUpdate !== undefined) return readLastUpdate(edge, message);
      return edgeConfig === undefined ? readChannel(edge, component, channel, message) : readEdgeConfig(edge, message);
    },
    command: () => undefined,
  };
}

function describedAs(edge: string, component: string, config: ComponentConfig | undefined): { name: string; model: string } {
  const own = component === "_sum" ? `${edge} site` : component;
  return { name: nameOf(component === "_sum" ? own : (config?.alias ?? ""), own), model: config?.factory ?? "" };
}
