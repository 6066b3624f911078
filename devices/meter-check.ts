/** Whether a meter agrees with itself: what its counter counted against the power that it reported meanwhile. */
import type { Reading, SignalId } from "#domain";

/** What did not fit over a stretch of time, Wh. */
export interface Disagreement {
  readonly source: string;
  readonly building: string;
  readonly zone: string;
  /** The counter. */
  readonly signal: SignalId;
  readonly fromTs: number;
  readonly toTs: number;
  readonly countedWh: number;
  /** The integral of the power over the same time. */
  readonly integralWh: number;
}

export type Verdict =
  | ({ readonly agrees: false } & Disagreement)
  | { readonly agrees: true; readonly source: string; readonly signal: SignalId };

const PAIRS: readonly (readonly [power: SignalId, counter: SignalId])[] = [
  ["electricPowerW", "electricEnergyWh"],
  ["heatingPowerW", "heatEnergyWh"],
];
/** A pause in the power longer than this leaves the integral unknown, ms. */
const MAX_GAP_MS = 15 * 60_000;
const LEAST_WINDOW_MS = 3_600_000;
const LEAST_WH = 200;
/** A counter that has not moved at all by then is stuck, Wh. */
const STUCK_WH = 5_000;
/** The counter must have moved by so many of its own steps, or its coarseness would be taken for an error. */
const LEAST_STEPS = 10;
/** Share of the larger of the two by which they may differ: power is sampled, and smart plugs measure to a few per cent. */
const TOLERANCE = 0.2;
const LEAST_MISFITS = 2;

export interface MeterCheck {
  /** Readings as they come; those out of order are passed over. Returns what was found out, each change once. */
  observe(readings: readonly Reading[]): readonly Verdict[];
}

interface Meter {
  power: { readonly ts: number; readonly value: number } | undefined;
  counter: { readonly ts: number; readonly value: number } | undefined;
  start: { readonly ts: number; readonly value: number } | undefined;
  /** Since `start`, Wh. */
  integralWh: number;
  /** Smallest growth seen: the resolution of the counter, Wh. */
  stepWh: number;
  disagrees: boolean;
  /** Stretches in a row that did not fit. */
  misfits: number;
}

/** Bounded by the devices that there are: one small state for each meter that reports both. */
export function createMeterCheck(): MeterCheck {
  const meters = new Map<string, Meter>();

  function meterOf(key: string): Meter {
    const known = meters.get(key);
    if (known) return known;
    const meter: Meter = {
      power: undefined,
      counter: undefined,
      start: undefined,
      integralWh: 0,
      stepWh: Number.POSITIVE_INFINITY,
      disagrees: false,
      misfits: 0,
    };
    meters.set(key, meter);
    return meter;
  }

  const restart = (meter: Meter, from: Meter["start"]): void => {
    meter.start = from;
    meter.integralWh = 0;
  };

  function takePower(meter: Meter, { ts, value }: Reading): void {
    const { power } = meter;
    if (power && ts <= power.ts) return;
    meter.power = { ts, value };
    // What is fed in is counted elsewhere, or not at all.
    if (value < 0 || !power || power.value < 0 || ts - power.ts > MAX_GAP_MS) restart(meter, undefined);
    else if (meter.start) {
      const fromTs = Math.max(power.ts, meter.start.ts);
      meter.integralWh += ((power.value + value) / 2) * (Math.max(0, ts - fromTs) / 3_600_000);
    }
  }

  function takeCounter(meter: Meter, reading: Reading): Verdict | undefined {
    const { ts, value, source, building, zone, signal } = reading;
    const { counter, power } = meter;
    if (counter && ts <= counter.ts) return undefined;
    meter.counter = { ts, value };
    if (counter && value > counter.value) meter.stepWh = Math.min(meter.stepWh, value - counter.value);
    // A glitch or a reset: the store takes it out, here the window begins anew.
    if (!power || !meter.start || (counter && value < counter.value)) {
      restart(meter, power ? { ts, value } : undefined);
      return undefined;
    }
    const tail = power.value * (Math.max(0, ts - Math.max(power.ts, meter.start.ts)) / 3_600_000);
    const integralWh = meter.integralWh + (ts - power.ts <= MAX_GAP_MS ? tail : 0);
    const countedWh = value - meter.start.value;
    const larger = Math.max(countedWh, integralWh);
    const steps = Number.isFinite(meter.stepWh) ? LEAST_STEPS * meter.stepWh : STUCK_WH;
    if (ts - meter.start.ts < LEAST_WINDOW_MS || larger < Math.max(LEAST_WH, steps)) return undefined;
    const fromTs = meter.start.ts;
    restart(meter, { ts, value });
    meter.misfits = Math.abs(countedWh - integralWh) > TOLERANCE * larger ? meter.misfits + 1 : 0;
    // One stretch may hold a glitch that goes by itself.
    const disagrees = meter.misfits >= LEAST_MISFITS || (meter.disagrees && meter.misfits > 0);
    if (disagrees === meter.disagrees) return undefined;
    meter.disagrees = disagrees;
    return disagrees
      ? { agrees: false, source, building, zone, signal, fromTs, toTs: ts, countedWh, integralWh }
      : { agrees: true, source, signal };
  }

  return {
    observe(readings) {
      const verdicts: Verdict[] = [];
      for (const reading of readings) {
        const pair = PAIRS.find((p) => p.includes(reading.signal));
        if (!pair || reading.quality === "retained" || reading.quality === "historical") continue;
        const meter = meterOf(`${reading.source}/${pair[1]}`);
        if (reading.signal === pair[0]) takePower(meter, reading);
        else {
          const verdict = takeCounter(meter, reading);
          if (verdict) verdicts.push(verdict);
        }
      }
      return verdicts;
    },
  };
}
