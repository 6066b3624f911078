"use client";
/** Who holds a set-point and until when, and how to give it back. */

import { Hand } from "lucide-react";
import type { Building, Hold } from "#domain";
import { useLive, useLiveParts } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

export function HoldNote({ building, zone, signal }: { readonly building: Building } & Pick<Hold, "zone" | "signal">) {
  const { setpoint } = useWords();
  const { value, dayTime } = useFormat();
  const { api } = useLiveParts();
  const holds = useLive((s) => s.holds);
  const { sending, problem, send } = useSending();
  const hold = holds.find(
    (h) => h.building === building.id && h.zone === zone && h.signal === signal && h.priority !== "schedule",
  );
  if (!hold) return null;
  const release = (): void => void send(() => api.release({ building: building.id, zone, signal }));
  return (
    <div className="grid gap-2 rounded-lg bg-raised p-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="flex min-w-0 items-start gap-2">
          <Hand aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
          <span className="min-w-0">
            {setpoint.held(value(signal, hold.value), hold.who)}{" "}
            <span className="text-muted">
              {hold.until === null ? setpoint.untilReleased : setpoint.until(dayTime(hold.until, building.timeZone))}
            </span>
          </span>
        </p>
        {hold.priority === "operator" && (
          <Button disabled={sending} onClick={release}>
            {setpoint.release}
          </Button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
