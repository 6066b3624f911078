"use client";
/** Every point of a zone: value, source, age, and whether it is old. */

import { Check, Hourglass } from "lucide-react";
import { type PointState, pointKey } from "#domain";
import { isStale } from "../_live/clock.ts";
import { useDevice } from "../_live/use-live.tsx";
import { shownPoint } from "../_live/use-zone.ts";
import { Card } from "../_ui/card.tsx";
import { Chip } from "../_ui/chip.tsx";
import { Age } from "../_ui/reading.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

function PointRow({ point, nowTs, shown }: { readonly point: PointState; readonly nowTs: number; readonly shown: boolean }) {
  const { signals, points } = useWords();
  const { value } = useFormat();
  const device = useDevice(point.source);
  const stale = isStale(point, nowTs);
  return (
    <tr>
      <th scope="row" className="min-w-28">
        <span className="font-medium text-ink text-sm">{signals[point.signal]}</span>
        <span className="block font-normal text-xs sm:hidden">{device?.name ?? point.source}</span>
      </th>
      <td className="num">
        <span className={stale ? "hatched rounded" : undefined}>{value(point.signal, point.value)}</span>
      </td>
      <td className="max-w-72 max-sm:hidden">
        <span className="block truncate" title={device?.name}>
          {device?.name ?? point.source}
        </span>
        <span className="block truncate font-mono text-muted text-xs" title={point.source}>
          {point.source}
        </span>
      </td>
      <td className="num text-sm">
        <Age point={point} nowTs={nowTs} />
      </td>
      <td className="max-sm:hidden">
        <span className="flex flex-wrap gap-1">
          {stale ? (
            <Chip tone="stale" icon={Hourglass}>
              {points.stale}
            </Chip>
          ) : (
            <Chip icon={Check}>{points.fresh}</Chip>
          )}
          {point.quality !== "good" && <Chip>{points.quality[point.quality]}</Chip>}
          {shown && <Chip tone="good">{points.shown}</Chip>}
        </span>
      </td>
    </tr>
  );
}

/** `points`: those of one zone, the one to show of each signal first. */
export function PointsCard({ points, nowTs }: { readonly points: readonly PointState[]; readonly nowTs: number }) {
  const words = useWords().points;
  const several = (p: PointState): boolean => points.some((q) => q.signal === p.signal && q.source !== p.source);
  const bySignal = [...points].sort((a, b) => (a.signal === b.signal ? a.rank - b.rank : a.signal < b.signal ? -1 : 1));
  return (
    <Card title={words.title}>
      {points.length === 0 ? (
        <p className="text-muted text-sm">{words.none}</p>
      ) : (
        <table className="datasheet">
          <thead>
            <tr>
              <th scope="col">{words.signal}</th>
              <th scope="col" className="num">
                {words.value}
              </th>
              <th scope="col" className="max-sm:hidden">
                {words.source}
              </th>
              <th scope="col" className="num">
                {words.age}
              </th>
              <th scope="col" className="max-sm:hidden">
                {words.state}
              </th>
            </tr>
          </thead>
          <tbody>
            {bySignal.map((p) => (
              <PointRow key={pointKey(p)} point={p} nowTs={nowTs} shown={several(p) && shownPoint(points, p.signal) === p} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
