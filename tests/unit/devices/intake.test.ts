import { expect, test } from "vitest";
import { manualClock, type Reading } from "#domain";
import { createIntake, type Settled } from "../../../devices/intake.ts";

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

const reading = (ts: number): Reading => ({
  ts,
  receivedAt: ts,
  building: "b",
  zone: "z",
  signal: "airTempC",
  value: 20,
  quality: "good",
  source: "x",
});

/** A store whose calls stay open until they are let go. */
function setUp(queueLimit = 1000) {
  const clock = manualClock();
  const calls: { readings: readonly Reading[]; resolve: () => void; reject: (e: Error) => void }[] = [];
  const problems: (string | undefined)[] = [];
  const intake = createIntake({
    clock,
    queueLimit,
    onProblem: (problem) => void problems.push(problem),
    onReadings: (readings) =>
      new Promise<void>((resolve, reject) => {
        calls.push({ readings, resolve, reject });
      }),
  });
  return { clock, calls, problems, intake };
}

test("a message is settled only after its readings are stored", async () => {
  const { calls, intake } = setUp();
  const settled: Settled[] = [];
  intake.offer([reading(1)], true, (how) => void settled.push(how));
  await turn();
  expect(calls.map((c) => c.readings.length)).toEqual([1]);
  expect(settled).toEqual([]);
  calls[0]?.resolve();
  await turn();
  expect(settled).toEqual(["stored"]);
  expect(intake.depth()).toBe(0);
});

test("what comes while calls are under way goes in one batch with the next", async () => {
  const { calls, intake } = setUp();
  for (let i = 0; i < 4; i++) {
    intake.offer([reading(i)], true, () => {});
    await turn();
  }
  expect(calls).toHaveLength(4);
  for (let i = 0; i < 500; i++) intake.offer([reading(10 + i)], true, () => {});
  await turn();
  expect(calls).toHaveLength(4);
  calls[0]?.resolve();
  await turn();
  await turn();
  expect(calls[4]?.readings).toHaveLength(500);
});

test("within one call readings stand in the order of arrival, whoever waits for them", async () => {
  const { calls, intake } = setUp();
  for (let i = 0; i < 6; i++) intake.offer([reading(i)], i % 2 === 1, () => {});
  await turn();
  expect(calls[0]?.readings.map(({ ts }) => ts)).toEqual([0, 1, 2, 3, 4, 5]);
});

test("past the limit the oldest message that nobody acknowledges is shed, never one that must be kept", async () => {
  const { intake } = setUp(10);
  const shed: number[] = [];
  const offer = (i: number, mustKeep: boolean) =>
    intake.offer([reading(i)], mustKeep, (how) => {
      if (how === "shed") shed.push(i);
    });
  for (let i = 0; i < 8; i++) offer(i, i % 2 === 0);
  for (let i = 8; i < 14; i++) offer(i, true);
  expect(shed).toEqual([1, 3, 5, 7]);
  expect(intake.depth()).toBe(10);
  await turn();
});

test("a failing store is tried again, the message stays unsettled, the trouble is told and taken back", async () => {
  const { clock, calls, problems, intake } = setUp();
  const settled: Settled[] = [];
  intake.offer([reading(1)], true, (how) => void settled.push(how));
  await turn();
  calls[0]?.reject(new Error("disk full"));
  await turn();
  expect(problems).toEqual(["readings cannot be stored: disk full"]);
  expect(settled).toEqual([]);
  clock.advance(500);
  await turn();
  calls[1]?.resolve();
  await turn();
  expect(settled).toEqual(["stored"]);
  expect(problems.at(-1)).toBeUndefined();
});

test("drain waits for what is under way, but not for ever", async () => {
  const { clock, calls, intake } = setUp();
  intake.offer([reading(1)], true, () => {});
  await turn();
  let drained = 0;
  const first = intake.drain(1000).then(() => drained++);
  clock.advance(1000);
  await first;
  const second = intake.drain(1000).then(() => drained++);
  calls[0]?.resolve();
  await second;
  expect(drained).toBe(2);
});
