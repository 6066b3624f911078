"use client";
/** A week that is being edited, beside the one that the server has: what somebody else saves comes in unless it would cost one's own work. */
import { useEffect, useState } from "react";
import { beginEdits, type Edits, edited, redone, tidied, undone } from "./edits.ts";
import { sameWeek, type Week } from "./week.ts";

export interface Draft {
  readonly week: Week;
  readonly edits: Edits<Week>;
  /** Whether there is something to save. */
  readonly dirty: boolean;
  /** Somebody else has saved another one since this editing began. */
  readonly meanwhile: boolean;
  /** `about`: changes about the same in a row are taken back together. */
  readonly edit: (week: Week, about?: string) => void;
  readonly tidy: (week: Week) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Begins again from a week: the server's when changes are discarded. */
  readonly restart: (week: Week) => void;
  /** The week has been saved. */
  readonly kept: (week: Week) => void;
}

export function useDraft(stored: Week): Draft {
  const [edits, setEdits] = useState(() => beginEdits(stored));
  const [base, setBase] = useState(stored);
  const [seen, setSeen] = useState(stored);
  const week = edits.present;
  const dirty = !sameWeek(week, base);
  const news = !sameWeek(stored, seen);
  const ours = sameWeek(stored, base);

  const restart = (next: Week): void => {
    setBase(next);
    setSeen(stored);
    setEdits(beginEdits(next));
  };
  useEffect(() => {
    if (!news || (dirty && !ours)) return;
    setSeen(stored);
    if (ours) return;
    setBase(stored);
    setEdits(beginEdits(stored));
  }, [news, dirty, ours, stored]);
  useEffect(() => {
    if (!dirty) return;
    const ask = (e: BeforeUnloadEvent): void => e.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);

  return {
    week,
    edits,
    dirty,
    meanwhile: news && dirty && !ours,
    edit: (next, about) => setEdits((e) => edited(e, next, about)),
    tidy: (next) => setEdits((e) => tidied(e, next)),
    undo: () => setEdits(undone),
    redo: () => setEdits(redone),
    restart,
    kept(next) {
      setBase(next);
      setSeen(stored);
      setEdits((e) => tidied(e, next));
    },
  };
}
