/** What clients of the embedded broker miss while they are away: kept in order and within bounds, the oldest given up first. */

export interface QueueLimits {
  /** Messages kept for one client. */
  readonly messages: number;
  /** Bytes kept for one client. */
  readonly bytes: number;
  /** Bytes kept for all clients together. */
  readonly totalBytes: number;
}

/** As much of one of aedes's packets as is looked at here. */
export interface QueuedPacket {
  readonly cmd: string;
  readonly brokerCounter?: number | undefined;
  readonly topic?: string | undefined;
  readonly payload?: string | Uint8Array | undefined;
  readonly retain?: boolean | undefined;
  messageId?: number | undefined;
}

export interface Queues {
  add(clientId: string, packet: QueuedPacket): void;
  /** A packet was given its id, or a PUBREL takes the place of the packet with its id. What was given up meanwhile stays so. */
  update(clientId: string, packet: QueuedPacket): void;
  /** The client has it. */
  acknowledge(clientId: string, messageId: number | undefined): QueuedPacket | undefined;
  of(clientId: string): readonly QueuedPacket[];
  forget(clientId: string): void;
  readonly bytes: () => number;
}

/** What a message costs beside its topic and payload, bytes: measured on Node 24. */
const OVERHEAD_BYTES = 400;
/** How much room is made at once when all clients together have too much: finding the longest queue costs a look at each. */
const ROOM = 0.01;

interface Queue {
  /** By the broker's number of the message, oldest first. */
  readonly packets: Map<number, QueuedPacket>;
  readonly byMessageId: Map<number, number>;
  bytes: number;
}

/** `onDrop` hears of each message that is given up. Where all clients together have too much, the longest queue pays. */
export function createQueues(limits: QueueLimits, onDrop: (clientId: string) => void): Queues {
  const queues = new Map<string, Queue>();
  let total = 0;

  function remove(queue: Queue, key: number): QueuedPacket | undefined {
    const packet = queue.packets.get(key);
    if (!packet) return undefined;
    const size = sizeOf(packet);
    queue.packets.delete(key);
    queue.bytes -= size;
    total -= size;
    const { messageId } = packet;
    if (messageId !== undefined && queue.byMessageId.get(messageId) === key) queue.byMessageId.delete(messageId);
    return packet;
  }

  function dropOldest(clientId: string, queue: Queue): boolean {
    const [oldest] = queue.packets.keys();
    if (oldest === undefined) return false;
    remove(queue, oldest);
    onDrop(clientId);
    return true;
  }

  function makeRoom(): void {
    while (total > limits.totalBytes * (1 - ROOM)) {
      let longest: [string, Queue] | undefined;
      let next = 0;
      for (const entry of queues)
        if (!longest || entry[1].bytes > longest[1].bytes) {
          next = longest?.[1].bytes ?? 0;
          longest = entry;
        } else if (entry[1].bytes > next) next = entry[1].bytes;
      if (!longest) return;
      const [clientId, queue] = longest;
      do if (!dropOldest(clientId, queue)) return;
      while (total > limits.totalBytes * (1 - ROOM) && queue.bytes > next);
    }
  }

  return {
    add(clientId, packet) {
      const key = packet.brokerCounter;
      if (key === undefined) return;
      let queue = queues.get(clientId);
      if (!queue) {
        queue = { packets: new Map(), byMessageId: new Map(), bytes: 0 };
        queues.set(clientId, queue);
      }
      // Two subscriptions of one client that both take the message.
      if (queue.packets.has(key)) return;
      const size = sizeOf(packet);
      queue.packets.set(key, packet);
      queue.bytes += size;
      total += size;
      while (queue.packets.size > limits.messages || queue.bytes > limits.bytes) if (!dropOldest(clientId, queue)) break;
      if (total > limits.totalBytes) makeRoom();
    },
    update(clientId, packet) {
      const queue = queues.get(clientId);
      const { messageId, brokerCounter } = packet;
      if (!queue || messageId === undefined) return;
      const known = brokerCounter === undefined ? undefined : queue.packets.get(brokerCounter);
      if (known && brokerCounter !== undefined) {
        if (known.messageId !== undefined && queue.byMessageId.get(known.messageId) === brokerCounter)
          queue.byMessageId.delete(known.messageId);
        known.messageId = messageId;
        queue.byMessageId.set(messageId, brokerCounter);
        return;
      }
      const key = queue.byMessageId.get(messageId);
      const before = key === undefined ? undefined : queue.packets.get(key);
      if (key === undefined || !before) return;
      const change = sizeOf(packet) - sizeOf(before);
      queue.packets.set(key, packet);
      queue.bytes += change;
      total += change;
    },
    acknowledge(clientId, messageId) {
      const queue = queues.get(clientId);
      const key = messageId === undefined ? undefined : queue?.byMessageId.get(messageId);
      if (!queue || key === undefined) return undefined;
      const packet = remove(queue, key);
      if (queue.packets.size === 0) queues.delete(clientId);
      return packet;
    },
    of: (clientId) => [...(queues.get(clientId)?.packets.values() ?? [])],
    forget(clientId) {
      total -= queues.get(clientId)?.bytes ?? 0;
      queues.delete(clientId);
    },
    bytes: () => total,
  };
}

/** A string's characters may take two bytes each. */
function sizeOf({ topic, payload }: QueuedPacket): number {
  const bytes = typeof payload === "string" ? 2 * payload.length : (payload?.length ?? 0);
  return OVERHEAD_BYTES + 2 * (topic?.length ?? 0) + bytes;
}
