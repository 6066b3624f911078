/** Once a night, by each building's own clock, its heads are fitted anew. */
import type { Building, Clock } from "#domain";
import { INBOX } from "#domain";

const CHECK_EVERY_MS = 600_000;
/** Local hour from which the night's job is due. */
const FROM_HOUR = 2;

/** Local date and hour, e.g. `2026-01-31` and 2. */
function localTime(ts: number, timeZone: string): { readonly date: string; readonly hour: number } {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(ts);
  return { date: text.slice(0, 10), hour: Number(text.slice(11, 13)) };
}

/** Calls `due` for each building once a local day, from 2 o'clock on; the first day seen counts as done. Returns how to end it. */
export function startNightly(clock: Clock, buildings: () => readonly Building[], due: (building: string) => void): () => void {
  const done = new Map<string, string>();
  const look = (): void => {
    for (const { id, timeZone } of buildings()) {
      if (id === INBOX) continue;
      const { date, hour } = localTime(clock.now(), timeZone);
      const before = done.get(id);
      if (before === date || (before !== undefined && hour < FROM_HOUR)) continue;
      done.set(id, date);
      if (before !== undefined) due(id);
    }
  };
  look();
  return clock.every(CHECK_EVERY_MS, look);
}
