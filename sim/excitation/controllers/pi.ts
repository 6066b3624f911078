/** Proportional-integral control that does not wind up while it is limited, overruled or not in charge. */
import { type Controller, type ControllerSetting, clippedLevel, errorK } from "./controller.ts";

export interface PiParameters {
  /** Share of the range for each kelvin. */
  readonly gainPerK: number;
  /** Integral time T_i, s. */
  readonly integralS: number;
  /** Tracking time T_t of the anti-windup, s; the integral time when left out. */
  readonly trackingS?: number | undefined;
}

/**
 * u = K e + I, dI/dt = K e / T_i + (u_real - u) / T_t: back-calculation (Åström and Hägglund, PID Controllers, 2nd ed. 1995).
 * `levelBefore` is u_real, so a limit, an envelope or a walker in charge is followed and the way back is without a bump.
 */
export function proportionalIntegral(parameters: PiParameters, { range, sense, stepS }: ControllerSetting): Controller {
  const { gainPerK, integralS, trackingS = integralS } = parameters;
  const track = Math.min(1, stepS / trackingS);
  const width = range.max - range.min || 1;
  let integral = 0;
  let asked: number | undefined;
  return {
    act(seen) {
      const error = errorK(sense, seen);
      if (asked !== undefined && seen.levelBefore !== undefined)
        integral += track * ((seen.levelBefore - range.min) / width - asked);
      asked = gainPerK * error + integral;
      integral += (gainPerK * error * stepS) / integralS;
      return clippedLevel(range, asked);
    },
  };
}
