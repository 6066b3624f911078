/** What time it is in a building, as far as this browser can tell, and whether a value is old there. */
import type { BuildingClock, PointState } from "#domain";
import type { LiveState } from "./state.ts";

/** A replayed clock that got no new data for this long goes on at the speed of ours, so that its values grow old in sight. */
const REPLAY_TRUST_MS = 60_000;

/** Building time, UTC ms. Without a clock of its own a building lives in the server's time. */
export function buildingTime(clock: BuildingClock | undefined, serverNow: number): number {
  if (!clock) return serverNow;
  const elapsed = Math.max(0, serverNow - clock.atTs);
  const atRate = Math.min(elapsed, REPLAY_TRUST_MS);
  return Math.round(clock.nowTs + atRate * clock.rate + (elapsed - atRate));
}

/** Building time at `localNow` of this browser's clock. */
export const buildingNow = (state: LiveState, building: string, localNow: number): number =>
  buildingTime(state.clocks.get(building), localNow + state.serverAheadMs);

export const isStale = (point: PointState, nowTs: number): boolean => nowTs - point.ts > point.staleAfterMs;
