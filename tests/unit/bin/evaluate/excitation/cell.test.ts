import { expect, test } from "vitest";
import { modelsOf, runCell } from "../../../../../bin/evaluate/excitation/cell.ts";
import { quickDesign } from "../../../../../bin/evaluate/excitation/design.ts";

test("excited data teach the perceptron more of the response than closed-loop data do", () => {
  const design = { ...quickDesign(), trainings: ["p", "poisson"] as const, tests: ["p", "poisson"] as const };
  let models = 0;
  const rows = runCell(
    { building: "builda-sfh-08", seed: 1, design: { ...design, effort: { ...design.effort, lstm: { epochs: 1, stride: 8 } } } },
    () => {
      models++;
    },
  );
  expect(models).toBe(modelsOf(design));
  expect(rows.length).toBe(2 * 3 * 2);
  const of = (model: string, trainedOn: string) =>
    rows.filter((r) => r.model === model && r.trainedOn === trainedOn).reduce((sum, r) => sum + r.shift.rmse4hK, 0);
  expect(of("mlp", "poisson")).toBeLessThan(0.8 * of("mlp", "p"));
  for (const row of rows) {
    expect(row.shift.pairs).toBeGreaterThan(500);
    expect(row.mae4hK).toBeGreaterThan(0);
  }
  const ridge = rows.find((r) => r.model === "ridge" && r.trainedOn === "poisson" && r.testedOn === "poisson");
  expect(ridge?.shift.sizeShare).toBeGreaterThan(0.95);
  expect(ridge?.mae4hK).toBeLessThan(ridge?.persistence4hK ?? 0);
});
