/** Publishes zones and forecasts over a connection of its own, whose will tells when Zonecast is gone. */
import mqtt from "mqtt";
import { type Clock, errorLine, type Log } from "#domain";
import { type BrokerAddress, clientOptionsOf, targetOf } from "../target.ts";
import type { Publisher } from "./discovery.ts";
import { type Picture, publicationsOf } from "./messages.ts";
import { createPace } from "./pace.ts";
import { statusTopic } from "./topics.ts";

export interface PublishingOptions extends Publisher {
  readonly clock: Clock;
  readonly log: Log;
  readonly broker: BrokerAddress;
  /** The same at every start: then the broker ends a connection that died unseen before it greets the new one. */
  readonly clientId: string;
  /** Asked every few seconds. */
  readonly picture: () => Picture;
}

export interface Publishing {
  /** Says `offline` and leaves. */
  readonly stop: () => Promise<void>;
}

const LOOK_EVERY_MS = 5_000;
const RETRY_MS = 2_000;
const FAREWELL_MS = 2_000;
const ONLINE = "online";
const OFFLINE = "offline";

/** Starts connecting and returns at once. Throws `bad-config` for an address that must not be used; a broker that is away is tried again until `stop`. */
export function startPublishing(options: PublishingOptions): Publishing {
  const { clock, log, broker, site } = options;
  const status = statusTopic(site);
  const pace = createPace();
  let contradicted = false;
  let failing = false;
  let stopped = false;
  const target = targetOf(broker);
  const client = mqtt.connect({
    ...clientOptionsOf(target),
    clientId: options.clientId,
    // The embedded broker speaks 3.1.1 only, and every other one speaks it too.
    protocolVersion: 4,
    clean: true,
    resubscribe: false,
    queueQoSZero: false,
    reconnectPeriod: RETRY_MS,
    keepalive: 30,
    will: { topic: status, payload: Buffer.from(OFFLINE), qos: 1, retain: true },
  });

  const send = (topic: string, payload: string, qos: 0 | 1): void => {
    client.publish(topic, payload, { qos, retain: true }, (error) => {
      if (error) pace.forget(topic);
    });
  };

  function look(): void {
    if (stopped || !client.connected) return;
    if (contradicted) send(status, ONLINE, 1);
    contradicted = false;
    const now = clock.now();
    for (const { topic, payload, qos } of pace.due(publicationsOf(options.picture(), options, now), now))
      send(topic, payload(), qos);
  }

  client.on("reconnect", () => {
    Object.assign(client.options, clientOptionsOf(target));
  });
  client.on("connect", () => {
    failing = false;
    // The broker may have forgotten what was retained.
    pace.forget();
    send(status, ONLINE, 1);
    client.subscribe(status, { qos: 1 }, () => {});
    look();
  });
  // Another server of this site that ends speaks for the site, wrongly while this one is here.
  client.on("message", (topic, payload) => {
    if (topic === status && payload.toString() === OFFLINE) contradicted = true;
  });
  client.on("error", (error) => {
    if (!failing && !stopped) log.warn({ problem: errorLine(error) }, "Nothing is published: no connection to the broker");
    failing = true;
  });
  const cancel = clock.every(LOOK_EVERY_MS, look);

  /** Whether the broker took our last word in time. */
  const farewell = (): Promise<boolean> =>
    new Promise((resolve) => {
      const cancelWait = clock.after(FAREWELL_MS, () => resolve(false));
      const settle = (heard: boolean): void => {
        cancelWait();
        resolve(heard);
      };
      client.once("close", () => settle(false));
      client.publish(status, OFFLINE, { qos: 1, retain: true }, (error) => settle(!error));
    });

  return {
    async stop() {
      if (stopped) return;
      stopped = true;
      cancel();
      const heard = client.connected && (await farewell());
      // Cut off without a goodbye, the broker speaks our will.
      await client.endAsync(!heard);
    },
  };
}
