import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readParquet } from "#store";

const ROOT = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "zonecast-simulate-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, "bin/zonecast.ts"), ...args], { cwd: folder, encoding: "utf8", timeout: 90_000 });

it("from an archetype to a building file, a table and two pictures, with a forced heater", { timeout: 180_000 }, async () => {
  expect(run("building", "new", "de-sfh-08", "house.yaml").status).toBe(0);
  expect(run("building", "check", "house.yaml").status).toBe(0);
  const rows = Array.from({ length: 97 }, (_, i) => `${new Date(Date.UTC(2026, 0, 1) + i * 900_000).toISOString()},0`);
  writeFileSync(join(folder, "controls.csv"), `time,house/heatingPowerW\n${rows.join("\n")}\n`);
  const child = run(
    ..."simulate house.yaml --weather central-europe --days 2 --controls controls.csv --out run.parquet --plot run.svg --json".split(
      " ",
    ),
  );
  expect(child.status, child.stderr).toBe(0);
  const summary = JSON.parse(child.stdout) as { rows: number; balanceResidualShare: number };
  expect(summary.rows).toBe(192);
  expect(summary.balanceResidualShare).toBeLessThan(1e-9);
  const { columns } = await readParquet(join(folder, "run.parquet"));
  const power = columns.get("house/heatingPowerW") as Float64Array;
  expect(power.length).toBe(192);
  expect(Math.max(...power.subarray(0, 95))).toBe(0);
  expect(Math.max(...power.subarray(100))).toBeGreaterThan(500);
  expect(existsSync(join(folder, "run-power.svg"))).toBe(true);
});

it("rubbish ends in one line that names its place", { timeout: 120_000 }, () => {
  writeFileSync(join(folder, "bad.yaml"), "archetype: de-sfh-08\nzonez: 3\n");
  for (const [args, message] of [
    ["simulate bad.yaml --weather central-europe", /bad\.yaml.*line 2/],
    ["simulate de-sfh-08 --weather mars", /unknown climate or weather file 'mars'/],
    ["simulate de-sfh-08 --weather central-europe --out run.xlsx", /\.csv or \.parquet/],
  ] as const) {
    const child = run(...args.split(" "));
    expect(child.status).toBe(1);
    expect(child.stderr).toMatch(message);
  }
});
