"use client";
/** Which model made the forecast, how it was chosen, and whether it is any better than doing nothing. */
import type { Building, Candidate, Point } from "#domain";
import { useLiveParts, useNewestForecast, useQuery } from "../_live/use-live.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { Chip } from "../_ui/chip.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { verdictOf } from "./verdict.ts";

const BASELINE = "persistence";

/** Share by which a candidate's error is smaller than the baseline's; negative when larger. */
function gainOver(baseline: number | null | undefined, mae: number | null | undefined): number | undefined {
  return baseline && mae !== null && mae !== undefined ? 1 - mae / baseline : undefined;
}

function Verdict({ candidates, model }: { readonly candidates: readonly Candidate[]; readonly model: string }) {
  const { forecast } = useWords();
  const { percent } = useFormat();
  const verdict = verdictOf(candidates, model);
  if (!verdict) return null;
  if (verdict.kind === "naive")
    return (
      <p className="rounded-lg bg-raised px-3 py-2 font-medium text-sm text-stale">
        {model === BASELINE ? forecast.doesNotBeat : forecast.naiveBest(verdict.naive)}
      </p>
    );
  const { gain, naive } = verdict;
  return (
    <p className="text-sm">{gain >= 0 ? forecast.beats(percent(gain), naive) : forecast.forItsBand(percent(-gain), naive)}</p>
  );
}

function Candidates({
  candidates,
  model,
  point,
}: {
  readonly candidates: readonly Candidate[];
  readonly model: string;
  readonly point: Point;
}) {
  const { forecast } = useWords();
  const format = useFormat();
  const baseline = candidates.find((c) => c.model === BASELINE)?.mae;
  const against = (mae: number | null): string => {
    const gain = gainOver(baseline, mae);
    if (gain === undefined) return NONE;
    if (Math.abs(gain) < 0.005) return forecast.equal;
    return gain > 0 ? forecast.better(format.percent(gain)) : forecast.worse(format.percent(-gain));
  };
  return (
    <table className="datasheet datasheet-tight">
      <thead>
        <tr>
          <th scope="col">{forecast.candidate}</th>
          <th scope="col" className="num">
            {forecast.mae}
          </th>
          <th scope="col" className="num">
            {forecast.pinball}
          </th>
          <th scope="col" className="num">
            {forecast.versus}
          </th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((c) => (
          <tr key={c.model}>
            <th scope="row">
              <span className="font-medium text-ink">{c.model}</span>{" "}
              {c.model === model && <Chip tone="forecast">{forecast.chosen}</Chip>}
              {c.problem !== undefined && <span className="block font-normal text-xs">{c.problem}</span>}
            </th>
            <td className="num">{c.mae === null ? NONE : format.error(point.signal, c.mae)}</td>
            <td className="num">{c.pinball === null ? NONE : format.error(point.signal, c.pinball)}</td>
            <td className="num">{c.model === BASELINE ? NONE : against(c.mae)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of the newest forecast of a point; nothing when there is none. */
export function ModelFacts({ building, point }: { readonly building: Building; readonly point: Point }) {
  const { forecast: words } = useWords();
  const { dayTime } = useFormat();
  const { api } = useLiveParts();
  const newest = useNewestForecast(point);
  const key =
    newest &&
    `forecast ${point.building}/${point.zone}/${point.signal}/${point.source} ${newest.model} ${Math.floor(newest.issuedAt / 3_600_000)}`;
  const { data, problem } = useQuery(key, () => api.forecast(point));
  if (!newest) return null;
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-muted">{words.model}</dt>
        <dd className="font-medium">{newest.model}</dd>
        <dt className="text-muted">{words.issued}</dt>
        <dd>
          {dayTime(newest.issuedAt, building.timeZone)}
          {newest.origin === "hindcast" && <span className="block text-muted text-xs">{words.hindcast}</span>}
        </dd>
      </dl>
      <div className="mt-4 grid gap-3">
        {!data && !problem && <Skeleton className="h-32" />}
        {problem && !data && <ProblemNote problem={problem} />}
        {data && data.candidates.length === 0 && <p className="text-muted text-sm">{words.noCandidates}</p>}
        {data && data.candidates.length > 0 && (
          <>
            <Verdict candidates={data.candidates} model={data.model} />
            <div>
              <h3 className="font-medium text-sm">{words.candidates}</h3>
              <p className="mb-1 text-muted text-xs">{words.candidatesHelp}</p>
              <Candidates candidates={data.candidates} model={data.model} point={point} />
            </div>
          </>
        )}
      </div>
    </>
  );
}

export function ModelCard({ building, point }: { readonly building: Building; readonly point: Point }) {
  const { forecast: words } = useWords();
  const newest = useNewestForecast(point);
  return (
    <Card title={words.title}>
      {newest ? <ModelFacts building={building} point={point} /> : <Empty title={words.none}>{words.noneHelp}</Empty>}
    </Card>
  );
}
