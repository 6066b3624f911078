/** Decides which publications are due: those that say something new, each no more often than it may. */
import type { Publication } from "./messages.ts";

export interface Pace {
  /** What is to be sent now (UTC ms). It counts as sent. */
  readonly due: (publications: readonly Publication[], nowTs: number) => Publication[];
  /** The broker does not have this topic's message, or, without a topic, none of ours. */
  readonly forget: (topic?: string) => void;
}

export function createPace(): Pace {
  const sent = new Map<string, { readonly meaning: string; readonly at: number }>();
  return {
    due(publications, nowTs) {
      const found = publications.filter(({ topic, meaning, restMs }) => {
        const last = sent.get(topic);
        return !last || (last.meaning !== meaning && nowTs - last.at >= restMs);
      });
      for (const { topic, meaning } of found) sent.set(topic, { meaning, at: nowTs });
      return found;
    },
    forget(topic) {
      if (topic === undefined) sent.clear();
      else sent.delete(topic);
    },
  };
}
