/** People and devices of a building at a moment: as expected of everybody, or living days of their own under a seed. */
import type { LocalTime } from "../building/local-time.ts";
import type { BuildingModel } from "../building/model.ts";
import { profileShare } from "../building/schedule.ts";
import { AWAKE, PERSON_W, zoneLife } from "./people.ts";

/** Arrays by zone, filled anew at each moment. */
export interface Life {
  /** Whole people under a seed, their expected number without. */
  readonly persons: Float64Array;
  /** Heat of people and devices, W. */
  readonly gainsW: Float64Array;
  /** Electricity of devices, W. */
  readonly appliancesW: Float64Array;
  /** 1 while somebody airs the room. */
  readonly airing: Float64Array;
  readonly co2M3PerH: Float64Array;
  readonly moistureGPerH: Float64Array;
}

/** Life of a building as a function of local time and seed alone; without a seed nothing happens by chance. */
export function createLife(model: BuildingModel, seed?: number): { readonly now: Life; at(time: LocalTime): void } {
  const { zones } = model;
  const blank = () => new Float64Array(zones.length);
  const now: Life = {
    persons: blank(),
    gainsW: blank(),
    appliancesW: blank(),
    airing: blank(),
    co2M3PerH: blank(),
    moistureGPerH: blank(),
  };
  const lives = seed === undefined ? [] : zones.map((zone) => zoneLife(zone, seed));
  return {
    now,
    at(time) {
      for (let i = 0; i < zones.length; i++) {
        const own = lives[i]?.(time);
        const { gains } = zones[i]!;
        const persons = own ? own.persons : gains.persons * profileShare(gains.presence, time);
        const use = own ? 0 : profileShare(gains.appliances, time);
        const appliances = own ? own.appliancesW : gains.applianceBaseW + gains.appliancePeakW * use;
        now.persons[i] = persons;
        now.appliancesW[i] = appliances;
        now.gainsW[i] = PERSON_W * persons + appliances;
        now.airing[i] = own?.airing ? 1 : 0;
        now.co2M3PerH[i] = own ? own.co2M3PerH : persons * AWAKE.co2M3PerH;
        now.moistureGPerH[i] = own ? own.moistureGPerH : persons * AWAKE.moistureG + gains.moistureGPerH * use;
      }
    },
  };
}
