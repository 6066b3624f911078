"use client";
/** The stretch of time that a page's charts show, kept in its address so that it can be passed on. */
import { usePathname, useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { queryOf, rangeOf, type TimeRange } from "./time-range.ts";

export function useTimeRange(): readonly [TimeRange, (range: TimeRange) => void] {
  const query = useSearchParams();
  const path = usePathname();
  const range = useMemo(() => rangeOf(query), [query]);
  const set = (next: TimeRange): void => window.history.replaceState(null, "", `${path}${queryOf(next, query.toString())}`);
  return [range, set];
}
