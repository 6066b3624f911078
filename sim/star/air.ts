/** The heat that air carries. */
import type { StarClimate } from "./description.ts";

const R_AIR_J_PER_KG_K = 287.05;
const AIR_J_PER_KG_K = 1006;

/** Air is counted as it is in rooms; outdoors the same mass takes less room. */
const ROOM_K = 293.15;

/** Heat capacity of a cubic metre of room air, J/m³K: 1,211 at sea level (0.34 Wh/m³K in standards). */
export const airHeatJPerM3K = ({ meanPressurePa }: StarClimate): number =>
  (meanPressurePa / (R_AIR_J_PER_KG_K * ROOM_K)) * AIR_J_PER_KG_K;
