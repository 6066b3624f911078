/** Errors as HTTP answers: a code, a sentence and a hint; never a stack, never a secret. */

import type { z } from "zod";
import { type ErrorCode, ZonecastError } from "#domain";

const STATUS: Partial<Record<ErrorCode, 400 | 403 | 404 | 409 | 422 | 503>> = {
  "bad-input": 422,
  "unknown-name": 404,
  "not-found": 404,
  "not-allowed": 403,
  "observe-only": 409,
  held: 409,
  "too-little-history": 409,
  cancelled: 503,
  "store-failed": 503,
  "store-full": 503,
  "broker-failed": 503,
  "device-unreachable": 503,
};

export interface Problem {
  readonly status: 400 | 401 | 403 | 404 | 409 | 422 | 429 | 500 | 503;
  readonly body: {
    readonly error: { readonly code: string; readonly message: string; readonly hint?: string; readonly retry: boolean };
  };
}

export function problemOf(e: unknown): Problem {
  if (!(e instanceof ZonecastError))
    return { status: 500, body: { error: { code: "bug", message: "something went wrong inside Zonecast", retry: false } } };
  return {
    status: STATUS[e.code] ?? 500,
    body: { error: { code: e.code, message: e.message, ...(e.hint ? { hint: e.hint } : {}), retry: e.retry } },
  };
}

/** `data` as the schema has it. Throws `bad-input` that names the first wrong field. */
export function check<T extends z.ZodType>(schema: T, data: unknown): z.output<T> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw new ZonecastError("bad-input", `${where ? `${where}: ` : ""}${issue?.message ?? "wrong input"}`);
}
