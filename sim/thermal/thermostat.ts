/** The proportional thermostat of a radiator, solved together with the room that it heats. */

/** What one zone's heater may do in a step. `forcedW` overrides the thermostat when it is a number. */
export interface HeaterLaw {
  readonly maxPowerW: number;
  readonly pBandK: number;
}

/**
 * Power (W) that agrees with the temperature it leads to: the valve opens from set-point + band/2 (0 %) to
 * set-point - band/2 (100 %), and the room ends the step at `freeC + riseKPerW * power`. Closed form, so that no step
 * is too long for the controller to be stable.
 */
export function thermostatPowerW(law: HeaterLaw, setpointC: number, freeC: number, riseKPerW: number): number {
  const slope = law.maxPowerW / law.pBandK;
  const power = (slope * (setpointC - freeC) + law.maxPowerW / 2) / (1 + slope * riseKPerW);
  return Math.min(law.maxPowerW, Math.max(0, power));
}
