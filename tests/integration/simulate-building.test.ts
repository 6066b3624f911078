import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

it("puts other plant into a building file, which is checked and simulated", { timeout: 120_000 }, () => {
  const plant = "--emitter floor --heat heat-pump --controller PI --cooling split --ventilation mechanical --pv 6000".split(" ");
  const made = run("building", "new", "de-sfh-10", "pump.yaml", ...plant);
  expect(made.status, made.stderr).toBe(0);
  const checked = run("building", "check", "pump.yaml");
  expect([checked.status, checked.stderr]).toEqual([0, ""]);
  const text = readFileSync(join(folder, "pump.yaml"), "utf8");
  for (const words of [
    "emitter: floor",
    "carrier: air-heat-pump",
    "law: pi",
    "eer: 3.2",
    "heatRecoveryShare: 0.8",
    "peakPowerW: 6000",
  ])
    expect(text).toContain(words);
  const child = run(..."simulate pump.yaml --weather central-europe --days 2 --json".split(" "));
  expect(child.status, child.stderr).toBe(0);
  const { energyKWh } = JSON.parse(child.stdout) as { energyKWh: Record<string, number> };
  expect(energyKWh.heatPowerW).toBeGreaterThan(energyKWh.electricPowerW ?? Number.NaN);
  expect(energyKWh.photovoltaicPowerW).toBeGreaterThan(0);
  expect(run("building", "new", "de-sfh-10", "other.yaml", "--heat", "oil").stderr).toMatch(/boiler, heat-pump, district/);
});

it("the short form of a building file takes plant as well", { timeout: 60_000 }, () => {
  writeFileSync(join(folder, "short.yaml"), "archetype: de-sfh-10\nequipment:\n  heat: heat-pump\n  emitter: flor\n");
  expect(run("building", "check", "short.yaml").stderr).toMatch(/short\.yaml: line 4: equipment\.emitter must be one of floor/);
});

interface Felt {
  readonly personHours: number;
  readonly pmv: number;
  readonly ppdPct: number;
  readonly categories: Readonly<Record<string, number>>;
  readonly ashrae55: number;
}
interface Summary {
  readonly kpis: Readonly<Record<string, number | null>>;
  readonly comfort: Felt;
  readonly zones: readonly { readonly comfort: Felt; readonly discomfortKh: number; readonly badAirPpmH: number }[];
}

it("sums up indicators by BOPTEST's names and how people felt, for programs and for people", { timeout: 120_000 }, () => {
  const priced = ["--price", "electric=0.3,gas=0.1", "--emissions", "gas=0.2"];
  const args = ["simulate", "de-sfh-08", "--weather", "central-europe", "--days", "2", ...priced];
  const child = run(...args, "--json");
  expect(child.status, child.stderr).toBe(0);
  const { kpis, comfort, zones } = JSON.parse(child.stdout) as Summary;
  for (const name of ["ener_tot", "cost_tot", "emis_tot", "pele_tot", "pgas_tot", "tdis_tot"])
    expect(kpis[name], name).toBeGreaterThan(0);
  expect(kpis.idis_tot).toBeGreaterThanOrEqual(0);
  expect(kpis.pdih_tot).toBeNull();
  expect(zones).toHaveLength(1);
  for (const felt of [comfort, ...zones.map((z) => z.comfort)]) {
    expect(felt.personHours).toBeGreaterThan(10);
    expect(Math.abs(felt.pmv)).toBeLessThan(3);
    expect(felt.ppdPct).toBeGreaterThanOrEqual(5);
    expect(Object.keys(felt.categories)).toEqual(["I", "II", "III", "IV", "none"]);
    expect(Object.values(felt.categories).reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    expect(felt.ashrae55).toBeCloseTo((felt.categories.I ?? 0) + (felt.categories.II ?? 0), 9);
  }
  const { stdout } = run(...args);
  for (const word of ["ener_tot", "tdis_tot", "PMV", "PPD %", "ASHRAE 55", "kgCO2/m²"]) expect(stdout).toContain(word);
});

it("rubbish ends in one line that names its place", { timeout: 120_000 }, () => {
  writeFileSync(join(folder, "bad.yaml"), "archetype: de-sfh-08\nzonez: 3\n");
  for (const [args, message] of [
    ["simulate bad.yaml --weather central-europe", /bad\.yaml.*line 2/],
    ["simulate de-sfh-08 --weather mars", /unknown climate or weather file 'mars'/],
    ["simulate de-sfh-08 --weather central-europe --out run.xlsx", /\.csv or \.parquet/],
    ["simulate de-sfh-08 --weather central-europe --price oil=1", /unknown energy carrier 'oil'/],
    ["simulate de-sfh-08 --weather central-europe --comfort 26,20", /two temperatures/],
    ["simulate de-sfh-08 --weather central-europe --step 7200", /60\.\.3600/],
    ["simulate de-sfh-08 --weather central-europe --step 450", /multiple of 300 s, not 450 s/],
  ] as const) {
    const child = run(...args.split(" "));
    expect(child.status).toBe(1);
    expect(child.stderr).toMatch(message);
  }
});
