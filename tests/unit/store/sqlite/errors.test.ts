import { expect, test } from "vitest";
import { ZonecastError } from "#domain";
import { sqliteError } from "../../../../store/sqlite/errors.ts";

const engineError = (errcode: number) => Object.assign(new Error("engine says so"), { errcode });

test.each([
  { name: "full", errcode: 13, retry: true, message: /full/ },
  { name: "read-only", errcode: 8, retry: true, message: /cannot be written/ },
  { name: "failing to write, with its extended code", errcode: 778, retry: true, message: /disk .* fails/ },
  { name: "locked", errcode: 5, retry: true, message: /another program/ },
  { name: "damaged", errcode: 11, retry: false, message: /damaged/ },
  { name: "unknown", errcode: 1, retry: false, message: /engine says so/ },
])("$name", ({ errcode, retry, message }) => {
  const error = sqliteError(engineError(errcode), "/data/zonecast.sqlite");
  expect(error).toMatchObject({ code: "store-failed", retry, message: expect.stringMatching(message), hint: expect.any(String) });
});

test("our own errors pass as they are, and anything at all becomes one of ours", () => {
  const ours = new ZonecastError("bad-input", "x");
  expect(sqliteError(ours, "f")).toBe(ours);
  expect(sqliteError("odd", "f").code).toBe("store-failed");
});
