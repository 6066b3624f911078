/** The broker that a command speaks to, with what the environment says about it. */
import { readFileSync } from "node:fs";
import { env } from "node:process";
import type { BrokerAddress } from "#devices";
import { ZonecastError } from "#domain";

/** Where a broker is looked for that nobody named. */
export const defaultBroker = (): string => env.ZONECAST_MQTT_URL ?? `mqtt://127.0.0.1:${env.ZONECAST_MQTT_PORT ?? "1883"}`;

/** Its host and port, for people; never a name or a password that stand in the URL. */
export const brokerName = (url: string): string => (URL.canParse(url) && new URL(url).host) || "the broker";

/** `ca`: a PEM file, by default that of the environment. Throws `bad-file` when it cannot be read. */
export function brokerAt(url: string, ca = env.ZONECAST_MQTT_CA): BrokerAddress {
  return {
    url,
    username: env.ZONECAST_MQTT_USERNAME,
    password: env.ZONECAST_MQTT_PASSWORD,
    ca: ca === undefined ? undefined : read(ca),
    allowPlain: env.ZONECAST_MQTT_ALLOW_PLAIN === "on",
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot read ${path}`, { cause, hint: "certificates of authorities, PEM" });
  }
}
