/** Which of several sources of one signal in one zone stands for the zone. */
import type { PointState } from "./wire.ts";

/** The point of lowest rank; of equals, the first by source name, so that the choice never flickers. Undefined when there is none. */
export function primaryPoint(points: Iterable<PointState>): PointState | undefined {
  let best: PointState | undefined;
  for (const p of points) if (!best || p.rank < best.rank || (p.rank === best.rank && p.source < best.source)) best = p;
  return best;
}
