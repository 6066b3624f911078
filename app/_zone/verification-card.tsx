"use client";
/** Earlier forecasts beside what then came, by lead time, always with the baseline. */

import { useMemo, useState } from "react";
import { type Building, JUDGED_LEADS_S, type Point, pointKey, type Verification } from "#domain";
import { fileNameOf } from "../_charts/csv.ts";
import type { LegendEntry } from "../_charts/legend.tsx";
import { verificationRows } from "../_charts/rows.ts";
import { TimeChart } from "../_charts/time-chart.tsx";
import { useBuildingNow, useLiveParts, useQuery, useReady } from "../_live/use-live.tsx";
import { Card, Empty, Skeleton, Stat } from "../_ui/card.tsx";
import { Choice } from "../_ui/choice.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

const DAYS = 3;
const DAY_MS = 86_400_000;
const REFRESH_MS = 120_000;
const HOUR_S = 3_600;

type Lead = Verification["leads"][number];

function Figures({ lead, point }: { readonly lead: Lead; readonly point: Point }) {
  const { verification } = useWords();
  const { error, percent, number } = useFormat();
  const orNone = (value: number | null, format: (v: number) => string): string => (value === null ? NONE : format(value));
  const better = lead.mae !== null && lead.persistenceMae !== null && lead.mae < lead.persistenceMae;
  return (
    <dl className="mb-4 grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
      <Stat
        label={verification.mae}
        value={orNone(lead.mae, (v) => error(point.signal, v))}
        note={lead.mae === null ? undefined : better ? verification.beats : verification.doesNotBeat}
      />
      <Stat label={verification.persistence} value={orNone(lead.persistenceMae, (v) => error(point.signal, v))} />
      <Stat label={verification.coverage} value={orNone(lead.coverage80, percent)} note={verification.coverageHelp} />
      <Stat label={verification.n} value={number(lead.n, 0)} />
      <Stat label={verification.hindcast} value={percent(lead.hindcastShare)} note={verification.hindcastHelp} />
    </dl>
  );
}

function LeadChart({ lead, building, point }: { readonly lead: Lead; readonly building: Building; readonly point: Point }) {
  const { verification, chart } = useWords();
  const { drawnScale, error, percent, number } = useFormat();
  const scale = drawnScale(point.signal);
  const rows = useMemo(() => verificationRows(lead, scale), [lead, scale]);
  const hourMs = HOUR_S * 1000;
  const nowTs = Math.ceil(useBuildingNow(building.id) / hourMs) * hourMs;
  const entries = useMemo<readonly LegendEntry[]>(
    () => [
      { stroke: "history", label: chart.actual },
      { stroke: "median", label: chart.predicted },
      { stroke: "band", label: chart.predictedBand },
    ],
    [chart],
  );
  const text = (v: number | null): string => (v === null ? NONE : error(point.signal, v));
  return (
    <TimeChart
      rows={rows}
      entries={entries}
      fromTs={nowTs - DAYS * DAY_MS}
      toTs={nowTs}
      timeZone={building.timeZone}
      unit={scale.unit}
      digits={scale.digits}
      height={220}
      title={verification.title}
      fileName={fileNameOf(`${building.id} ${point.zone} ${verification.title} ${lead.leadS / HOUR_S} h`, nowTs)}
      summary={verification.summary(
        number(lead.n, 0),
        lead.leadS / HOUR_S,
        text(lead.mae),
        text(lead.persistenceMae),
        lead.coverage80 === null ? NONE : percent(lead.coverage80),
      )}
    />
  );
}

export function VerificationCard({ building, point }: { readonly building: Building; readonly point: Point }) {
  const { verification } = useWords();
  const { api } = useLiveParts();
  const ready = useReady();
  const [leadS, setLeadS] = useState<number>(JUDGED_LEADS_S[1]);
  const { data, problem } = useQuery(
    ready ? `verification ${pointKey(point)} ${DAYS} d` : undefined,
    () => api.verification(point, DAYS),
    REFRESH_MS,
  );
  const lead = data?.leads.find((l) => l.leadS === leadS);
  return (
    <Card
      title={verification.title}
      note={verification.help(DAYS)}
      aside={
        <Choice
          label={verification.lead}
          value={String(leadS)}
          onChange={(value) => setLeadS(Number(value))}
          options={JUDGED_LEADS_S.map((s) => ({ value: String(s), label: verification.leadHours(s / HOUR_S) }))}
        />
      }
    >
      {problem && !data && <ProblemNote problem={problem} />}
      {!data && !problem && <Skeleton className="h-72" />}
      {data && (!lead || lead.n === 0) && <Empty title={verification.none} />}
      {lead && lead.n > 0 && (
        <>
          <Figures lead={lead} point={point} />
          <LeadChart lead={lead} building={building} point={point} />
        </>
      )}
    </Card>
  );
}
