/** How a window's numbers come to a size that a network likes: by the window's own week, so that a new building needs no more than that. */

import type { TargetKind } from "./schema.ts";
import { moments } from "./series.ts";

/** Scaled value = (value - centre) / scale. */
export interface Scale {
  readonly centre: number;
  readonly scale: number;
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

export const scaled = (value: number, { centre, scale }: Scale): number =>
  Math.max(-MOST, Math.min(MOST, (value - centre) / scale));

export const unscaled = (value: number, { centre, scale }: Scale): number => centre + scale * value;

/** Weather is the same everywhere: fixed scales, °C and W/m². */
export const OUTDOOR: Scale = { centre: 10, scale: 10 };
export const IRRADIANCE: Scale = { centre: 150, scale: 250 };
/** For set-points where nobody measures the air, °C. */
export const ROOM: Scale = { centre: 20, scale: 2 };
