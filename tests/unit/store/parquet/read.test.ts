import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parquetFile } from "../../../../store/parquet/file.ts";
import { readParquet } from "../../../../store/parquet/read.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("reads just the columns that are wanted, in that order", async () => {
  const file = parquetFile(["a", "b", "c"].map((name) => ({ name, type: "float32" })));
  file.rowGroup([Float32Array.of(1, 2), Float32Array.of(3, 4), Float32Array.of(5, 6)]);
  const path = join(folder, "abc.parquet");
  writeFileSync(path, file.finish());
  const { columns } = await readParquet(path, ["c", "a"]);
  expect([...columns]).toEqual([
    ["c", Float64Array.of(5, 6)],
    ["a", Float64Array.of(1, 2)],
  ]);
  await expect(readParquet(path, ["aa"])).rejects.toMatchObject({ code: "unknown-name", hint: "did you mean 'a'?" });
});

test("says what is no Parquet file, and what is not there", async () => {
  const path = join(folder, "text.parquet");
  writeFileSync(path, "this is not it, by no means");
  await expect(readParquet(path)).rejects.toMatchObject({ code: "bad-file" });
  await expect(readParquet(join(folder, "nothing.parquet"))).rejects.toMatchObject({ code: "bad-file" });
});
