"use client";
/** Jobs of all buildings, newest first, with a button that lets a building's forecasters learn anew. */
import { useState } from "react";
import { INBOX, isOver, type Job } from "#domain";
import { type ApiProblem, toProblem } from "../_live/api.ts";
import { useLive, useLiveParts, useQuery, useReady } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { Chip, type Tone } from "../_ui/chip.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

const KEY = "jobs";
const REFRESH_MS = 2_000;
const TONES: Readonly<Record<Job["state"], Tone>> = {
  queued: "neutral",
  running: "forecast",
  done: "good",
  failed: "bad",
  cancelled: "stale",
};

function JobRow({ job, onCancel }: { readonly job: Job; readonly onCancel: (id: string) => void }) {
  const { jobs } = useWords();
  const { dayTime, percent } = useFormat();
  const name = useLive((s) => s.buildings.get(job.building)?.name ?? job.building);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <li className="min-w-0 border-line border-b py-3 last:border-b-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Chip tone={TONES[job.state]}>{jobs.states[job.state]}</Chip>
        <span className="font-medium">{jobs.probe(name)}</span>
        {!isOver(job) && (
          <span className="ml-auto">
            <Button weight="quiet" onClick={() => onCancel(job.id)}>
              {jobs.cancel}
            </Button>
          </span>
        )}
      </p>
      {job.state === "running" && (
        <progress className="mt-1 w-full accent-[var(--forecast)]" value={job.progress} max={1} aria-label={jobs.progress}>
          {percent(job.progress)}
        </progress>
      )}
      {job.message !== "" && <p className="mt-1 break-words text-sm">{job.message}</p>}
      <p className="mt-1 text-muted text-xs">
        <time dateTime={new Date(job.createdAt).toISOString()}>{dayTime(job.createdAt, timeZone)}</time> · {job.who}
      </p>
    </li>
  );
}

export function JobsPage() {
  const { jobs: words } = useWords();
  const { api, queries } = useLiveParts();
  const ready = useReady();
  const buildings = useLive((s) => s.buildings);
  const [refused, setRefused] = useState<ApiProblem>();
  const { data, problem } = useQuery(ready ? KEY : undefined, () => api.jobs(), REFRESH_MS);
  const act = (action: Promise<unknown>): void => {
    action.then(
      () => {
        setRefused(undefined);
        queries.refresh(KEY);
      },
      (e: unknown) => setRefused(toProblem(e)),
    );
  };
  return (
    <>
      <title>{`${words.title} · Zonecast`}</title>
      <h1 className="font-semibold text-2xl tracking-tight">{words.title}</h1>
      <p className="mt-1 max-w-prose text-muted text-sm">{words.help}</p>
      <div className="mt-5 grid gap-4">
        <Card title={words.begin}>
          <div className="flex flex-wrap gap-2">
            {[...buildings.values()]
              .filter((b) => b.id !== INBOX)
              .map((b) => (
                <Button key={b.id} onClick={() => act(api.startJob({ kind: "probe", building: b.id }))}>
                  {words.probe(b.name)}
                </Button>
              ))}
          </div>
          {refused && <ProblemNote problem={refused} />}
        </Card>
        <Card title={words.list}>
          {problem && !data && <ProblemNote problem={problem} />}
          {!data && !problem && <Skeleton className="h-24" />}
          {data?.length === 0 && <Empty title={words.none} />}
          <ul className="-my-3">
            {data?.map((job) => (
              <JobRow key={job.id} job={job} onCancel={(id) => act(api.cancelJob(id))} />
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
