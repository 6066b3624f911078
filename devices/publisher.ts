/** A publisher that waits for the broker's word on every message; for tools that feed a broker. */

import { connectAsync } from "mqtt";
import { errorLine, ZonecastError } from "#domain";
import { type BrokerAddress, clientOptionsOf, targetOf } from "./target.ts";

export interface Publisher {
  /** Resolves when the broker has taken the message (QoS 1, not retained), or when a second try was in vain. */
  readonly publish: (topic: string, payload: string) => Promise<void>;
  /** Messages that the broker did not take. */
  readonly refused: () => number;
  readonly stop: () => Promise<void>;
}

/**
 * Throws `bad-config` for an address that must not be used, `broker-failed` with the address when the broker is not reached in
 * 5 s or refuses the credentials.
 */
export async function connectPublisher(address: BrokerAddress): Promise<Publisher> {
  const broker = targetOf(address);
  const options = { ...clientOptionsOf(broker), connectTimeout: 5_000, reconnectPeriod: 1_000 };
  const client = await connectAsync(`${broker.tls ? "mqtts" : "mqtt"}://${broker.name}`, options, false).catch(
    (cause: unknown) => {
      throw new ZonecastError("broker-failed", `the broker at ${broker.name} is not reached: ${errorLine(cause) || "refused"}`, {
        cause,
        retry: true,
        hint: "is Zonecast or your broker running? Another one is named with --mqtt or ZONECAST_MQTT_URL",
      });
    },
  );
  client.on("error", () => undefined);
  let refused = 0;
  return {
    async publish(topic, payload) {
      for (let attempt = 0; attempt < 2; attempt++)
        try {
          await client.publishAsync(topic, payload, { qos: 1 });
          return;
        } catch {
          // A line cut at the wrong moment: mqtt.js gives the message back, and it is ours to send again.
        }
      refused++;
    },
    refused: () => refused,
    // Without a line there is nobody to say goodbye to, and mqtt.js would wait for one.
    stop: () => client.endAsync(!client.connected),
  };
}
