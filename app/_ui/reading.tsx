"use client";
/** A live value: number, unit and age; one that is old looks old by pattern and words, not by colour alone. */

import { cx } from "class-variance-authority";
import { type PointState, signalOf } from "#domain";
import { isStale } from "../_live/clock.ts";
import { useSeries } from "../_live/use-series.ts";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { Stat } from "./card.tsx";

const JUST_NOW_MS = 10_000;

/** How long ago a value was measured; says so plainly when that is too long. */
export function Age({
  point,
  nowTs,
  brief = false,
}: {
  readonly point: PointState;
  readonly nowTs: number;
  /** Where a word beside it already says that the value is old. */
  readonly brief?: boolean;
}) {
  const { age } = useWords();
  const format = useFormat();
  if (nowTs === 0) return null;
  const ms = nowTs - point.ts;
  const stale = isStale(point, nowTs);
  const text = stale && !brief ? age.stale(format.age(ms)) : ms < JUST_NOW_MS && !stale ? age.now : age.ago(format.age(ms));
  return <span className={cx("whitespace-nowrap", stale && "font-medium text-stale")}>{text}</span>;
}

/** A named figure of one point. */
export function PointStat({
  label,
  point,
  nowTs,
}: {
  readonly label: string;
  readonly point: PointState | undefined;
  readonly nowTs: number;
}) {
  const { parts, age } = useFormat();
  const words = useWords();
  if (!point) return <Stat label={label} value={NONE} />;
  const { number, unit } = parts(point.signal, point.value);
  const stale = nowTs > 0 && isStale(point, nowTs);
  return (
    <Stat
      label={label}
      value={<span className={cx(stale && "hatched rounded")}>{number}</span>}
      unit={unit}
      note={stale ? words.age.stale(age(nowTs - point.ts)) : undefined}
    />
  );
}

/** Power now: the reading of a power meter, or the rate of a counter over its last step. */
export function PowerStat({
  label,
  point,
  nowTs,
}: {
  readonly label: string;
  readonly point: PointState;
  readonly nowTs: number;
}) {
  const counter = signalOf(point.signal).kind === "cumulated";
  return counter ? <RateStat label={label} point={point} /> : <PointStat label={label} point={point} nowTs={nowTs} />;
}

function RateStat({ label, point }: { readonly label: string; readonly point: PointState }) {
  const format = useFormat();
  const { rows } = useSeries(point, 24, 200);
  const last = rows?.at(-1);
  const scale = format.drawnScale(point.signal);
  return (
    <Stat
      label={label}
      value={last ? format.number(last.mean * scale.factor + scale.offset, scale.digits) : NONE}
      unit={last && scale.unit}
    />
  );
}
