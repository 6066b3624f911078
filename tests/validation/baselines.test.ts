/** Baselines and chooser on measured meters and rooms: one table, and the facts that must hold on any of them. */
import { afterAll, expect, test } from "vitest";
import { BASELINES, createChooser } from "#forecasting";
import { TRIAL_HEAD, type TrialPlan, type TrialResult, trial, trialTable } from "../support/forecast-trial.ts";
import { CAMBRIDGE_BUILDINGS, cambridge, IDEAL_ROOMS, ideal, type MeasuredSeries } from "../support/measured-series.ts";
import { sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";

const NAIVE = ["persistence", "seasonal-naive-day", "seasonal-naive-week", "persistence-ensemble"];
const plan = (starts: readonly string[]): TrialPlan => ({
  starts: starts.map((text) => Date.parse(text)),
  daysPerWindow: 2,
  everyH: 7,
  historyDays: 42,
});
const METERS = plan(["2018-10-20T13:00Z", "2019-03-15T03:00Z"]);
const ROOMS = plan(["2017-10-20T01:00Z", "2017-12-05T05:00Z", "2018-03-20T13:00Z"]);

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

function validate(name: string, folder: string, plan: TrialPlan, all: () => Iterable<MeasuredSeries>): void {
  describeUnless(sharedDataMissing("real", folder), name, () => {
    const results: TrialResult[][] = [];
    const lines: string[] = [TRIAL_HEAD];
    afterAll(() => {
      process.stdout.write(`\n${lines.join("\n")}\n`);
    });

    test("every source speaks, within the window's data", { timeout: 300_000 }, () => {
      for (const series of all()) {
        const result = trial(series, [...BASELINES, createChooser()], plan);
        results.push(result);
        lines.push(trialTable(series.name, result));
        for (const r of result) expect(r.forecasts, `${series.name} ${r.source}`).toBeGreaterThanOrEqual(5);
      }
    });

    const of = (source: string) => results.map((r) => r.find((x) => x.source === source)).filter((r) => r !== undefined);

    test("80 % bands hold 70-90 % of what came: the chooser's, and those of all baselines together", () => {
      const shares = BASELINES.map(({ name: source }) => {
        const share = mean(of(source).map((r) => r.coverage80));
        lines.push(`${name}: P10-P90 of ${source} held ${(100 * share).toFixed(1)} %`);
        return share;
      });
      const chosen = mean(of("chooser").map((r) => r.coverage80));
      lines.push(`${name}: P10-P90 of the chooser held ${(100 * chosen).toFixed(1)} %`);
      for (const share of [chosen, mean(shares)]) {
        expect(share).toBeGreaterThan(0.7);
        expect(share).toBeLessThan(0.9);
      }
    });

    test("the chooser is, on average, no worse than the best naive baseline known in hindsight", () => {
      const ratios = results.map((r) => {
        const best = Math.min(...r.filter((x) => NAIVE.includes(x.source)).map((x) => x.pinball));
        return (r.find((x) => x.source === "chooser")?.pinball ?? Number.NaN) / best;
      });
      lines.push(`${name}: chooser's pinball over that of the best naive baseline in hindsight, mean ${mean(ratios).toFixed(3)}`);
      expect(mean(ratios)).toBeLessThanOrEqual(1.05);
    });
  });
}

validate("measured meters (Cambridge)", "cambridge", METERS, function* () {
  for (const meter of ["elec", "gas"] as const) for (const building of CAMBRIDGE_BUILDINGS) yield cambridge(meter, building);
});
validate("measured rooms (IDEAL)", "ideal", ROOMS, function* () {
  for (const room of IDEAL_ROOMS) yield ideal(room);
});
