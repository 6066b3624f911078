import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, test } from "vitest";
import { stream } from "#domain";
import { CODECS } from "../../../../store/parquet/codec.ts";
import { type ParquetField, type ParquetValues, wordsOf } from "../../../../store/parquet/field.ts";
import { parquetFile } from "../../../../store/parquet/file.ts";
import { readParquet } from "../../../../store/parquet/read.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-parquet-"));
afterAll(async () => (await import("node:fs/promises")).rm(folder, { recursive: true }));

const FIELDS: readonly ParquetField[] = [
  { name: "ts", type: "time", unit: "ms", description: "UTC" },
  { name: "who", type: "text" },
  { name: "airTempC", type: "float32", unit: "°C" },
  { name: "meterC", type: "float64", nullable: true },
  { name: "setpointC", type: "float32", repeats: true },
  { name: "persons", type: "int32", repeats: true },
  { name: "count", type: "int32" },
];

function rows(n: number, even: boolean, seed: number) {
  const chance = stream(seed, "rows");
  const words = Array.from({ length: n }, () => ["closed", "excited", "Zürich"][chance.below(3)] ?? "");
  const values: ParquetValues[] = [
    Float64Array.from({ length: n }, (_, i) => 1_735_603_200_000 + i * 900_000 + (even ? 0 : chance.below(5_000))),
    wordsOf(words),
    Float32Array.from({ length: n }, () => 20 + chance.normal()),
    Float64Array.from({ length: n }, () => (chance.uniform() < 0.2 ? Number.NaN : chance.normal())),
    Float32Array.from({ length: n }, (_, i) => (i % 96 < 30 ? 17 : 21)),
    Int32Array.from({ length: n }, (_, i) => Math.floor(i / 11) % 5),
    Int32Array.from({ length: n }, (_, i) => i * i - 500),
  ];
  return { words, values };
}

describe.each(CODECS)("with codec %s", (codec) => {
  test.each([
    [1, true],
    [7, true],
    [1_000, true],
    [1_001, false],
  ])("%i rows come back as they were (even times: %s)", async (n, even) => {
    const file = parquetFile(FIELDS, { seed: "7" }, codec);
    const [a, b] = [rows(n, even, 1), rows(n, even, 2)];
    file.rowGroup(a.values);
    file.rowGroup(b.values);
    const path = join(folder, `${codec}-${n}.parquet`);
    writeFileSync(path, file.finish());
    const table = await readParquet(path);
    expect(table.rows).toBe(2 * n);
    expect(table.metadata.get("seed")).toBe("7");
    expect(JSON.parse(table.metadata.get("columns") ?? "")).toMatchObject({
      airTempC: { unit: "°C" },
      ts: { description: "UTC" },
    });
    expect(table.columns.get("who")).toEqual([...a.words, ...b.words]);
    for (const [i, field] of FIELDS.entries()) {
      if (field.type === "text") continue;
      const own = [a, b].flatMap(({ values }) => [...(values[i] as Float64Array)]);
      expect([...(table.columns.get(field.name) as Float64Array)], field.name).toEqual(own);
    }
  });
});

test("DuckDB reads types, counts, gaps and ranges", async () => {
  const file = parquetFile(FIELDS);
  const { values } = rows(5_000, true, 3);
  file.rowGroup(values);
  const path = join(folder, "duck.parquet");
  writeFileSync(path, file.finish());
  const db = await DuckDBInstance.create(":memory:");
  const connection = await db.connect();
  const one = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson()[0];
  const meter = values[3] as Float64Array;
  const gaps = meter.filter(Number.isNaN).length;
  expect(await one(`select count(*), count(meterC), count(distinct who), max(count), sum(persons) from '${path}'`)).toEqual([
    "5000",
    String(5_000 - gaps),
    "3",
    4_999 ** 2 - 500,
    String((values[5] as Int32Array).reduce((s, v) => s + v, 0)),
  ]);
  const air = (values[2] as Float32Array).reduce((a, b) => Math.min(a, b));
  expect(await one(`select min(airTempC)::double from '${path}'`)).toEqual([air]);
  expect(
    await one(
      `select stats_min_value::double, stats_null_count from parquet_metadata('${path}') where path_in_schema = 'airTempC'`,
    ),
  ).toEqual([expect.closeTo(air, 4), "0"]);
  connection.closeSync();
});

test("the same values give the same bytes, and others do not", () => {
  const bytes = (seed: number) => {
    const file = parquetFile(FIELDS);
    file.rowGroup(rows(500, true, seed).values);
    return Buffer.from(file.finish()).toString("base64");
  };
  expect(bytes(4)).toBe(bytes(4));
  expect(bytes(4)).not.toBe(bytes(5));
});

test("columns of another kind or length are refused", () => {
  const file = parquetFile([
    { name: "a", type: "float32" },
    { name: "b", type: "int32" },
  ]);
  expect(() => file.rowGroup([new Float32Array(3), new Int32Array(2)])).toThrow(/does not fit/);
  expect(() => file.rowGroup([new Float64Array(3), new Int32Array(3)])).toThrow("column 'a' is not float32");
});
