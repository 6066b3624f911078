/** What every kind of virtual network is to the runner: messages to send, and what a received message asks for. */
import type { SettableSignal, SignalId } from "#domain";
import type { VirtualDevice } from "./plan.ts";

/** A message to publish. */
export interface Emission {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  readonly retain: boolean;
  /** Default 1. */
  readonly qos?: 0 | 1 | 2;
}

/** What a device's sensors said at `ts`. Null: no value. NaN: a broken sensor, printed as firmware prints it. */
export interface Sample {
  readonly ts: number;
  readonly values: ReadonlyMap<SignalId, number | null>;
}

/** What a message to the network asks for. */
export type Request =
  | {
      readonly type: "set";
      readonly device: VirtualDevice;
      readonly signal: SettableSignal;
      readonly value: number;
      /** The answer that comes before the new state, where the convention has one. */
      readonly says?: readonly Emission[];
    }
  | { readonly type: "get"; readonly device: VirtualDevice }
  /** All that is said after a connect, once more. */
  | { readonly type: "announce" }
  /** Not carried out; what the network says about it, if it says anything. */
  | { readonly type: "refused"; readonly says: readonly Emission[] };

/** What a device's sensors say now. */
export type Sense = (device: VirtualDevice) => Sample;

/** A group of devices behind one MQTT connection: a radio bridge, a gateway, or a single device. It sends nothing itself. */
export interface VirtualNetwork {
  readonly name: string;
  readonly devices: readonly VirtualDevice[];
  /** Left with the broker at every connect. */
  will(): Emission;
  /** Topic filters of the commands that it takes. */
  readonly commandFilters: readonly string[];
  /** Its messages carry their own time, so that late ones are still true and may wait for the broker. */
  readonly keepsUnsent: boolean;
  /** Descriptions and availability, sent after every connect: a broker may have forgotten them. */
  announce(sense: Sense): readonly Emission[];
  /** The goodbye of an orderly stop. */
  leave(): readonly Emission[];
  state(device: VirtualDevice, sample: Sample, asked?: boolean): readonly Emission[];
  receive(topic: string, payload: Uint8Array): Request;
}

/** JSON, but NaN printed bare, as much firmware does (it is not JSON then). */
export const payloadOf = (fields: object): string =>
  JSON.stringify(fields, (_, value: unknown) => (Number.isNaN(value) ? "\u0000nan" : value)).replaceAll('"\\u0000nan"', "nan");

/** `value` with at most so many decimals; null and NaN stay. */
export const rounded = (value: number | null | undefined, decimals: number): number | null =>
  value === null || value === undefined ? null : Math.round(value * 10 ** decimals) / 10 ** decimals;

/** A value of yes or no in the convention's words; null and NaN stay. */
export const onOff = <T>(value: number | null, on: T, off: T): T | number | null =>
  value === null || Number.isNaN(value) ? value : value > 0 ? on : off;
