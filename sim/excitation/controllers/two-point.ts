/** Two-point control with hysteresis: on when too cold, off when warm enough, and in between as it was. */
import { type Controller, type ControllerSetting, errorK } from "./controller.ts";

export interface TwoPointParameters {
  /** Width of the zone in which nothing is switched, K, centred on the set-point. */
  readonly hysteresisK: number;
}

export function twoPoint({ hysteresisK }: TwoPointParameters, { range, sense }: ControllerSetting): Controller {
  let on = false;
  return {
    act(seen) {
      const error = errorK(sense, seen);
      if (error > hysteresisK / 2) on = true;
      else if (error < -hysteresisK / 2) on = false;
      return on ? range.max : range.min;
    },
  };
}
