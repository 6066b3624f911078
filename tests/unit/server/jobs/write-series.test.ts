import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFrame, type PointState, pointKey, type Store } from "#domain";
import { seriesName, writeSeries } from "../../../../server/jobs/write-series.ts";

const point = (zone: string, signal: PointState["signal"]): PointState =>
  ({ building: "villa", zone, signal, source: "plain:x", ts: 0, value: 1, quality: "good" }) as PointState;
const NOW = Date.UTC(2025, 1, 1);

/** A store that knows `hours` hours up to the end of the span. */
const storeOf = (hours: number): Pick<Store, "frame"> => ({
  async frame(points, { fromTs, toTs }, stepS) {
    const length = Math.floor((toTs - fromTs) / (stepS * 1000));
    const values = () => Float64Array.from({ length }, (_, i) => (i < length - hours ? Number.NaN : 20 + (i % 24) / 10));
    return makeFrame(
      fromTs,
      stepS,
      points.map((p) => [pointKey(p), values()] as const),
    );
  },
});

test("one file a building, from the first hour that is known on; names are those that commands ask for", async () => {
  const folder = mkdtempSync(join(tmpdir(), "series-"));
  try {
    const points = [
      point("hall", "airTempC"),
      point("hall", "heatingSetpointC"),
      point("hall", "valvePct"),
      point("whole", "outdoorTempC"),
    ];
    const n = await writeSeries(storeOf(400), { id: "villa", timeZone: "Europe/Berlin" }, points, NOW, folder);
    expect(n).toBe(1);
    const lines = readFileSync(join(folder, "villa.csv"), "utf8").trim().split("\n");
    expect(lines[0]).toBe("time_utc@Europe/Berlin,hall.airTempC,outdoorTempC,hall.heatingSetpointC,hall.valvePct");
    expect(lines).toHaveLength(401);
    expect(seriesName("villa", "hall", "airTempC")).toBe("villa/hall/airTempC");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the newest hours can be kept back, but never more than a third", async () => {
  const folder = mkdtempSync(join(tmpdir(), "series-"));
  try {
    const written = async (hours: number): Promise<readonly string[]> => {
      const points = [point("hall", "airTempC")];
      await writeSeries(storeOf(hours), { id: "villa", timeZone: "UTC" }, points, NOW, folder, 360 * 3_600_000);
      return readFileSync(join(folder, "villa.csv"), "utf8").trim().split("\n");
    };
    const long = await written(1_200);
    expect(long).toHaveLength(1 + 840);
    // The grid of this store ends an hour before now.
    expect(long.at(-1)).toContain(new Date(NOW - 361 * 3_600_000).toISOString());
    expect(await written(400)).toHaveLength(1 + 267);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("too little history is an error that says what it takes", async () => {
  const points = [point("hall", "airTempC")];
  await expect(writeSeries(storeOf(100), { id: "villa", timeZone: "UTC" }, points, NOW, tmpdir())).rejects.toThrow(
    "no series of villa has 14 days of history",
  );
});
