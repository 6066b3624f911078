/** What a device can be set to: its range, its grid, and digits without the dust of binary fractions. */

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** More digits than any device shows, fewer than binary fractions disturb. */
const MAX_DECIMALS = 6;

function decimalsOf(value: number): number {
  for (let digits = 0; digits < MAX_DECIMALS; digits++) if (Number(value.toFixed(digits)) === value) return digits;
  return MAX_DECIMALS;
}

/** `wanted` clamped to the range and set on the nearest step counted from `min`; a tie goes up. */
export function onGrid(wanted: number, { min, max, step }: Range): number {
  const clamped = Math.min(max, Math.max(min, wanted));
  // The tolerance keeps a tie such as 20.25 from falling to the lower step because of its last binary digit.
  const steps = Math.floor((clamped - min) / step + 0.5 + 1e-9);
  const largest = Math.floor((max - min) / step + 1e-9);
  const value = min + Math.min(steps, largest) * step;
  return Number(value.toFixed(Math.max(decimalsOf(min), decimalsOf(step))));
}

/** Whether the device reports what it was told: within half a step. */
export const isEcho = (reported: number, told: number, step: number): boolean => Math.abs(reported - told) <= step / 2 + 1e-9;
