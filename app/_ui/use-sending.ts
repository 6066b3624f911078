"use client";
/** What a form or a button sends to the server: whether it is on its way, and what went wrong with it. */
import { useState } from "react";
import { type ApiProblem, toProblem } from "../_live/api.ts";

export interface Sending {
  /** Buttons that would send again are disabled meanwhile. */
  readonly sending: boolean;
  /** Of the last that was sent; gone when something is sent again. */
  readonly problem: ApiProblem | undefined;
  /** Never rejects: what `what` throws is the problem. */
  readonly send: (what: () => Promise<unknown>) => Promise<void>;
  /** Takes the problem away, as when the person goes on editing. */
  readonly forget: () => void;
}

export function useSending(): Sending {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const send = async (what: () => Promise<unknown>): Promise<void> => {
    setSending(true);
    setProblem(undefined);
    try {
      await what();
    } catch (e) {
      setProblem(toProblem(e));
    } finally {
      setSending(false);
    }
  };
  return { sending, problem, send, forget: () => setProblem(undefined) };
}
