/** What crosses between the store's worker thread and the main one. */
import { type ErrorCode, ZonecastError } from "#domain";
import type { Method } from "../core.ts";

/** A call into the worker. */
export interface Request {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

/** A `ZonecastError` in parts: a structured clone of an error keeps neither its class nor its fields. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retry: boolean;
  readonly hint: string | undefined;
}

export type Response =
  | { readonly kind: "open" }
  | { readonly kind: "not-open"; readonly failure: Failure }
  | { readonly kind: "done"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly failure: Failure }
  | {
      readonly kind: "log";
      readonly level: "debug" | "info" | "warn" | "error";
      readonly fields: object;
      readonly message: string;
    };

export const failureOf = ({ code, message, retry, hint }: ZonecastError): Failure => ({ code, message, retry, hint });

export const errorOf = ({ code, message, retry, hint }: Failure): ZonecastError =>
  new ZonecastError(code, message, hint === undefined ? { retry } : { retry, hint });

/** The memory of the typed arrays in `message`, or one level inside it: handed over instead of copied. */
export function buffersIn(message: unknown): ArrayBuffer[] {
  const parts =
    ArrayBuffer.isView(message) || typeof message !== "object" || message === null ? [message] : Object.values(message);
  return parts.flatMap((part) => (ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : []));
}
