/** Which broker is meant by a URL, and whether it may be spoken to: nothing secret travels in the clear unless somebody said so. */
import { X509Certificate } from "node:crypto";
import type { ConnectionOptions } from "node:tls";
import type { IClientOptions } from "mqtt";
import { ZonecastError } from "#domain";
import { isLoopback } from "./loopback.ts";
import { type Pem, pemText } from "./pem-file.ts";

/** Where a broker listens. With `tls` its certificate is verified. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Certificates of authorities in PEM that are believed instead of the system's. */
  readonly ca?: Pem | undefined;
  /** The only certificate that is believed, in PEM, whatever name stands in it. */
  readonly pinned?: Pem | undefined;
}

export interface BrokerAddress {
  /** `mqtt://host:port` or `mqtts://host:port`; may hold a user name and a password. */
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Certificates of authorities in PEM that are believed instead of the system's, for `mqtts://`. */
  readonly ca?: Pem | undefined;
  /** For a broker of this very machine whose certificate is made out to another name: the certificate itself, in PEM. */
  readonly pinned?: Pem | undefined;
  /** Allows `mqtt://` to a host that is not a loopback address: name, password and values then travel in the clear. */
  readonly allowPlain?: boolean | undefined;
}

export interface Broker extends Target {
  /** For people: host and port, nothing secret. */
  readonly name: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Whether what is said can be overheard on a network. */
  readonly overheard: boolean;
}

/** Throws `bad-config` for a URL that is none, or that must not be used. */
export function targetOf({ url: text, allowPlain, username, password, ca, pinned }: BrokerAddress): Broker {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.hostname === "")
    throw new ZonecastError("bad-config", "the broker's address is not a URL", { hint: "mqtt://host:1883 or mqtts://host:8883" });
  if (url.protocol !== "mqtt:" && url.protocol !== "mqtts:")
    throw new ZonecastError("bad-config", `the broker's address must start with mqtt:// or mqtts://, not ${url.protocol}//`);
  const tls = url.protocol === "mqtts:";
  const overheard = !tls && !isLoopback(url.hostname);
  if (overheard && !allowPlain)
    throw new ZonecastError("bad-config", `mqtt:// to ${url.hostname} would send name and password in the clear`, {
      hint: "use mqtts://, or allow it with ZONECAST_MQTT_ALLOW_PLAIN=on",
    });
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (tls ? 8883 : 1883),
    tls,
    ca,
    pinned,
    name: url.host,
    username: username ?? decoded(url.username),
    password: password ?? decoded(url.password),
    overheard,
  };
}

/** How certificates are verified. */
export function tlsOptionsOf({ ca, pinned }: Target): ConnectionOptions {
  const common: ConnectionOptions = { rejectUnauthorized: true, minVersion: "TLSv1.2" };
  if (pinned === undefined) return { ...common, ...(ca !== undefined && { ca: pemText(ca) }) };
  const certificate = pemText(pinned);
  const { fingerprint256 } = new X509Certificate(certificate);
  return {
    ...common,
    ca: certificate,
    // A leaf may be believed without the authority that signed it.
    allowPartialTrustChain: true,
    checkServerIdentity: (_name, found) =>
      found.fingerprint256 === fingerprint256 ? undefined : new Error("this is not the certificate of our broker"),
  };
}

/** The same for mqtt.js, with the address and whom it is told. To be laid over its options before each connect: certificates are renewed. */
export const clientOptionsOf = (broker: Broker): IClientOptions => ({
  protocol: broker.tls ? "mqtts" : "mqtt",
  host: broker.host,
  port: broker.port,
  ...(broker.username !== undefined && { username: broker.username }),
  ...(broker.password !== undefined && { password: broker.password }),
  ...(broker.tls && (tlsOptionsOf(broker) as IClientOptions)),
});

function decoded(part: string): string | undefined {
  if (part === "") return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
