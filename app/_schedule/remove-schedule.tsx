"use client";
/** Does away with a schedule, after asking. */
import { useState } from "react";
import type { Schedule } from "#domain";
import { AUDIT_KEY } from "../_building/audit-card.tsx";
import { useLiveParts } from "../_live/use-live.tsx";
import { Button } from "../_ui/button.tsx";
import { Confirm } from "../_ui/confirm.tsx";
import type { Sending } from "../_ui/use-sending.ts";
import { useWords } from "../_words/use-words.tsx";
import { SCHEDULES_KEY } from "./use-schedules.ts";

interface RemoveProps {
  readonly schedule: Schedule;
  readonly zoneName: string;
  readonly onRemoved: () => void;
  readonly send: Sending["send"];
}

export function RemoveSchedule({ schedule, zoneName, onRemoved, send }: RemoveProps) {
  const { schedule: words, actuation } = useWords();
  const { api, queries } = useLiveParts();
  const [asking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    await api.removeSchedule(schedule);
    onRemoved();
    queries.refresh(SCHEDULES_KEY);
    queries.refresh(AUDIT_KEY);
  };
  return (
    <>
      <Button weight="quiet" onClick={() => setAsking(true)}>
        {words.removeAll}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={words.removeTitle(zoneName)}
        text={words.removeText}
        confirm={words.removeAll}
        cancel={actuation.cancel}
        onConfirm={() => void send(remove)}
      />
    </>
  );
}
