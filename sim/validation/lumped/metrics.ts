/** What is compared of a year: annual loads, greatest hourly loads, extreme and mean temperatures. */

export const METRICS = {
  annual_heating_MWh: { quantity: "annual heating", unit: "MWh" },
  annual_cooling_MWh: { quantity: "annual cooling", unit: "MWh" },
  peak_heating_kW: { quantity: "peak heating", unit: "kW" },
  peak_cooling_kW: { quantity: "peak cooling", unit: "kW" },
  maximum_temperature: { quantity: "highest temperature", unit: "°C" },
  minimum_temperature: { quantity: "lowest temperature", unit: "°C" },
  average_temperature: { quantity: "mean temperature", unit: "°C" },
} as const;

export type Metric = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as [Metric, ...Metric[]];

export type Year = Readonly<Record<Metric, number>>;

/** From hourly means: air temperature (°C) and power (W, heating positive). */
export function yearOf(airTempC: Float64Array, powerW: Float64Array): Year {
  let heatingWh = 0;
  let coolingWh = 0;
  let peakW = 0;
  let lowestW = 0;
  for (const power of powerW) {
    if (power > 0) heatingWh += power;
    else coolingWh -= power;
    peakW = Math.max(peakW, power);
    lowestW = Math.min(lowestW, power);
  }
  return {
    annual_heating_MWh: heatingWh / 1e6,
    annual_cooling_MWh: coolingWh / 1e6,
    peak_heating_kW: peakW / 1e3,
    peak_cooling_kW: -lowestW / 1e3,
    maximum_temperature: airTempC.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    minimum_temperature: airTempC.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    average_temperature: airTempC.reduce((a, b) => a + b, 0) / airTempC.length,
  };
}
