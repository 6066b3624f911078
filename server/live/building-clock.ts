/** What time it is in each building: now, or, where measured data of the past is replayed, that past moment. */
import type { BuildingClock, Reading } from "#domain";

/** A building whose newest data is older than this when it arrives is replayed, not late. */
const REPLAY_LAG_MS = 3_600_000;
/** After this silence a replayed clock goes on at the speed of ours, so that its values grow old in sight. */
const REPLAY_IDLE_MS = 60_000;

interface State {
  nowTs: number;
  atTs: number;
  rate: number;
  /** When a reading last came with a time near its arrival. */
  liveAt: number;
}

export interface BuildingClocks {
  /** Takes note of readings just stored. Returns the buildings whose clock changed its kind (live or replayed). */
  observe(readings: readonly Reading[]): ReadonlySet<string>;
  /** Building time, UTC ms. */
  now(building: string, serverNow: number): number;
  isReplayed(building: string): boolean;
  /** Clocks that are not simply ours. */
  replayed(): BuildingClock[];
}

export function createBuildingClocks(): BuildingClocks {
  const states = new Map<string, State>();

  return {
    observe(readings) {
      const newest = new Map<string, Reading>();
      for (const r of readings) {
        if (r.quality === "retained" || r.quality === "simulated") continue;
        const best = newest.get(r.building);
        if (!best || r.ts > best.ts) newest.set(r.building, r);
      }
      const changed = new Set<string>();
      for (const [building, r] of newest) {
        const state = states.get(building);
        if (r.receivedAt - r.ts < REPLAY_LAG_MS) {
          if (state && state.rate !== 1) changed.add(building);
          states.set(building, { nowTs: r.receivedAt, atTs: r.receivedAt, rate: 1, liveAt: r.receivedAt });
        } else if (!state) {
          states.set(building, { nowTs: r.ts, atTs: r.receivedAt, rate: 0, liveAt: Number.NEGATIVE_INFINITY });
          changed.add(building);
        } else if (r.receivedAt - state.liveAt > REPLAY_LAG_MS) {
          if (state.liveAt > Number.NEGATIVE_INFINITY) changed.add(building);
          advance(state, r);
        }
      }
      return changed;
    },
    now(building, serverNow) {
      const state = states.get(building);
      if (!state || state.liveAt > Number.NEGATIVE_INFINITY) return serverNow;
      const elapsed = Math.max(0, serverNow - state.atTs);
      const run = Math.min(elapsed, REPLAY_IDLE_MS) * state.rate;
      return Math.round(state.nowTs + run + Math.max(0, elapsed - REPLAY_IDLE_MS));
    },
    isReplayed: (building) => states.get(building)?.liveAt === Number.NEGATIVE_INFINITY,
    replayed() {
      const out: BuildingClock[] = [];
      for (const [building, s] of states)
        if (s.liveAt === Number.NEGATIVE_INFINITY) out.push({ building, nowTs: Math.round(s.nowTs), atTs: s.atTs, rate: s.rate });
      return out;
    },
  };
}

/** Moves a replayed clock on to the newest reading, and its rate towards what was just seen. */
function advance(state: State, r: Reading): void {
  state.liveAt = Number.NEGATIVE_INFINITY;
  if (r.ts < state.nowTs && state.nowTs - r.ts < 7 * 86_400_000) return;
  const elapsed = r.receivedAt - state.atTs;
  if (r.ts < state.nowTs) state.rate = 0;
  else if (elapsed > 200) {
    const seen = Math.min((r.ts - state.nowTs) / elapsed, 1e6);
    state.rate = state.rate === 0 ? seen : 0.8 * state.rate + 0.2 * seen;
  } else {
    state.nowTs = r.ts;
    return;
  }
  state.nowTs = r.ts;
  state.atTs = r.receivedAt;
}
