/** Stands between the embedded broker and its clients: lets them in, holds them to their topics and their pace. */
import type { AedesOptions, AuthenticateError, Client } from "aedes";
import { type Clock, type Log, oneLine } from "#domain";
import type { Access, Guest } from "./broker-access.ts";
import { createPace, createRetained, type Pace } from "./broker-limits.ts";

export interface DoorkeeperOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly access: Access;
  /** Messages of one client in a second; what is more waits. */
  readonly perSecond: number;
  /** The user to whom what is kept for a client belongs is gone or has changed. */
  readonly onDisowned: (clientId: string) => void;
}

type Packet = Parameters<NonNullable<AedesOptions["authorizePublish"]>>[1];

export interface Doorkeeper {
  readonly authenticate: NonNullable<AedesOptions["authenticate"]>;
  readonly authorizeSubscribe: NonNullable<AedesOptions["authorizeSubscribe"]>;
  /** Calls `then` in its turn. Not allowed: the packet has been emptied, and its acknowledgement is all that it gets. */
  readonly publish: (client: Client | null, packet: Packet, then: (allowed: boolean) => void) => void;
  /** Whether the client may hear what `filter` brings. */
  readonly mayHear: (client: Client, filter: string) => boolean;
  readonly entered: (client: Client) => void;
  readonly left: (client: Client) => void;
  /** Nothing is kept for this client any more: its id is free for anybody. */
  readonly forgotten: (clientId: string) => void;
  readonly stop: () => void;
}

/** CONNACK codes (MQTT 3.1.1, table 3.1). */
const IDENTIFIER_REJECTED = 2;
const UNAVAILABLE = 3;
const BAD_CREDENTIALS = 4;
/** Where what is not allowed goes: a topic to which nobody is let. */
const NOWHERE = "$nowhere";
/** What the broker keeps in memory for whoever comes. */
const RETAINED = { topics: 50_000, bytes: 64 * 1024 * 1024 } as const;
/** Clients that are about to enter. */
const MAX_ENTERING = 10_000;
/** Filters of one client. */
export const MAX_FILTERS = 10_000;
const MAX_TOLD = 1_000;
const TELL_AGAIN_MS = 600_000;
const LOOK_EVERY_MS = 2_000;

/**
 * MQTT 3.1.1 has no word for "you may not publish here": what is not allowed is acknowledged, dropped, and told in the log, once
 * for each user and topic. A subscription that is not allowed is refused in the SUBACK.
 */
