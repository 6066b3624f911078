"use client";
/** The switch between observing a building and acting on it. Off is the default; on asks first. */

import { Switch } from "radix-ui";
import { useId, useState } from "react";
import type { Building } from "#domain";
import { useLiveParts } from "../_live/use-live.tsx";
import { Card } from "../_ui/card.tsx";
import { Confirm } from "../_ui/confirm.tsx";
import { ProblemNote } from "../_ui/problem.tsx";
import { useSending } from "../_ui/use-sending.ts";
import { useWords } from "../_words/use-words.tsx";
import { AUDIT_KEY } from "./audit-card.tsx";

export function ActuationCard({ building }: { readonly building: Building }) {
  const { actuation } = useWords();
  const { api, queries } = useLiveParts();
  const [asking, setAsking] = useState(false);
  const { sending, problem, send } = useSending();
  const label = useId();

  const turn = (on: boolean): void =>
    void send(async () => {
      await api.setActuation(building.id, on);
      queries.refresh(AUDIT_KEY);
    });

  return (
    <Card id="actuation" title={actuation.title}>
      <div className="flex items-start gap-3">
        <Switch.Root
          checked={building.actuation}
          disabled={sending}
          aria-labelledby={label}
          onCheckedChange={(on) => (on ? setAsking(true) : turn(false))}
          className="mt-0.5 h-6 w-10 shrink-0 rounded-full border border-line-strong bg-raised p-0.5 transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-60"
        >
          <Switch.Thumb className="block size-4.5 rounded-full bg-muted transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
        </Switch.Root>
        <div className="min-w-0 text-sm">
          <p id={label} className="font-medium">
            {actuation.label}
          </p>
          <p className="text-muted">{building.actuation ? actuation.on : actuation.off}</p>
        </div>
      </div>
      {problem && (
        <div className="mt-3">
          <ProblemNote problem={problem} />
        </div>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={actuation.confirmTitle(building.name)}
        text={actuation.confirmText}
        confirm={actuation.confirm}
        cancel={actuation.cancel}
        onConfirm={() => turn(true)}
      />
    </Card>
  );
}
