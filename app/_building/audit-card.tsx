"use client";
/** Who changed what in a building, newest first. */
import type { Building } from "#domain";
import { useLiveParts, useQuery, useReady } from "../_live/use-live.tsx";
import { Card, Skeleton } from "../_ui/card.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

export const AUDIT_KEY = "audit";
const MOST_READ = 200;
const MOST_SHOWN = 20;
const REFRESH_MS = 60_000;

export function AuditCard({ building }: { readonly building: Building }) {
  const { audit } = useWords();
  const { dayTime } = useFormat();
  const { api } = useLiveParts();
  const ready = useReady();
  const { data, problem } = useQuery(ready ? AUDIT_KEY : undefined, () => api.audit(MOST_READ), REFRESH_MS);
  const ours = data
    ?.filter(({ subject }) => subject === building.id || subject.startsWith(`${building.id}/`))
    .slice(0, MOST_SHOWN);
  return (
    <Card title={audit.title}>
      {problem && !data && <ProblemNote problem={problem} />}
      {!data && !problem && <Skeleton className="h-24" />}
      {ours?.length === 0 && <p className="text-muted text-sm">{audit.none}</p>}
      {ours && ours.length > 0 && (
        <ol className="grid gap-3 text-sm">
          {ours.map((entry) => (
            <li key={`${entry.at} ${entry.subject} ${entry.action}`} className="min-w-0">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{entry.action}</span>
                <span className="min-w-0 break-all font-mono text-muted text-xs">{entry.subject}</span>
              </p>
              {entry.detail !== "" && <p className="break-words">{entry.detail}</p>}
              <p className="text-muted text-xs">
                <time dateTime={new Date(entry.at).toISOString()}>{dayTime(entry.at, building.timeZone)}</time> · {entry.who}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
