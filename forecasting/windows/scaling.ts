/** How a window's numbers come to a size that a network likes: by the window's own week, so that a new building needs no more than that. */

import type { TargetKind } from "./schema.ts";
import { moments } from "./series.ts";

/** Scaled value = (value - centre) / scale. */
export interface Scale {
  readonly centre: number;
  readonly scale: number;
}

/** A target's scale. Its past is read from `centre` on, what is forecast from `base` on. */
export interface TargetScale extends Scale {
  /** In the target's unit, by lead: a forecast of 0 means this. */
  readonly base: Float32Array;
  /** How far the last measured value lies above the centre, in units of `scale`. */
  readonly offset: number;
}

/** A week that hardly moves is not blown up beyond this: a fraction of the series' usual deviation, and an absolute floor. */
const LEAST_OF_TYPICAL = 0.1;
const FLOOR: Readonly<Record<TargetKind, number>> = { temperature: 0.1, heat: 10, electricity: 10 };

/** Scaled values beyond this are cut off: a broken sensor must not outshout the rest. */
const MOST = 12;

/**
 * Scale of rows `from` to `to` of a column of `kind`; `typical` is the usual deviation of the whole series in its unit. With
 * nothing there the centre is 0.
 */
export function scaleOf(values: ArrayLike<number>, from: number, to: number, kind: TargetKind, typical: number): Scale {
  const [mean, deviation] = moments(values, from, to);
  const scale = Math.max(deviation || 0, LEAST_OF_TYPICAL * typical, FLOOR[kind]);
  return { centre: Number.isFinite(mean) ? mean : 0, scale };
}

const clipped = (value: number): number => Math.max(-MOST, Math.min(MOST, value));

export const scaled = (value: number, { centre, scale }: Scale): number => clipped((value - centre) / scale);

/** The target at lead `lead` (from 0) as the network learns it. */
export const scaledAhead = (value: number, { base, scale }: TargetScale, lead: number): number =>
  clipped((value - (base[lead] ?? Number.NaN)) / scale);

/** What the network says about lead `lead` (from 0), in the target's unit. */
export const unscaled = (value: number, { base, scale }: TargetScale, lead: number): number =>
  (base[lead] ?? Number.NaN) + scale * value;

/** Hours after which a third of what the last value lay off its week's mean is still there. */
const MEMORY_H = 8;

/** What is known of a target at the issue time. */
export interface TargetPast {
  readonly values: ArrayLike<number>;
  /** Rows `from` to `to` are the week. */
  readonly from: number;
  readonly to: number;
  readonly kind: TargetKind;
  /** Usual deviation of the whole series, in its unit. */
  readonly typical: number;
  readonly stepS: number;
}

/**
 * Scale of a target. A temperature cannot jump: it is forecast from its last measured value on, which gives way to the week's
 * mean over the hours. Electricity follows people: it is forecast from `usual` on, what it was at the same hours of days and
 * weeks before, by lead, NaN where unknown. Heat follows the weather as much, and is forecast from the week's mean on. Which
 * serves which kind was tried on simulated houses and on the learning parts of measured series.
 */
export function targetScale({ values, from, to, kind, typical, stepS }: TargetPast, usual: ArrayLike<number>): TargetScale {
  const { centre, scale } = scaleOf(values, from, to, kind, typical);
  let last = to - 1;
  while (last >= from && !Number.isFinite(values[last])) last--;
  const above = last >= from ? (values[last] ?? centre) - centre : 0;
  const base = Float32Array.from({ length: usual.length }, (_, lead) => {
    if (kind === "temperature") return centre + above * Math.exp((-(lead + 1) * stepS) / (3_600 * MEMORY_H));
    const u = usual[lead] ?? Number.NaN;
    return kind === "electricity" && Number.isFinite(u) ? u : centre;
  });
  return { centre, scale, base, offset: clipped(above / scale) };
}

/** Weather is the same everywhere: fixed scales, °C and W/m². */
export const OUTDOOR: Scale = { centre: 10, scale: 10 };
export const IRRADIANCE: Scale = { centre: 150, scale: 250 };
/** For set-points where nobody measures the air, °C. */
export const ROOM: Scale = { centre: 20, scale: 2 };
