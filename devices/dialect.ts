/** The contract of a dialect: one foreign MQTT convention, as a state machine that turns messages into events. */
import type { Device, DevicePoint, Quality, RejectionReason, SignalId } from "#domain";

/** One MQTT message as it came. */
export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** The broker kept it from before we subscribed: old, however fresh it looks. */
  readonly retain: boolean;
  /** UTC ms. */
  readonly receivedAt: number;
}

/** A device as its dialect describes it; where it stands is the registry's business. */
export interface AnnouncedDevice {
  /** Stable over renames, prefixed by the dialect: `z2m:0x0000000000000d01`. */
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly model: string;
  readonly kind: Device["kind"];
  readonly batteryPowered: boolean;
  /** A room or area, when the convention names one. */
  readonly area?: string | undefined;
  /** Where a person said that it stands: it goes there at once, trusted or not. */
  readonly place?: { readonly building: string; readonly zone: string } | undefined;
  readonly points: readonly AnnouncedPoint[];
  /** Announced properties that we do not read, each with the reason. */
  readonly unread: readonly string[];
}

export interface AnnouncedPoint {
  /** The endpoint of a device with several (`l2`), else absent. */
  readonly endpoint?: string | undefined;
  readonly signal: SignalId;
  /** Present when it takes commands; in the signal's canonical unit. */
  readonly writable?: { readonly min: number; readonly max: number; readonly step: number } | undefined;
  /** Where it is published and in which unit, when the session can find it again by that after a restart. */
  readonly origin?: DevicePoint["origin"];
}

export type DialectEvent =
  /** Appeared, or describes itself anew. An equal description again is no event. */
  | { readonly type: "device"; readonly device: AnnouncedDevice }
  | { readonly type: "gone"; readonly id: string }
  | { readonly type: "availability"; readonly id: string; readonly online: boolean }
  /** A value in the signal's canonical unit; `ts` absent when the message does not say when it was measured. */
  | {
      readonly type: "value";
      readonly id: string;
      readonly endpoint?: string | undefined;
      readonly signal: SignalId;
      readonly value: number;
      readonly ts?: number | undefined;
      readonly quality?: Quality | undefined;
    }
  /** The device is alive and sent something that holds no value. */
  | { readonly type: "seen"; readonly id: string }
  | { readonly type: "rejected"; readonly reason: RejectionReason; readonly detail: string }
  /**
   * Exact topics of a newly announced device to hear from now on; never wildcards. `control`: rare messages whose order
   * matters (availability); they are heard on one connection, while values may come over several at once.
   */
  | { readonly type: "listen"; readonly filters: readonly string[]; readonly control?: boolean | undefined }
  /**
   * What the convention asks of every listener: a keepalive, a request to be described again. It sets nothing, so it goes
   * out whether or not commands are allowed; the dialect bounds how often.
   */
  | { readonly type: "send"; readonly message: Outgoing };

/** What must be published to carry out a command: never retained. */
export interface Outgoing {
  readonly topic: string;
  readonly payload: string | Buffer;
  /** Default 1. */
  readonly qos?: 0 | 1 | undefined;
}

/**
 * How messages are read that have the layout of one that was just read: that differ from it in nothing but the values of numbers,
 * of the texts named here, and of the time. What they yield is `online()`, a value for each of `values` in this order, and `seen`.
 * Nothing else that they hold may matter.
 */
export interface Pattern {
  readonly id: string;
  readonly values: readonly PatternValue[];
  /** Absent when no message of the layout says when it was measured. */
  readonly time?: PatternTime | undefined;
  /** What a live message says about its device being there; undefined for nothing. */
  readonly online: () => boolean | undefined;
  /** Whether messages are still read like this; one that comes at a time (UTC ms) when they are not is given to `read`. */
  readonly holds: (receivedAt: number) => boolean;
  /** A live message was read like this. */
  readonly heard?: ((receivedAt: number) => void) | undefined;
}

export interface PatternValue {
  /** The keys that lead to it; of a list its indices are keys. None where the payload is the value. */
  readonly keys: readonly string[];
  readonly endpoint?: string | undefined;
  readonly signal: SignalId;
  /** From what stands there to the signal's unit. A message for which it gives no finite number is given to `read`. */
  readonly read: (raw: unknown) => number | null | undefined;
}

export interface PatternTime {
  readonly keys: readonly string[];
  /** UTC ms. */
  readonly read: (raw: unknown) => number | undefined;
  /** A message without a time that can be read is given to `read`; else it counts when it comes. */
  readonly needed: boolean;
}

/**
 * One run of a dialect. Deterministic: the same messages in the same order give the same events. Never throws, whatever
 * the bytes; never yields NaN or Infinity.
 */
export interface DialectSession {
  /**
   * Whether this topic is this dialect's. The first dialect that claims a topic gets it. What is claimed changes only with
   * a message that yields a `device`, `gone` or `listen`, so that nobody has to ask for every message.
   */
  claims(topic: string): boolean;
  read(message: Message): DialectEvent[];
  /**
   * How messages on `topic` are read that are laid out like `data`, a message that `read` has just taken without fault; undefined
   * when they all must be given to `read`. It changes nothing. What it says is void once its device is described anew or gone.
   */
  pattern?(topic: string, data: unknown): Pattern | undefined;
  /** Time passes: called about once a second (`now`: UTC ms), messages or none. */
  tick?(now: number): DialectEvent[];
  /** The message that sets `signal` of a device to `value` (canonical unit), undefined when the device takes none. */
  command(id: string, endpoint: string | undefined, signal: SignalId, value: number): Outgoing | undefined;
}

export interface Dialect {
  /** Short name, also the prefix of device ids: `z2m`, `ha`, `tasmota`, `plain`. */
  readonly name: string;
  /** Topic filters that must always be heard: discovery, bridge state, availability. */
  readonly filters: readonly string[];
  /** Topic filters under which values come without any discovery; may be spread over several connections. */
  readonly telemetry?: readonly string[] | undefined;
  /** What its session claims changes at any time, by people: it is asked for every message. */
  readonly claimsVary?: true | undefined;
  /**
   * `known`: devices of earlier runs, of any dialect. Some programs describe their devices once only; a broker that forgets
   * with us would leave them unheard of. What is recalled is no event: the registry knows it already.
   */
  open(known?: readonly Device[]): DialectSession;
}
