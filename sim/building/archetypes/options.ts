/** What may be chosen about an archetype; everything else is its type's. */
import { z } from "zod";
import { slugSchema } from "#domain";
import { CLIMATE_IDS } from "../../weather/index.ts";

const u = (max: number) => z.number().min(0.05).max(max);
const capacity = z.number().min(1_000).max(2e6);
const glazed = z.number().min(0).max(0.95);
const setpoint = z.number().min(5).max(30);

export const archetypeOptionsSchema = z.strictObject({
  /** Id of the building; the archetype's own when left out. */
  id: slugSchema.optional(),
  /**
   * `one`: a single zone, the fast form. `day-night`: living rooms behind the s side, bedrooms behind the n side.
   * `storeys`: one zone a storey.
   */
  zones: z.enum(["one", "day-night", "storeys"]).optional(),
  /** Turns the whole building clockwise: 90 brings its south side to face west. */
  orientationDeg: z.number().min(-360).max(360).optional(),
  /** Windows as a share of each façade, or of the façades that are named; the type's own where nothing is said. */
  windowShare: z.union([glazed, z.strictObject({ n: glazed, e: glazed, s: glazed, w: glazed }).partial()]).optional(),
  /** All lengths and with them areas; 2 makes four times the floor. */
  scale: z.number().min(0.3).max(5).optional(),
  /** Replace the type's U-values; its thermal bridges stay. */
  uWPerM2K: z
    .strictObject({ wall: u(4), roof: u(4), floor: u(4), window: u(5.8) })
    .partial()
    .optional(),
  gValue: z.number().min(0.1).max(0.9).optional(),
  /** Heat capacity of walls, roof and floor: `medium` for brick by default, or J/m²K of each. */
  mass: z
    .union([z.enum(["light", "medium", "heavy"]), z.strictObject({ wall: capacity, roof: capacity, floor: capacity }).partial()])
    .optional(),
  infiltrationPerH: z.number().min(0).max(5).optional(),
  ventilation: z
    .strictObject({ airChangePerH: z.number().min(0).max(10), heatRecoveryShare: z.number().min(0).max(0.95) })
    .partial()
    .optional(),
  /** `radiator`: 30 min slow and mostly convective; `floor`: three hours slow, mostly radiant; `ideal`: at once, to the air. */
  emitter: z.enum(["radiator", "floor", "ideal"]).optional(),
  /** `proportional`: a thermostatic valve, 2 K from closed to open; `ideal`: holds the set-point within 0.1 K. */
  controller: z.enum(["proportional", "ideal"]).optional(),
  /** Heating power over the load on the coldest day; 1.3 by default. */
  oversizing: z.number().min(0.2).max(5).optional(),
  /** Day from 6 to 22 h. Equal values: no night set-back. */
  setpointsC: z.strictObject({ day: setpoint, night: setpoint }).optional(),
  /** `lived`: people and devices by the hour; `constant`: the typology's 3 W/m² all the time. */
  gains: z.enum(["lived", "constant"]).optional(),
  supply: z.enum(["gas", "district", "heat-pump"]).optional(),
  /** Stands where this synthetic climate was seen; a town of its country when left out. */
  climate: z.enum(CLIMATE_IDS).optional(),
});

/** All parts may be left out. */
export type ArchetypeOptions = z.infer<typeof archetypeOptionsSchema>;
