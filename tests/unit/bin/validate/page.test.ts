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
