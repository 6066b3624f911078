/**
 * Sparkplug B 3.0 as a host application: nodes and devices are born with all their metrics, then send what changed, then
 * die. What does not fit what we know of a session ends in a request to be born again, never in a guess.
 */
import type { Dialect, DialectEvent, DialectSession, Message } from "../dialect.ts";
import { type Defined, type Definitions, readBirth } from "./sparkplug-birth.ts";
import { createOrder, type Order } from "./sparkplug-order.ts";
import { decodePayload, encodeCommand, type Metric, type SparkplugPayload, TYPE } from "./sparkplug-payload.ts";
import { type Address, commandTopic, FILTERS, idOf, NAMESPACE, parseTopic, type Verb } from "./sparkplug-topic.ts";

/** All of it on one connection: messages that came over several would be out of order all the time. */
export const sparkplug: Dialect = { name: "sparkplug", filters: FILTERS, open };

/** A node is asked to be born again at most this often, ms: a birth is its longest message. */
const REBIRTH_EVERY_MS = 30_000;
const MAX_NODES = 2_000;
const MAX_DEVICES = 10_000;
/** Of all nodes and devices together. */
const MAX_METRICS = 500_000;
const GOOD = 192;

/** Who was born: an edge node, or a device of it. */
interface Speaker {
  readonly address: Address;
  definitions: Definitions;
  alive: boolean;
  /** Its description as it was last told, as JSON. */
  told: string;
}

interface Sequenced {
  readonly verb: Exclude<Verb, "NBIRTH" | "NDEATH">;
  readonly address: Address;
  readonly payload: SparkplugPayload & { readonly ts: number; readonly seq: number };
}

interface Node {
  readonly address: Address;
  /** The node itself under `""`, its devices by name. */
  readonly speakers: Map<string, Speaker>;
  readonly order: Order<Sequenced>;
  alive: boolean;
  bdSeq: number | undefined;
  /** When it was last asked to be born again. */
  askedAt: number | undefined;
}

