import { expect, it } from "vitest";
import type { ValidationRow, ValidationSuite } from "#sim";
import { pageLine, pageText } from "../../../../bin/validate/page.ts";

const row: ValidationRow = {
  suite: "box",
  case: "1",
  quantity: "air temperature",
  unit: "K",
  lower: null,
  upper: 0.1,
  ours: 0.05,
  pass: true,
};
const suite: ValidationSuite = { name: "box", title: "A box", files: [], about: ["First.", "Second."], run: () => [row] };

it("a row is a line of a Markdown table", () => {
  expect(pageLine(row)).toBe("| 1 | air temperature | K | - | 0.1 | 0.05 | pass |");
  expect(pageLine({ ...row, at: "9 Feb 7" })).toBe("| 1 | air temperature | K | - | 0.1 | 0.05 (9 Feb 7) | pass |");
});

it("rows of another name have a table of their own, and what a suite says of its rows stands above", () => {
  const closing = (rows: readonly ValidationRow[]) => [`${rows.length} rows.`];
  const text = pageText([{ suite: { ...suite, closing }, rows: [row, { ...row, suite: "box-strict", upper: 0.2 }] }]);
  expect(text).toContain("\n\n2 rows.\n\n| case |");
  expect(text).toContain("\n\nRows of `box-strict`:\n\n| case |");
});

it("each suite has its heading, its words, its sum and its table", () => {
  const text = pageText([{ suite, rows: [row] }]);
  expect(text).toMatch(/^# Validation\n/);
  expect(text).toContain(
    [
      "## box: A box",
      "",
      "First.",
      "",
      "Second.",
      "",
      "1 of 1 bars passed, 0 lines for comparison.",
      "",
      "| case | quantity | unit | lower | upper | ours | |",
      "|---|---|---|---|---|---|---|",
      pageLine(row),
      "",
    ].join("\n"),
  );
});
