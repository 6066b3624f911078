/** The commands on forecasts, from training to transfer, on a small estate made for the purpose. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stream } from "#domain";
import { ROOT } from "../support/paths.ts";

const HOURS = 24 * 150;
const START = Date.UTC(2018, 0, 1);
let folder = "";
const model = () => join(folder, "base.model");
const adapter = () => join(folder, "b3.json");

/** Three buildings with a day, a week, weather and noise. */
function estate(): string {
  const random = stream(11, "estate");
  const rows = Array.from({ length: HOURS }, (_, h) => {
    const weekend = Math.floor(h / 24) % 7 >= 5 ? 0.5 : 1;
    const outdoor = 8 + 6 * Math.sin((2 * Math.PI * (h - 9)) / 24) + 3 * Math.sin((2 * Math.PI * h) / (24 * 9));
    const of = (peak: number, size: number): string =>
      (
        size * (2 + weekend * Math.max(0, Math.cos((2 * Math.PI * ((h % 24) - peak)) / 24)) + 0.05 * random.normal()) +
        0.1 * (18 - outdoor)
      ).toFixed(2);
    const time = new Date(START + h * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
    return [
      time,
      outdoor.toFixed(1),
      80,
      Math.max(0, 300 * Math.sin((2 * Math.PI * ((h % 24) - 6)) / 24)).toFixed(0),
      of(13, 10),
      of(15, 30),
      of(11, 5),
    ].join(",");
  });
  return `${["time_utc,To_C,RH_pct,G_Wm2,elec_kWh_b1,elec_kWh_b2,elec_kWh_b3", ...rows].join("\n")}\n`;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "estate-"));
  mkdirSync(join(folder, "estate"));
  writeFileSync(join(folder, "estate", "meters.csv"), estate());
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/launch.mjs", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
}
function json(...args: string[]): Record<string, unknown> {
  const { status, stdout, stderr } = run(...args, "--json");
  expect(stderr.replaceAll(/^note:.*\n/gm, "")).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
}
const data = () => ["--data", join(folder, "estate")];
const quick = () => [...data(), "--quick"];

describe("a model, a probe, a transfer, a forecast", { timeout: 240_000 }, () => {
  test("zonecast train writes a base, probe an adapter for it, forecast speaks with both", () => {
    const trained = run(
      "train",
      ...data(),
      "--hidden",
      "16",
      "--epochs",
      "1",
      "--stride",
      "47",
      "--workers",
      "1",
      "--out",
      model(),
    );
    expect(trained.status).toBe(0);
    const probe = json("probe", ...data(), "--series", "b3", "--model", model(), "--stride", "3", "--out", adapter());
    expect(probe).toMatchObject({ series: "estate/electricity/b3", trainedParameters: 119 });
    expect(Number(probe.probeMae)).toBeLessThan(Number(probe.zeroShotMae));
    expect(JSON.parse(readFileSync(adapter(), "utf8"))).toMatchObject({ format: "zonecast-adapter 1", base: probe.base });
    const made = json("forecast", ...data(), "--series", "b3", "--model", model(), "--adapter", adapter());
    expect((made.leadS as number[]).length).toBe(24);
    const models = (made.candidates as { model: string; problem?: string }[]).map((c) => [c.model, c.problem]);
    expect(models).toContainEqual(["tft-probe", undefined]);
  });

  test("zonecast transfer writes a model that forecasts", () => {
    const out = join(folder, "b3.model");
    const made = json(
      "transfer",
      ...data(),
      "--series",
      "b3",
      "--model",
      model(),
      "--strategy",
      "decoder",
      "--days",
      "14",
      "--stride",
      "12",
      "--out",
      out,
    );
    expect(made).toMatchObject({ strategy: "decoder", trainedParameters: 37_337 });
    expect(json("forecast", ...data(), "--series", "b3", "--model", out)).toMatchObject({ series: "estate/electricity/b3" });
  });

  test("what cannot be says so in one line", () => {
    expect(run("probe", ...data(), "--series", "b", "--model", model()).stderr).toContain("3 series are called 'b'");
    expect(run("probe", ...data(), "--series", "b3", "--model", join(folder, "none")).stderr).toContain("is not there");
    writeFileSync(join(folder, "cut.model"), readFileSync(model()).subarray(0, 5_000));
    expect(run("forecast", ...data(), "--series", "b3", "--model", join(folder, "cut.model")).stderr).toMatch(
      /^zonecast: \S+cut\.model: the checkpoint /,
    );
    writeFileSync(join(folder, "other.json"), readFileSync(adapter(), "utf8").replace(/"base":"..../, '"base":"ffff'));
    const other = run("forecast", ...data(), "--series", "b3", "--model", model(), "--adapter", join(folder, "other.json"));
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("belongs to another base model")]);
  });
});

describe("zonecast evaluate", { timeout: 240_000 }, () => {
  test("evaluate forecast: every baseline, each calibration", () => {
    const { results } = json("evaluate", "forecast", ...quick()) as {
      results: { calibration: string; lines: { model: string; series: number }[] }[];
    };
    expect(results.map((r) => [r.calibration, r.lines.length])).toEqual([
      ["as issued", 5],
      ["split conformal", 5],
      ["adaptive conformal", 5],
    ]);
    expect(results[0]?.lines.every((l) => l.series === 3)).toBe(true);
  });

  test("evaluate transfer: every strategy on unseen buildings", () => {
    const { strategies, bases } = json("evaluate", "transfer", ...quick(), "--days", "7") as {
      strategies: { strategy: string; trainedParameters: number; tri: number }[];
      bases: object[];
    };
    expect(bases.length).toBe(2);
    expect(strategies.map((s) => s.strategy)).toEqual(
      expect.arrayContaining([
        "zero-shot",
        "probe",
        "probe ensemble",
        "probe + MC dropout",
        "probe + gates",
        "decoder",
        "full",
        "scratch",
      ]),
    );
    for (const s of strategies) expect(s.tri).toBeGreaterThan(0);
  });

  test("evaluate scarcity: skill by days", () => {
    const { rows } = json("evaluate", "scarcity", ...quick(), "--days", "0", "1", "7", "--strategies", "zero-shot", "probe") as {
      rows: { model: string; days: number }[];
    };
    expect(rows.map((r) => `${r.model} ${r.days}`)).toEqual(
      expect.arrayContaining(["zero-shot 0", "probe 1", "probe 7", "ridge-arx 7"]),
    );
  });

  test("evaluate missing: each way, mean and worst", () => {
    const { rows } = json("evaluate", "missing", ...quick()) as { rows: { model: string; worst: number }[] };
    expect(rows.map((r) => r.model)).toEqual(
      expect.arrayContaining(["left out", "sensor dropout", "conditional imputation", "robust"]),
    );
    for (const r of rows) expect(r.worst).toBeGreaterThan(0);
  });

  test("evaluate sources: ranks and pairs; evaluate transfer --from --to: one source, one target", () => {
    const { pairs } = json("evaluate", "sources", ...quick()) as { pairs: { distance: number }[] };
    expect(pairs.length).toBe(6);
    for (const p of pairs) expect(p.distance).toBeGreaterThan(0);
    expect(
      (json("evaluate", "transfer", ...quick(), "--from", "b1", "--to", "b2", "--days", "7") as { bases: object[] }).bases.length,
    ).toBe(1);
  });
});
