import { expect, it } from "vitest";
import { runSuite, SUITES, suiteOf } from "../../../../sim/validation/run.ts";

it("finds a suite by its name, and names the nearest for another", () => {
  expect(suiteOf("vdi6007").name).toBe("vdi6007");
  expect(() => suiteOf("vdi6008")).toThrow(expect.objectContaining({ code: "unknown-name", hint: "did you mean 'vdi6007'?" }));
});

it("names of suites are unique, and each tells what it shows", () => {
  expect(new Set(SUITES.map((s) => s.name)).size).toBe(SUITES.length);
  for (const suite of SUITES) expect(suite.about.length).toBeGreaterThan(0);
});

it("says which file is missing", () => {
  expect(() => runSuite("vdi6007", {})).toThrow(expect.objectContaining({ code: "bad-file" }));
});
