/** Ideal heating and cooling: the constant power that brings the air's mean temperature over a step to its set-point. */

export interface IdealControl {
  /** -Infinity: never heats. */
  readonly heatBelowC: number;
  /** Infinity: never cools; at least `heatBelowC`. */
  readonly coolAboveC: number;
  readonly maxHeatingW: number;
  readonly maxCoolingW: number;
  /** Where the power goes. */
  readonly heatInto: "air" | "interior";
  readonly coolFrom: "air" | "interior";
}

/** Full control of the air, without limits of power. */
export const thermostat = (heatBelowC: number, coolAboveC: number): IdealControl => ({
  heatBelowC,
  coolAboveC,
  maxHeatingW: Number.POSITIVE_INFINITY,
  maxCoolingW: Number.POSITIVE_INFINITY,
  heatInto: "air",
  coolFrom: "air",
});

/** W, heating positive, and where it goes. */
export interface IdealPower {
  readonly powerW: number;
  readonly into: "air" | "interior";
}

/**
 * @param freeTempC mean air temperature of the step without power
 * @param kPerW how much one watt into each place lifts it, > 0
 */
export function idealPower(control: IdealControl, freeTempC: number, kPerW: (into: "air" | "interior") => number): IdealPower {
  if (freeTempC < control.heatBelowC) {
    const needed = (control.heatBelowC - freeTempC) / kPerW(control.heatInto);
    return { powerW: Math.min(needed, control.maxHeatingW), into: control.heatInto };
  }
  if (freeTempC > control.coolAboveC) {
    const needed = (control.coolAboveC - freeTempC) / kPerW(control.coolFrom);
    return { powerW: Math.max(needed, -control.maxCoolingW), into: control.coolFrom };
  }
  return { powerW: 0, into: "air" };
}
