/** The door to everything that speaks MQTT: readings and devices out, commands in. */
import type {
  Clock,
  Command,
  CommandRequest,
  Device,
  Hold,
  Log,
  Mapping,
  MappingPreview,
  Priority,
  Reading,
  Rejection,
  Reprocessed,
} from "#domain";
import type { SessionCounts, SessionLimits } from "./broker-sessions.ts";
import type { Verdict } from "./meter-check.ts";
import type { Pem } from "./pem-file.ts";
import type { PointOfDevice } from "./registry.ts";
import type { Trust } from "./trust.ts";

export type BrokerSetting =
  /** aedes in this process, MQTT 3.1.1. */
  | {
      readonly kind: "embedded";
      readonly host: string;
      readonly port: number;
      /** Who may do everything. Clients must have these or be users; one of both must be there when `host` is not a loopback address. */
      readonly credentials?: { readonly username: string; readonly password: string } | undefined;
      /** JSON file of users with the topics that each may use, as `zonecast devices user` writes it. */
      readonly usersFile?: string | undefined;
      /** Certificate and key in PEM: then the port speaks TLS, and nothing else. What is renewed in `files` is served within seconds. */
      readonly tls?:
        | {
            readonly cert: string;
            readonly key: string;
            readonly files?: { readonly cert: string; readonly key: string } | undefined;
          }
        | undefined;
      readonly limits?: BrokerLimits | undefined;
    }
  /** Any broker: `mqtt://` or `mqtts://`. Certificates are verified. */
  | {
      readonly kind: "external";
      readonly url: string;
      readonly username?: string | undefined;
      readonly password?: string | undefined;
      /** Certificates of authorities in PEM that are believed instead of the system's, for `mqtts://`. */
      readonly ca?: Pem | undefined;
      /** Connections that share the telemetry subscriptions, so that acknowledging after the commit stays fast. */
      readonly connections: number;
      /** Allows `mqtt://` to a host that is not a loopback address: name, password and values then travel in the clear. */
      readonly allowPlain?: boolean | undefined;
      /**
       * Name of this installation, unique at the broker. With it the broker keeps what arrives while we are away (a day at
       * most); without it every start is a new session.
       */
      readonly clientId?: string | undefined;
    };

/** What the embedded broker bears. */
export interface BrokerLimits {
  /** Connections at once. Default 1,000. */
  readonly clients?: number | undefined;
  /** Longest packet, bytes. Default: 8 MB and a little, for descriptions of large zigbee networks. */
  readonly packetBytes?: number | undefined;
  /** What one client may send in a second; what is more waits. Default 10,000. */
  readonly messagesPerSecond?: number | undefined;
  /** What is kept for clients that are away. Default: see `broker.ts`. */
  readonly sessions?: SessionLimits | undefined;
}

/** How long a device may take to report a set-point back before it is sent again, ms. */
export interface EchoTimeouts {
  readonly mainsMs: number;
  /** Battery devices sleep, and listen only when they wake. */
  readonly batteryMs: number;
}

