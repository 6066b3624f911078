import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ZonecastError } from "#domain";
import { check, problemOf } from "../../../../server/http/problems.ts";

describe("problems", () => {
  it("carry code, hint and whether to try again", () => {
    const e = new ZonecastError("observe-only", "commands are off", { hint: "switch them on" });
    expect(problemOf(e)).toEqual({
      status: 409,
      body: { error: { code: "observe-only", message: "commands are off", hint: "switch them on", retry: false } },
    });
  });

  it("never show what went wrong inside", () => {
    expect(JSON.stringify(problemOf(new Error("password=hunter2 at /secret/path")))).not.toMatch(/hunter2|secret/);
  });

  it("name the wrong field", () => {
    expect(() => check(z.object({ zone: z.object({ id: z.string() }) }), { zone: { id: 5 } })).toThrow(/^zone\.id: /);
  });
});
