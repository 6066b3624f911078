import { describe, expect, it } from "vitest";
import { readCases, readReferences } from "../../../../../sim/validation/vdi6007/read.ts";

const HEADER = "case,time_s_end_of_hour,day,hour,reference,unit,aixlib_threshold";

describe("readReferences", () => {
  it("keeps what follows the start, by case and unit", () => {
    const text = [HEADER, "1,0,1,0,22.0,degC,0.15", "1,3600,1,1,22.5,degC,0.15", "11,86400,1,24,-5,W,1.5", ""].join("\n");
    expect(readReferences(text)).toEqual([
      { case: "1", unit: "degC", references: [{ hour: 1, value: 22.5 }], aixlibLimit: 0.15 },
      { case: "11", unit: "W", references: [{ hour: 24, value: -5 }], aixlibLimit: 1.5 },
    ]);
  });

  it.each(["1,3600,1,1,,degC,0.15", "1,3600,1,1,warm,degC,0.15", "1,100,1,1,22,degC,0.15", "1,3600,1,1,22,K,0.15"])(
    "refuses '%s' with its line",
    (line) => {
      expect(() => readReferences(`${HEADER}\n${line}\n`)).toThrow(/line 2/);
    },
  );

  it("refuses unknown columns", () => {
    expect(() => readReferences("a,b\n1,2\n")).toThrow(/unknown columns/);
  });
});

describe("readCases", () => {
  it("says what is wrong and where", () => {
    expect(() => readCases("{")).toThrow(/not JSON/);
    expect(() => readCases('{"cases":{"TestCase1":{"zone":{}}}}')).toThrow(/cases\.TestCase1\.zone/);
  });
});
