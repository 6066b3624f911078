import { expect, test } from "vitest";
import type { Rejection } from "#domain";
import { foldRejections } from "../../../../store/queries/rejections.ts";

const rejection = (over: Partial<Rejection> = {}): Rejection => ({
  reason: "not-json",
  detail: "d",
  topic: "a",
  raw: "r",
  at: 5,
  count: 1,
  ...over,
});

test("equal topic and reason become the newest one, with the counts added", () => {
  const folded = foldRejections([
    rejection({ raw: "first" }),
    rejection({ raw: "newest", at: 9, count: 3 }),
    rejection({ raw: "oldest", at: 1 }),
    rejection({ reason: "bad-time" }),
    rejection({ topic: "b" }),
  ]);
  expect(folded).toEqual([
    rejection({ reason: "bad-time" }),
    rejection({ raw: "newest", at: 9, count: 5 }),
    rejection({ topic: "b" }),
  ]);
});
