import fc from "fast-check";
import { expect, test } from "vitest";
import { createOrder, REORDER_MS } from "../../../../devices/dialects/sparkplug-order.ts";

test("any order of a window of messages comes out in sequence", () =>
  fc.assert(
    fc.property(fc.nat(255), fc.shuffledSubarray([...Array(20).keys()], { minLength: 20 }), (first, shuffled) => {
      const order = createOrder<number>();
      order.start((first + 255) % 256);
      const out = shuffled.flatMap((i) => order.take((first + i) % 256, i, 0));
      expect(out).toEqual([...Array(20).keys()]);
      expect([order.waits(), order.overdue(1e9)]).toEqual([false, []]);
    }),
  ));

test("what is overdue is given up in order, once; from then on messages are taken as they come", () => {
  const order = createOrder<string>();
  order.start(10);
  expect([...order.take(14, "14", 5), ...order.take(12, "12", 6)]).toEqual([]);
  expect([order.overdue(5 + REORDER_MS - 1), order.lost()]).toEqual([[], false]);
  expect([order.overdue(5 + REORDER_MS), order.lost(), order.waits()]).toEqual([["12", "14"], true, false]);
  expect([order.take(11, "11", 9), order.take(200, "200", 9)]).toEqual([["11"], ["200"]]);
  order.start(0);
  expect([order.lost(), order.take(1, "1", 10)]).toEqual([false, ["1"]]);
});

test("the wait begins anew when one of two missing messages arrives", () => {
  const order = createOrder<number>();
  order.start(0);
  order.take(2, 2, 0);
  order.take(4, 4, 0);
  expect(order.take(1, 1, 1_000)).toEqual([1, 2]);
  expect(order.overdue(REORDER_MS)).toEqual([]);
  expect(order.overdue(1_000 + REORDER_MS)).toEqual([4]);
});

test("a birth returns what the session before still held", () => {
  const order = createOrder<number>();
  order.start(250);
  order.take(3, 3, 0);
  order.take(254, 254, 0);
  expect(order.start(0)).toEqual([254, 3]);
  expect(order.waits()).toBe(false);
});

test("no more is held than a window; a clock that goes back ends the wait", () => {
  const order = createOrder<number>();
  order.start(0);
  for (let seq = 2; seq < 70; seq++) order.take(seq, seq, 0);
  expect(order.overdue(0)).toHaveLength(68);
  order.start(0);
  order.take(2, 2, 1_000);
  expect(order.overdue(0)).toEqual([2]);
});
