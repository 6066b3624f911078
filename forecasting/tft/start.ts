/** The way to a model that costs nothing until it is gone: tensorflow.js is loaded on the first call. */
import type { TftRuntime } from "./open.ts";
import type { RuntimeOptions } from "./runtime.ts";

/**
 * Starts tensorflow.js on this thread, with the fastest kernels that it runs unless told otherwise; again is no harm. It
 * computes in the calling thread: in a server, call it in a worker. Throws `bad-config`.
 */
export async function startTft(options: RuntimeOptions = {}): Promise<TftRuntime> {
  const { open } = await import("./open.ts");
  return open(options);
}
