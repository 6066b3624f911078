/** The people of an archetype: their number by its floor, their heat such that a week's mean is the typology's. */
import { PERSON_W } from "../../life/people.ts";
import type { WeekProfile, ZoneModel } from "../model.ts";
import { PROFILES } from "../profiles.ts";
import { STANDARD_USE } from "./tabula/building-type.ts";

/** Reference area per person, m². */
const AREA_PER_PERSON_M2 = 45;
/** Of what devices give off, the part that never stops: refrigerator, router, standby. */
const STANDBY_SHARE = 0.35;
/** Cooking, washing and plants at full use, per person. */
const MOISTURE_G_PER_H = 60;

const PRESENCE = { house: PROFILES.home, living: PROFILES.livingRoom, sleeping: PROFILES.bedroom } as const;
const presenceIn = (zone: string): WeekProfile => (zone in PRESENCE ? PRESENCE[zone as keyof typeof PRESENCE] : PROFILES.home);

const meanOf = ({ workday, weekend }: WeekProfile): number => {
  const sum = (day: readonly number[]) => day.reduce((a, b) => a + b, 0);
  return (5 * sum(workday) + 2 * sum(weekend)) / (7 * 24);
};

/** Heat of people and devices in a zone of `floorAreaM2`; without people it is the same at every hour. */
export function gainsOf(zone: string, floorAreaM2: number, kind: "lived" | "constant"): ZoneModel["gains"] {
  const meanW = STANDARD_USE.gainsWPerM2 * floorAreaM2;
  if (kind === "constant")
    return {
      persons: 0,
      presence: PROFILES.nobody,
      applianceBaseW: meanW,
      appliancePeakW: 0,
      appliances: PROFILES.nobody,
      moistureGPerH: 0,
    };
  const presence = presenceIn(zone);
  const persons = Math.max(1, Math.round(floorAreaM2 / AREA_PER_PERSON_M2));
  const devicesW = Math.max(0, meanW - persons * PERSON_W * meanOf(presence));
  return {
    persons,
    presence,
    applianceBaseW: STANDBY_SHARE * devicesW,
    appliancePeakW: ((1 - STANDBY_SHARE) * devicesW) / meanOf(PROFILES.homeDevices),
    appliances: PROFILES.homeDevices,
    moistureGPerH: MOISTURE_G_PER_H * persons,
  };
}
