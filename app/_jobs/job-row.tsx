"use client";
/** One job: what it is for, how far it is and how long it will take, or what came of it. */
import { isOver, type Job, WHOLE_BUILDING } from "#domain";
import { useLive, useServerNow, useTimeZone } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Chip, type Tone } from "../_ui/chip.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { ResultTable } from "./result-table.tsx";
import { timeLeftMs } from "./time-left.ts";

const TONES: Readonly<Record<Job["state"], Tone>> = {
  queued: "neutral",
  running: "forecast",
  done: "good",
  failed: "bad",
  cancelled: "stale",
};

function Progress({ job }: { readonly job: Job }) {
  const { jobs } = useWords();
  const { age, percent } = useFormat();
  const serverNow = useServerNow();
  const leftMs = serverNow === 0 ? undefined : timeLeftMs(job, serverNow);
  return (
    <div className="mt-2 flex items-center gap-3 text-sm">
      <progress
        className="h-2 min-w-0 flex-1 appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-forecast [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-forecast"
        value={job.progress}
        max={1}
        aria-label={jobs.progress}
      />
      <span className="w-12 text-right">{percent(job.progress)}</span>
      <span className="w-28 text-muted max-sm:hidden">{leftMs === undefined ? "" : jobs.left(age(leftMs))}</span>
    </div>
  );
}

function useName({ kind, building: id, zone, signal, strategy }: Job): string {
  const { jobs, signals, zone: zoneWords } = useWords();
  const building = useLive((s) => s.buildings.get(id));
  const name = building?.name ?? id;
  if (kind !== "transfer") return jobs[kind](name);
  const place = zone === WHOLE_BUILDING ? zoneWords.whole : (building?.zones.find((z) => z.id === zone)?.name ?? zone ?? "");
  const series = `${place}: ${signal ? signals[signal] : ""}`;
  return strategy === undefined ? jobs.transfer(series, name) : jobs.bring(strategy, series, name);
}

interface JobRowProps {
  readonly job: Job;
  readonly onCancel: (job: Job) => void;
  readonly onAgain: (job: Job) => void;
  readonly onResume: (job: Job) => void;
}

export function JobRow({ job, onCancel, onAgain, onResume }: JobRowProps) {
  const { jobs } = useWords();
  const { dayTime, age } = useFormat();
  const { timeZone } = useTimeZone(job.building);
  const tookMs = job.startedAt !== null && job.endedAt !== null ? job.endedAt - job.startedAt : undefined;
  const name = useName(job);
  return (
    <li className="min-w-0 border-line border-b py-3 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Chip tone={TONES[job.state]}>{jobs.states[job.state]}</Chip>
        <span className="min-w-0 break-words font-medium">{name}</span>
        <span className="ml-auto">
          {!isOver(job) && (
            <Button weight="quiet" aria-label={`${jobs.cancel}: ${name}`} onClick={() => onCancel(job)}>
              {jobs.cancel}
            </Button>
          )}
          {job.canResume && (
            <Button weight="quiet" aria-label={`${jobs.resume}: ${name}`} onClick={() => onResume(job)}>
              {jobs.resume}
            </Button>
          )}
          {(job.state === "failed" || job.state === "cancelled") && (
            <Button weight="quiet" aria-label={`${jobs.again}: ${name}`} onClick={() => onAgain(job)}>
              {jobs.again}
            </Button>
          )}
        </span>
      </div>
      {job.state === "running" && <Progress job={job} />}
      {job.message !== "" && <p className="mt-1 break-words text-sm">{job.message}</p>}
      {job.signal && job.result && job.result.length > 0 && <ResultTable result={job.result} signal={job.signal} />}
      <p className="mt-1 text-muted text-xs">
        <time dateTime={new Date(job.createdAt).toISOString()}>{dayTime(job.createdAt, timeZone)}</time> · {job.who}
        {tookMs !== undefined && ` · ${jobs.took(age(tookMs))}`}
      </p>
    </li>
  );
}
