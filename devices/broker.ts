/** The broker in this process: aedes, MQTT 3.1.1. A message of QoS 1 is acknowledged once its readings are stored. */
import type { Server, Socket } from "node:net";
import { Aedes, type AedesOptions } from "aedes";
import { type Clock, errorLine, type Log, ZonecastError } from "#domain";
import { createAccess } from "./broker-access.ts";
import { createDoorkeeper } from "./broker-doorkeeper.ts";
import { createForwarding, type Emitter, waitForNobody } from "./broker-forward.ts";
import { createListener, type Listener } from "./broker-listener.ts";
import { boundSessions, type Persistence, type Sessions } from "./broker-sessions.ts";
import { framing } from "./framing.ts";
import type { BrokerSetting } from "./gateway.ts";
import { isLoopback } from "./loopback.ts";
import { DESCRIPTION_MAX_BYTES } from "./parse/json.ts";
import type { Transport, TransportEvents } from "./transport.ts";

type EmbeddedSetting = Extract<BrokerSetting, { kind: "embedded" }>;

/** How long a client may take to say who it is, ms. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Five fields of at most 64 kB each (MQTT 3.1.1, 3.1.3), before anybody has said who it is. */
const CONNECT_MAX_BYTES = 5 * 65_537 + 16;
/** Filters: a client that has more divides them. Each costs time and memory, and a packet is read at one go. */
const OTHER_MAX_BYTES = 512 * 1024;
const MB = 1024 * 1024;
const DEFAULT_LIMITS = {
  clients: 1_000,
  /** A device list with its topic and header. */
  packetBytes: DESCRIPTION_MAX_BYTES + 64 * 1024,
  messagesPerSecond: 10_000,
  /** An MQTT 3.1.1 packet id has 16 bits: more than 65,535 messages cannot be under way to one client. */
  sessions: { messages: 10_000, bytes: 16 * MB, totalBytes: 64 * MB, sessions: 1_000, ageMs: 7 * 86_400_000 },
} as const;

export interface BrokerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly setting: EmbeddedSetting;
}

/**
 * Starts listening. Throws `bad-config` for an open port without credentials and for a certificate that cannot be used,
 * `port-taken` when the port is in use.
 * aedes reads a client's packets a socket chunk (64 kB) at a time and waits until all of them are done: so holding an
 * acknowledgement slows that sender alone, and bounds what it can have under way.
 */
