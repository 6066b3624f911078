/** What may be wrong with a virtual device: each fault as devices in the field have it, struck by a seeded stream. */
import type { Random, SignalId } from "#domain";
import type { Emission, Sample } from "./network.ts";
import { OWN_SIGNALS } from "./plan.ts";

/** Name -> what the device does, for people. */
export const FAULTS = {
  glitch: "now and then says 0 for everything it measures, counters included",
  nan: "has a broken sensor: the firmware prints nan, in half of the messages",
  null: "knows nothing now and then, and says null where its convention has a word for it",
  skew: "has a clock that is two hours fast",
  freeze: "hangs after three messages: connected, and silent",
  stuck: "goes on saying what it said first",
  flood: "sends each message 100 times at once, QoS 0",
  repeat: "sends each message twice",
  late: "keeps messages back and sends them four at a time, the newest first",
  garbage: "breaks off in the middle of one message in five",
  vanish: "loses its connection now and then, without a word",
} as const;
export type Fault = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[];

export const SKEW_MS = 2 * 3_600_000;
export const FLOOD_TIMES = 100;
const LATE_TIMES = 4;
/** Messages that a device gets through before it fails. */
const SOUND_MESSAGES = 3;

/** What a fault does to one device. */
export interface Affliction {
  /** What its sensors say instead; undefined: it says nothing. */
  readonly sense: (sample: Sample) => Sample | undefined;
  /** What it sends instead. */
  readonly send: (emissions: readonly Emission[]) => readonly Emission[];
}

export interface Strikes {
  /** When and how often it strikes. */
  readonly random: Random;
  /** It has just struck. */
  readonly onStrike: () => void;
  /** Breaks the device's connection. */
  readonly cut: () => void;
}

const same = <T>(value: T): T => value;

/** Makes the fault of one device. It begins after a few sound messages, so that a listener knows the device first. */
export function afflict(fault: Fault, { random, onStrike, cut }: Strikes): Affliction {
  let messages = 0;
  const strikes = (share: number): boolean => {
    const struck = ++messages > SOUND_MESSAGES && random.uniform() < share;
    if (struck) onStrike();
    return struck;
  };
  const sensing = (sense: Affliction["sense"]): Affliction => ({ sense, send: same });
  const sending = (send: Affliction["send"]): Affliction => ({ sense: same, send });

  switch (fault) {
    case "glitch":
      return sensing((sample) => (strikes(0.2) ? withMeasured(sample, 0) : sample));
    case "nan":
      return sensing((sample) => (strikes(0.5) ? withMeasured(sample, Number.NaN) : sample));
    case "null":
      return sensing((sample) => (strikes(0.3) ? withMeasured(sample, null) : sample));
    case "skew":
      return sensing((sample) => {
        strikes(1);
        return { ...sample, ts: sample.ts + SKEW_MS };
      });
    case "freeze":
      return sensing((sample) => (strikes(1) ? undefined : sample));
    case "stuck": {
      let first: Sample | undefined;
      return sensing((sample) => {
        first ??= sample;
        strikes(1);
        return { ts: sample.ts, values: first.values };
      });
    }
    case "flood":
      return sending((emissions) =>
        strikes(1)
          ? Array.from({ length: FLOOD_TIMES }, () => emissions.map((e) => ({ ...e, qos: 0 as const }))).flat()
          : emissions,
      );
    case "repeat":
      return sending((emissions) => (strikes(1) ? emissions.flatMap((e) => [e, e]) : emissions));
    case "late": {
      let kept: (readonly Emission[])[] = [];
      return sending((emissions) => {
        kept.push(emissions);
        if (kept.length < LATE_TIMES) return [];
        const due = kept.reverse().flat();
        kept = [];
        strikes(1);
        return due;
      });
    }
    case "garbage":
      return sending((emissions) => (strikes(0.2) ? emissions.map(halved) : emissions));
    case "vanish":
      return sending((emissions) => {
        if (strikes(0.1)) cut();
        return emissions;
      });
  }
}

const halved = (emission: Emission): Emission => ({
  ...emission,
  payload: emission.payload.slice(0, emission.payload.length >> 1),
});

/** The sample with every measured value replaced; what was set, and what the device knows of itself, stays. */
const withMeasured = ({ ts, values }: Sample, value: number | null): Sample => ({
  ts,
  values: new Map([...values].map(([signal, v]) => [signal, isMeasured(signal) ? value : v])),
});

const isMeasured = (signal: SignalId): boolean => signal !== "heatingSetpointC" && !OWN_SIGNALS.has(signal);
