import { describe, expect, it } from "vitest";
import { manualClock } from "#domain";
import { ApiProblem } from "../../../../app/_live/api.ts";
import { createQueries } from "../../../../app/_live/queries.ts";

const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const nothing = (): void => {};

it("loads once for all who look, and not before somebody does", async () => {
  const queries = createQueries(manualClock());
  let loads = 0;
  const load = async () => ++loads;
  const [a, b] = [queries.watch("k", load), queries.watch("k", load)];
  await settle();
  expect(loads).toBe(0);
  a.subscribe(nothing);
  b.subscribe(nothing);
  await settle();
  expect([a.get().data, b.get().data, loads]).toEqual([1, 1, 1]);
});

it("has at most four requests on their way", async () => {
  const queries = createQueries(manualClock());
  const replies: (() => void)[] = [];
  for (let i = 0; i < 10; i++)
    queries.watch(`k${i}`, () => new Promise<void>((resolve) => replies.push(resolve))).subscribe(nothing);
  await settle();
  expect(replies).toHaveLength(4);
  replies[0]?.();
  await settle();
  expect(replies).toHaveLength(5);
});

it("keeps the last good answer when a later one is refused", async () => {
  const queries = createQueries(manualClock());
  let fails = false;
  const query = queries.watch("k", async () => {
    if (fails) throw new ApiProblem(503, "store-failed", "the store is busy");
    return "good";
  });
  query.subscribe(nothing);
  await settle();
  fails = true;
  queries.refreshAll();
  await settle();
  expect(query.get()).toMatchObject({ data: "good", loading: false, problem: { code: "store-failed" } });
});

describe("reading again", () => {
  it("does so when due, only while somebody looks", async () => {
    const clock = manualClock();
    const queries = createQueries(clock);
    let loads = 0;
    const query = queries.watch("k", async () => ++loads, 10_000);
    const leave = query.subscribe(nothing);
    await settle();
    clock.advance(9_000);
    queries.refreshDue();
    await settle();
    expect(loads).toBe(1);
    clock.advance(2_000);
    queries.refreshDue();
    await settle();
    expect(loads).toBe(2);
    leave();
    clock.advance(11_000);
    queries.refreshDue();
    await settle();
    expect(loads).toBe(2);
  });
  it("forgets an answer a minute after the last look", async () => {
    const clock = manualClock();
    const queries = createQueries(clock);
    let loads = 0;
    const load = async () => ++loads;
    queries.watch("k", load).subscribe(nothing)();
    await settle();
    clock.advance(30_000);
    expect(queries.watch("k", load).get().data).toBe(1);
    clock.advance(31_000);
    const again = queries.watch("k", load);
    expect(again.get().data).toBeUndefined();
    again.subscribe(nothing);
    await settle();
    expect(again.get().data).toBe(2);
  });
});
