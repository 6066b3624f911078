"use client";
/** Zones of a building beside each other: one signal, one time axis, with what is forecast. */
import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Building, SignalId } from "#domain";
import { csvOf, fileNameOf, timeCells } from "../_charts/csv.ts";
import { CsvButton } from "../_charts/csv-button.tsx";
import { RangeBar } from "../_charts/range-bar.tsx";
import type { TimeRange } from "../_charts/time-range.ts";
import { useTimeRange } from "../_charts/use-time-range.ts";
import type { Row } from "../_live/tail.ts";
import { useBuilding, useBuildingNow, useReady, useZonePoints } from "../_live/use-live.tsx";
import { shownPoint, useRanking } from "../_live/use-zone.ts";
import { BuildingTime, OriginChip } from "../_ui/building-time.tsx";
import { Card, Empty, Skeleton } from "../_ui/card.tsx";
import { Choice } from "../_ui/choice.tsx";
import { Crumbs } from "../_ui/crumbs.tsx";
import { shown } from "../_words/units.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { ComparePlot } from "./compare-plot.tsx";
import { type ComparedRow, compared, summaryOf } from "./compared.ts";
import { MOST_LINES } from "./lines.ts";
import { useZoneLine } from "./use-zone-line.ts";
import { ZoneSummaries } from "./zone-summaries.tsx";

const SIGNALS = ["airTempC", "relativeHumidityPct", "co2Ppm", "valvePct"] as const satisfies readonly SignalId[];
const HOUR_MS = 3_600_000;
const AHEAD_MS = 24 * HOUR_MS;
/** The axis moves on in steps of this length. */
const STEP_MS = 120_000;
const STEPS = 320;
const NO_ROWS: readonly Row[] = [];

type Signal = (typeof SIGNALS)[number];

/** Chosen zones and signal, kept in the address. Without a choice: the zones that stand first, as many as can be told apart. */
function useChoice(building: Building) {
  const query = useSearchParams();
  const path = usePathname();
  const buildings = useMemo(() => [building], [building]);
  const ranking = useRanking(buildings).get(building.id);
  const [first] = useState(() => (ranking ?? []).slice(0, MOST_LINES).map((z) => z.zone));
  const asked = query.get("zones");
  const zones = useMemo(() => {
    const ids = asked === null ? first : asked.split(",");
    return building.zones.filter((z) => ids.includes(z.id)).slice(0, MOST_LINES);
  }, [asked, first, building]);
  const signal: Signal = SIGNALS.find((s) => s === query.get("signal")) ?? "airTempC";
  const set = (name: "zones" | "signal", value: string): void => {
    const next = new URLSearchParams(query.toString());
    next.set(name, value);
    window.history.replaceState(null, "", `${path}?${next.toString().replaceAll("%3A", ":").replaceAll("%2C", ",")}`);
  };
  return {
    zones,
    signal,
    setZones: (ids: readonly string[]) => set("zones", ids.join(",")),
    setSignal: (s: Signal) => set("signal", s),
  };
}

/** Reads one line; draws nothing. */
function LineReader({
  building,
  zone,
  signal,
  range,
  nowTs,
  onLine,
}: {
  readonly building: string;
  readonly zone: string;
  readonly signal: Signal;
  readonly range: TimeRange;
  readonly nowTs: number;
  readonly onLine: (zone: string, signal: Signal, line: readonly Row[] | undefined) => void;
}) {
  const line = useZoneLine(shownPoint(useZonePoints(building, zone), signal), range, nowTs);
  useEffect(() => onLine(zone, signal, line), [onLine, zone, signal, line]);
  return null;
}

