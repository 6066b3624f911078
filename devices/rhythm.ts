/** Which devices have fallen silent, each by its own rhythm: a meter after seconds, a sensor that sleeps for hours after many hours. */

/** What comes within this belongs to one sign of life: who wakes often says several things, ms. */
const BURST_MS = 5_000;
const KEPT_GAPS = 12;
/** With fewer, nothing can be said. */
const LEAST_GAPS = 4;
const TIMES = 3;
/** Nobody is called silent sooner: the network hiccups, ms. */
const LEAST_SILENCE_MS = 15_000;
/** When time jumps by more between two looks, it was we who did not listen, ms. */
const MAX_TICK_MS = 30_000;

export interface Rhythm {
  /** The device gave a sign of life at `at` (UTC ms). True when it had been called silent. */
  heard(id: string, at: number): boolean;
  /** Devices that became silent since the last look, with when they were last heard. */
  silentAt(now: number): readonly { readonly id: string; readonly since: number }[];
  /** We heard nobody for a while: nobody's silence counts until it is heard again. */
  pause(): void;
  forget(id: string): void;
}

interface Beat {
  /** Start of its last sign of life; undefined while its silence does not count. */
  startedAt: number | undefined;
  lastAt: number;
  silent: boolean;
  readonly gaps: number[];
  /** By those gaps; worked out when somebody looks, as signs of life are many and looks are few. */
  silenceMs: number | undefined;
  isOld: boolean;
}

export function createRhythm(): Rhythm {
  const beats = new Map<string, Beat>();
  let lookedAt: number | undefined;

  function pause(): void {
    for (const beat of beats.values()) beat.startedAt = undefined;
  }

  return {
    heard(id, at) {
      const beat = beats.get(id);
      if (!beat) {
        beats.set(id, { startedAt: at, lastAt: at, silent: false, gaps: [], silenceMs: undefined, isOld: false });
        return false;
      }
      const wasSilent = beat.silent;
      beat.silent = false;
      beat.lastAt = Math.max(beat.lastAt, at);
      const gap = at - (beat.startedAt ?? at);
      if (beat.startedAt !== undefined && gap < BURST_MS) return wasSilent;
      if (beat.startedAt !== undefined) {
        beat.gaps.push(gap);
        if (beat.gaps.length > KEPT_GAPS) beat.gaps.shift();
        beat.isOld = true;
      }
      beat.startedAt = at;
      return wasSilent;
    },
    silentAt(now) {
      if (lookedAt !== undefined && now - lookedAt > MAX_TICK_MS) pause();
      lookedAt = now;
      const fresh: { id: string; since: number }[] = [];
      for (const [id, beat] of beats) {
        if (beat.silent || beat.startedAt === undefined || now - beat.lastAt <= LEAST_SILENCE_MS) continue;
        if (beat.isOld) beat.silenceMs = silenceOf(beat.gaps);
        beat.isOld = false;
        if (beat.silenceMs === undefined || now - beat.lastAt <= beat.silenceMs) continue;
        beat.silent = true;
        fresh.push({ id, since: beat.lastAt });
      }
      return fresh;
    },
    pause,
    forget: (id) => void beats.delete(id),
  };
}

/**
 * Three of the longest recent gaps: of a steady device they are all alike, and any other has the benefit of the doubt. An outage
 * of before counts as a gap until a dozen others have followed it.
 */
function silenceOf(gaps: readonly number[]): number | undefined {
  return gaps.length < LEAST_GAPS ? undefined : Math.max(LEAST_SILENCE_MS, TIMES * Math.max(...gaps));
}
