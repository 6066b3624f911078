/** The compiled kernels as a WebAssembly module: the fastest build that this engine runs, or the one asked for. */
import { ZonecastError } from "#domain";
import { RELAXED_WASM } from "./relaxed-wasm.ts";
import { SIMD_WASM } from "./simd-wasm.ts";

/** `simd`: the same bits on every machine. `relaxed`: fused multiply-add, about a fifth faster. */
export type KernelBuild = "simd" | "relaxed";

type Kernel = (...numbers: readonly number[]) => number;

/** What assembly/index.as exports. Places are byte offsets into the memory, sizes are floats. */
export type KernelExports = Readonly<
  Record<
    | "packPanels"
    | "gemmPacked"
    | "gemmTall"
    | "elu"
    | "eluGradient"
    | "contextElu"
    | "columnSum"
    | "dropout"
    | "copyBlock"
    | "gatedNorm"
    | "gatedNormGradient"
    | "lstmForward"
    | "lstmBackward"
    | "spread"
    | "spreadGradient"
    | "weightedSum"
    | "weightedSumGradient"
    | "probePass",
    Kernel
  >
>;

const bytesOf = (build: KernelBuild): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(build === "simd" ? SIMD_WASM : RELAXED_WASM), (c) => c.charCodeAt(0));

/** The faster build that this engine validates. */
export const bestBuild = (): KernelBuild => (WebAssembly.validate(bytesOf("relaxed")) ? "relaxed" : "simd");

/** Kernels that work on `memory`. Throws `bad-config` when the engine lacks what the build needs. */
export function instantiateKernels(build: KernelBuild, memory: WebAssembly.Memory): KernelExports {
  const bytes = bytesOf(build);
  if (!WebAssembly.validate(bytes))
    throw new ZonecastError("bad-config", `this engine cannot run the ${build} kernels`, { hint: "use the simd build" });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return instance.exports as unknown as KernelExports;
}
