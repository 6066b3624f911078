/** Proportional control: as far open as the zone is off its set-point. */
import { type Controller, type ControllerSetting, clippedLevel, errorK } from "./controller.ts";

export interface ProportionalParameters {
  /** Share of the range for each kelvin. 1 is the controller of BuilDa's reference house: u = clip(set-point - temperature, 0, 1). */
  readonly gainPerK: number;
}

/** Leaves an offset: the more heat the zone needs, the further below its set-point it stays. */
export function proportional({ gainPerK }: ProportionalParameters, { range, sense }: ControllerSetting): Controller {
  return { act: (seen) => clippedLevel(range, gainPerK * errorK(sense, seen)) };
}
