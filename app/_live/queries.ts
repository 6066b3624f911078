/** Answers of the HTTP interface that pages look at: loaded once for all who look, few at a time, and read again when they may be old. */
import type { Clock } from "#domain";
import { type ApiProblem, toProblem } from "./api.ts";
import { type Observable, observable, type Source } from "./observable.ts";

/** Requests on their way at once; browsers allow six to one host. */
const MOST_AT_ONCE = 4;
/** An answer that nobody looks at is kept this long, for whoever comes back. */
const KEPT_MS = 60_000;

export interface Answer<T> {
  /** The last good answer; it stays while a newer one is awaited or refused. */
  readonly data: T | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
}

interface Entry {
  readonly answer: Source<Answer<unknown>>;
  load: () => Promise<unknown>;
  refreshMs: number;
  viewers: number;
  /** When the last answer came. */
  at: number;
  forget: () => void;
}

export interface Queries {
  /**
   * Watches the answer called `key`. `load` fetches it, again every `refreshMs` while somebody looks; equal keys share
   * one answer and must load the same.
   */
  readonly watch: <T>(key: string, load: () => Promise<T>, refreshMs?: number) => Observable<Answer<T>>;
  /** Reads an answer again. */
  readonly refresh: (key: string) => void;
  /** Reads everything again that somebody looks at. */
  readonly refreshAll: () => void;
  /** Reads again what is looked at and due. */
  readonly refreshDue: () => void;
}

const LOADING: Answer<never> = { data: undefined, problem: undefined, loading: true };

const newEntry = (): Omit<Entry, "load" | "refreshMs"> => ({
  answer: observable<Answer<unknown>>(LOADING),
  viewers: 0,
  at: -1,
  forget: () => {},
});

export function createQueries(clock: Clock): Queries {
  const entries = new Map<string, Entry>();
  const waiting = new Set<string>();
  let underway = 0;

  const pump = (): void => {
    for (const key of waiting) {
      if (underway >= MOST_AT_ONCE) return;
      waiting.delete(key);
      const entry = entries.get(key);
      if (entry) void run(entry);
    }
  };
  const run = async (entry: Entry): Promise<void> => {
    underway++;
    entry.answer.set({ ...entry.answer.get(), loading: true });
    try {
      entry.answer.set({ data: await entry.load(), problem: undefined, loading: false });
    } catch (e) {
      entry.answer.set({ data: entry.answer.get().data, problem: toProblem(e), loading: false });
    } finally {
      entry.at = clock.now();
      underway--;
      pump();
    }
  };
  const ask = (key: string): void => {
    waiting.add(key);
    pump();
  };

  return {
    watch<T>(key: string, load: () => Promise<T>, refreshMs = Number.POSITIVE_INFINITY): Observable<Answer<T>> {
      const fresh = { load, refreshMs };
      const entry: Entry = Object.assign(entries.get(key) ?? { ...newEntry(), ...fresh }, fresh);
      entries.set(key, entry);
      return {
        // Whatever stands under `key` was loaded by a `load` of this type: keys name what they load.
        get: () => entry.answer.get() as Answer<T>,
        subscribe(listener) {
          entry.forget();
          entries.set(key, entry);
          if (entry.viewers++ === 0 && (entry.at < 0 || clock.now() - entry.at > KEPT_MS)) ask(key);
          const end = entry.answer.subscribe(listener);
          return () => {
            end();
            entry.viewers--;
            if (entry.viewers === 0) entry.forget = clock.after(KEPT_MS, () => void entries.delete(key));
          };
        },
      };
    },
    refresh: (key) => {
      if (entries.has(key)) ask(key);
    },
    refreshDue() {
      for (const [key, entry] of entries)
        if (entry.viewers > 0 && entry.at >= 0 && clock.now() - entry.at > entry.refreshMs) ask(key);
    },
    refreshAll() {
      for (const [key, entry] of entries)
        if (entry.viewers > 0) ask(key);
        else entry.at = -1;
    },
  };
}
