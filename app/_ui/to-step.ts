/** The grid of values that a device accepts. */

export interface StepRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** The nearest value that a device accepts: a whole number of steps above `min`, within the range. */
export function toStep(value: number, { min, max, step }: StepRange): number {
  const most = Math.floor((max - min) / step + 1e-9);
  const steps = Math.round((Math.min(max, Math.max(min, value)) - min) / step);
  return Number((min + Math.min(steps, most) * step).toFixed(6));
}
