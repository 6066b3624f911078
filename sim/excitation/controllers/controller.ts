/** What a controller is: a set-point and what the zone looks like in, a level out. */
import type { Range } from "../walker.ts";

export interface Seen {
  readonly airTempC: number;
  readonly setpointC: number;
  /** The level that really held in the last step, whoever chose it; left out in the first step. */
  readonly levelBefore?: number | undefined;
}

export interface Controller {
  /** The level of the coming step, inside the range. To be called once a step, even while somebody else decides. */
  act(seen: Seen): number;
}

export interface ControllerSetting {
  readonly range: Range;
  /** Step, s, > 0. */
  readonly stepS: number;
  /** `cooling`: a higher level makes the zone colder. */
  readonly sense: "heating" | "cooling";
}

/** How far the zone is on the wrong side of its set-point, K: positive asks for more. */
export const errorK = (sense: ControllerSetting["sense"], { airTempC, setpointC }: Seen): number =>
  sense === "heating" ? setpointC - airTempC : airTempC - setpointC;

/** A share of the range made a level, clipped to its ends. */
export const clippedLevel = ({ min, max }: Range, share: number): number => min + Math.min(1, Math.max(0, share)) * (max - min);