function open(): DialectSession {
  const nodes = new Map<string, Node>();
  const byId = new Map<string, Speaker>();
  let metrics = 0;
  let now = 0;

  function nodeAt({ group, edge }: Address): Node | undefined {
    const key = `${group}/${edge}`;
    const known = nodes.get(key);
    if (known || nodes.size >= MAX_NODES) return known;
    const address = { group, edge };
    const node = {
      address,
      speakers: new Map(),
      order: createOrder<Sequenced>(),
      alive: false,
      bdSeq: undefined,
      askedAt: undefined,
    };
    nodes.set(key, node);
    return node;
  }

  /** Asks to be born again (tck-id-operational-behavior-data-commands-ncmd-rebirth-verb, -name, -value). */
  function rebirth(node: Node): DialectEvent[] {
    if (node.askedAt !== undefined && now >= node.askedAt && now - node.askedAt < REBIRTH_EVERY_MS) return [];
    node.askedAt = now;
    const payload = encodeCommand(now, "Node Control/Rebirth", undefined, TYPE.boolean, 1);
    return [{ type: "send", message: { topic: commandTopic(node.address), payload, qos: 0 } }];
  }

  function nodeBorn(node: Node, payload: Sequenced["payload"]): DialectEvent[] {
    const held = node.order.start(payload.seq);
    // What the old session still owed is told before its names are forgotten; the rest came before its own birth.
    const events = held.flatMap((one) => (one.payload.ts < payload.ts ? heed(node, one, true) : []));
    node.bdSeq = payload.metrics.find((m) => m.name === "bdSeq")?.number(TYPE.uint64);
    for (const [name, device] of node.speakers) if (name !== "") events.push(...die(device));
    node.alive = true;
    events.push(...born(node, node.address, payload));
    for (const one of held) if (one.payload.ts >= payload.ts) events.push(...inOrder(node, one));
    return events;
  }

  /** tck-id-payloads-ndeath-bdseq: a death that belongs to an earlier birth arrives late and kills nobody. */
  function nodeDied(node: Node, bdSeq: number | undefined): DialectEvent[] {
    if (bdSeq === undefined) return [rejected("wrong-type", "an NDEATH without bdSeq")];
    if (node.bdSeq !== undefined && node.bdSeq !== bdSeq) return [];
    const events = node.alive ? node.order.start(0).flatMap((one) => heed(node, one, true)) : [];
    node.alive = false;
    const known = [...node.speakers.values()];
    // A node of an earlier run is known to others, if not to us.
    const unheard: DialectEvent[] = known.length > 0 ? [] : [{ type: "availability", id: idOf(node.address), online: false }];
    return [...events, ...unheard, ...known.flatMap(die)];
  }

  function inOrder(node: Node, one: Sequenced): DialectEvent[] {
    const events = catchUp(node);
    const due = node.order.take(one.payload.seq, one, now);
    return [...events, ...due.flatMap((each) => heed(node, each, node.order.lost()))];
  }

  /** Gives up on a message that is overdue. A lost one may have been a birth, so what follows is doubtful until the next one. */
  function catchUp(node: Node): DialectEvent[] {
    const late = node.order.overdue(now);
    const events = late.flatMap((each) => heed(node, each, true));
    return node.order.lost() ? [...events, ...rebirth(node)] : events;
  }

  function heed(node: Node, { verb, address, payload }: Sequenced, doubtful: boolean): DialectEvent[] {
    if (verb === "DBIRTH") return born(node, address, payload);
    const speaker = node.speakers.get(address.device ?? "");
    if (verb === "DDEATH") return speaker ? die(speaker) : [];
    if (!speaker?.alive) return [rejected("unknown-device", `${idOf(address)} was not born yet`), ...rebirth(node)];
    return spoken(node, speaker, payload, doubtful);
  }

  function born(node: Node, address: Address, payload: Sequenced["payload"]): DialectEvent[] {
    const name = address.device ?? "";
    const before = node.speakers.get(name);
    if (!before && byId.size >= MAX_DEVICES) return [rejected("unsupported", "there are too many devices already")];
    const definitions = readBirth(address, payload.metrics);
    const more = definitions.byName.size - (before?.definitions.byName.size ?? 0);
    if (metrics + more > MAX_METRICS) return [rejected("unsupported", "there are too many metrics already")];
    metrics += more;
    const speaker: Speaker = before ?? { address, definitions, alive: true, told: "" };
    node.speakers.set(name, speaker);
    byId.set(definitions.device.id, speaker);
    speaker.definitions = definitions;
    speaker.alive = true;
    const told = JSON.stringify(definitions.device);
    const isNew = told !== speaker.told;
    speaker.told = told;
    return [
      ...(isNew ? [{ type: "device" as const, device: definitions.device }] : []),
      ...spoken(node, speaker, payload, false),
    ];
  }

  function spoken(node: Node, speaker: Speaker, payload: Sequenced["payload"], doubtful: boolean): DialectEvent[] {
    const { byName, byAlias, device } = speaker.definitions;
    const { id } = device;
    const events: DialectEvent[] = [{ type: "availability", id, online: true }];
    let unknown = 0;
    for (const metric of payload.metrics) {
      const named = metric.name === undefined ? undefined : byName.get(metric.name);
      const defined = named ?? (metric.alias === undefined ? undefined : byAlias.get(metric.alias));
      if (!defined) unknown++;
      else if (defined.reading && !metric.isNull) events.push(eventOf(id, defined, metric, payload.ts, doubtful));
    }
    events.push({ type: "seen", id });
    if (unknown > 0) events.push(rejected("unknown-device", `${unknown} metrics were in no birth of ${id}`), ...rebirth(node));
    return events;
  }

  const die = (speaker: Speaker): DialectEvent[] => {
    if (!speaker.alive) return [];
    speaker.alive = false;
    return [{ type: "availability", id: speaker.definitions.device.id, online: false }];
  };

  function read(verb: Verb, address: Address, { payload: bytes }: Message): DialectEvent[] {
    const decoded = decodePayload(bytes);
    if (!decoded.ok) return [rejected(decoded.reason, decoded.detail)];
    const node = nodeAt(address);
    if (!node) return [rejected("unsupported", "there are too many nodes already")];
    const { ts, seq, metrics: sent } = decoded.value;
    if (verb === "NDEATH") return nodeDied(node, sent.find((m) => m.name === "bdSeq")?.number(TYPE.uint64));
    if (ts === undefined || seq === undefined)
      return [rejected("wrong-type", "a payload of Sparkplug B has a timestamp and a sequence number")];
    const payload = { ts, seq, metrics: sent };
    if (verb === "NBIRTH") return nodeBorn(node, payload);
    if (!node.alive)
      return verb === "DDEATH" ? [] : [rejected("unknown-device", `${idOf(address)} was not born yet`), ...rebirth(node)];
    return inOrder(node, { verb, address, payload });
  }

  function tick(at: number): DialectEvent[] {
    now = at;
    const events: DialectEvent[] = [];
    for (const node of nodes.values()) if (node.order.waits()) events.push(...catchUp(node));
    return events;
  }

  return {
    claims: (topic) => topic.startsWith(NAMESPACE),
    tick,
    read(message) {
      now = message.receivedAt;
      const found = parseTopic(message.topic);
      if (found === "host") return [];
      if (!found) return [rejected("bad-topic", "no topic of Sparkplug B")];
      // Nodes never retain; what a bridge kept may stem from a session whose aliases mean something else by now.
      if (message.retain) return [rejected("unsupported", "a retained message belongs to no Sparkplug session")];
      return read(found.verb, found.address, message);
    },
    command(id, endpoint, signal, value) {
      const speaker = byId.get(id);
      if (!speaker?.alive) return undefined;
      for (const { name, alias, type, reading, writable } of speaker.definitions.byName.values())
        if (writable && reading?.signal === signal && reading.endpoint === endpoint)
          return {
            topic: commandTopic(speaker.address),
            payload: encodeCommand(now, name, alias, type, reading.back(value)),
            qos: 0,
          };
      return undefined;
    },
  };
}

/** `null` is left out before: unknown is no value. */
function eventOf(id: string, { name, type, reading }: Defined, metric: Metric, sentAt: number, doubtful: boolean): DialectEvent {
  const number = metric.number(type);
  const value = reading && number !== undefined ? reading.convert(number) : undefined;
  if (!reading || value === undefined || !Number.isFinite(value)) return rejected("not-a-number", `${name} is not a number`);
  const { signal, endpoint } = reading;
  // A value of the past without its own time would pass for one of today.
  const ts = metric.ts ?? (metric.ts === null || metric.isHistorical ? undefined : sentAt);
  if (ts === undefined) return rejected("bad-time", `${name} says no time that could be right`);
  const quality = metric.isHistorical
    ? "historical"
    : doubtful || (metric.properties.get("Quality") ?? GOOD) !== GOOD
      ? "suspect"
      : "good";
  return { type: "value", id, endpoint, signal, value, ts, quality };
}

const rejected = (reason: Extract<DialectEvent, { type: "rejected" }>["reason"], detail: string): DialectEvent => ({
  type: "rejected",
  reason,
  detail,
});
