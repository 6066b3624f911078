/** The broker in this process: aedes, MQTT 3.1.1. A message of QoS 1 is acknowledged once its readings are stored. */
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { Aedes, type AedesOptions, type AuthenticateError } from "aedes";
import { type Clock, errorLine, type Log, ZonecastError } from "#domain";
import { framing } from "./framing.ts";
import type { BrokerSetting } from "./gateway.ts";
import { isLoopback } from "./loopback.ts";
import { DESCRIPTION_MAX_BYTES } from "./parse/json.ts";
import type { Transport, TransportEvents } from "./transport.ts";

type EmbeddedSetting = Extract<BrokerSetting, { kind: "embedded" }>;

const MAX_CONNECTIONS = 1_000;
/** A device list with its topic and header. */
const MAX_PACKET_BYTES = DESCRIPTION_MAX_BYTES + 64 * 1024;
/** CONNACK code: bad user name or password (MQTT 3.1.1, table 3.1). */
const BAD_CREDENTIALS = 4;

export interface BrokerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly setting: EmbeddedSetting;
}

/**
 * Starts listening. Throws `bad-config` for an open port without credentials, `port-taken` when the port is in use.
 * aedes reads a client's packets a socket chunk (64 kB) at a time and waits until all of them are done: so holding an
 * acknowledgement slows that sender alone, and bounds what it can have under way.
 */
export async function startBroker({ clock, log, setting }: BrokerOptions, events: TransportEvents): Promise<Transport> {
  const { host, credentials } = setting;
  if (!credentials && !isLoopback(host))
    throw new ZonecastError("bad-config", `the broker may not listen on ${host} without a user name and password`, {
      hint: "set credentials for the embedded broker, or let it listen on 127.0.0.1",
    });

  const options: AedesOptions = {
    authenticate: credentials ? checker(credentials) : (_client, _user, _password, done) => done(null, true),
    authorizePublish(_client, packet, done) {
      if (packet.topic.startsWith("$")) return done(new Error("topics that start with $ are the broker's own"));
      const { topic } = packet;
      const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
      // A publisher's retain flag asks us to keep the message; it is live all the same.
      const message = { topic, payload, retain: false, receivedAt: clock.now() };
      if (packet.qos === 0) {
        events.onMessage(message, false, () => {});
        done(null);
      } else events.onMessage(message, true, () => done(null));
    },
  };
  const aedes = await Aedes.createBroker(options);
  aedes.on("clientError", (client, error) => log.debug({ client: client.id, error: errorLine(error) }, "MQTT client dropped"));
  aedes.on("connectionError", (_client, error) => log.debug({ error: errorLine(error) }, "MQTT connection refused"));

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.setNoDelay(true);
    limitPackets(socket);
    aedes.handle(socket);
  });
  server.maxConnections = MAX_CONNECTIONS;
  try {
    await listen(server, setting);
  } catch (error) {
    await new Promise<void>((resolve) => aedes.close(resolve));
    throw error;
  }
  const port = portOf(server);
  events.onConnection(true);

  return {
    address: `${host}:${port} (embedded, MQTT 3.1.1)`,
    // Every message passes `authorizePublish`: there is nothing to subscribe to.
    listen: () => {},
    hearAlso: () => {},
    publish: ({ topic, payload, qos = 1 }) =>
      new Promise((resolve, reject) => {
        const packet = { cmd: "publish", topic, payload, qos, retain: false, dup: false } as const;
        aedes.publish(packet, (error) => (error ? reject(new ZonecastError("broker-failed", errorLine(error))) : resolve()));
      }),
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Compares digests, which are of one length and take one time. */
function checker(credentials: {
  readonly username: string;
  readonly password: string;
}): NonNullable<AedesOptions["authenticate"]> {
  const digest = (text: string | Uint8Array) => createHash("sha256").update(text).digest();
  const [username, password] = [digest(credentials.username), digest(credentials.password)];
  return (_client, givenUser, givenPassword, done) => {
    const sameUser = timingSafeEqual(username, digest(givenUser ?? ""));
    const samePassword = timingSafeEqual(password, digest(givenPassword ?? ""));
    if (sameUser && samePassword) return done(null, true);
    const refused: AuthenticateError = Object.assign(new Error("bad user name or password"), { returnCode: BAD_CREDENTIALS });
    done(refused, null);
  };
}

/** aedes pulls with `read`; there the framing is watched, before its parser gathers the bytes of a packet. */
function limitPackets(socket: Socket): void {
  const read = socket.read.bind(socket);
  const accepts = framing({ maxBytes: MAX_PACKET_BYTES });
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