function Comparison({ building }: { readonly building: Building }) {
  const { compare: words, chart, signals } = useWords();
  const format = useFormat();
  const [range, setRange] = useTimeRange();
  const { zones, signal, setZones, setSignal } = useChoice(building);
  const [lines, setLines] = useState<Readonly<Record<string, readonly Row[] | undefined>>>({});
  const onLine = useCallback(
    (zone: string, of: Signal, line: readonly Row[] | undefined) => setLines((all) => ({ ...all, [`${zone} ${of}`]: line })),
    [],
  );
  const scale = format.drawnScale(signal);
  const nowTs = Math.floor(useBuildingNow(building.id) / STEP_MS) * STEP_MS;
  const live = range.untilTs === undefined;
  const endTs = range.untilTs ?? nowTs;
  const fromTs = endTs - range.hours * HOUR_MS;
  const hasForecast = live && zones.some((z) => (lines[`${z.id} ${signal}`]?.at(-1)?.ts ?? 0) > nowTs + HOUR_MS);
  const toTs = hasForecast ? nowTs + AHEAD_MS : endTs;
  const waiting = nowTs === 0 || zones.some((z) => lines[`${z.id} ${signal}`] === undefined);
  const rows = useMemo<readonly ComparedRow[]>(
    () =>
      compared(
        zones.map((z) => lines[`${z.id} ${signal}`] ?? NO_ROWS),
        fromTs,
        toTs,
        STEPS,
      ).map((r) => ({ ts: r.ts, values: r.values.map((v) => (v === undefined ? undefined : shown(v, scale))) })),
    [zones, lines, signal, fromTs, toTs, scale],
  );
  const names = zones.map((z) => z.name);
  const past = rows.filter((r) => r.ts <= endTs);
  const csv = (): string =>
    csvOf(
      [chart.utc, chart.localTime(building.timeZone), ...names.map((n) => `${n}, ${scale.unit}`)],
      rows.filter((r) => r.values.some((v) => v !== undefined)).map((r) => [...timeCells(r.ts, building.timeZone), ...r.values]),
    );
  return (
    <Card
      title={signals[signal]}
      note={hasForecast ? words.ahead : undefined}
      aside={<RangeBar building={building.id} range={range} onRange={setRange} />}
    >
      {zones.map((z) => (
        <LineReader
          key={`${z.id} ${signal}`}
          building={building.id}
          zone={z.id}
          signal={signal}
          range={range}
          nowTs={nowTs}
          onLine={onLine}
        />
      ))}
      <div className="mb-4 print:hidden">
        <Choice
          label={words.signal}
          value={signal}
          onChange={setSignal}
          options={SIGNALS.map((s) => ({ value: s, label: signals[s] }))}
        />
      </div>
      {zones.length === 0 ? (
        <Empty title={words.choose} />
      ) : waiting ? (
        <Skeleton className="h-96" />
      ) : (
        <figure aria-hidden="true" className="min-w-0">
          <ComparePlot
            rows={rows}
            names={names}
            fromTs={fromTs}
            toTs={toTs}
            nowTs={hasForecast ? nowTs : undefined}
            nowLabel={chart.now}
            timeZone={building.timeZone}
            unit={scale.unit}
            digits={scale.digits}
            height={380}
          />
        </figure>
      )}
      <ZoneSummaries
        building={building}
        chosen={zones.map((z) => z.id)}
        summaries={zones.map((_, i) => summaryOf(past, i))}
        signal={signal}
        onChoose={setZones}
      />
      {zones.length > 0 && !waiting && (
        <div className="mt-4">
          <CsvButton fileName={fileNameOf(`${building.id} ${signals[signal]}`, endTs)} content={csv} />
        </div>
      )}
    </Card>
  );
}

export function ComparePage({ building: id }: { readonly building: string }) {
  const words = useWords();
  const ready = useReady();
  const building = useBuilding(id);
  if (!building || !ready)
    return (
      <>
        <title>Zonecast</title>
        <Crumbs />
        <h1 className="sr-only">{words.compare.title}</h1>
        <div className="mt-6">
          {ready ? <Empty title={words.building.unknown}>{words.building.unknownHelp}</Empty> : <Skeleton className="h-96" />}
        </div>
      </>
    );
  return (
    <>
      <title>{`${words.compare.title} · ${building.name} · Zonecast`}</title>
      <Crumbs trail={[{ href: `/buildings/${building.id}`, name: building.name }]} />
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="font-semibold text-2xl tracking-tight">{words.compare.title}</h1>
        <OriginChip building={building} />
      </div>
      <BuildingTime building={building} />
      <div className="mt-6">
        <Comparison building={building} />
      </div>
    </>
  );
}
