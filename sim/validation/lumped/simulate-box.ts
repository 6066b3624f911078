/** A year of a box in hourly steps. */
import { reducedModel } from "../../reduced/model.ts";
import { single } from "../../reduced/zone.ts";
import { boxZone, outsideOf, planesOf } from "./box.ts";
import { type Year, yearOf } from "./metrics.ts";
import { controlOf, GAINS, ventilationWPerK } from "./operation.ts";
import type { BoxForm } from "./read.ts";
import type { Sky } from "./sky.ts";

/** The end of the year runs ahead of it, so that the walls have forgotten where they started. */
const WARM_UP_HOURS = 30 * 24;

export function simulateBox(box: string, form: BoxForm, sky: Sky, climbsAfterSetback: boolean): Year {
  const model = reducedModel(single(boxZone(form)), 20, 3600);
  const planes = planesOf(form.zone.AExt.length);
  const outside = outsideOf(form);
  const byHour = Array.from({ length: 24 }, (_, hour) => ({
    ventilationWPerK: ventilationWPerK(box, hour),
    control: controlOf(box, hour, climbsAfterSetback),
    ...GAINS,
  }));
  const airTempC = new Float64Array(sky.hours);
  const powerW = new Float64Array(sky.hours);
  for (let step = -WARM_UP_HOURS; step < sky.hours; step++) {
    const i = (step + sky.hours) % sky.hours;
    const operation = byHour[i % 24];
    if (!operation) continue;
    const outdoorTempC = sky.outdoorTempC[i] ?? Number.NaN;
    const result = model.step([
      {
        outdoorTempC,
        outsideTempsC: outside({
          outdoorTempC,
          skyTempC: sky.skyTempC[i] ?? Number.NaN,
          sunWPerM2: (plane) => sky.sunWPerM2[plane][i] ?? Number.NaN,
        }),
        sunWPerM2: planes.map((plane) => sky.paneSunWPerM2[plane][i] ?? Number.NaN),
        ...operation,
      },
    ]).zones[0];
    if (step < 0) continue;
    airTempC[i] = result?.airTempC ?? Number.NaN;
    powerW[i] = result?.powerW ?? Number.NaN;
  }
  return yearOf(airTempC, powerW);
}
