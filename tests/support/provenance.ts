/** Where a made-up model comes from. */
import type { Provenance } from "#forecasting";

export const provenance: Provenance = {
  ...{ description: "a model for tests", stepS: 3_600, dataHash: "0".repeat(64), dataLicence: "none", command: "none" },
  ...{ seed: 1, kernels: "simd", epochs: 0, windows: 0, buildings: 0, validationPinball: null },
};
