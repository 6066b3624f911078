import { expect, test } from "vitest";
import { createRhythm } from "../../../devices/rhythm.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Looks every second until `untilMs`; the device speaks at `times`. Returns when it was first called silent. */
function silenceAfter(
  times: readonly number[],
  untilMs: number,
  eachLook: (rhythm: ReturnType<typeof createRhythm>) => void = () => {},
) {
  const rhythm = createRhythm();
  const spoken = new Set(times);
  for (let now = 0; now <= untilMs; now += 1_000) {
    if (spoken.has(now)) rhythm.heard("d", now);
    eachLook(rhythm);
    const [silent] = rhythm.silentAt(now);
    if (silent) return { atMs: now, ...silent };
  }
  return undefined;
}
const every = (gapMs: number, count: number): number[] => Array.from({ length: count }, (_, i) => i * gapMs);

test.each([10_000, MINUTE, 15 * MINUTE])(
  "T23: a sensor that spoke every %d ms and stops is silent after three times that",
  (gapMs) => {
    const found = silenceAfter(every(gapMs, 8), 7 * gapMs + 10 * gapMs);
    const last = 7 * gapMs;
    expect(found?.since).toBe(last);
    expect(found?.atMs).toBeGreaterThan(last + 2 * gapMs);
    expect(found?.atMs).toBeLessThanOrEqual(last + 3 * gapMs + 1_000);
  },
);

test("T23: a sensor that sleeps two hours and then speaks three times is not called silent over two days", () => {
  const waking = every(2 * HOUR, 24).flatMap((t) => [t, t + 1_000, t + 4_000]);
  expect(silenceAfter(waking, 47 * HOUR)).toBeUndefined();
});

test("an outage is a gap like others until a dozen have followed it", () => {
  const rhythm = createRhythm();
  const times = [...every(MINUTE, 6), ...every(MINUTE, 14).map((t) => t + 2 * HOUR)];
  const silences: number[] = [];
  for (let now = 0; now <= 3 * HOUR; now += 1_000) {
    if (times.includes(now)) expect(rhythm.heard("d", now)).toBe(now === 2 * HOUR);
    silences.push(...rhythm.silentAt(now).map(() => now));
  }
  expect(silences.map((at) => Math.floor(at / MINUTE))).toEqual([8, 136]);
});

test("nobody is silent before its rhythm is known, nor after we did not listen", () => {
  expect(silenceAfter(every(MINUTE, 4), HOUR)).toBeUndefined();
  const rhythm = createRhythm();
  for (let now = 0; now <= 10 * MINUTE; now += 1_000) {
    if (now % MINUTE === 0) rhythm.heard("d", now);
    rhythm.silentAt(now);
  }
  expect(rhythm.silentAt(5 * HOUR)).toEqual([]);
  expect(rhythm.silentAt(5 * HOUR + 1_000)).toEqual([]);
  rhythm.heard("d", 5 * HOUR + 2_000);
  rhythm.pause();
  for (let s = 0; s < 3_600; s++) expect(rhythm.silentAt(5 * HOUR + 3_000 + s * 1_000)).toEqual([]);
});

test("a device that is gone is forgotten", () => {
  const rhythm = createRhythm();
  for (const t of every(MINUTE, 8)) rhythm.heard("d", t);
  rhythm.forget("d");
  expect(rhythm.silentAt(7 * MINUTE)).toEqual([]);
  expect(rhythm.silentAt(7 * MINUTE + 20_000)).toEqual([]);
});
