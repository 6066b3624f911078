/** What the file of the cases leaves unsaid or rounds, each with the evidence for it. */

/** Where the internal gains of each case go, one word for each column of its table. */
export const GAINS: Readonly<Record<string, readonly ("convective" | "radiative")[]>> = {
  "1": ["convective"],
  "2": ["radiative"],
  "3": ["convective"],
  "4": ["radiative"],
  "5": ["radiative", "convective", "convective"],
  "6": ["radiative"],
  "7": ["radiative"],
  "8": ["radiative", "convective", "convective"],
  "9": ["radiative", "convective", "convective"],
  "10": ["radiative", "convective", "convective"],
  "11": ["radiative"],
  "12": ["radiative", "convective", "convective"],
};

/** Cases in which a plant holds the set-point: its greatest power (W), and where it takes heat from. */
export const PLANTS: Readonly<Record<string, { readonly maxW: number; readonly coolFrom: "air" | "interior" }>> = {
  "6": { maxW: Number.POSITIVE_INFINITY, coolFrom: "air" },
  "7": { maxW: 500, coolFrom: "air" },
  "11": { maxW: 500, coolFrom: "interior" },
};

/** The references of case 6 count heat taken out of the room as positive. */
export const SIGN: Readonly<Record<string, number>> = { "6": -1 };

/** A blind closes above 100 W/m² on its window and then lets 0.15 through. */
export const BLIND = { closesAboveWPerM2: 100, closedFactor: 0.15 } as const;

/** Convective films of the standard inside, W/m²K: on walls, and on floors and ceilings. */
export const FILMS = { wall: 2.7, level: 1.7 } as const;

/** Floor and ceiling of the room of all cases, m² each; in case 10 the floor belongs to the exterior element. */
export const FLOOR_M2 = 17.5;

/** Wall with its window of all cases but the floor of case 10, m². */
export const FACADE_M2 = 10.5;

/** kg/m³ and J/kgK with which case 12 turns m³/h into W/K. */
export const AIR = { densityKgPerM3: 1.1893532328, heatJPerKgK: 1005.45 } as const;

/** Emissivity of the outer surfaces of case 9, as in RWTH-EBC/TEASER (MIT), examples/verification. */
export const EMISSIVITY = 0.9;

/**
 * Long-wave radiation of case 9, W/m², of the sky and of the ground in each hour. The file of the cases holds only the mean
 * of the two, which is checked against these; the standard needs each, since it averages the temperatures that they
 * stand for. Source: VDI 6007-1, test example 9, as in RWTH-EBC/AixLib (BSD-3), LowOrder/Validation/VDI6007/TestCase_9.
 */
export const LONG_WAVE = {
  skyWPerM2: [
    343, 344, 345, 347, 355, 359, 353, 356, 356, 359, 360, 361, 367, 370, 371, 372, 371, 382, 400, 395, 389, 383, 377, 372,
  ],
  groundWPerM2: [
    382, 384, 384, 381, 406, 422, 448, 472, 499, 519, 537, 553, 552, 550, 544, 533, 519, 495, 474, 445, 436, 427, 418, 408,
  ],
} as const;
