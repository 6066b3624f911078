import { expect, test } from "vitest";
import { type Days, daysSchema, makeFrame, type Point, pointKey, type Span } from "#domain";
import { readDays } from "../../../../server/http/days.ts";

const METER: Point = { building: "mill", zone: "whole", signal: "electricEnergyWh", source: "tasmota:A1" };
const STEP_MS = 900_000;
const utc = (text: string): number => Date.parse(`${text}Z`);

/** Power at the end of each step, W: swings over day and week, and never twice the same. */
const powerAt = (ts: number): number => 800 + 500 * Math.sin(ts / 13_000_000) + 130 * Math.cos(ts / 777_000);

/** A store with a meter that is read all the time, but for what `gap` says. */
const storeOf = (gap: (ts: number) => boolean = () => false) => ({
  async frame(points: readonly Point[], span: Span, stepS: number) {
    const startTs = Math.ceil(span.fromTs / STEP_MS) * STEP_MS;
    const rows = Math.max(0, Math.ceil((span.toTs - startTs) / STEP_MS));
    const column = Float64Array.from({ length: rows }, (_, i) => {
      const ts = startTs + i * STEP_MS;
      return gap(ts) ? Number.NaN : powerAt(ts);
    });
    return makeFrame(
      startTs,
      stepS,
      points.map((p) => [pointKey(p), column]),
    );
  },
});

/** The same energy counted in UTC, without any days. */
function integralOf({ days }: Days): number {
  const [fromTs = 0, toTs = 0] = [days[0]?.fromTs, days.at(-1)?.toTs];
  let wh = 0;
  for (let ts = fromTs + STEP_MS; ts <= toTs; ts += STEP_MS) wh += powerAt(ts) / 4;
  return wh;
}

test.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])(
  "T18: over both changes of the year the days of %s add up to the integral in UTC, to 1e-9",
  async (timeZone) => {
    for (const from of ["2026-03-01T12:00", "2026-10-01T12:00"]) {
      const days = daysSchema.parse(await readDays(storeOf(), { ...METER, fromTs: utc(from), days: 60 }, timeZone));
      const sum = days.days.reduce((wh, d) => wh + d.amount, 0);
      expect(Math.abs(sum / integralOf(days) - 1)).toBeLessThan(1e-9);
      expect(new Set(days.days.map((d) => d.coverage))).toEqual(new Set([1]));
      const lengths = new Set(days.days.map((d) => (d.toTs - d.fromTs) / 3_600_000));
      expect(lengths.size).toBe(2);
    }
  },
);

test("T19: the leap day and the turn of the year are days like others", async () => {
  for (const from of ["2028-02-27T12:00", "2026-12-30T12:00"]) {
    const days = await readDays(storeOf(), { ...METER, fromTs: utc(from), days: 4 }, "Europe/Berlin");
    expect(Math.abs(days.days.reduce((wh, d) => wh + d.amount, 0) / integralOf(days) - 1)).toBeLessThan(1e-9);
    expect(days.days.every((d) => d.toTs - d.fromTs === 86_400_000)).toBe(true);
  }
});

test("what is not known is not counted, and the day says so", async () => {
  const noon = utc("2026-06-02T10:00");
  const days = await readDays(
    storeOf((ts) => ts > noon),
    { ...METER, fromTs: noon, days: 2 },
    "Europe/Berlin",
  );
  expect(days.days.map((d) => d.coverage)).toEqual([0.5, 0]);
  expect(days.days[1]?.amount).toBe(0);
});

test("a power adds up to energy, a temperature to nothing", async () => {
  const power = await readDays(storeOf(), { ...METER, signal: "electricPowerW", fromTs: 0, days: 1 }, "UTC");
  expect(power.unit).toBe("Wh");
  await expect(readDays(storeOf(), { ...METER, signal: "airTempC", fromTs: 0, days: 1 }, "UTC")).rejects.toThrow(
    "cannot be added up",
  );
});
