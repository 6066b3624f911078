/** The commands on measured series as processes: bad input is one clear line, or a fall-back to a baseline that says why. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NODE, ROOT } from "../support/paths.ts";

let folder = "";
const usual = (h: number): number => 20 + Math.cos((2 * Math.PI * (h - 15)) / 24) + Math.sin(h / 31);

function house(name: string, hours: number, value: (h: number) => number | "", stepMin = 60): void {
  const row = (h: number) => `${new Date(Date.UTC(2025, 0, 6, 0, h * stepMin)).toISOString()},${3 + (h % 24) / 4},${value(h)}`;
  mkdirSync(join(folder, name));
  const lines = ["time_utc@Europe/Berlin,outdoorTempC,hall.airTempC", ...Array.from({ length: hours }, (_, h) => row(h))];
  writeFileSync(join(folder, name, "x.csv"), `${lines.join("\n")}\n`);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "forecast-commands-"));
  house("short", 60, usual);
  house("gaps", 960, (h) => (h % 3 === 0 ? usual(h) : ""));
  house("stuck", 960, (h) => (h < 792 ? usual(h) : 21.5));
  house("scale", 960, (h) => (h < 792 ? usual(h) : 1.8 * usual(h) + 32));
  house("step", 960, usual, 15);
  mkdirSync(join(folder, "foreign"));
  writeFileSync(join(folder, "foreign", "x.csv"), "when,foo\n1,2\n");
  const model = readFileSync(join(ROOT, "models/base-h32.model"));
  const wrong = Buffer.from(model);
  wrong[wrong.length - 100] = (wrong[wrong.length - 100] ?? 0) ^ 255;
  writeFileSync(join(folder, "wrong.model"), wrong);
  writeFileSync(join(folder, "old.model"), "zonecast-model 0\n{}\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(
  data: string,
  ...words: readonly string[]
): { readonly code: number | null; readonly out: string; readonly err: string } {
  const all = ["bin/zonecast.ts", ...words, "--data", join(folder, data)];
  const { status, stdout, stderr } = spawnSync(NODE, all, { cwd: ROOT, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}
const SERIES = ["--series", "airTempC"];

test.each([
  ["short", ["probe", ...SERIES], "has no window in the 28 days before that moment"],
  ["short", ["transfer", ...SERIES, "--strategy", "all"], "has 1 days before that moment"],
  ["short", ["transfer", ...SERIES, "--out", "x"], "has no window in the 28 days before that moment"],
  ["short", ["train", "--out", "x"], "the training data do not fill one batch"],
  ["short", ["evaluate", "forecast"], "no series has 21 days: x/hall/airTempC"],
  ["gaps", ["probe", ...SERIES], "has no window in the 28 days before that moment"],
  ["stuck", ["probe", ...SERIES], "the value has not moved since 2025-02-08: is the sensor stuck?"],
  ["scale", ["transfer", ...SERIES, "--strategy", "all"], "are on another scale"],
  ["step", ["train", "--out", "x"], "x.csv, line 3: the times are not one hour apart"],
  ["foreign", ["evaluate", "transfer"], "has columns that are known"],
  ["stuck", ["probe", ...SERIES, "--model", "FOLDER/wrong.model"], "does not hold the weights that its header was written for"],
  ["stuck", ["probe", ...SERIES, "--model", "FOLDER/old.model"], "is not a Zonecast model"],
  ["stuck", ["transfer", ...SERIES], "--out is missing"],
])("%s: %j ends with one line", (data, words, message) => {
  const { code, out, err } = run(data, ...words.map((w) => w.replace("FOLDER", folder)));
  expect(err).toContain(message);
  expect(err.trim().split("\n")).toHaveLength(1);
  expect([code, out]).toEqual([1, ""]);
});

test("a forecast falls back to a baseline and says why", () => {
  const json = (data: string) => JSON.parse(run(data, "forecast", ...SERIES, "--json").out);
  const stuck = json("stuck");
  expect(stuck.model).toBe("persistence");
  expect(stuck.candidates.map((c: { problem?: string }) => c.problem)).toContain(
    "the value has not moved since 2025-02-08: is the sensor stuck?",
  );
  const short = json("short");
  expect(short.model).toBe("persistence");
  expect(short.candidates.find((c: { model: string }) => c.model === "ridge-arx").problem).toContain("needs 5.0 days");
});

test("asked for it, a forecast says what the network looked at", () => {
  const { code, out, err } = run("scale", "forecast", ...SERIES, "--at", "2025-02-07T00:00Z", "--explain", "--json");
  expect([code, err]).toEqual([0, ""]);
  const { issuedAt, candidates, explanation } = JSON.parse(out);
  expect(explanation.issuedAt).toBe(issuedAt);
  expect(candidates.map((c: { model: string }) => c.model)).toContain(explanation.model);
  expect(explanation.attention).toHaveLength(192);
  const refused = run("scale", "forecast", ...SERIES, "--baselines", "--explain");
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.err).toContain("--explain needs the network");
});

test("a reader that has had enough is no failure", () => {
  const words = `forecast --data "${join(folder, "gaps")}" --series hall --baselines`;
  // The pipe is closed before the first word is printed.
  const { status, stderr } = spawnSync("bash", ["-c", `set -o pipefail; "${NODE}" bin/zonecast.ts ${words} | true`], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
});
