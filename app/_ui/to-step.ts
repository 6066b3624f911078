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

/** Whether two whole degrees Fahrenheit within the range are one and the same step of the device: one of them reads back as the other. */
export function wholeFahrenheitLost(range: StepRange): boolean {
  const first = Math.ceil(range.min * 1.8 + 32);
  const last = Math.floor(range.max * 1.8 + 32);
  for (let f = first; f <= last; f++) if (Math.round(toStep((f - 32) / 1.8, range) * 1.8 + 32) !== f) return true;
  return false;
}
