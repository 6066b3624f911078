/** What a network looked at in a task, if there is anything worth looking at. */
import { type Explanation, type ForecastTask, ZonecastError } from "#domain";
import { inspect } from "../health.ts";

/** Throws `bad-input` for a sensor that is stuck, and what the source throws; what lies before a change of scale does not count. */
export function lookedAt(source: { readonly explain: (task: ForecastTask) => Explanation }, asked: ForecastTask): Explanation {
  const { task, stuck, remark } = inspect(asked);
  if (stuck)
    throw new ZonecastError("bad-input", remark ?? "the sensor seems stuck", {
      hint: "a stuck sensor is not forecast by a network",
    });
  return source.explain(task);
}
