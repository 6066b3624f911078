import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, currentBlock, instantOf, nextBlock } from "#domain";

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const DAY_NIGHT: readonly Block[] = [
  { days: WEEK, at: "06:00", value: 21 },
  { days: WEEK, at: "22:00", value: 17 },
];
const utc = (text: string): number => Date.parse(`${text}Z`);
const iso = (ts: number | undefined): string => new Date(ts ?? 0).toISOString().slice(0, 16);

test.each([
  ["Europe/Berlin", "2026-03-28T23:30", "2026-03-29T04:00", "the night that lacks an hour"],
  ["Europe/Berlin", "2026-10-24T21:30", "2026-10-25T05:00", "the night that has one more"],
  ["America/New_York", "2026-03-08T04:00", "2026-03-08T10:00", "spring"],
  ["America/New_York", "2026-11-01T03:30", "2026-11-01T11:00", "autumn"],
  ["Australia/Lord_Howe", "2026-10-03T12:00", "2026-10-03T19:00", "half an hour forward"],
  ["Australia/Lord_Howe", "2026-04-04T12:00", "2026-04-04T19:30", "half an hour back"],
])("T39: in %s after %s the next block begins at %s (%s)", (timeZone, after, begins) => {
  const next = nextBlock(DAY_NIGHT, timeZone, utc(after));
  expect([iso(next?.ts), next?.block.value]).toEqual([begins, 21]);
});

test("a time that the clocks skip comes as long after the change; one that they repeat comes once, first", () => {
  const at = (shown: string) => iso(instantOf("Europe/Berlin", utc(shown)));
  expect(at("2026-03-29T02:30")).toBe("2026-03-29T01:30");
  expect(at("2026-10-25T02:30")).toBe("2026-10-25T00:30");
  const early: readonly Block[] = [{ days: WEEK, at: "02:30", value: 18 }];
  const starts: string[] = [];
  for (let ts = utc("2026-10-24T12:00"); starts.length < 3; ) {
    ts = nextBlock(early, "Europe/Berlin", ts)?.ts ?? Number.NaN;
    starts.push(iso(ts));
  }
  expect(starts).toEqual(["2026-10-25T00:30", "2026-10-26T01:30", "2026-10-27T01:30"]);
});

test("days of the week are the building's, not Greenwich's", () => {
  const monday: readonly Block[] = [{ days: [1], at: "00:30", value: 20 }];
  expect(iso(nextBlock(monday, "Pacific/Auckland", utc("2026-06-05T00:00"))?.ts)).toBe("2026-06-07T12:30");
  expect(iso(nextBlock(monday, "America/Los_Angeles", utc("2026-06-08T07:00"))?.ts)).toBe("2026-06-08T07:30");
});

test("the block in force is the last that began, a week ago at most; of two at one time the later in the list", () => {
  const blocks: readonly Block[] = [
    { days: [1], at: "08:00", value: 21 },
    { days: [1], at: "08:00", value: 22 },
  ];
  expect(currentBlock(blocks, "Europe/Berlin", utc("2026-06-14T20:00"))).toMatchObject({
    block: { value: 22 },
    ts: utc("2026-06-08T06:00"),
  });
  expect(currentBlock(DAY_NIGHT, "Europe/Berlin", utc("2026-10-25T03:00"))?.block.value).toBe(17);
});

test("leap day and the turn of the year are days like others", () => {
  expect(iso(nextBlock(DAY_NIGHT, "Europe/Berlin", utc("2028-02-28T21:30"))?.ts)).toBe("2028-02-29T05:00");
  expect(iso(nextBlock(DAY_NIGHT, "Europe/Berlin", utc("2026-12-31T21:30"))?.ts)).toBe("2027-01-01T05:00");
});

test("whatever the schedule, the zone and the time: the next block is in the future, and is in force once it has begun", () => {
  const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns", "UTC"];
  const block = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    at: fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`),
    value: fc.integer({ min: 5, max: 30 }),
  });
  fc.assert(
    fc.property(
      fc.array(block, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...zones),
      fc.integer({ min: utc("2026-01-01T00:00"), max: utc("2028-03-01T00:00") }),
      (blocks, zone, ts) => {
        const next = nextBlock(blocks, zone, ts);
        if (!next) throw new Error("no next block");
        expect(next.ts).toBeGreaterThan(ts);
        expect(next.ts - ts).toBeLessThanOrEqual(8 * 86_400_000);
        expect(currentBlock(blocks, zone, next.ts)?.ts).toBe(next.ts);
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});
