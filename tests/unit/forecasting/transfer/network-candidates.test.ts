import { expect, test } from "vitest";
import { allBaselines, INPUTS, networkCandidates, parameterLayout, probeSource, startTft, tftConfig } from "#forecasting";
import { initialParameters } from "../../../../forecasting/tft/initial.ts";
import { taskOf } from "../../../support/forecast-tasks.ts";
import { provenance } from "../../../support/provenance.ts";

const wave = (ts: number): number => 20 + 2 * Math.sin((2 * Math.PI * ts) / 86_400_000);

test("a network competes alone, as mean with either companion and hearing it; only where the companion suits", async () => {
  const config = tftConfig({ ...INPUTS, hidden: 16 });
  const parameters = initialParameters(parameterLayout(config), 3);
  const network = probeSource(
    await startTft(),
    { config, parameters, provenance, weights: "float32", maxWeightError: 0, hash: "0".repeat(64) },
    "mine",
  );
  const all = networkCandidates(network, allBaselines());
  expect(all.map((s) => s.name)).toEqual([
    "mine",
    "mine-zero-shot",
    "ridge-arx + mine",
    "mine on ridge-arx",
    "grey-box + mine",
    "mine on grey-box",
  ]);
  const task = taskOf({ days: 35, stepS: 3600 }, { y: wave });
  // Physics of a room needs to know the weather outside.
  expect(all.map((s) => s.suits?.(task) ?? true)).toEqual([true, true, true, true, false, false]);
  const { explain } = network;
  const { model, issuedAt, hoursBack, past, ahead } = explain(task);
  expect([model, issuedAt, hoursBack]).toEqual(["mine", task.issuedAt, 168]);
  expect(past.map((s) => s.share)).toEqual(past.map((s) => s.share).toSorted((a, b) => b - a));
  expect(ahead.find((s) => s.input === "outdoorTempC")?.share).toBe(0);
  expect(() => explain(taskOf({ days: 5, stepS: 3600 }, { y: wave }))).toThrow("three quarters of the last 168 hours");
  network.dispose();
});
