/** What a device said while it waited in the inbox goes along to the zone where a person places it. */
import { type Clock, type Device, INBOX, type PointState, pointKey, type Reading, type Store } from "#domain";

export interface CarryOver {
  /** Devices as they are now; those that have just been placed take their values along. */
  readonly devices: (devices: readonly Device[]) => void;
  /** Resolves when what is under way is stored. */
  readonly settled: () => Promise<void>;
}

export interface CarryOverOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, "window" | "writeReadings">;
  readonly known: readonly Device[];
  /** The newest value of each point. */
  readonly points: () => Iterable<PointState>;
  readonly onReadings: (readings: readonly Reading[]) => void;
  readonly onTrouble: (e: unknown) => void;
}

/** What is older stays where it is, ms. */
const REACH_MS = 2 * 86_400_000;

/** Whether something of the device is kept in the inbox. */
const waits = ({ bound, points }: Device): boolean => !bound || points.some((p) => p.building === INBOX);

export function createCarryOver({ clock, store, known, points, onReadings, onTrouble }: CarryOverOptions): CarryOver {
  const waiting = new Map(known.filter(waits).map((d) => [d.id, d]));
  let last: Promise<void> = Promise.resolve();

  async function carry(before: Device, after: Device): Promise<void> {
    const now = clock.now();
    const newest = new Map([...points()].map((p) => [pointKey(p), p]));
    for (const { source, signal, building, zone } of after.points) {
      const old = before.points.find((p) => p.source === source && p.signal === signal);
      if (!old || old.building !== INBOX || building === INBOX) continue;
      const from = { building: INBOX, zone: old.zone, signal, source };
      const { ts, mean, resolution } = await store.window(from, { fromTs: now - REACH_MS, toTs: now + REACH_MS }, "raw");
      const state = newest.get(pointKey(from));
      const readings = ts.map((at, i): Reading => {
        const isNewest = state?.ts === at;
        const [receivedAt, quality] = isNewest ? [state.receivedAt, state.quality] : [at, "good" as const];
        return { ts: at, receivedAt, building, zone, signal, source, value: mean[i] ?? Number.NaN, quality };
      });
      if (resolution !== "raw" || readings.length === 0) continue;
      await store.writeReadings(readings);
      onReadings(readings.slice(-1));
    }
  }

  return {
    devices(devices) {
      for (const device of devices) {
        const before = waiting.get(device.id);
        if (waits(device)) waiting.set(device.id, device);
        else waiting.delete(device.id);
        if (device.bound && before) last = last.then(() => carry(before, device)).catch(onTrouble);
      }
    },
    settled: () => last,
  };
}
