/** Constructions given by their layers: what they weigh and hinder, and whether they agree with a U-value beside them. */
import { z } from "zod";
import { type Layer, layerOf } from "../star/layer.ts";

const material = z.strictObject({
  thicknessM: z.number().positive().max(5),
  conductivityWPerMK: z.number().min(0.005).max(500),
  densityKgPerM3: z.number().min(0).max(12_000),
  specificHeatJPerKgK: z.number().min(0).max(5_000),
});
/** Still air, foils: a resistance that holds no heat. */
const resistance = z.strictObject({ resistanceM2KPerW: z.number().positive().max(20) });

/** From the outer face to the inner one. */
export const layersSchema = z
  .array(z.union([material, resistance]))
  .min(1)
  .max(20);

export type MaterialLayer = z.infer<typeof layersSchema>[number];

export const constructionOfLayers = (layers: readonly MaterialLayer[]): Layer[] =>
  layers.map((l) =>
    "resistanceM2KPerW" in l
      ? { resistanceM2KPerW: l.resistanceM2KPerW, capacityJPerM2K: 0 }
      : layerOf(l.thicknessM, l.conductivityWPerMK, l.densityKgPerM3, l.specificHeatJPerKgK),
  );

/** A U-value and its layers may differ by so much: tables round, and materials have ranges. */
export const LAYERS_TOLERANCE = 0.05;
