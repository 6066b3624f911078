/** One connection to an external broker that comes back by itself, with its subscriptions. */
import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { type IConnackPacket, MqttClient } from "mqtt";
import { type Clock, errorLine, type Random, ZonecastError } from "#domain";
import { type AckGate, ackGate } from "./ack-gate.ts";
import { backoff } from "./backoff.ts";
import type { Message, Outgoing } from "./dialect.ts";
import { type Target, tlsOptionsOf } from "./target.ts";
import type { Done } from "./transport.ts";

export type Version = 4 | 5;

export interface LinkOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly target: Target;
  readonly clientId: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** False: the broker keeps the session while we are away. */
  readonly clean: boolean;
  /** Whether subscribing brings the retained messages. Only MQTT 5 can leave them out. */
  readonly retained: boolean;
  readonly version: () => Version;
  readonly onMessage: (message: Message, mustKeep: boolean, done: Done) => void;
  readonly onUp: (connack: IConnackPacket) => void;
  /** The connection is lost, or could not be made; a new attempt follows by itself. */
  readonly onDown: (problem: string) => void;
  /** The broker does not speak the version; the next attempt follows at once. */
  readonly onWrongVersion: () => void;
  /** The broker refused these filters. */
  readonly onRefused: (filters: readonly string[]) => void;
}

export interface Link {
  /** Subscribes now and after every reconnect. */
  subscribe(filters: readonly string[], qos: 0 | 1): void;
  unsubscribe(filters: readonly string[]): void;
  publish(message: Outgoing): Promise<void>;
  stop(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;
const PUBLISH_TIMEOUT_MS = 10_000;
const KEEPALIVE_S = 30;
/** How long a broker keeps our session while we are away, s. */
const SESSION_EXPIRY_S = 86_400;
/** Retain handling: nothing that was retained is sent (MQTT 5, 3.8.3.1). */
const NO_RETAINED = 2;
/** Filters per SUBSCRIBE packet. */
const CHUNK = 100;
/** CONNACK codes for an unknown protocol version, MQTT 3.1.1 and 5. */
const WRONG_VERSION = [1, 132];

/**
 * Connects and stays connected until `stop`. Every attempt is a fresh client: a reconnected one keeps odd remains of the
 * session before.
 */
export function openLink(options: LinkOptions): Link {
  const { clock } = options;
  const wanted = new Map<string, 0 | 1>();
  const delays = backoff(options.random);
  let client: MqttClient | undefined;
  let up = false;
  let stopped = false;
  let cancelRetry = (): void => {};

  function connect(): void {
    if (stopped) return;
    const version = options.version();
    const { clientId, clean, username, password } = options;
    let problem = "the broker closed the connection";
    let wrongVersion = false;
    const socket = dial(options.target);
    socket.on("error", (error) => {
      problem = errorLine(error);
    });
    const gate = gateOf(socket);
    const fresh = new MqttClient(() => socket, {
      clientId,
      clean,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      protocolVersion: version,
      ...(version === 5 && !clean && { properties: { sessionExpiryInterval: SESSION_EXPIRY_S } }),
      reconnectPeriod: 0,
      resubscribe: false,
      connectTimeout: CONNECT_TIMEOUT_MS,
      keepalive: KEEPALIVE_S,
    });
    client = fresh;
    fresh.handleMessage = (packet, callback) => {
      const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
      const message = { topic: packet.topic, payload, retain: packet.retain, receivedAt: clock.now() };
      const mustKeep = packet.qos > 0;
      const done = mustKeep ? gate.hold() : () => {};
      callback();
      options.onMessage(message, mustKeep, done);
    };
    fresh.on("connect", (connack) => {
      up = true;
      delays.reset();
      request(fresh, [...wanted]);
      options.onUp(connack);
    });
    fresh.on("error", (error) => {
      problem = errorLine(error);
      wrongVersion = version === 5 && "code" in error && WRONG_VERSION.includes(Number(error.code));
      if (wrongVersion) options.onWrongVersion();
    });
    fresh.once("close", () => {
      up = false;
      fresh.end(true);
      if (stopped) return;
      if (!wrongVersion) options.onDown(problem);
      cancelRetry = clock.after(wrongVersion ? 0 : delays.next(), connect);
    });
  }

  function request(to: MqttClient, filters: readonly (readonly [string, 0 | 1])[]): void {
    const leaveOut = !options.retained && options.version() === 5 ? { rh: NO_RETAINED } : {};
    for (let i = 0; i < filters.length; i += CHUNK) {
      const chunk = Object.fromEntries(filters.slice(i, i + CHUNK).map(([filter, qos]) => [filter, { qos, ...leaveOut }]));
      to.subscribe(chunk, (_error, _granted, packet) => {
        const codes = packet?.granted ?? [];
        const refused = Object.keys(chunk).filter((_, at) => Number(codes[at] ?? 0) >= 128);
        if (refused.length > 0) options.onRefused(refused);
      });
    }
  }

  connect();
  return {
    subscribe(filters, qos) {
      const fresh = filters.filter((filter) => wanted.get(filter) !== qos);
      for (const filter of fresh) wanted.set(filter, qos);
      if (client && up)
        request(
          client,
          fresh.map((filter) => [filter, qos]),
        );
    },
    unsubscribe(filters) {
      for (const filter of filters) wanted.delete(filter);
      if (client && up && filters.length > 0) client.unsubscribe([...filters], () => {});
    },
    publish({ topic, payload, qos = 1 }) {
      const now = client;
      if (!now || !up)
        return Promise.reject(new ZonecastError("broker-failed", "there is no connection to the broker", { retry: true }));
      return new Promise((resolve, reject) => {
        const fail = (why: string) => reject(new ZonecastError("broker-failed", why, { retry: true }));
        const cancel = clock.after(PUBLISH_TIMEOUT_MS, () => fail("the broker did not acknowledge the command"));
        now.publish(topic, payload, { qos, retain: false }, (error) => {
          cancel();
          if (error) fail(errorLine(error));
          else resolve();
        });
      });
    },
    async stop() {
      stopped = true;
      cancelRetry();
      await client?.endAsync(true);
    },
  };
}

function dial(target: Target): Socket {
  const { host, port, tls } = target;
  if (!tls) return connectTcp({ host, port, noDelay: true });
  // An address has no server name to be told (RFC 6066, 3).
  return connectTls({ host, port, ...tlsOptionsOf(target), ...(isIP(host) === 0 && { servername: host }) });
}

/** Puts a gate between what the client library writes to the socket and the wire. */
function gateOf(socket: Socket): AckGate {
  const write = socket.write.bind(socket);
  const gate = ackGate((bytes) => {
    if (socket.writable) write(bytes);
  });
  socket.write = (chunk: Uint8Array | string, ...rest: unknown[]): boolean => {
    gate.write(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
    const callback = rest.find((x) => typeof x === "function");
    if (callback) process.nextTick(callback);
    return !socket.writableNeedDrain;
  };
  return gate;
}
