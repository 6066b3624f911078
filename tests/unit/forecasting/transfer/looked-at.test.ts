import { expect, test } from "vitest";
import type { Explanation, ForecastTask } from "#domain";
import { lookedAt } from "#forecasting";
import { SOME_THURSDAY, taskOf } from "../../../support/forecast-tasks.ts";

const DAY_MS = 86_400_000;
const wave = (ts: number): number => 20 + Math.sin((2 * Math.PI * ts) / DAY_MS);
const source = {
  explain: ({ history, issuedAt }: ForecastTask): Explanation => ({
    ...{ model: "net", issuedAt, past: [], ahead: [], statics: [], attention: [] },
    hoursBack: history.length,
  }),
};

test("a network is asked about what counts: not about a stuck sensor, and not about values on another scale", () => {
  expect(lookedAt(source, taskOf({ days: 20, stepS: 3600 }, { y: wave })).hoursBack).toBe(480);
  const changed = SOME_THURSDAY - 5 * DAY_MS;
  const fahrenheit = taskOf({ days: 20, stepS: 3600 }, { y: (ts) => (ts > changed ? wave(ts) : 1.8 * wave(ts) + 32) });
  expect(lookedAt(source, fahrenheit).hoursBack).toBe(120);
  const stuck = taskOf({ days: 20, stepS: 3600 }, { y: (ts) => (ts > changed ? 21 : wave(ts)) });
  expect(() => lookedAt(source, stuck)).toThrow("is the sensor stuck?");
});
