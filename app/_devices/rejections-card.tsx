"use client";
/** Messages that could not become a reading, as they came. They are strangers' bytes: text, never markup. */

import { useEffect } from "react";
import type { Rejection } from "#domain";
import { useLive, useLiveParts, useQuery, useReady, useServerNow } from "../_live/use-live.tsx";
import { Card, Skeleton } from "../_ui/card.tsx";
import { Chip } from "../_ui/chip.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { ScrollRegion } from "../_ui/scroll-region.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

const KEY = "rejections";
const MOST = 100;
const REFRESH_MS = 30_000;

function RejectionRow({ rejection, serverNow }: { readonly rejection: Rejection; readonly serverNow: number }) {
  const { rejections, age } = useWords();
  const format = useFormat();
  return (
    <li className="min-w-0 border-line border-b py-3 last:border-b-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Chip tone="bad">{rejections.reasons[rejection.reason]}</Chip>
        {rejection.count > 1 && <span className="font-medium">{rejections.times(format.number(rejection.count, 0))}</span>}
        <span className="min-w-0 break-all font-mono text-xs">{rejection.topic}</span>
        <span className="ml-auto whitespace-nowrap text-muted text-xs">{age.ago(format.age(serverNow - rejection.at))}</span>
      </p>
      <p className="mt-1 break-words text-sm">{rejection.detail}</p>
      <details className="mt-1 text-sm">
        <summary className="w-fit rounded text-muted">{rejections.raw}</summary>
        <ScrollRegion label={rejections.raw} className="mt-1 max-h-48 bg-raised p-3">
          <pre className="whitespace-pre-wrap break-all font-mono text-xs">{rejection.raw}</pre>
        </ScrollRegion>
      </details>
    </li>
  );
}

export function RejectionsCard() {
  const { rejections } = useWords();
  const { number } = useFormat();
  const { api, queries } = useLiveParts();
  const ready = useReady();
  const serverNow = useServerNow();
  const total = useLive((s) => s.rejectedTotal);
  const { data, problem } = useQuery(ready ? KEY : undefined, () => api.rejections(MOST), REFRESH_MS);
  const behind = data !== undefined && data.total !== total;
  useEffect(() => {
    if (!behind) return;
    // A flood of bad messages must not become a flood of requests.
    const timer = setTimeout(() => queries.refresh(KEY), 2_000);
    return () => clearTimeout(timer);
  }, [behind, queries]);
  return (
    <Card title={rejections.title} note={rejections.help} aside={<Chip>{rejections.total(number(total, 0))}</Chip>}>
      {problem && !data && <ProblemNote problem={problem} />}
      {!data && !problem && <Skeleton className="h-24" />}
      {data?.rejections.length === 0 && <p className="text-muted text-sm">{rejections.none}</p>}
      <ul className="-my-3">
        {data?.rejections.map((r) => (
          <RejectionRow key={`${r.at} ${r.topic} ${r.reason}`} rejection={r} serverNow={serverNow} />
        ))}
      </ul>
    </Card>
  );
}
