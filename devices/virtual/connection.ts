/** One MQTT connection of a virtual network: announces itself after every connect, tries again on failure. */
import mqtt from "mqtt";
import { type Clock, errorLine, type Log, ZonecastError } from "#domain";
import { type Broker, type BrokerAddress, clientOptionsOf, targetOf } from "../target.ts";
import type { Emission, VirtualNetwork } from "./network.ts";

export interface ConnectionOptions {
  readonly broker: BrokerAddress;
  readonly clock: Clock;
  readonly log: Log;
  /** What is said after every connect. */
  readonly announce: () => readonly Emission[];
  /** The connection stands, or is lost. */
  readonly onConnected: (connected: boolean) => void;
  readonly onMessage: (topic: string, payload: Uint8Array) => void;
}

export interface Connection {
  /** Publishes. Dropped while the broker is away, unless the network's messages keep their meaning. */
  readonly send: (emission: Emission) => void;
  /** Breaks the line without a word; it heals by itself. */
  readonly cut: () => void;
  /** Says goodbye and closes. */
  readonly close: () => Promise<void>;
}

const RETRY_MS = 1_000;
const MAX_ATTEMPTS = 5;
/** How long a broker may take to hear goodbye, ms. */
const FAREWELL_MS = 2_000;
/** Messages that may wait for a broker that is away, per connection. */
const MAX_WAITING = 2_000;

/** Connects and announces the network. Throws `bad-config` for an address that must not be used, `broker-failed` when the first attempt fails; later losses heal by themselves. */
export async function openConnection(network: VirtualNetwork, options: ConnectionOptions): Promise<Connection> {
  const { clock, log } = options;
  const target = targetOf(options.broker);
  const willOf = (): mqtt.IClientOptions["will"] => {
    const { topic, payload, qos = 1, retain } = network.will();
    return { topic, payload: Buffer.from(payload), qos, retain };
  };
  const client = mqtt.connect({
    ...clientOptionsOf(target),
    clientId: `virtual-${network.name}`.slice(0, 120),
    protocolVersion: 4,
    clean: true,
    resubscribe: false,
    reconnectPeriod: RETRY_MS,
    keepalive: 30,
    will: willOf(),
  });
  let closing = false;
  let waiting = 0;
  // Serial number of the last message per topic: a message that failed is not repeated over a newer one.
  const newest = new Map<string, number>();
  let serial = 0;

  const publish = (emission: Emission, number: number, attempt: number): void => {
    waiting++;
    const payload = typeof emission.payload === "string" ? emission.payload : Buffer.from(emission.payload);
    client.publish(emission.topic, payload, { qos: emission.qos ?? 1, retain: emission.retain }, (error) => {
      waiting--;
      if (!error || closing || newest.get(emission.topic) !== number) return;
      if (attempt >= MAX_ATTEMPTS)
        log.warn({ topic: emission.topic, error: errorLine(error) }, "virtual device gave up a message");
      else clock.after(RETRY_MS, () => !closing && publish(emission, number, attempt + 1));
    });
  };
  const send = (emission: Emission): void => {
    if (closing || waiting >= MAX_WAITING || (!client.connected && !network.keepsUnsent)) return;
    newest.set(emission.topic, ++serial);
    publish(emission, serial, 1);
  };

  // A new connection may need a new will and may meet a renewed certificate; mqtt.js reads both from its options.
  client.on("reconnect", () => {
    Object.assign(client.options, clientOptionsOf(target));
    client.options.will = willOf();
  });
  client.on("connect", () => {
    options.onConnected(true);
    if (network.commandFilters.length > 0)
      client.subscribe([...network.commandFilters], { qos: 1 }, (error) => {
        if (error && !closing) log.warn({ network: network.name, error: errorLine(error) }, "virtual devices hear no commands");
      });
    for (const emission of options.announce()) send(emission);
  });
  client.on("message", (topic, payload) => options.onMessage(topic, payload));
  await firstConnect(client, target);
  client.on("close", () => !closing && options.onConnected(false));
  client.on("error", (error) => log.debug({ network: network.name, error: errorLine(error) }, "virtual devices lost the broker"));
  return {
    send,
    cut: () => void client.stream.destroy(),
    async close() {
      if (closing) return;
      closing = true;
      if (client.connected) await orLost(client, clock, farewell(client, network.leave()));
      await client.endAsync(true);
    },
  };
}

/** Leaves in order: once the goodbyes are acknowledged the connection is ended, so that the broker does not speak the will. */
async function farewell(client: mqtt.MqttClient, goodbyes: readonly Emission[]): Promise<void> {
  await Promise.allSettled(
    goodbyes.map((e) => client.publishAsync(e.topic, Buffer.from(e.payload), { qos: e.qos ?? 1, retain: e.retain })),
  );
  await client.endAsync();
}

/** Waits for `work`, but not beyond the loss of the connection: nobody acknowledges anything then. */
function orLost(client: mqtt.MqttClient, clock: Clock, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      client.off("close", done);
      cancel();
      resolve();
    };
    const cancel = clock.after(FAREWELL_MS, done);
    client.once("close", done);
    work.then(done, done);
  });
}

function firstConnect(client: mqtt.MqttClient, { name }: Broker): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown): void => {
      settle();
      client.end(true);
      const why = cause instanceof Error ? `: ${errorLine(cause) || "refused"}` : "";
      const text = `virtual devices cannot connect to ${name}${why}`;
      reject(
        new ZonecastError("broker-failed", text, { retry: true, cause, hint: "is the broker running, and who may use it?" }),
      );
    };
    const done = (): void => {
      settle();
      resolve();
    };
    const settle = (): void => {
      client.off("connect", done);
      client.off("error", fail);
      client.off("close", fail);
      // After `end` the socket may still report an error, and an error that nobody hears ends the process.
      client.on("error", () => {});
    };
    client.once("connect", done);
    client.once("error", fail);
    client.once("close", fail);
  });
}
