import { describe, expect, it } from "vitest";
import { readForms, readRanges } from "../../../../../sim/validation/lumped/read.ts";

const HEADER = "case,metric,unit,n,min,max,mean,First,Second";

describe("readRanges", () => {
  it("keeps the range and what each program got", () => {
    expect(readRanges(`${HEADER}\n960,annual_heating_MWh,MWh,1,2,4,3,,2.5\n`)).toEqual(
      new Map([["960 annual_heating_MWh", { lower: 2, upper: 4, middle: 3, peers: { Second: 2.5 } }]]),
    );
  });

  it.each(["600,annual_heating_MWh,MWh,2,4,2,3,4,2", "600,annual_heating_MWh,MWh,2,x,4,3,4,2"])("refuses '%s'", (line) => {
    expect(() => readRanges(`${HEADER}\n${line}\n`)).toThrow(/line 2 has no range/);
  });

  it("refuses other columns", () => {
    expect(() => readRanges("a,b\n")).toThrow(/unknown columns/);
  });
});

describe("readForms", () => {
  it("leaves out cases without the form, and says what is wrong with one that has it", () => {
    expect(readForms('{"cases":{"960":{"FiveElements":{}}}}', "OneElement").size).toBe(0);
    expect(() => readForms('{"cases":{"600":{"OneElement":{}}}}', "OneElement")).toThrow(/zone/);
    expect(() => readForms("no", "OneElement")).toThrow(/not JSON/);
  });
});
