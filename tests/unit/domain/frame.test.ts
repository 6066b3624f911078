import { describe, expect, it } from "vitest";
import { column, makeFrame, maskOf, rowTs } from "#domain";

describe("frames", () => {
  const frame = makeFrame(1_000, 60, [["a", Float64Array.of(1, Number.NaN, 3)]]);

  it("know their rows' times and gaps", () => {
    expect([frame.length, rowTs(frame, 2)]).toEqual([3, 121_000]);
    expect([...maskOf(column(frame, "a"))]).toEqual([1, 0, 1]);
  });

  it("refuse unequal columns, a step that is not positive, and unknown names", () => {
    expect(() =>
      makeFrame(0, 60, [
        ["a", new Float64Array(2)],
        ["b", new Float64Array(3)],
      ]),
    ).toThrow(/column b has 3 rows/);
    expect(() => makeFrame(0, 0, [])).toThrow(/positive/);
    expect(() => column(frame, "b")).toThrow(/no column 'b'/);
  });
});
