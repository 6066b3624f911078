"use client";
/** What forecasters learn: begun here or by night, one job after the other, with what came of each. */
import { useState } from "react";
import { jobRequestOf, type Learnable } from "#domain";
import { type ApiProblem, toProblem } from "../_live/api.ts";
import { useLiveParts, useQuery, useReady } from "../_live/use-live.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useWords } from "../_words/use-words.tsx";
import { BaseCard } from "./base-card.tsx";
import { BeginCard } from "./begin-card.tsx";
import { JobRow } from "./job-row.tsx";
import { MoreJobs } from "./more-jobs.tsx";

const KEY = "jobs";
const LEARNABLE_KEY = "learnable";
const REFRESH_MS = 2_000;
const LEARNABLE_REFRESH_MS = 10_000;
const NOTHING: Learnable = { datasets: [], models: [] };

export function JobsPage() {
  const { jobs: words } = useWords();
  const { api, queries } = useLiveParts();
  const ready = useReady();
  const [refused, setRefused] = useState<ApiProblem>();
  const { data, problem } = useQuery(ready ? KEY : undefined, () => api.jobs(), REFRESH_MS);
  const { data: learnable = NOTHING } = useQuery(ready ? LEARNABLE_KEY : undefined, () => api.learnable(), LEARNABLE_REFRESH_MS);
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
      <div className="mt-5 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
        <div className="grid min-w-0 gap-3">
          <BeginCard jobs={data} onStart={(request) => act(api.startJob(request))} />
          <MoreJobs jobs={data ?? []} datasets={learnable.datasets} onStart={(request) => act(api.startJob(request))} />
          <BaseCard
            models={learnable.models}
            jobs={data ?? []}
            onChoose={(building, model) => act(api.setForecastModel(building, model))}
          />
          {refused && <ProblemNote problem={refused} />}
        </div>
        <Card title={words.list}>
          {problem && !data && <ProblemNote problem={problem} />}
          {!data && !problem && <Skeleton className="h-24" />}
          {data?.length === 0 && <Empty title={words.none} />}
          <ul>
            {data?.map((job) => (
              <JobRow
                key={job.id}
                job={job}
                onCancel={({ id }) => act(api.cancelJob(id))}
                onResume={({ id }) => act(api.resumeJob(id))}
                onAgain={(old) => act(api.startJob(jobRequestOf(old)))}
              />
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}
