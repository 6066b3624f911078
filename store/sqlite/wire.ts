/** What crosses between the store's worker thread and the main one. */
import { type ErrorCode, ZonecastError } from "#domain";
import type { StoreCore } from "../core.ts";

export type Method = keyof StoreCore;

/** A call into the worker. */
export type Request = { [K in Method]: { id: number; method: K; args: Parameters<StoreCore[K]> } }[Method];

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
