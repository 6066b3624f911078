import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTime, parseTimeAt } from "../../../../devices/parse/time.ts";

const NOON = Date.UTC(2026, 10, 23, 12, 0, 0);

test.each([
  ["2026-11-23T12:00:00Z", NOON],
  ["2026-11-23T12:00:00.123456Z", NOON + 123],
  ["2026-11-23T13:00:00+01:00", NOON],
  ["2026-11-23T13:00:00+0100", NOON],
  ["2026-11-23 04:30-07:30", NOON],
  [NOON / 1000, NOON],
  [NOON / 1000 + 0.5, NOON + 500],
  [NOON, NOON],
  [String(NOON), NOON],
])("T17: %j is a time", (value, expected) => expect(parseTime(value)).toBe(expected));

test.each([
  ["2026-11-23T12:00:00"],
  ["2026-02-30T12:00:00Z"],
  ["2026-02-30T12:00:00.000Z"],
  ["2026-11-23T24:00:00.000Z"],
  ["2026-11-23T12:60:00.000Z"],
  ["2026-00-10T12:00:00.000Z"],
  ["2026-11-23T12:00:0:.000Z"],
  ["2026-13-01T12:00:00Z"],
  ["2026-11-23T24:00:00Z"],
  ["12:00"],
  ["yesterday"],
  [""],
  [0],
  [5e10],
  [1e15],
  [null],
  [true],
  [Number.NaN],
])("T17: %j is no time", (value) => expect(parseTime(value)).toBeUndefined());

test("T17: both hours of a night when clocks go back are told apart", () => {
  const first = parseTime("2024-10-27T02:30:00+02:00");
  const second = parseTime("2024-10-27T02:30:00+01:00");
  expect((second ?? 0) - (first ?? 0)).toBe(3_600_000);
});

test("what toISOString prints comes back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (ts) => {
      expect(parseTime(new Date(ts).toISOString())).toBe(ts);
    }),
  );
});

test("the printed form is read as the general one is, whatever its digits", () => {
  const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, "0"));
  fc.assert(
    fc.property(fc.constantFrom("2024", "2026", "1969", "2101"), two, two, two, two, two, (year, month, day, h, m, s) => {
      const text = `${year}-${month}-${day}T${h}:${m}:${s}.250`;
      expect(parseTime(`${text}Z`)).toBe(parseTime(`${text}+00:00`));
    }),
    { numRuns: 2_000 },
  );
});

test("bytes are read as their text is, or not at all", () => {
  const texts =
    "2026-11-24T01:00:10.250Z 2026-11-24T01:00:10 2026-02-30T01:00:10.250Z 2026-11-24T24:00:10.250Z 2026-11-24T01:00:1a.250Z 2026-11-24T01:00:10+01:00 2026-11-24T01:00+0100 2026-11-24T010000+01 1795478410 1795478410000.000000 2026".split(
      " ",
    );
  for (const text of texts) {
    const found = parseTimeAt(Buffer.from(`"${text}"`), 1, 1 + text.length);
    if (found !== undefined) expect([text, found ?? undefined]).toEqual([text, parseTime(text)]);
  }
  expect(parseTimeAt(Buffer.from(texts[0] ?? ""), 0, 24)).toBe(Date.UTC(2026, 10, 24, 1, 0, 10, 250));
  expect(parseTimeAt(Buffer.from(texts[1] ?? ""), 0, 19)).toBeNull();
});