export interface GatewayOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly broker: BrokerSetting;
  /** Devices known from earlier runs, with where they were placed. */
  readonly known: readonly Device[];
  /** What people told about topics that no dialect knows. One that cannot be used is logged and left out. */
  readonly mappings?: readonly Mapping[] | undefined;
  /** Keeps every message as it came in files of this folder, within this bound. Default: nothing is kept. */
  readonly rawLog?: { readonly folder: string; readonly maxBytes: number } | undefined;
  /** Whose new devices are placed at once, by their area or name. Others wait in the inbox with that as a proposal. */
  readonly trusted: Trust;
  /** Default 10 s and 5 min. */
  readonly echoTimeouts?: EchoTimeouts | undefined;
  /** How many messages may wait for the store before the oldest of QoS 0 are shed. Default 20,000. */
  readonly queueLimit?: number | undefined;
  /** Where trusted new devices go that do not name a building themselves. */
  readonly defaultBuilding: string;
  /** Whether commands may go out to this building. Asked before every send. */
  readonly mayActuate: (building: string) => boolean;
  /** Resolves when stored; QoS 1 messages are acknowledged only then. */
  readonly onReadings: (readings: readonly Reading[]) => Promise<void>;
  readonly onRejections: (rejections: readonly Rejection[]) => void;
  /** Devices that appeared or changed (place, availability, last seen, description). */
  readonly onDevices: (devices: readonly Device[]) => void;
  readonly onGone: (ids: readonly string[]) => void;
  /** A meter's counter and its power no longer fit together, or fit again. */
  readonly onMeter?: ((verdict: Verdict) => void) | undefined;
  /** Holds of before a restart. */
  readonly holds?: readonly Hold[] | undefined;
  /** When the next block of a zone's schedule begins (UTC ms), null without a schedule: an operator's hold ends then. */
  readonly nextBlock?: ((point: Pick<Hold, "building" | "zone" | "signal">, at: number) => number | null) | undefined;
  readonly onHold?: ((hold: Hold) => void) | undefined;
  readonly onReleased?: ((hold: Hold) => void) | undefined;
  /** Every change of a command's state. */
  readonly onCommand: (command: Command) => void;
}

export interface GatewayStatus {
  readonly connected: boolean;
  /** For people: `127.0.0.1:1883 (embedded, MQTT 3.1.1)`. Never a password. */
  readonly address: string;
  /** received = stored + rejected + ignored + shed, once nothing is in flight. Counted in messages. */
  readonly received: number;
  readonly stored: number;
  readonly rejected: number;
  readonly ignored: number;
  readonly shed: number;
  /** Of the embedded broker. */
  readonly sessions?: SessionCounts | undefined;
  /** Last trouble with the broker, for people. */
  readonly problem?: string | undefined;
}

export interface Gateway {
  readonly status: () => GatewayStatus;
  readonly devices: () => readonly Device[];
  /**
   * Sets a set-point on every device of the zone that takes it (or on `request.source`). Throws `observe-only` when the
   * building's actuation is off, `not-found` when no device takes it, `held` when all are held by somebody who comes first (those
   * that are not, are set). The commands go on as a state machine through `onCommand`.
   */
  readonly command: (request: CommandRequest, who: string) => readonly Command[];
  readonly holds: () => readonly Hold[];
  /** Ends the holds of a zone's set-point that `priority` may overrule. Sends nothing. */
  readonly release: (point: Pick<Hold, "building" | "zone" | "signal">, priority: Priority) => readonly Hold[];
  /**
   * Places a device: its points, or only those in `signals`, move to the building and zone; what is left out waits in the inbox.
   * Throws `not-found`, and `bad-input` for a point that the device does not have.
   */
  readonly place: (id: string, building: string, zone: string, signals?: readonly PointOfDevice[]) => void;
  /** From now on exactly these points of a placed device feed its zone. Throws `not-found`, `bad-input`. */
  readonly bind: (id: string, signals: readonly PointOfDevice[]) => void;
  /** Places these devices where they are proposed to stand; without ids, all that wait. Throws `not-found`, `bad-input`. */
  readonly accept: (ids?: readonly string[]) => readonly Device[];
  /** Puts a device out of sight, with all that it says, or takes that back. Throws `not-found`. */
  readonly ignore: (id: string, ignored: boolean) => void;
  /** From now on exactly these mappings count. Throws `bad-input` and changes nothing when one of them is wrong. */
  readonly setMappings: (mappings: readonly Mapping[]) => void;
  /** What a mapping would make of these messages; nothing comes of it. Throws `bad-input` for a mapping that is wrong. */
  readonly preview: (mapping: Mapping, from: PreviewSource) => MappingPreview;
  /** Reads rejected messages again that a mapping takes now; with a raw log, all messages that it holds. */
  readonly reprocess: (rejections: readonly Rejection[], topicFilter?: string) => Promise<Reprocessed>;
  readonly stop: () => Promise<void>;
}

export type PreviewSource =
  | { readonly messages: readonly { readonly topic: string; readonly payload: string; readonly at: number }[] }
  /** As far as they were kept whole. */
  | { readonly rejections: readonly Rejection[] };
