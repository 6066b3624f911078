import { expect, test } from "vitest";
import { type Block, type Hold, holdSchema, nextBlock, type Priority } from "#domain";
import { createArbiter } from "../../../devices/arbiter.ts";
import type { Target } from "../../../devices/commands.ts";

const target: Target = {
  building: "mill",
  zone: "hall",
  signal: "heatingSetpointC",
  source: "z2m:0x01",
  range: { min: 5, max: 30, step: 0.5 },
  batteryPowered: false,
};
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const BLOCKS: readonly Block[] = [
  { days: WEEK, at: "06:00", value: 21 },
  { days: WEEK, at: "22:00", value: 17 },
];

function setUp(blocks: readonly Block[] = BLOCKS, holds: readonly Hold[] = []) {
  const released: Hold[] = [];
  const arbiter = createArbiter({
    holds,
    nextBlock: (_, at) => nextBlock(blocks, "Europe/Berlin", at)?.ts ?? null,
    onHold: (hold) => void expect(holdSchema.parse(hold)).toEqual(hold),
    onReleased: (hold) => void released.push(hold),
  });
  const take = (priority: Priority, at: number) => arbiter.take(target, { priority, value: 20, who: "ada", why: "" }, at);
  const mayMove = (priority: Priority, at: number) => arbiter.blocking(target, priority, at) === undefined;
  return { arbiter, released, take, mayMove };
}

test.each([
  ["2026-03-28T21:30Z", "2026-03-29T04:00Z", "over the night of 23 hours a day"],
  ["2026-10-24T20:30Z", "2026-10-25T05:00Z", "over the night of 25 hours a day"],
  ["2026-11-28T12:00Z", "2026-11-28T21:00Z", "on any day"],
])("T39: what an operator sets at %s is held until the next block at %s, %s", (set, ends) => {
  const { arbiter, released, take, mayMove } = setUp();
  const [from, until] = [Date.parse(set), Date.parse(ends)];
  take("operator", from);
  expect(arbiter.all(from)).toMatchObject([{ priority: "operator", until, who: "ada" }]);
  expect([mayMove("schedule", until - 1), mayMove("optimiser", until - 1), mayMove("operator", until - 1)]).toEqual([
    false,
    false,
    true,
  ]);
  expect([mayMove("schedule", until), mayMove("optimiser", until)]).toEqual([true, true]);
  expect(released).toHaveLength(1);
});

test("safety before operator before schedule before optimiser", () => {
  const now = Date.parse("2026-11-28T12:00Z");
  const order: readonly Priority[] = ["optimiser", "schedule", "operator", "safety"];
  for (const [rank, holder] of order.entries()) {
    const { take, mayMove } = setUp();
    take(holder, now);
    // Who only optimises holds nothing.
    expect(order.filter((p) => mayMove(p, now))).toEqual(holder === "optimiser" ? order : order.slice(rank));
  }
});

test("safety holds over blocks, until it is released by safety", () => {
  const { arbiter, take, mayMove } = setUp();
  const now = Date.parse("2026-11-28T12:00Z");
  take("safety", now);
  expect(mayMove("operator", now + 30 * 86_400_000)).toBe(false);
  expect(arbiter.release(target, "operator")).toEqual([]);
  expect(arbiter.release(target, "safety")).toHaveLength(1);
  expect(mayMove("optimiser", now)).toBe(true);
});

test("without a schedule an operator's word holds until it is released; another zone is not touched", () => {
  const { arbiter, take, mayMove } = setUp([]);
  take("operator", 1_000);
  expect(arbiter.all(1e12)).toMatchObject([{ until: null }]);
  expect(arbiter.blocking({ ...target, source: "z2m:0x02" }, "optimiser", 1_000)).toBeUndefined();
  expect(arbiter.release({ ...target, zone: "attic" }, "operator")).toEqual([]);
  arbiter.release(target, "operator");
  expect(mayMove("optimiser", 1_000)).toBe(true);
});

test("holds outlive a restart, and those that ran out meanwhile do not", () => {
  const first = setUp();
  const now = Date.parse("2026-11-28T12:00Z");
  first.take("operator", now);
  const kept = first.arbiter.all(now);
  expect(setUp(BLOCKS, kept).mayMove("schedule", now + 3_600_000)).toBe(false);
  const late = setUp(BLOCKS, kept);
  expect(late.mayMove("schedule", now + 86_400_000)).toBe(true);
  expect(late.released).toHaveLength(1);
});

test("T39: somebody at the device counts as an operator until the next block; without a schedule as nobody", () => {
  const now = Date.parse("2026-11-28T12:00Z");
  const { arbiter, mayMove } = setUp();
  arbiter.override(target, 23, now);
  expect(arbiter.all(now)).toMatchObject([{ priority: "operator", value: 23, who: "somebody at the device" }]);
  expect([mayMove("schedule", now), mayMove("operator", now)]).toEqual([false, true]);
  expect(mayMove("schedule", Date.parse("2026-11-28T21:00Z"))).toBe(true);
  const free = setUp([]);
  free.arbiter.override(target, 23, now);
  expect(free.arbiter.all(now)).toEqual([]);
  const safe = setUp();
  safe.take("safety", now);
  safe.arbiter.override(target, 30, now);
  expect(safe.arbiter.all(now)).toMatchObject([{ priority: "safety" }]);
});
