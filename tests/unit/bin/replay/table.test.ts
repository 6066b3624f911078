import { describe, expect, it } from "vitest";
import { numberCell } from "../../../../bin/replay/table.ts";

describe("cells", () => {
  it("take NaN and nothing as a gap, and no other word", () => {
    expect(numberCell("", 2, "x")).toBeNaN();
    expect(numberCell("NaN", 2, "x")).toBeNaN();
    for (const text of ["inf", "0x10", "1,5", "1e999", "--1"]) expect(() => numberCell(text, 2, "x")).toThrow(/not a number/);
  });
});
