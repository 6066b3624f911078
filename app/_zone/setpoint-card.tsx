"use client";
/** Moves a set-point, within what the devices take and only where commands are allowed; shows what became of it. */

import { Eye } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useId, useMemo, useState } from "react";
import type { Building, Command, PointState } from "#domain";
import { useLive, useLiveParts } from "../_live/use-live.tsx";
import { type SetpointRange, useSetpointRanges } from "../_live/use-zone.ts";
import { Button } from "../_ui/button.tsx";
import { Card } from "../_ui/card.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { Stepper } from "../_ui/stepper.tsx";
import { toStep, wholeFahrenheitLost } from "../_ui/to-step.ts";
import { useSending } from "../_ui/use-sending.ts";
import { NONE } from "../_words/format.ts";
import { useFormat, useWords, useWordsChoice } from "../_words/use-words.tsx";
import { CommandTrack } from "./command-track.tsx";
import { HoldNote } from "./hold-note.tsx";

/** Where nothing is set yet, the stepper begins here. */
const USUAL_C = 21;

interface ControlProps {
  readonly building: Building;
  readonly zone: string;
  readonly range: SetpointRange;
  readonly current: PointState | undefined;
}

/** The newest command of each device. */
function useLastCommands(building: string, zone: string, signal: Command["signal"]): readonly Command[] {
  const commands = useLive((s) => s.commands);
  return useMemo(() => {
    const newest = new Map<string, Command>();
    for (const c of commands.values()) {
      if (c.building !== building || c.zone !== zone || c.signal !== signal) continue;
      if ((newest.get(c.source)?.at ?? 0) <= c.at) newest.set(c.source, c);
    }
    return [...newest.values()];
  }, [commands, building, zone, signal]);
}

function Control({ building, zone, range, current }: ControlProps) {
  const { setpoint } = useWords();
  const { temperature } = useWordsChoice();
  const { value: text, kelvins } = useFormat();
  const { api, store } = useLiveParts();
  const [draft, setDraft] = useState<number>();
  const [why, setWhy] = useState("");
  const { sending, problem, send } = useSending();
  const commands = useLastCommands(building.id, zone, range.signal);
  const reason = useId();
  const { signal } = range;
  const value = draft ?? toStep(current?.value ?? USUAL_C, range);

  const move = async (): Promise<void> => {
    store.commands(await api.command({ building: building.id, zone, signal, value, why }));
    setDraft(undefined);
    setWhy("");
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(move);
  };

  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <h3 className="font-medium">{signal === "heatingSetpointC" ? setpoint.heating : setpoint.cooling}</h3>
        <p className="text-muted">
          {setpoint.now} <span className="font-medium text-ink">{current ? text(signal, current.value) : NONE}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Stepper
          label={setpoint.new}
          lowerLabel={setpoint.lower}
          raiseLabel={setpoint.raise}
          value={value}
          min={range.min}
          max={range.max}
          step={range.step}
          text={text(signal, value)}
          disabled={!building.actuation || sending}
          onChange={setDraft}
        />
        <Button type="submit" weight="primary" disabled={!building.actuation || sending || draft === undefined}>
          {setpoint.send(text(signal, value))}
        </Button>
      </div>
      <p className="text-muted text-xs">
        {setpoint.range(text(signal, range.min), text(signal, range.max), kelvins(range.step))} ·{" "}
        {setpoint.devices(range.devices)}
      </p>
      {temperature === "F" && wholeFahrenheitLost(range) && <p className="text-muted text-xs">{setpoint.coarse}</p>}
      <HoldNote building={building} zone={zone} signal={signal} />
      {building.actuation && (
        <div className="grid gap-1">
          <label htmlFor={reason} className="text-muted text-xs">
            {setpoint.why}
          </label>
          <input
            id={reason}
            value={why}
            maxLength={200}
            onChange={(e) => setWhy(e.target.value)}
            className="h-9 w-full rounded-lg border border-line-strong bg-surface px-3 text-sm"
          />
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
      {commands.map((command) => (
        <CommandTrack key={command.id} command={command} />
      ))}
    </form>
  );
}

export function SetpointCard({
  building,
  zone,
  heating,
  cooling,
}: {
  readonly building: Building;
  readonly zone: string;
  readonly heating: PointState | undefined;
  readonly cooling: PointState | undefined;
}) {
  const { setpoint } = useWords();
  const ranges = useSetpointRanges(building.id, zone);
  return (
    <Card title={setpoint.title}>
      {ranges.length === 0 && <p className="text-muted text-sm">{setpoint.notWritable}</p>}
      {ranges.length > 0 && !building.actuation && (
        <p className="mb-4 flex items-start gap-2 rounded-lg bg-raised p-3 text-sm">
          <Eye aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
          <span className="min-w-0">
            {setpoint.observeOnly}{" "}
            <Link
              href={`/buildings/${building.id}#actuation`}
              className="whitespace-nowrap font-medium text-accent underline underline-offset-2"
            >
              {setpoint.toSwitch}
            </Link>
          </span>
        </p>
      )}
      <div className="grid gap-6">
        {ranges.map((range) => (
          <Control
            key={range.signal}
            building={building}
            zone={zone}
            range={range}
            current={range.signal === "heatingSetpointC" ? heating : cooling}
          />
        ))}
      </div>
    </Card>
  );
}
