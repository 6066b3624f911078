/** The expected day of everybody: presence, devices, set-points and windows by schedule, without chance. */
import { localTimeIn } from "../building/local-time.ts";
import type { BuildingModel } from "../building/model.ts";
import { activeBlock, profileShare } from "../building/schedule.ts";
import type { StepInput } from "../thermal/core.ts";
import { extraAirM3PerH } from "../thermal/extra-air.ts";

/** Sensible heat of a person at rest or desk work, W (DIN 18599-10: 70). */
export const PERSON_W = 70;

/** What people and their controls do in a step; arrays by zone. */
export type Actions = Omit<StepInput, "weather" | "row">;

export function blankActions(zones: number): Actions {
  const blank = () => new Float64Array(zones);
  return { gainsW: blank(), outdoorAirM3PerH: blank(), setpointC: blank(), forcedPowerW: blank() };
}

/** Sets what happens from `ts` on; the returned arrays are used again at the next call. */
export function scheduledLife(model: BuildingModel): (ts: number, outdoorC: number, airTempC: Float64Array) => Actions {
  const localTime = localTimeIn(model.building.timeZone);
  const act = blankActions(model.zones.length);
  return (ts, outdoorC, airTempC) => {
    const time = localTime(ts);
    model.zones.forEach((zone, i) => {
      const { gains } = zone;
      const present = profileShare(gains.presence, time);
      const devices = gains.applianceBaseW + gains.appliancePeakW * profileShare(gains.appliances, time);
      act.gainsW[i] = PERSON_W * gains.persons * present + devices;
      act.outdoorAirM3PerH[i] = extraAirM3PerH(zone, {
        present: present > 0,
        airTempC: airTempC[i] ?? 20,
        outdoorC,
        airing: false,
      });
      act.setpointC[i] = zone.heating ? activeBlock(zone.heating.schedule, time).setpointC : Number.NaN;
      act.forcedPowerW[i] = zone.heating && outdoorC <= model.heatingLimitC ? Number.NaN : 0;
    });
    return act;
  };
}
