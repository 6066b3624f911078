"use client";
/** Which inputs mattered to the network for the newest forecast, and where its attention went. */
import { useState } from "react";
import type { ExplanationAnswer, Point } from "#domain";
import { useLiveParts, useNewestForecast, useQuery } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Card, Skeleton } from "../_ui/card.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { attentionByDay, lookedRows } from "./looked.ts";

const FIRST_ROWS = 5;
const [WIDTH, HEIGHT, FOOT] = [384, 56, 14];

type Looked = ExplanationAnswer["explanation"];

function Share({ share }: { readonly share: number | undefined }) {
  const { percent } = useFormat();
  if (share === undefined) return <td className="num">{NONE}</td>;
  return (
    <td className="num w-24">
      {percent(share)}
      <span
        aria-hidden="true"
        className="mt-0.5 ml-auto block h-1 rounded-full bg-forecast"
        style={{ width: `${100 * share}%` }}
      />
    </td>
  );
}

function Inputs({ explanation }: { readonly explanation: Looked }) {
  const { looked: words } = useWords();
  const [all, setAll] = useState(false);
  const { rows, missing } = lookedRows(explanation);
  const nameOf = (input: string): string => words.inputs[input as keyof typeof words.inputs] ?? input;
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <>
      <table className="datasheet datasheet-tight">
        <thead>
          <tr>
            <th scope="col">{words.input}</th>
            <th scope="col" className="num">
              {words.past}
            </th>
            <th scope="col" className="num">
              {words.ahead}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ input, past, ahead }) => (
            <tr key={input}>
              <th scope="row" className="text-ink">
                {nameOf(input)}
              </th>
              <Share share={past} />
              <Share share={ahead} />
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length && (
        <Button weight="quiet" onClick={() => setAll(true)}>
          {words.more(rows.length - shown.length)}
        </Button>
      )}
      {missing.length > 0 && <p className="text-muted text-xs">{words.missing(missing.map(nameOf).join(", "))}</p>}
    </>
  );
}

function Attention({ explanation }: { readonly explanation: Looked }) {
  const { looked: words } = useWords();
  const { percent } = useFormat();
  const { attention, hoursBack } = explanation;
  const days = attentionByDay(explanation);
  const most = Math.max(...attention);
  const hourW = WIDTH / attention.length;
  const nowX = hoursBack * hourW;
  const firstDay = Math.floor(hoursBack / 24);
  return (
    <figure>
      <figcaption className="mb-1 text-muted text-xs">{words.attention}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`}
        role="img"
        aria-label={words.summary(days.slice(0, -1).map(percent).join(", "), percent(days.at(-1) ?? 0))}
        className="block w-full"
      >
        {attention.map((weight, hour) => {
          const height = (weight / most) * HEIGHT;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
              key={hour}
              x={hour * hourW}
              width={Math.max(0.5, hourW - 0.5)}
              y={HEIGHT - height}
              height={height}
              className={hour < hoursBack ? "fill-muted" : "fill-forecast"}
            />
          );
        })}
        <line x1={nowX} x2={nowX} y1="0" y2={HEIGHT + 3} className="stroke-ink" strokeWidth="1" />
        <text x={nowX} y={HEIGHT + FOOT - 2} textAnchor="middle" className="fill-muted" fontSize="10.5">
          {words.now}
        </text>
        <text x="0" y={HEIGHT + FOOT - 2} className="fill-muted" fontSize="10.5">
          {words.daysAgo(firstDay)}
        </text>
        {firstDay > 3 && (
          <text x={nowX - 72 * hourW} y={HEIGHT + FOOT - 2} textAnchor="middle" className="fill-muted" fontSize="10.5">
            {words.daysAgo(3)}
          </text>
        )}
      </svg>
    </figure>
  );
}

/** Nothing where no network is: then there is nothing to look at. */
function useLooked(point: Point) {
  const { api } = useLiveParts();
  const newest = useNewestForecast(point);
  const key =
    newest &&
    `explanation ${point.building}/${point.zone}/${point.signal}/${point.source} ${newest.model} ${Math.floor(newest.issuedAt / 3_600_000)}`;
  const { data, problem } = useQuery(key, () => api.explanation(point));
  const isNone = !newest || (!data && (problem?.code === "not-found" || problem?.code === "too-little-history"));
  return isNone ? undefined : { data, problem };
}

function useNote(data: ExplanationAnswer | undefined): string | undefined {
  const { looked: words } = useWords();
  if (!data) return undefined;
  return data.by.includes(data.explanation.model) ? words.had(data.by) : words.hadNot(data.by);
}

function Facts({ data, problem }: NonNullable<ReturnType<typeof useLooked>>) {
  if (!data) return problem ? <ProblemNote problem={problem} /> : <Skeleton className="h-40" />;
  return (
    <div className="grid gap-4">
      <Inputs explanation={data.explanation} />
      <Attention explanation={data.explanation} />
    </div>
  );
}

/** Within a card of something else. */
export function LookedFacts({ point }: { readonly point: Point }) {
  const { looked: words } = useWords();
  const looked = useLooked(point);
  const note = useNote(looked?.data);
  if (!looked) return null;
  return (
    <section className="mt-4 border-line border-t pt-4">
      <h3 className="font-medium text-sm">{words.title}</h3>
      {note !== undefined && <p className="mb-2 text-muted text-xs">{note}</p>}
      <Facts {...looked} />
    </section>
  );
}

export function LookedCard({ point }: { readonly point: Point }) {
  const { looked: words } = useWords();
  const looked = useLooked(point);
  const note = useNote(looked?.data);
  if (!looked) return null;
  return (
    <Card title={words.title} note={note}>
      <Facts {...looked} />
    </Card>
  );
}
