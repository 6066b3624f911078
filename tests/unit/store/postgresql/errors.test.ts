import { expect, test } from "vitest";
import { ZonecastError } from "#domain";
import { postgresError } from "../../../../store/postgresql/errors.ts";

const failed = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code });

test.each([
  { error: failed("could not extend file", "53100"), retry: true, message: /disk is full/ },
  { error: failed("too many connections", "53300"), retry: true, message: /does not answer/ },
  { error: failed("password authentication failed", "28P01"), retry: false, message: /refused the sign-in/ },
  { error: failed('database "x" does not exist', "3D000"), retry: false, message: /no such database/ },
  { error: failed("deadlock detected", "40P01"), retry: true, message: /at once/ },
  { error: failed("terminating connection", "57P01"), retry: true, message: /does not answer/ },
  { error: failed("", "ECONNREFUSED"), retry: true, message: /does not answer \(ECONNREFUSED\)/ },
  { error: failed("Connection terminated unexpectedly"), retry: true, message: /does not answer/ },
  { error: failed("syntax error", "42601"), retry: false, message: /syntax error/ },
])("$message", ({ error, retry, message }) => {
  expect(postgresError(error, "db:5432/zonecast")).toMatchObject({
    code: "store-failed",
    retry,
    message: expect.stringMatching(message),
    hint: expect.any(String),
  });
});

test("our own errors pass as they are", () => {
  const ours = new ZonecastError("bad-config", "x");
  expect(postgresError(ours, "db")).toBe(ours);
});
