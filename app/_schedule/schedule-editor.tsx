"use client";
/** A zone's weekly schedule for one set-point: days above, the blocks of one of them below; nothing counts until it is saved. */
import { Redo2, Undo2 } from "lucide-react";
import { Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import { type Building, nextBlock, type Schedule } from "#domain";
import { AUDIT_KEY } from "../_building/audit-card.tsx";
import { useBuildingNow, useLive, useLiveParts } from "../_live/use-live.tsx";
import type { SetpointRange } from "../_live/use-zone.ts";
import { Button } from "../_ui/button.tsx";
import { Chip } from "../_ui/chip.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { CopyDay } from "./copy-day.tsx";
import { DayBar, DayHours, type Held } from "./day-bar.tsx";
import { DayEditor } from "./day-editor.tsx";
import { RemoveSchedule } from "./remove-schedule.tsx";
import { TEMPLATE_IDS, templateOf } from "./templates.ts";
import { useDraft } from "./use-draft.ts";
import { momentOf, SCHEDULES_KEY } from "./use-schedules.ts";
import {
  blocksOf,
  DAY_MIN,
  dayOf,
  EMPTY_WEEK,
  isEmpty,
  isSound,
  stretchesOf,
  WEEKDAYS,
  type Week,
  weekOf,
  withCopiedDay,
} from "./week.ts";

/** The rest of today that somebody holds against the schedule. */
function useHeld(building: Building, zone: string, signal: Schedule["signal"], nowTs: number): Held | undefined {
  const holds = useLive((s) => s.holds);
  const hold = holds.find(
    (h) => h.building === building.id && h.zone === zone && h.signal === signal && h.priority !== "schedule",
  );
  if (!hold || nowTs === 0) return undefined;
  const now = momentOf(building.timeZone, nowTs);
  const end = hold.until === null ? undefined : momentOf(building.timeZone, hold.until);
  const sameDay = end?.day === now.day && hold.until !== null && hold.until - nowTs < DAY_MIN * 60_000;
  return { fromMin: now.minutes, toMin: sameDay ? end.minutes : DAY_MIN };
}

interface EditorProps {
  readonly building: Building;
  readonly zone: string;
  readonly zoneName: string;
  readonly range: SetpointRange;
  /** As the server has it. */
  readonly stored: Schedule | undefined;
  /** What is set now, for the first block of all. */
  readonly usual: number;
}

export function ScheduleEditor({ building, zone, zoneName, range, stored, usual }: EditorProps) {
  const { schedule: words } = useWords();
  const format = useFormat();
  const { api, queries } = useLiveParts();
  const nowTs = useBuildingNow(building.id);
  const now = momentOf(building.timeZone, nowTs);
  const { signal } = range;
  const storedWeek = stored ? weekOf(stored.blocks) : EMPTY_WEEK;
  const draft = useDraft(storedWeek);
  const [chosenDay, setChosenDay] = useState<number>();
  const [said, setSaid] = useState("");
  const { sending, problem, send, forget } = useSending();
  const held = useHeld(building, zone, signal, nowTs);
  const { week, edits, dirty } = draft;
  const day = chosenDay ?? now.day;

  const quiet = (): void => {
    setSaid("");
    forget();
  };
  const edit = (next: Week, about?: string): void => {
    draft.edit(next, about);
    quiet();
  };
  const mayCopy = dayOf(week, day).length > 0;
  const maySave = dirty && !sending && isSound(week) && !isEmpty(week);
  const save = async (): Promise<void> => {
    const blocks = blocksOf(week);
    await api.saveSchedule({ building: building.id, zone, signal, blocks });
    queries.refresh(SCHEDULES_KEY);
    queries.refresh(AUDIT_KEY);
    draft.kept(weekOf(blocks));
    const next = nextBlock(blocks, building.timeZone, nowTs);
    if (next)
      setSaid(words.saved(words.nextBlock(format.value(signal, next.block.value), format.dayTime(next.ts, building.timeZone))));
  };
  const restart = (next: Week): void => {
    draft.restart(next);
    quiet();
  };
  const onKey = (e: KeyboardEvent): void => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey) return;
    const key = e.key.toLowerCase();
    const act =
      key === "s" && !e.shiftKey
        ? () => maySave && void send(save)
        : key === "y" || (key === "z" && e.shiftKey)
          ? draft.redo
          : key === "z"
            ? draft.undo
            : undefined;
    if (!act) return;
    e.preventDefault();
    act();
  };
  // On the whole page: a button that is pressed and has nothing left to do loses the focus.
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });
  const inWords = (index: number): string => {
    const slots = dayOf(week, index);
    return slots.length === 0 ? words.noSlots : slots.map((s) => words.slot(s.at, format.value(signal, s.value))).join(", ");
  };

  return (
    <div>
      {isEmpty(week) && (
        <div className="mb-5 flex flex-wrap items-center gap-2 rounded-lg bg-raised p-3 text-sm">
          <span className="mr-1 font-medium">{words.start}</span>
          {TEMPLATE_IDS.map((id) => (
            <Button key={id} onClick={() => edit(templateOf(id, usual, range, signal === "coolingSetpointC"))}>
              {words.templates[id]}
            </Button>
          ))}
        </div>
      )}
      <Tabs.Root
        value={String(day)}
        onValueChange={(value) => setChosenDay(Number(value))}
        orientation="vertical"
        className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem]"
      >
        <div className="min-w-0">
          <Tabs.List aria-label={words.title} className="grid gap-1">
            {WEEKDAYS.map((weekday, index) => (
              <Tabs.Trigger
                key={weekday}
                value={String(index)}
                aria-label={`${words.days[index]}: ${inWords(index)}`}
                className="grid grid-cols-[3.25rem_minmax(0,1fr)] items-center gap-2 rounded-lg p-1.5 text-left text-sm transition-colors hover:bg-raised data-[state=active]:bg-raised data-[state=active]:font-semibold"
              >
                <span className="leading-4">
                  {words.shortDays[index]}
                  {nowTs > 0 && index === now.day && (
                    <span className="block font-normal text-[0.6875rem] text-accent leading-3">{words.today}</span>
                  )}
                </span>
                <DayBar
                  stretches={stretchesOf(week, index)}
                  signal={signal}
                  nowMin={nowTs > 0 && index === now.day ? now.minutes : undefined}
                  held={index === now.day ? held : undefined}
                />
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <div className="mt-1 grid grid-cols-[3.25rem_minmax(0,1fr)] gap-2 px-1.5">
            <span />
            <DayHours />
          </div>
        </div>
        {WEEKDAYS.map((weekday, index) => (
          <Tabs.Content key={weekday} value={String(index)} tabIndex={-1} className="min-w-0 outline-none">
            <h3 className="mb-3 font-semibold text-[0.9375rem]">{words.days[index]}</h3>
            <DayEditor week={week} day={index} signal={signal} range={range} usual={usual} onEdit={edit} onTidy={draft.tidy} />
            {mayCopy && (
              <CopyDay
                day={index}
                onCopy={(to) => {
                  edit(withCopiedDay(week, index, to));
                  setSaid(words.copied(words.days[index] ?? "", to.length));
                }}
              />
            )}
          </Tabs.Content>
        ))}
      </Tabs.Root>
      <div className="mt-6 grid gap-3 border-line border-t pt-4">
        {draft.meanwhile && <p className="rounded-lg bg-raised p-3 text-sm text-stale">{words.meanwhile}</p>}
        {problem && <ProblemNote problem={problem} />}
        {isEmpty(week) && dirty && <p className="text-muted text-sm">{words.saveEmpty}</p>}
        <div className="flex flex-wrap items-center gap-2">
          <Button weight="primary" disabled={!maySave} onClick={() => void send(save)}>
            {sending ? words.saving : words.save}
          </Button>
          <Button disabled={edits.past.length === 0} onClick={draft.undo}>
            <Undo2 aria-hidden="true" className="size-4" />
            {words.undo}
          </Button>
          <Button disabled={edits.future.length === 0} onClick={draft.redo}>
            <Redo2 aria-hidden="true" className="size-4" />
            {words.redo}
          </Button>
          {dirty && (
            <Button weight="quiet" onClick={() => restart(storedWeek)}>
              {words.discard}
            </Button>
          )}
          {dirty && <Chip tone="stale">{words.unsaved}</Chip>}
          {stored && (
            <span className="ml-auto">
              <RemoveSchedule schedule={stored} zoneName={zoneName} onRemoved={() => restart(EMPTY_WEEK)} send={send} />
            </span>
          )}
        </div>
        <p role="status" className="min-h-5 text-good text-sm">
          {said}
        </p>
        <p className="text-muted text-xs max-sm:hidden">{words.keys}</p>
      </div>
    </div>
  );
}
