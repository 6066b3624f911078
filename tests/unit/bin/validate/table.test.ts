import { expect, it } from "vitest";
import type { ValidationRow } from "#sim";
import { summaryText, tableText } from "../../../../bin/validate/table.ts";

const row: ValidationRow = {
  suite: "box",
  case: "1",
  quantity: "air temperature",
  unit: "K",
  lower: 0,
  upper: 0.1,
  ours: 0.05,
  pass: true,
};
const rows = [row, { ...row, case: "10", ours: 12.5, pass: false, at: "9 Feb 7" }, { ...row, pass: null, peers: { Other: 0.2 } }];

it("stands in columns, with the verdict beside our number", () => {
  expect(tableText(rows)).toBe(
    [
      "suite  case  quantity         unit  lower  upper  ours        hour     peers",
      "box    1     air temperature  K         0    0.1  0.05  pass",
      "box    10    air temperature  K         0    0.1  12.5  FAIL  9 Feb 7",
      "box    1     air temperature  K         0    0.1  0.05                 Other 0.2",
      "",
    ].join("\n"),
  );
});

it("is summed up: bars apart from lines for comparison", () => {
  expect(summaryText(rows)).toBe("1 of 2 bars passed, 1 line for comparison");
  expect(summaryText([row])).toBe("1 of 1 bars passed, 0 lines for comparison");
});
