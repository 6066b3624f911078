import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readResume, resumePath, writeResume } from "../../../../bin/train/resume-file.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-resume-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const out = (name: string) => join(folder, name);
const numbers = (seed: number) => Float32Array.from({ length: 5 }, (_, i) => Math.sin(seed + i));
const state = {
  ...{ epoch: 2, step: 40, windows: 2_560, bestPinball: 0.125, bestEpoch: 1 },
  ...{ parameters: numbers(1), first: numbers(2), second: numbers(3), best: numbers(4) },
};

it("a state comes back as it was", () => {
  writeResume(out("a"), "key", state);
  expect(readResume(out("a"), "key")).toEqual(state);
});

it("a state of other data or options is refused, as is nothing and nonsense", () => {
  writeResume(out("b"), "key", state);
  expect(() => readResume(out("b"), "other")).toThrow(/other data or options/);
  expect(() => readResume(out("c"), "key")).toThrow(/to go on from/);
  writeFileSync(resumePath(out("d")), "nonsense");
  expect(() => readResume(out("d"), "key")).toThrow(/cannot be read|another version/);
});
