/** What the embedded broker remembers of clients that are away, and of messages, laid as bounds over aedes's memory. */
import { Readable } from "node:stream";
import type { Client } from "aedes";
import { type Clock, type Log, oneLine } from "#domain";
import { MAX_FILTERS } from "./broker-doorkeeper.ts";
import { createQueues, type QueueLimits } from "./broker-queue.ts";
import { createRetainedMemory } from "./broker-retained.ts";

export interface SessionLimits extends QueueLimits {
  /** Absent clients that are remembered. The one that left first is forgotten first. */
  readonly sessions: number;
  /** How long an absent client is remembered, ms. */
  readonly ageMs: number;
}

export interface SessionsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: SessionLimits;
  /** Whether messages under `filter` may be kept for the client. */
  readonly mayKeep: (client: Client, filter: string) => boolean;
  /** Nothing is left of the client's session. */
  readonly onForgotten: (clientId: string) => void;
}

/** `dropped`: messages that clients will never get because they were away or too slow, since the start. */
export interface SessionCounts {
  readonly absent: number;
  readonly queuedBytes: number;
  readonly dropped: number;
}

export interface Sessions {
  entered(client: Client): void;
  left(client: Client): void;
  /** Forgets what is kept for a client. */
  forget(clientId: string): void;
  /** Whether a QoS 2 message is the repetition of one whose delivery has begun: it was dealt with then. */
  hasBegun(client: Named, packet: { readonly messageId?: number | undefined }): Promise<boolean>;
  counts(): SessionCounts;
  stop(): void;
}

interface Packet {
  cmd: string;
  topic?: string;
  payload?: string | Uint8Array | undefined;
  retain?: boolean;
  brokerCounter?: number;
  messageId?: number | undefined;
}
type Named = Pick<Client, "id">;
interface Subscription {
  readonly topic: string;
}

/** The part of aedes's persistence that is changed here. */
export interface Persistence {
  storeRetained(packet: Packet): Promise<void>;
  createRetainedStreamCombi(filters: readonly string[]): Readable;
  addSubscriptions(client: Client, subscriptions: readonly Subscription[]): Promise<void>;
  cleanSubscriptions(client: Named): Promise<unknown>;
  outgoingEnqueue(subscription: { readonly clientId: string }, packet: Packet): Promise<void>;
  outgoingEnqueueCombi(subscriptions: readonly { readonly clientId: string }[], packet: Packet): Promise<void>;
  outgoingUpdate(client: Named, packet: Packet): Promise<void>;
  outgoingClearMessageId(client: Named, packet: Packet): Promise<Packet | undefined>;
  outgoingStream(client: Named): Readable;
  incomingGetPacket(client: Named, packet: { readonly messageId?: number | undefined }): Promise<unknown>;
  incomingStorePacket(client: Named, packet: Packet): Promise<void>;
  cleanIncoming(client: Named): Promise<void>;
}

const LOOK_EVERY_MS = 60_000;

/**
 * Bounds what `persistence` keeps, in place. Beside its bounds aedes's own memory has three habits that are mended here: it keeps
 * every subscription of a packet, those that were refused among them; it keeps small payloads together with the 64 kB in which
 * they came; and it keeps the payload of a QoS 2 message where its id is all that is asked for.
 */
export function boundSessions(persistence: Persistence, { clock, log, limits, mayKeep, onForgotten }: SessionsOptions): Sessions {
  /** Clients that are away -> since when, the one that left first at the front. */
  const absent = new Map<string, number>();
  const told = new Set<string>();
  let dropped = 0;
  const queues = createQueues(limits, (clientId) => {
    dropped++;
    if (told.has(clientId)) return;
    told.add(clientId);
    log.warn({ client: oneLine(clientId, 120) }, "A client does not fetch its messages: the oldest of them are dropped");
  });
  const addSubscriptions = persistence.addSubscriptions.bind(persistence);
  const cleanSubscriptions = persistence.cleanSubscriptions.bind(persistence);
  const retained = createRetainedMemory<Packet>();
  const incomingStorePacket = persistence.incomingStorePacket.bind(persistence);
  const stored = new WeakSet<object>();

  const own: Omit<Persistence, "cleanIncoming" | "incomingGetPacket"> = {
    storeRetained: async (packet) => retained.store(ofItsOwn(packet)),
    createRetainedStreamCombi: retained.streamOf,
    async addSubscriptions(client, subscriptions) {
      // It is called once for each of them, with all of them.
      if (stored.has(subscriptions)) return;
      stored.add(subscriptions);
      await addSubscriptions(
        client,
        subscriptions.slice(0, MAX_FILTERS).filter(({ topic }) => mayKeep(client, topic)),
      );
    },
    async cleanSubscriptions(client) {
      queues.forget(client.id);
      return cleanSubscriptions(client);
    },
    async outgoingEnqueue({ clientId }, packet) {
      queues.add(clientId, { ...ofItsOwn(packet), retain: false, messageId: undefined });
    },
    async outgoingEnqueueCombi(subscriptions, packet) {
      if (subscriptions.length === 0) return;
      const { payload } = ofItsOwn(packet);
      for (const { clientId } of subscriptions) queues.add(clientId, { ...packet, payload, retain: false, messageId: undefined });
    },
    async outgoingUpdate(client, packet) {
      queues.update(client.id, packet);
    },
    async outgoingClearMessageId(client, packet) {
      return queues.acknowledge(client.id, packet.messageId) as Packet | undefined;
    },
    outgoingStream: (client) => Readable.from(queues.of(client.id)),
    incomingStorePacket: (client, packet) => incomingStorePacket(client, { ...packet, payload: Buffer.alloc(0) }),
  };
  Object.assign(persistence, own);

  function forget(clientId: string): void {
    absent.delete(clientId);
    told.delete(clientId);
    queues.forget(clientId);
    cleanSubscriptions({ id: clientId }).catch(() => {});
    persistence.cleanIncoming({ id: clientId }).catch(() => {});
    onForgotten(clientId);
  }

  const cancel = clock.every(LOOK_EVERY_MS, () => {
    for (const [clientId, since] of absent) {
      if (clock.now() - since < limits.ageMs) return;
      log.info({ client: oneLine(clientId, 120) }, "A client that did not come back is forgotten");
      forget(clientId);
    }
  });

  return {
    entered(client) {
      absent.delete(client.id);
      told.delete(client.id);
    },
    left(client) {
      if (client.clean) return;
      absent.delete(client.id);
      absent.set(client.id, clock.now());
      const [oldest] = absent.keys();
      if (absent.size > limits.sessions && oldest !== undefined) forget(oldest);
    },
    forget,
    hasBegun: (client, packet) =>
      persistence.incomingGetPacket(client, packet).then(
        () => true,
        () => false,
      ),
    counts: () => ({ absent: absent.size, queuedBytes: queues.bytes(), dropped }),
    stop: cancel,
  };
}

/** A copy that does not hold on to the larger piece of memory in which its payload came. */
function ofItsOwn(packet: Packet): Packet {
  const { payload } = packet;
  if (!(payload instanceof Uint8Array)) return packet;
  const own = Buffer.allocUnsafeSlow(payload.length);
  own.set(payload);
  return { ...packet, payload: own };
}
