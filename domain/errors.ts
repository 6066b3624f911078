/** One error class with a closed set of codes, so that callers never have to read a message to know what happened. */

export type ErrorCode =
  | "bad-config"
  | "bad-input"
  | "bad-file"
  | "bad-frame"
  | "unknown-name"
  | "not-found"
  | "not-allowed"
  | "observe-only"
  | "held"
  | "store-failed"
  | "store-full"
  | "broker-failed"
  | "port-taken"
  | "device-unreachable"
  | "too-little-history"
  | "numerics"
  | "cancelled"
  | "bug";

export interface ErrorExtra {
  /** Whether the same call may succeed later without a change. Default false. */
  readonly retry?: boolean;
  /** What a person can do about it. */
  readonly hint?: string;
  readonly cause?: unknown;
}

export class ZonecastError extends Error {
  readonly code: ErrorCode;
  readonly retry: boolean;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, extra: ErrorExtra = {}) {
    super(message, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = "ZonecastError";
    this.code = code;
    this.retry = extra.retry ?? false;
    this.hint = extra.hint;
  }
}

export const isZonecastError = (e: unknown, code?: ErrorCode): e is ZonecastError =>
  e instanceof ZonecastError && (code === undefined || e.code === code);

/** One line for a log or a terminal: message and hint, control characters taken out. */
export function errorLine(e: unknown): string {
  const text = e instanceof ZonecastError && e.hint ? `${e.message} (${e.hint})` : e instanceof Error ? e.message : String(e);
  return oneLine(text);
}

/** `text` as a single printable line, so that no device can forge a log line or colour a terminal. */
export const oneLine = (text: string, maxLength = 500): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .slice(0, maxLength)
    .trim();

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++)
      current[j] = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The error for a name that is not in a closed list, with the nearest known name as a hint. */
export function unknownName(what: string, name: string, known: readonly string[]): ZonecastError {
  const nearest = known.map((k) => ({ k, d: editDistance(name.toLowerCase(), k.toLowerCase()) })).sort((a, b) => a.d - b.d)[0];
  const close = nearest && nearest.d <= Math.max(2, Math.floor(name.length / 3));
  return new ZonecastError("unknown-name", `unknown ${what} '${oneLine(name, 80)}'`, {
    hint: close ? `did you mean '${nearest.k}'?` : `known: ${known.slice(0, 20).join(", ")}`,
  });
}
