/** A level drawn uniformly from a range, of real or of whole numbers. */
import { z } from "zod";
import { type Random, ZonecastError } from "#domain";
import { levelAt, type Range } from "../walker.ts";

export const wholeLevels = z
  .boolean()
  .default(false)
  .describe("whole numbers only, in the control's unit (BuilDyn: `is_discrete`)");

/** Throws `bad-input` when `whole` is asked of a range without a whole number. */
export function uniformLevel(range: Range, whole: boolean): (random: Random) => number {
  if (!whole) return (random) => levelAt(range, random.uniform());
  const first = Math.ceil(range.min);
  const count = Math.floor(range.max) - first + 1;
  if (count < 1) throw new ZonecastError("bad-input", `no whole level between ${range.min} and ${range.max}`);
  return (random) => first + random.below(count);
}
