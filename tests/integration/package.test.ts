/** The package as a program outside of the checkout imports it: the tutorial's own code, type-checked and run. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NODE, ROOT } from "../support/paths.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "package-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(ROOT, join(folder, "node_modules", "zonecast"));
  const page = readFileSync(join(ROOT, "docs/programs.md"), "utf8");
  const code = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  expect(code).toHaveLength(2);
  writeFileSync(join(folder, "tutorial.ts"), code.join("\n"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: join(ROOT, "tsconfig.json"),
      compilerOptions: { typeRoots: [join(ROOT, "node_modules/@types")], plugins: [] },
      include: ["tutorial.ts"],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...words: readonly string[]) => spawnSync(NODE, words, { cwd: folder, encoding: "utf8" });

test("the tutorial's code fits the types", () => {
  const { stdout } = run(join(ROOT, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", folder);
  expect(stdout).toBe("");
}, 60_000);

test("it runs: three excited houses with their pictures, a head that beats yesterday's values, a forecast of a day", () => {
  const { stdout, stderr, status } = run("tutorial.ts");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines.filter((line) => line.includes("4032 rows"))).toHaveLength(3);
  const shares = lines.flatMap(
    (line) => /in the band (\S+) rank of the control's Hankel matrix (\d+)/.exec(line)?.slice(1, 3).map(Number) ?? [],
  );
  expect(shares).toHaveLength(6);
  for (let i = 0; i < shares.length; i += 2) {
    expect(shares[i]).toBeGreaterThan(0.95);
    expect(shares[i + 1]).toBeGreaterThan(10);
  }
  const [, own = Number.NaN, yesterday = Number.NaN] = (/^MAE (\S+) K.*yesterday's (\S+) K/m.exec(stdout) ?? []).map(Number);
  expect(own).toBeLessThan(yesterday);
  expect(stdout).toContain("24 hours; chosen among");
  expect(existsSync(join(folder, "pictures"))).toBe(true);
  const pictures = readdirSync(join(folder, "pictures"));
  expect(pictures.length).toBeGreaterThanOrEqual(3 * 5);
  for (const name of pictures) expect(readFileSync(join(folder, "pictures", name), "utf8")).toMatch(/^<svg/);
}, 60_000);
