/** What a machine can be asked to do next: its range, how fast it moves, how long it must stay on or off, how much it may draw. */
import { ZonecastError } from "#domain";
import type { Range } from "./walker.ts";

export interface EquipmentLimits {
  readonly range: Range;
  /** Largest change, control units per hour; none when left out. */
  readonly maxRatePerH?: number;
  /** Once on, at least so long, s. On is any level above the range's lower end. */
  readonly minOnS?: number;
  /** Once off, at least so long, s. */
  readonly minOffS?: number;
  /** Smallest level of a machine that is on. One hundredth of the range where on and off times are given and this is not. */
  readonly lowestOn?: number;
  /** Most power that may be drawn, W. */
  readonly powerLimitW?: number;
  /** Power (W) at a level; never falls as the level rises. The level itself when left out. */
  readonly powerOfW?: (level: number) => number;
}

/** Levels from `low` to `high`, both inclusive. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

export interface Equipment {
  /** What may come next: one stretch of levels, or off and a stretch; never nothing. */
  permitted(): readonly Span[];
  /** Says which level was taken for the step. */
  took(level: number): void;
}

/** Equipment that has just been switched on for the first time: any level may come. Throws `bad-input` for limits that contradict. */
export function createEquipment(limits: EquipmentLimits, stepS: number): Equipment {
  const { range, maxRatePerH = Number.POSITIVE_INFINITY, minOnS = 0, minOffS = 0 } = limits;
  const off = range.min;
  const switched = minOnS > 0 || minOffS > 0 || limits.lowestOn !== undefined;
  const lowestOn = limits.lowestOn ?? (switched ? off + 0.01 * (range.max - off) : off);
  const ceiling = powerCeiling(limits);
  if (lowestOn < off || lowestOn > range.max || !(maxRatePerH > 0))
    throw new ZonecastError("bad-input", "the smallest level must lie in the range, and the rate be positive");
  const reach = (maxRatePerH * stepS) / 3600;
  let level: number | undefined;
  let sinceS = Number.POSITIVE_INFINITY;

  return {
    permitted() {
      const low = Math.max(off, (level ?? Number.NEGATIVE_INFINITY) - reach);
      const high = Math.min(ceiling, (level ?? Number.POSITIVE_INFINITY) + reach);
      if (!switched) return [{ low: Math.min(low, high), high }];
      const isOn = level === undefined ? undefined : level > off;
      const mayBeOff = isOn !== true || (sinceS >= minOnS && low <= lowestOn) || ceiling < lowestOn;
      const mayBeOn = (isOn !== false || sinceS >= minOffS) && ceiling >= lowestOn;
      const spans: Span[] = [];
      if (mayBeOff) spans.push({ low: off, high: off });
      if (mayBeOn) spans.push({ low: Math.max(low, lowestOn), high: Math.max(high, lowestOn) });
      return spans;
    },
    took(next) {
      const turned = level === undefined || level > off !== next > off;
      sinceS = turned ? stepS : sinceS + stepS;
      level = next;
    },
  };
}

/** The highest level that draws no more than the limit. */
function powerCeiling({ range, powerLimitW, powerOfW = (level) => level }: EquipmentLimits): number {
  return powerLimitW === undefined ? range.max : levelOfPower(range, powerOfW, powerLimitW);
}

/** The highest level of the range that draws at most `powerW`; the lowest level when all draw more. */
export function levelOfPower(range: Range, powerOfW: (level: number) => number, powerW: number): number {
  if (powerOfW(range.max) <= powerW) return range.max;
  let low = range.min;
  let high = range.max;
  // Halving until the next half is below rounding.
  for (let i = 0; i < 52; i++) {
    const middle = 0.5 * (low + high);
    if (powerOfW(middle) <= powerW) low = middle;
    else high = middle;
  }
  return low;
}
