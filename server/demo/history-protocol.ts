/** What the server and the thread that simulates the demo's past say to each other. */
import type { Reading } from "#domain";

export interface HistoryOrder {
  readonly building: string;
  readonly seed: number;
  readonly fromTs: number;
  readonly toTs: number;
  readonly stepS: number;
  /** Meter readings at `fromTs`, by `zone/signal`. */
  readonly counters: readonly (readonly [string, number])[];
  readonly receivedAt: number;
}

export type HistoryMessage =
  | { readonly kind: "readings"; readonly share: number; readonly readings: readonly Reading[] }
  | { readonly kind: "done" };
