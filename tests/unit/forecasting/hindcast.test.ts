/** Looking back: tasks end where they should, and too early moments are left out. */
import { expect, test } from "vitest";
import { persistence } from "../../../forecasting/baselines/persistence.ts";
import { framedUntil, hindcast, taskAt } from "../../../forecasting/hindcast.ts";
import { SOME_THURSDAY, taskOf } from "../../support/forecast-tasks.ts";

const HOUR = 3_600_000;
const task = taskOf({ days: 5, stepS: 3600 }, { y: (_ts, i) => i / 2 });

test("a frame until a moment holds its row and none after, without copying", () => {
  const cut = framedUntil(task.history, SOME_THURSDAY - 2 * HOUR);
  expect(cut.length).toBe(118);
  expect(cut.columns.get("y")?.at(-1)).toBe(58.5);
  expect(cut.columns.get("y")?.buffer).toBe(task.history.columns.get("y")?.buffer);
  expect(framedUntil(task.history, task.history.startTs - HOUR).length).toBe(0);
});

test("a task at an earlier moment is a hindcast without a future", () => {
  const past = taskAt({ ...task, future: { ...task.history, startTs: SOME_THURSDAY + HOUR } }, SOME_THURSDAY - HOUR);
  expect(past).toMatchObject({ issuedAt: SOME_THURSDAY - HOUR, origin: "hindcast", point: task.point });
  expect(past.future).toBeUndefined();
});

test("forecasts at many moments; those with too little history are left out", () => {
  const times = [120, 110, 60, 24, 0].map((h) => SOME_THURSDAY - h * HOUR);
  const made = hindcast(persistence, task, times);
  expect(made.map((f) => (SOME_THURSDAY - f.issuedAt) / HOUR)).toEqual([60, 24, 0]);
  expect(made.every((f) => f.origin === "hindcast")).toBe(true);
  expect(made[1]?.quantiles[0]?.[3]).toBe(47.5);
});
