"use client";
/** Asks for how long and why an alarm is put aside. */
import { Dialog } from "radix-ui";
import { type FormEvent, useId, useRef, useState } from "react";
import type { Alarm } from "#domain";
import { useLiveParts } from "../_live/use-live.tsx";
import { Button, buttonStyle } from "../_ui/button.tsx";
import { dialogStyle, overlayStyle } from "../_ui/confirm.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useWords } from "../_words/use-words.tsx";
import { focusAlarmList } from "./alarm-list.ts";

/** A shift is the usual one. */
const USUAL_H = 8;
const CHOICES_H = [1, 4, USUAL_H, 24, 72, 168] as const;
const fieldStyle = "h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-sm";

function ShelveForm({ alarm, onDone }: { readonly alarm: Alarm; readonly onDone: () => void }) {
  const { alarms: words, actuation } = useWords();
  const { api } = useLiveParts();
  const { sending, problem, send } = useSending();
  const [hours, setHours] = useState<number>(USUAL_H);
  const [why, setWhy] = useState("");
  const duration = useId();
  const reason = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(() => api.shelve(alarm.id, hours * 60, why).then(onDone));
  };
  return (
    <form onSubmit={submit} className="mt-4 grid gap-4">
      <div className="grid gap-1.5">
        <label htmlFor={duration} className="font-medium text-sm">
          {words.shelveFor}
        </label>
        <select id={duration} value={hours} onChange={(e) => setHours(Number(e.target.value))} className={fieldStyle}>
          {CHOICES_H.map((h) => (
            <option key={h} value={h}>
              {h < 24 ? words.hours(h) : words.days(h / 24)}
            </option>
          ))}
        </select>
      </div>
      <div className="grid gap-1.5">
        <label htmlFor={reason} className="font-medium text-sm">
          {words.why}
        </label>
        <input
          id={reason}
          value={why}
          required
          minLength={3}
          maxLength={200}
          autoComplete="off"
          onChange={(e) => setWhy(e.target.value)}
          className={fieldStyle}
        />
      </div>
      {problem && <ProblemNote problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Dialog.Close className={buttonStyle({ weight: "plain" })}>{actuation.cancel}</Dialog.Close>
        <Button type="submit" weight="primary" disabled={sending || why.trim().length < 3}>
          {words.shelveNow}
        </Button>
      </div>
    </form>
  );
}

export function ShelveAlarm({ alarm, name }: { readonly alarm: Alarm; readonly name: string }) {
  const { alarms: words } = useWords();
  const [open, setOpen] = useState(false);
  const done = useRef(false);
  const onDone = (): void => {
    done.current = true;
    setOpen(false);
  };
  const onCloseAutoFocus = (e: Event): void => {
    if (!done.current) return;
    done.current = false;
    e.preventDefault();
    focusAlarmList();
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonStyle({ weight: "plain" })}>{words.shelve}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content className={dialogStyle} onCloseAutoFocus={onCloseAutoFocus}>
          <Dialog.Title className="font-semibold text-lg tracking-tight">{words.shelveTitle}</Dialog.Title>
          <p className="mt-1 break-words text-sm">{name}</p>
          <Dialog.Description className="mt-2 text-muted text-sm">{words.shelveHelp}</Dialog.Description>
          <ShelveForm alarm={alarm} onDone={onDone} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
