/**
 * The memory of tfjs's wasm backend: where tensors lie, room for results and scratch.
 *
 * `wasm`, `dataIdMap`, `makeOutput` and `incRef` are internals of @tensorflow/tfjs-backend-wasm 4.22.0: hence the exact pin.
 */

import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { ZonecastError } from "#domain";
import { instantiateKernels, type KernelBuild, type KernelExports } from "./module.ts";

export interface Heap {
  readonly kernels: KernelExports;
  readonly backend: BackendWasm;
  /** Byte offset of a tensor's floats; good until the next allocation at most in views, but offsets themselves do not move. */
  pointer(t: tf.TensorInfo): number;
  /** A new float32 tensor, not initialised. */
  output(shape: readonly number[]): tf.TensorInfo;
  /** Byte offset of room for `floats` floats, aligned to 16 bytes; the next call may hand out the same room. */
  scratch(floats: number): number;
  /** Fresh view on the heap: an allocation may replace the buffer. */
  floats(pointer: number, length: number): Float32Array;
  /** Size of the heap. */
  bytes(): number;
}

interface Internals {
  readonly asm: Readonly<Record<string, unknown>>;
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
}

/** Joins the kernels to the wasm backend of tfjs, which must be ready. Throws `bad-config` when it is not the one we know. */
export function joinHeap(build: KernelBuild): Heap {
  const backend = tf.findBackend("wasm") as BackendWasm | null;
  const wasm = backend?.wasm as unknown as Internals | undefined;
  const memory = Object.values(wasm?.asm ?? {}).find((v) => v instanceof WebAssembly.Memory);
  if (!backend || !wasm || !memory)
    throw new ZonecastError("bad-config", "tfjs's wasm backend is not the one that the kernels were made for", {
      hint: "install @tensorflow/tfjs-backend-wasm 4.22.0, or run without kernels",
    });
  let room = 0;
  let roomFloats = 0;
  return {
    kernels: instantiateKernels(build, memory),
    backend,
    pointer: (t) => backend.dataIdMap.get(t.dataId).memoryOffset,
    output: (shape) => backend.makeOutput([...shape], "float32"),
    scratch(floats) {
      if (floats > roomFloats) {
        if (room) wasm._free(room);
        room = wasm._malloc(floats * 4 + 16) >>> 0;
        roomFloats = floats;
      }
      return (room + 15) & ~15;
    },
    floats: (pointer, length) => new Float32Array(wasm.HEAPU8.buffer, pointer, length),
    bytes: () => wasm.HEAPU8.length,
  };
}
