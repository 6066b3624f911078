import { expect, test } from "vitest";
import type { Device } from "#domain";
import { createClockOffsets } from "../../../devices/clock-offset.ts";

const T0 = Date.UTC(2026, 10, 28, 6);
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Messages once a minute from a clock that is `aheadMs` ahead, each 200 ms to 900 ms on its way. */
function listen(aheadMs: number, messages = 12, known: readonly Device[] = []) {
  const offsets = createClockOffsets(known);
  const placed = Array.from({ length: messages }, (_, i) => {
    const measuredAt = T0 + i * MINUTE;
    const receivedAt = measuredAt + 200 + 350 * (i % 3);
    return { measuredAt, receivedAt, ...offsets.place("z2m:1", measuredAt + aheadMs, receivedAt, true) };
  });
  return { offsets, placed };
}

test.each([2, -2])(
  "T16: a clock %d h ahead: every time is right within 2 s or marked, none is over 5 min in the future",
  (hours) => {
    const { placed, offsets } = listen(hours * HOUR);
    for (const { ts, receivedAt } of placed) expect(ts).toBeLessThanOrEqual(receivedAt + 5 * MINUTE);
    const wrong = placed.filter((p) => Math.abs(p.ts - p.measuredAt) > 2_000);
    // Of a clock behind, the first message alone cannot be told from one that is late.
    expect(wrong.filter((p) => !p.doubtful).length).toBeLessThanOrEqual(hours < 0 ? 1 : 0);
    for (const p of placed.slice(4)) {
      expect(Math.abs(p.ts - p.measuredAt)).toBeLessThan(2_000);
      expect(p.doubtful).toBe(false);
    }
    expect(Math.abs((offsets.offsetOf("z2m:1") ?? 0) + hours * HOUR)).toBeLessThan(2_000);
  },
);

test.each([0, 4 * MINUTE, -4 * MINUTE])("a clock %d ms ahead is let be", (ahead) => {
  const { placed, offsets } = listen(ahead);
  expect(placed.map((p) => [p.ts - p.measuredAt, p.doubtful])).toEqual(placed.map(() => [ahead, false]));
  expect(offsets.offsetOf("z2m:1")).toBeUndefined();
});

test("what was found out is kept over a restart, and is good from the first message on", () => {
  const known = [{ id: "z2m:1", clockOffsetMs: -2 * HOUR }] as unknown as readonly Device[];
  const { placed } = listen(2 * HOUR, 3, known);
  expect(placed.map((p) => [p.ts - p.measuredAt, p.doubtful])).toEqual(placed.map(() => [0, false]));
});

test("a clock that is set right is noticed", () => {
  const { offsets } = listen(2 * HOUR);
  const later = Array.from({ length: 6 }, (_, i) => {
    const at = T0 + HOUR + i * MINUTE;
    return offsets.place("z2m:1", at, at + 300, true);
  });
  expect(offsets.offsetOf("z2m:1")).toBeUndefined();
  expect(later.slice(0, 4).every((p) => p.doubtful)).toBe(true);
  expect(later.at(-1)).toEqual({ ts: T0 + HOUR + 5 * MINUTE, doubtful: false });
});

test("a backlog of three hours sent in one go keeps its own times", () => {
  const offsets = createClockOffsets([]);
  const placed = Array.from({ length: 180 }, (_, i) => offsets.place("z2m:1", T0 + i * MINUTE, T0 + 3 * HOUR + i * 20, true));
  expect(placed).toEqual(placed.map((_, i) => ({ ts: T0 + i * MINUTE, doubtful: false })));
});

test("a recording played back is no wrong clock, at once or at any speed", () => {
  for (const speed of [1, 60, 4_000]) {
    const offsets = createClockOffsets([]);
    for (let i = 0; i < 20; i++) {
      const ts = Date.UTC(2018, 0, 8) + i * 900_000;
      const receivedAt = T0 + (i * 900_000) / speed;
      expect(offsets.place("plain:1", ts, receivedAt, true)).toEqual({ ts, doubtful: false });
    }
  }
});

test("of what is retained or sent late on purpose nothing is learned", () => {
  const offsets = createClockOffsets([]);
  for (let i = 0; i < 20; i++) {
    const at = T0 + i * MINUTE;
    expect(offsets.place("z2m:1", at - 2 * HOUR, at, false)).toEqual({ ts: at - 2 * HOUR, doubtful: false });
  }
  expect(offsets.offsetOf("z2m:1")).toBeUndefined();
});
