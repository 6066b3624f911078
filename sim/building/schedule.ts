/** What the week prescribes: heating set-points in blocks, and shares of presence and use by the hour. */

import type { LocalTime } from "./local-time.ts";
import type { Schedule, WeekProfile } from "./model.ts";

export interface ActiveBlock {
  readonly setpointC: number;
  /** Hours from 1970-01-01 local to the block's begin: another number means that another block holds. */
  readonly sinceHour: number;
}

/** The block that holds at `time`: the last one begun, today or before. */
export function activeBlock(schedule: Schedule, time: LocalTime): ActiveBlock {
  for (let back = 0; back < 8; back++) {
    const day = time.day - back;
    const weekend = (((day + 3) % 7) + 7) % 7 >= 5;
    let best: Schedule[number] | undefined;
    for (const block of schedule) {
      if (block.days !== "every-day" && (block.days === "weekend") !== weekend) continue;
      if (back === 0 && block.fromHour > time.hour) continue;
      if (!best || block.fromHour >= best.fromHour) best = block;
    }
    if (best) return { setpointC: best.setpointC, sinceHour: day * 24 + best.fromHour };
  }
  // A schedule has at least one block and every block comes back within a week.
  return { setpointC: schedule[0]?.setpointC ?? 20, sinceHour: 0 };
}

/** The profile's share (0..1) at `time`, on straight lines between full hours. */
export function profileShare(profile: WeekProfile, time: Pick<LocalTime, "hour" | "weekend">): number {
  const day = time.weekend ? profile.weekend : profile.workday;
  const k = Math.floor(time.hour);
  const before = day[k % 24] ?? 0;
  return before + (time.hour - k) * ((day[(k + 1) % 24] ?? 0) - before);
}
