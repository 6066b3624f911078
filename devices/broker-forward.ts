/** What goes out to the subscribers of the embedded broker: none of them makes the others wait, and none fills our memory. */
import type { Socket } from "node:net";
import type { AedesOptions, Client } from "aedes";
import { type Clock, type Log, oneLine } from "#domain";

type Forward = NonNullable<AedesOptions["authorizeForward"]>;
type Listener = (packet: unknown, done: () => void) => void;

/** The part of aedes's emitter that is changed here. */
export interface Emitter {
  on(topic: string, listener: Listener, done?: () => void): unknown;
  removeListener(topic: string, listener: Listener, done?: () => void): unknown;
}

export interface Forwarding {
  readonly authorizeForward: Forward;
  entered(client: Client): void;
  left(client: Client): void;
  /** Messages that a subscriber was too slow for, since the start. */
  dropped(): number;
  stop(): void;
}

/** Bytes that may wait for one subscriber to read; those of a session that is remembered wait in its queue from there on. */
const MAX_UNREAD = 4 * 1024 * 1024;
/** Where all together have more than this, each may have only little. */
const MAX_UNREAD_TOTAL = 128 * 1024 * 1024;
const LITTLE = 64 * 1024;
const LOOK_EVERY_MS = 1_000;

/**
 * aedes waits with a message until all of its subscribers have taken it, and has room for a hundred such: one subscriber that
 * stops reading then holds up everybody for as long as its connection lasts. Here the emitter does not wait, and who is
 * too far behind is left out until it has read all that waits for it.
 */
export function createForwarding({ clock, log }: { readonly clock: Clock; readonly log: Log }): Forwarding {
  const inside = new Set<Client>();
  const behind = new WeakSet<object>();
  const told = new WeakSet<object>();
  let allowance = MAX_UNREAD;
  let dropped = 0;

  const cancel = clock.every(LOOK_EVERY_MS, () => {
    let total = 0;
    for (const client of inside) total += unread(client);
    allowance = total > MAX_UNREAD_TOTAL ? LITTLE : MAX_UNREAD;
  });

  return {
    authorizeForward(client, packet) {
      const waiting = unread(client);
      if (waiting === 0) behind.delete(client);
      else if (waiting > allowance) behind.add(client);
      // What comes out of its queue has an id already, and is sent no faster than it is read.
      if (!behind.has(client) || packet.messageId !== undefined) return packet;
      dropped++;
      if (!told.has(client)) {
        told.add(client);
        log.warn({ client: oneLine(client.id, 120) }, "A client reads too slowly: what it cannot take is left out");
      }
      return null;
    },
    entered: (client) => void inside.add(client),
    left: (client) => void inside.delete(client),
    dropped: () => dropped,
    stop: cancel,
  };
}

/** Makes an emitter that goes on without waiting for those who listen. */
export function waitForNobody(emitter: Emitter): void {
  const on = emitter.on.bind(emitter);
  const removeListener = emitter.removeListener.bind(emitter);
  const own = new WeakMap<Listener, Listener>();
  emitter.on = (topic, listener, done) => {
    const impatient: Listener = (packet, next) => {
      listener(packet, () => {});
      next();
    };
    own.set(listener, impatient);
    return on(topic, impatient, done);
  };
  emitter.removeListener = (topic, listener, done) => removeListener(topic, own.get(listener) ?? listener, done);
}

const unread = (client: Client): number => (client.conn as Socket).writableLength;
