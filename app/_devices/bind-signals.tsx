"use client";
/** Changes which signals of a placed device feed its zone. */
import { Dialog } from "radix-ui";
import { type FormEvent, useState } from "react";
import { type Device, INBOX } from "#domain";
import type { PointOfDevice } from "../_live/api.ts";
import { useLiveParts } from "../_live/use-live.tsx";
import { Button, buttonStyle } from "../_ui/button.tsx";
import { dialogStyle, overlayStyle } from "../_ui/confirm.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useWords } from "../_words/use-words.tsx";
import { pointOfDevice, SignalChoice } from "./signal-choice.tsx";

function BindForm({ device, onDone }: { readonly device: Device; readonly onDone: () => void }) {
  const { devices: words, actuation } = useWords();
  const { api } = useLiveParts();
  const [chosen, setChosen] = useState<readonly PointOfDevice[]>(() =>
    device.points.filter((p) => p.building !== INBOX).map(pointOfDevice),
  );
  const { sending, problem, send } = useSending();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(() => api.bindSignals(device.id, chosen).then(onDone));
  };
  return (
    <form onSubmit={submit} className="mt-4 grid gap-4">
      <SignalChoice device={device} chosen={chosen} onChange={setChosen} />
      {problem && <ProblemNote problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Dialog.Close className={buttonStyle({ weight: "plain" })}>{actuation.cancel}</Dialog.Close>
        <Button type="submit" weight="primary" disabled={sending || chosen.length === 0}>
          {words.bindNow}
        </Button>
      </div>
    </form>
  );
}

export function BindSignals({ device }: { readonly device: Device }) {
  const { devices: words } = useWords();
  const [open, setOpen] = useState(false);
  if (device.points.length < 2) return null;
  const name = device.name === "" ? device.id : device.name;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={buttonStyle({ weight: "plain" })} aria-label={words.signalsOf(name)}>
        {words.signals}
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayStyle} />
        <Dialog.Content aria-describedby={undefined} className={dialogStyle}>
          <Dialog.Title className="break-words font-semibold text-lg tracking-tight">{words.signalsOf(name)}</Dialog.Title>
          <BindForm device={device} onDone={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
