"use client";
/** What time it is in a building, and what kind of time that is. */

import { CirclePlay, FlaskConical, Radio } from "lucide-react";
import type { Building } from "#domain";
import { useBuildingNow, useLive } from "../_live/use-live.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { Chip } from "./chip.tsx";

/** Whether a building's data is live, replayed or simulated. */
export function OriginChip({ building }: { readonly building: Building }) {
  const { clock } = useWords();
  const { number } = useFormat();
  const replay = useLive((s) => s.clocks.get(building.id));
  if (building.origin === "replayed" || replay) {
    const rate = replay?.rate ?? 1;
    return (
      <Chip icon={CirclePlay} tone="forecast" title={clock.replayedHelp}>
        {clock.replayed(number(rate, rate < 10 && !Number.isInteger(rate) ? 1 : 0))}
      </Chip>
    );
  }
  return building.origin === "simulated" ? (
    <Chip icon={FlaskConical} title={clock.simulatedHelp}>
      {clock.simulated}
    </Chip>
  ) : (
    <Chip icon={Radio} tone="good" title={clock.liveHelp}>
      {clock.live}
    </Chip>
  );
}

/** Local date and time of the building. */
export function BuildingTime({ building }: { readonly building: Building }) {
  const { dayTime } = useFormat();
  const { clock } = useWords();
  const nowTs = useBuildingNow(building.id);
  if (nowTs === 0) return null;
  return (
    <time dateTime={new Date(nowTs).toISOString()} className="whitespace-nowrap text-muted text-sm">
      {clock.local(dayTime(nowTs, building.timeZone), building.timeZone)}
    </time>
  );
}
