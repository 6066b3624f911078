/** CO2 and water vapour in the air of zones that exchange it with the outdoors and with each other. */
import type { BuildingModel } from "../building/model.ts";
import { saturationPressurePa } from "../weather/moist-air.ts";

/** Background of the atmosphere, ppm. */
const OUTDOOR_CO2_PPM = 425;

/** Plaster, textiles and wood take part in every change of vapour: as if the room held this many times its air. */
const MOISTURE_BUFFER = 8;

/** Gas constant of water vapour, J/kgK. */
const R_VAPOUR = 461.5;

/** Vapour in air, g/m³. */
export const vapourGPerM3 = (tempC: number, humidityPct: number): number =>
  (1000 * (humidityPct / 100) * saturationPressurePa(tempC)) / (R_VAPOUR * (tempC + 273.15));

/** Relative humidity, %, 0..100, of air with that much vapour. */
export const humidityPct = (tempC: number, gPerM3: number): number => Math.min(100, (100 * gPerM3) / vapourGPerM3(tempC, 100));

export interface AirQuality {
  readonly co2Ppm: Float64Array;
  /** g/m³. */
  readonly vapour: Float64Array;
  /** One step of `stepS`: outdoor air (1/h) and sources by zone; what condenses on cold panes leaves the room. */
  step(now: {
    readonly stepS: number;
    readonly outdoorVapour: number;
    readonly airTempC: Float64Array;
    readonly outdoorAirPerH: Float64Array;
    readonly co2M3PerH: Float64Array;
    readonly moistureGPerH: Float64Array;
  }): void;
}

/** Well-mixed zones, each relaxing exactly towards what its neighbours held at the start of the step. */
export function createAirQuality(model: BuildingModel): AirQuality {
  const count = model.zones.length;
  const index = new Map(model.zones.map((z, i) => [z.id, i]));
  const links = model.airLinks.flatMap(({ zones: [a, b], flowM3PerH }) => {
    const i = index.get(a);
    const j = index.get(b);
    return i === undefined || j === undefined ? [] : [{ i, j, flowM3PerH }];
  });
  const co2Ppm = new Float64Array(count).fill(OUTDOOR_CO2_PPM);
  const vapour = new Float64Array(count).fill(7);
  const flow = new Float64Array(count);
  const co2In = new Float64Array(count);
  const vapourIn = new Float64Array(count);

  return {
    co2Ppm,
    vapour,
    step({ stepS, outdoorVapour, airTempC, outdoorAirPerH, co2M3PerH, moistureGPerH }) {
      model.zones.forEach((zone, i) => {
        const outdoorM3PerH = outdoorAirPerH[i]! * zone.volumeM3;
        flow[i] = outdoorM3PerH;
        co2In[i] = outdoorM3PerH * OUTDOOR_CO2_PPM + 1e6 * co2M3PerH[i]!;
        vapourIn[i] = outdoorM3PerH * outdoorVapour + moistureGPerH[i]!;
      });
      for (const { i, j, flowM3PerH } of links) {
        flow[i]! += flowM3PerH;
        flow[j]! += flowM3PerH;
        co2In[i]! += flowM3PerH * co2Ppm[j]!;
        co2In[j]! += flowM3PerH * co2Ppm[i]!;
        vapourIn[i]! += flowM3PerH * vapour[j]!;
        vapourIn[j]! += flowM3PerH * vapour[i]!;
      }
      const hours = stepS / 3600;
      model.zones.forEach(({ volumeM3 }, i) => {
        co2Ppm[i] = relax(co2Ppm[i]!, co2In[i]!, flow[i]!, volumeM3, hours);
        const wet = relax(vapour[i]!, vapourIn[i]!, flow[i]!, volumeM3 * MOISTURE_BUFFER, hours);
        vapour[i] = Math.min(wet, vapourGPerM3(airTempC[i]!, 95));
      });
    },
  };
}

/** Value of a mixed volume (m³) after `hours` with `flow` (m³/h) and `inflow` (value·m³/h) constant. */
function relax(value: number, inflow: number, flow: number, volumeM3: number, hours: number): number {
  if (flow < 1e-9) return value + (inflow * hours) / volumeM3;
  const target = inflow / flow;
  return target + (value - target) * Math.exp((-flow * hours) / volumeM3);
}
