import { expect, test } from "vitest";
import { QUALITIES } from "#domain";
import { bucketStart, qualityCode, qualityName } from "../../../store/schema.ts";

test("a bucket includes its end, not its start", () => {
  expect([1, 899_999, 900_000].map((ts) => bucketStart(ts, 900_000))).toEqual([0, 0, 0]);
  expect(bucketStart(900_001, 900_000)).toBe(900_000);
});

test("qualities keep their numbers on people's disks", () => {
  expect(Object.fromEntries(QUALITIES.map((quality) => [quality, qualityCode(quality)]))).toEqual({
    retained: 0,
    good: 1,
    suspect: 2,
    historical: 3,
    simulated: 4,
  });
  for (const quality of QUALITIES) expect(qualityName(qualityCode(quality))).toBe(quality);
  expect(qualityName(99)).toBe("suspect");
});
