import { expect, test } from "vitest";
import { start } from "../support/child.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { until } from "../support/until.ts";

const run = (...args: string[]) => start(NODE, ["bin/zonecast.ts", "evaluate", "excitation", ...args], { cwd: ROOT });

test("the quick form gives a row for each model, training and test policy", async () => {
  const child = run("--quick", "--json");
  await until("it has ended", () => !child.running(), 90_000);
  await child.end();
  const rows = child
    .output()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { model: string; trainedOn: string; testedOn: string; origins: number });
  expect(child.process.exitCode).toBe(0);
  expect(new Set(rows.map((r) => `${r.model} ${r.trainedOn} ${r.testedOn}`)).size).toBe(3 * 3 * 2);
  expect(rows.every((r) => r.origins > 50)).toBe(true);
}, 100_000);

test("Ctrl-C ends it soon, and it says what was done", async () => {
  const child = run("--buildings", "1", "--seeds", "1");
  await until("it trains", () => child.says(/models on/), 60_000);
  child.process.kill("SIGINT");
  await until("it has ended", () => !child.running(), 20_000);
  await child.end();
  expect(child.process.exitCode).toBe(130);
  expect(child.output()).toContain("stopped; done: nothing");
}, 90_000);

test("a wrong number is refused before anything runs", async () => {
  const child = run("--buildings", "99");
  await until("it has ended", () => !child.running(), 60_000);
  await child.end();
  expect(child.process.exitCode).toBe(1);
  expect(child.output()).toMatch(/must be a whole number from 1 to 8/);
}, 70_000);
