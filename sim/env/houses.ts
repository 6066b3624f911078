/** The houses that experiments on excitation run in: one heated zone each, with weather and place. */
import { type Frame, unknownName } from "#domain";
import { archetype } from "../building/archetypes/registry.ts";
import type { StarBuilding } from "../star/description.ts";
import { describe } from "../thermal/describe.ts";
import { buildaHouse } from "../validation/builda/house.ts";
import { CLIMATES, syntheticWeather } from "../weather/index.ts";
import { createHeatedZone, type HeatedZone } from "./heated-zone.ts";

const CLIMATE = "central-europe";
const UTC_OFFSET_H = 1;
const STEP_S = 900;
const DAY_MS = 86_400_000;

/** BuilDa's house heats its air at once; the others through radiators, half an hour slow. From draughty to nearly passive. */
const HOUSES: Readonly<Record<string, () => StarBuilding>> = {
  "builda-sfh-08": buildaHouse,
  ...Object.fromEntries(
    ["de-sfh-04", "de-sfh-10", "de-mfh-06", "fr-sfh-07", "nl-sfh-05", "pl-sfh-03", "de-sfh-12"].map((id) => [
      id,
      () => describe(archetype(id, { zones: "one" })),
    ]),
  ),
};

/** BuilDa's reference house first. */
export const HOUSE_IDS: readonly string[] = Object.keys(HOUSES);

export interface House {
  readonly zone: HeatedZone;
  readonly weather: Frame;
  /** Local standard time less UTC, h. */
  readonly utcOffsetH: number;
}

/**
 * A house in a synthetic central European winter of its own (`seed`), `days` long from day `fromDay` of 2023 on; day 0 is 1 January,
 * earlier ones are negative. Throws `unknown-name` for another house.
 */
export function houseInWeather(id: string, seed: number, fromDay: number, days: number): House {
  const make = HOUSES[id];
  if (!make) throw unknownName("house", id, HOUSE_IDS);
  const startTs = Date.UTC(2023, 0, 1) - UTC_OFFSET_H * 3_600_000 + fromDay * DAY_MS;
  const length = (days * 86_400) / STEP_S + 1;
  const weather = syntheticWeather({ climate: CLIMATE, seed, startTs, stepS: STEP_S, length });
  return { zone: createHeatedZone(make(), weather, CLIMATES[CLIMATE]), weather, utcOffsetH: UTC_OFFSET_H };
}
