"use client";
/** How far a command has come: queued, sent, echoed, held; or where it stopped. */

import { cx } from "class-variance-authority";
import { Check, CircleAlert, LoaderCircle } from "lucide-react";
import type { Command } from "#domain";
import { useDevice } from "../_live/use-live.tsx";
import { useFormat, useWords } from "../_words/use-words.tsx";

const STEPS: readonly Command["state"][] = ["queued", "sent", "echoed", "held"];

/** Steps that are behind a command in this state. A command that failed had at least been queued. */
const doneIn = (state: Command["state"]): number => {
  const index = STEPS.indexOf(state);
  return index >= 0 ? index + 1 : state === "timed-out" ? 2 : 1;
};

export function CommandTrack({ command }: { readonly command: Command }) {
  const { setpoint } = useWords();
  const { value } = useFormat();
  const device = useDevice(command.source);
  const done = doneIn(command.state);
  const failed = command.state === "failed";
  const waiting = command.state !== "held" && !failed;
  return (
    <div className="rounded-lg bg-raised p-3 text-sm">
      <p className="font-medium">{setpoint.command(value(command.signal, command.value))}</p>
      <p className="truncate text-muted text-xs" title={command.source}>
        {device?.name ?? command.source}
      </p>
      <ol className="mt-2 grid grid-cols-4 gap-1">
        {STEPS.map((step, i) => (
          <li key={step} aria-current={i === done - 1 ? "step" : undefined} className="min-w-0 text-xs">
            <span
              aria-hidden="true"
              className={cx("mb-1 block h-1 rounded-full", i < done ? (failed ? "bg-bad" : "bg-accent") : "bg-line")}
            />
            <span className={cx("flex items-center gap-1", i < done ? "text-ink" : "text-muted")}>
              {i < done && !failed && <Check aria-hidden="true" className="size-3 shrink-0" />}
              {setpoint.states[step]}
            </span>
          </li>
        ))}
      </ol>
      <p role="status" className={cx("mt-2 flex items-start gap-1.5 text-xs", failed ? "text-bad" : "text-muted")}>
        {failed && <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />}
        {waiting && <LoaderCircle aria-hidden="true" className="mt-px size-3.5 shrink-0 motion-safe:animate-spin" />}
        <span className="min-w-0">{command.problem ?? setpoint.stateHelp[command.state]}</span>
      </p>
      {command.requested !== command.value && (
        <p className="mt-1 text-muted text-xs">
          {setpoint.clamped(value(command.signal, command.requested), value(command.signal, command.value))}
        </p>
      )}
    </div>
  );
}