export async function startBroker({ clock, log, setting }: BrokerOptions, events: TransportEvents): Promise<Transport> {
  const { host, credentials, usersFile, tls } = setting;
  const {
    clients = DEFAULT_LIMITS.clients,
    packetBytes = DEFAULT_LIMITS.packetBytes,
    messagesPerSecond = DEFAULT_LIMITS.messagesPerSecond,
    sessions: sessionLimits = DEFAULT_LIMITS.sessions,
  } = setting.limits ?? {};
  if (!credentials && usersFile === undefined && !isLoopback(host))
    throw new ZonecastError("bad-config", `the broker may not listen on ${host} without a user name and password`, {
      hint: "set credentials or a file of users for the embedded broker, or let it listen on 127.0.0.1",
    });
  if (!tls && !isLoopback(host))
    log.warn({ host }, "The broker listens without TLS: names, passwords and values can be overheard on the network");
  const access = createAccess({ clock, log, credentials, usersFile });
  const doorkeeper = createDoorkeeper({
    clock,
    log,
    access,
    perSecond: messagesPerSecond,
    onDisowned: (clientId) => sessions?.forget(clientId),
  });
  let sessions: Sessions | undefined;
  const forwarding = createForwarding({ clock, log });

  const options: AedesOptions = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    authenticate: doorkeeper.authenticate,
    authorizeSubscribe: doorkeeper.authorizeSubscribe,
    authorizeForward: forwarding.authorizeForward,
    authorizePublish(client, packet, done) {
      if (packet.topic.startsWith("$")) return done(new Error("topics that start with $ are the broker's own"));
      const take = (): void => {
        const { topic } = packet;
        const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
        // A publisher's retain flag asks us to keep the message; it is live all the same.
        const message = { topic, payload, retain: false, receivedAt: clock.now() };
        if (packet.qos === 0) {
          events.onMessage(message, false, () => {});
          done(null);
        } else events.onMessage(message, true, () => done(null));
      };
      doorkeeper.publish(client, packet, (allowed) => {
        if (!allowed) done(null);
        else if (packet.qos < 2 || !client || !sessions) take();
        else sessions.hasBegun(client, packet).then((begun) => (begun ? done(null) : take()), done);
      });
    },
  };
  const aedes = await Aedes.createBroker(options);
  // Not among the broker's declared members.
  const { persistence, mq } = aedes as unknown as { readonly persistence: Persistence; readonly mq: Emitter };
  waitForNobody(mq);
  const kept = boundSessions(persistence, {
    ...{ clock, log, limits: sessionLimits, mayKeep: doorkeeper.mayHear, onForgotten: doorkeeper.forgotten },
  });
  sessions = kept;
  aedes.on("client", (client) => {
    doorkeeper.entered(client);
    kept.entered(client);
    forwarding.entered(client);
  });
  aedes.on("clientDisconnect", (client) => {
    doorkeeper.left(client);
    kept.left(client);
    forwarding.left(client);
  });
  aedes.on("clientError", (client, error) => log.debug({ client: client.id, error: errorLine(error) }, "MQTT client dropped"));
  aedes.on("connectionError", (_client, error) => log.debug({ error: errorLine(error) }, "MQTT connection refused"));

  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.setNoDelay(true);
    limitPackets(socket, packetBytes);
    aedes.handle(socket);
  };
  const closeAll = async (): Promise<void> => {
    listener?.stopWatching();
    kept.stop();
    forwarding.stop();
    doorkeeper.stop();
    access.stop();
    await new Promise<void>((resolve) => aedes.close(resolve));
  };
  let listener: Listener | undefined;
  try {
    listener = createListener(setting, { clock, log, handshakeMs: CONNECT_TIMEOUT_MS }, serve);
    listener.server.maxConnections = clients;
    await listen(listener.server, setting);
  } catch (error) {
    await closeAll();
    throw error;
  }
  const { server } = listener;
  const port = portOf(server);
  events.onConnection(true);

  return {
    address: `${host}:${port} (embedded, MQTT 3.1.1${tls ? ", TLS" : ""})`,
    // Every message passes `authorizePublish`: there is nothing to subscribe to.
    listen: () => {},
    hearAlso: () => {},
    publish: ({ topic, payload, qos = 1 }) =>
      new Promise((resolve, reject) => {
        const packet = { cmd: "publish", topic, payload, qos, retain: false, dup: false } as const;
        aedes.publish(packet, (error) => (error ? reject(new ZonecastError("broker-failed", errorLine(error))) : resolve()));
      }),
    sessions() {
      const counts = kept.counts();
      return { ...counts, dropped: counts.dropped + forwarding.dropped() };
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await closeAll();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** aedes pulls with `read`; there the framing is watched, before its parser gathers the bytes of a packet. */
function limitPackets(socket: Socket, maxBytes: number): void {
  const read = socket.read.bind(socket);
  const accepts = framing({
    maxBytes,
    firstMaxBytes: Math.min(maxBytes, CONNECT_MAX_BYTES),
    otherMaxBytes: Math.min(maxBytes, OTHER_MAX_BYTES),
  });
  socket.read = (size?: number): unknown => {
    const chunk: unknown = read(size);
    if (!(chunk instanceof Uint8Array) || accepts(chunk)) return chunk;
    socket.destroy();
    return null;
  };
}

function listen(server: Server, { host, port }: EmbeddedSetting): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      const text = taken ? `port ${port} on ${host} is in use` : `cannot listen on ${host}:${port}: ${errorLine(error)}`;
      const hint = taken ? "stop the other broker, or choose another port" : "check the address of the embedded broker";
      reject(new ZonecastError(taken ? "port-taken" : "bad-config", text, { hint, cause: error }));
    });
    server.listen(port, host, () => resolve());
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