export function createDoorkeeper({ clock, log, access, perSecond, onDisowned }: DoorkeeperOptions): Doorkeeper {
  const guests = new WeakMap<object, Guest>();
  const paces = new WeakMap<object, Pace>();
  const inside = new Set<Client>();
  /** Client id -> user, of those inside and of those who are remembered: nobody takes over the session of somebody else. */
  const owners = new Map<string, Guest>();
  const entering = new Map<string, Guest>();
  const filters = new WeakMap<object, number>();
  const retained = createRetained(RETAINED);
  const told = new Set<string>();

  function tellOnce(key: string, fields: object, message: string): void {
    if (told.has(key)) return;
    if (told.size > MAX_TOLD) return;
    told.add(key);
    if (told.size > MAX_TOLD)
      log.warn({}, "More is refused at the broker than is told here; the list begins anew in ten minutes");
    else log.warn(fields, message);
  }

  async function admit(client: Client, username: string | undefined, password: Uint8Array | undefined): Promise<number> {
    const guest = await access.enter(username, password);
    if (guest === "busy") return UNAVAILABLE;
    if (!guest) {
      const user = oneLine(username ?? "", 64);
      tellOnce(`enter ${user}`, { user }, "A client was refused: wrong user name or password");
      return BAD_CREDENTIALS;
    }
    const owner = owners.get(client.id) ?? entering.get(client.id);
    if (owner !== undefined && owner.name !== guest.name) {
      tellOnce(
        `id ${client.id}`,
        { client: oneLine(client.id, 120), user: guest.name },
        "A client was refused: its id is another user's",
      );
      return IDENTIFIER_REJECTED;
    }
    if (owner === undefined) {
      const [oldest] = entering.keys();
      if (entering.size >= MAX_ENTERING && oldest !== undefined) entering.delete(oldest);
      entering.set(client.id, guest);
    }
    guests.set(client, guest);
    return 0;
  }

  const cancelTold = clock.every(TELL_AGAIN_MS, () => told.clear());
  const cancel = clock.every(LOOK_EVERY_MS, () => {
    for (const client of inside) {
      const guest = guests.get(client);
      if (!guest || access.stillThere(guest)) continue;
      log.info({ user: guest.name }, "A client was sent away: its user is gone or has changed");
      client.close();
    }
    const present = new Set([...inside].map((client) => client.id));
    for (const [id, guest] of owners) if (!present.has(id) && !access.stillThere(guest)) onDisowned(id);
  });

  const mayHear = (client: Client, filter: string): boolean =>
    filter !== NOWHERE && guests.get(client)?.maySubscribe(filter) === true;

  /** Whether the client has room for one more filter. Those that it gave back are found out when the count says that it is full. */
  function hasRoom(client: Client): boolean {
    let count = filters.get(client) ?? 0;
    if (count >= MAX_FILTERS && "subscriptions" in client) count = Object.keys(client.subscriptions ?? {}).length;
    filters.set(client, count + 1);
    return count < MAX_FILTERS;
  }

  return {
    authenticate(client, username, password, done) {
      admit(client, username, password).then(
        (code) => (code === 0 ? done(null, true) : done(refusal(code), null)),
        () => done(refusal(UNAVAILABLE), null),
      );
    },
    authorizeSubscribe(client, subscription, done) {
      const { topic } = subscription;
      if (mayHear(client, topic) && hasRoom(client)) return done(null, subscription);
      const name = guests.get(client)?.name ?? "";
      tellOnce(`subscribe ${name} ${topic}`, { user: name, filter: oneLine(topic, 200) }, "A subscription was refused");
      done(null, null);
    },
    publish(client, packet, then) {
      const guest = client && guests.get(client);
      const refuse = (why: string): void => {
        const name = guest?.name ?? "";
        const topic = oneLine(packet.topic, 200);
        tellOnce(`${why} ${name} ${topic}`, { user: name, topic }, why);
        packet.topic = NOWHERE;
        packet.payload = Buffer.alloc(0);
        packet.retain = false;
        then(false);
      };
      const decide = (): void => {
        const { topic, payload, retain } = packet;
        if (guest && !guest.mayPublish(topic)) refuse("A message was dropped: its user may not publish there");
        else if (retain && !retained.admit(topic, payload.length)) refuse("A message was dropped: too much is retained already");
        else then(true);
      };
      const pace = client && paces.get(client);
      if (pace) pace.take(decide);
      else decide();
    },
    entered(client) {
      inside.add(client);
      const guest = guests.get(client);
      // A client that it took the place of has just left, and the id with it.
      if (guest) owners.set(client.id, guest);
      entering.delete(client.id);
      paces.set(client, createPace(clock, perSecond));
    },
    left(client) {
      inside.delete(client);
      paces.get(client)?.flush();
      paces.delete(client);
      if (client.clean && ![...inside].some((other) => other.id === client.id)) owners.delete(client.id);
    },
    mayHear,
    forgotten(clientId) {
      if (![...inside].some((client) => client.id === clientId)) owners.delete(clientId);
    },
    stop() {
      cancel();
      cancelTold();
      for (const client of inside) paces.get(client)?.stop();
    },
  };
}

function refusal(returnCode: number): AuthenticateError {
  const why = returnCode === UNAVAILABLE ? "too many are knocking" : "bad user name or password";
  return Object.assign(new Error(why), { returnCode });
}
