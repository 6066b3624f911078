import { expect, it } from "vitest";
import { buildingNow, buildingTime, isStale } from "../../../../app/_live/clock.ts";
import { fromSnapshot } from "../../../../app/_live/state.ts";
import { point, replayClock, snapshot } from "../../../support/wire-messages.ts";

it("a live building lives in the server's time, not in the browser's", () => {
  const state = fromSnapshot(snapshot({ serverNow: 5_000_000 }), 1_000_000);
  expect(buildingNow(state, "mill", 1_002_000)).toBe(5_002_000);
});

it("a replayed clock runs at its rate, and at ours once nothing new has come for a minute", () => {
  const clock = replayClock();
  expect(buildingTime(clock, 1_000_000)).toBe(500_000);
  expect(buildingTime(clock, 1_010_000)).toBe(500_000 + 10_000 * 60);
  expect(buildingTime(clock, 1_090_000)).toBe(500_000 + 60_000 * 60 + 30_000);
});

it("does not run backwards when the server's clock is behind the frame", () =>
  expect(buildingTime(replayClock(), 999_000)).toBe(500_000));

it("a value is stale only past its own limit", () => {
  const p = point({ ts: 1_000, staleAfterMs: 60_000 });
  expect(isStale(p, 61_000)).toBe(false);
  expect(isStale(p, 61_001)).toBe(true);
});
