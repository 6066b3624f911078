/** What the gateway needs of a broker, be it in this process or elsewhere. */
import type { SessionCounts } from "./broker-sessions.ts";
import type { Message, Outgoing } from "./dialect.ts";

/** What became of a message, told once; for QoS 1 the sender gets its acknowledgement only then. */
export type Done = () => void;

export interface TransportEvents {
  /** `mustKeep`: the sender waits for an acknowledgement. `done` may be called at once or later, once. */
  readonly onMessage: (message: Message, mustKeep: boolean, done: Done) => void;
  /** Connected, or not any more with the reason for a person. */
  readonly onConnection: (connected: boolean, problem?: string) => void;
  /** The connection that hears of availability is gone: when it is back, all that was retained is heard again. */
  readonly onBlind: () => void;
}

export interface Topics {
  readonly filters: readonly string[];
  /** Heard on one connection, in order, retained messages included. */
  readonly control: boolean;
}

export interface Transport {
  /** For people, never a password. */
  readonly address: string;
  readonly listen: (topics: Topics) => void;
  /** Besides what devices brought, values under exactly these filters are heard from now on; they may hold wildcards. */
  readonly hearAlso: (filters: readonly string[]) => void;
  /** Never retained; QoS 1 unless the message asks for 0. Resolves when the broker has it; rejects with `broker-failed` when it does not. */
  readonly publish: (message: Outgoing) => Promise<void>;
  /** What the embedded broker keeps for clients that are away. */
  readonly sessions?: () => SessionCounts;
  readonly stop: () => Promise<void>;
}
