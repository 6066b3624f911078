"use client";
/** Every building with when it last learned, and the button to let it learn now. */
import { GraduationCap } from "lucide-react";
import { INBOX, isOver, type Job, type JobRequest } from "#domain";
import { useLive, useServerNow } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

interface BeginCardProps {
  /** Newest first; undefined until they are known. */
  readonly jobs: readonly Job[] | undefined;
  readonly onStart: (request: JobRequest) => void;
}

export function BeginCard({ jobs, onStart }: BeginCardProps) {
  const { jobs: words, age: ages } = useWords();
  const { age } = useFormat();
  const serverNow = useServerNow();
  const buildings = useLive((s) => s.buildings);
  const placed = [...buildings.values()].filter((b) => b.id !== INBOX).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Card title={words.begin}>
      {!jobs && <Skeleton className="h-24" />}
      {jobs && placed.length === 0 && <Empty title={words.noBuilding} />}
      {jobs && placed.length > 0 && (
        <ul>
          {placed.map((b) => {
            const done = jobs.find((j) => j.kind === "probe" && j.building === b.id && j.state === "done");
            const busy = jobs.some((j) => j.kind === "probe" && j.building === b.id && !isOver(j));
            return (
              <li
                key={b.id}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b py-3 first:pt-0 last:border-b-0 last:pb-0"
              >
                <div className="min-w-0">
                  <p className="break-words font-medium text-sm">{b.name}</p>
                  <p className="text-muted text-xs">
                    {done?.endedAt && serverNow > 0
                      ? words.last(ages.ago(age(Math.max(0, serverNow - done.endedAt))))
                      : words.notYet}
                  </p>
                </div>
                <Button
                  disabled={busy}
                  aria-label={`${words.begin}: ${b.name}`}
                  onClick={() => onStart({ kind: "probe", building: b.id })}
                >
                  <GraduationCap aria-hidden="true" className="size-4" />
                  {words.begin}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
