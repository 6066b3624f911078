"use client";
/** Moves a page's charts through time: how long a stretch, earlier, later, back to now. */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useBuildingNow } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Choice } from "../_ui/choice.tsx";
import { useWords } from "../_words/use-words.tsx";
import { moved, SPANS_H, type TimeRange } from "./time-range.ts";

export interface RangeBarProps {
  readonly building: string;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
}

export function RangeBar({ building, range, onRange }: RangeBarProps) {
  const { chart } = useWords();
  const nowTs = useBuildingNow(building);
  const live = range.untilTs === undefined;
  return (
    <div className="flex flex-wrap items-center gap-1 print:hidden">
      {!live && (
        <Button weight="quiet" onClick={() => onRange({ hours: range.hours, untilTs: undefined })}>
          {chart.toNow}
        </Button>
      )}
      <Button weight="quiet" shape="icon" aria-label={chart.earlier} onClick={() => onRange(moved(range, -1, nowTs))}>
        <ChevronLeft aria-hidden="true" className="size-4" />
      </Button>
      <Choice
        label={chart.history}
        value={String(range.hours)}
        onChange={(value) => onRange({ ...range, hours: SPANS_H.find((h) => String(h) === value) ?? SPANS_H[0] })}
        options={SPANS_H.map((h) => ({ value: String(h), label: h <= 24 ? chart.hours(h) : chart.days(h / 24) }))}
      />
      <Button
        weight="quiet"
        shape="icon"
        aria-label={chart.later}
        disabled={live}
        onClick={() => onRange(moved(range, 1, nowTs))}
      >
        <ChevronRight aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}
