/** What a client may know of the hours to come: weather with the scenario's errors, comfort bounds, prices. */
import { unknownName } from "#domain";
import { comfortAt, EMISSIONS, electricityPrice, GAS_PRICE, PRICES } from "./conditions.ts";
import { forecastErrors, type Uncertainty } from "./forecast-error.ts";
import { ZERO_C_K } from "./points.ts";
import { localAt, type TestCaseInput, weatherAt } from "./test-case.ts";

interface ForecastPoint {
  readonly unit: string;
  readonly description: string;
  at(timeS: number, error: { readonly temperatureK: number; readonly solarShare: number }): number;
}

const PRICE_NAMES = { constant: "Constant", dynamic: "Dynamic", highly_dynamic: "HighlyDynamic" } as const;

/** By BOPTEST's names. */
export function forecastPoints(input: TestCaseInput): ReadonlyMap<string, ForecastPoint> {
  const { weather, model } = input;
  const sun = (name: string, description: string): ForecastPoint => ({
    unit: "W/m2",
    description,
    at: (t, { solarShare }) => weatherAt(weather, name, t) * (1 + solarShare),
  });
  const bound = (zone: number, which: "lowerC" | "upperC"): ForecastPoint => ({
    unit: "K",
    description: `${which === "lowerC" ? "Lower" : "Upper"} comfort bound of zone ${model.zones[zone]!.id}`,
    at(t) {
      const { hour, isWeekend } = localAt(input, t);
      return comfortAt(model, zone, hour, isWeekend)[which] + ZERO_C_K;
    },
  });
  return new Map<string, ForecastPoint>([
    [
      "TDryBul",
      {
        unit: "K",
        description: "Outdoor air temperature",
        at: (t, e) => weatherAt(weather, "outdoorTempC", t) + ZERO_C_K + e.temperatureK,
      },
    ],
    ["HGloHor", sun("globalIrradianceWPerM2", "Global irradiance on the horizontal")],
    ["HDirNor", sun("directNormalWPerM2", "Direct irradiance normal to the sun")],
    ["HDifHor", sun("diffuseHorizontalWPerM2", "Diffuse irradiance on the horizontal")],
    ["relHum", { unit: "1", description: "Relative humidity", at: (t) => weatherAt(weather, "relativeHumidityPct", t) / 100 }],
    ["winSpe", { unit: "m/s", description: "Wind speed", at: (t) => weatherAt(weather, "windSpeedMPerS", t) }],
    ...model.zones.flatMap((z, i): [string, ForecastPoint][] => [
      [`LowerSetp[${z.id}]`, bound(i, "lowerC")],
      [`UpperSetp[${z.id}]`, bound(i, "upperC")],
    ]),
    ...PRICES.map((price): [string, ForecastPoint] => [
      `PriceElectricPower${PRICE_NAMES[price]}`,
      {
        unit: "1/(kW.h)",
        description: `Electricity, ${price} price`,
        at: (t) => electricityPrice(price, localAt(input, t).hour),
      },
    ]),
    ["PriceGasPower", { unit: "1/(kW.h)", description: "Gas", at: () => GAS_PRICE }],
    ["EmissionsElectricPower", { unit: "kg/(kW.h)", description: "CO2 of electricity", at: () => EMISSIONS.electric }],
  ]);
}

export interface Asked {
  readonly names: readonly string[];
  readonly horizonS: number;
  readonly intervalS: number;
  readonly temperature: Uncertainty | null;
  readonly solar: Uncertainty | null;
  readonly seed: number;
}

/** Columns by name, `time` first, from `nowS` on. Throws `unknown-name`. */
export function forecastFrom(input: TestCaseInput, nowS: number, asked: Asked): Record<string, number[]> {
  const points = forecastPoints(input);
  const leads = Math.floor(asked.horizonS / asked.intervalS) + 1;
  const setting = { seed: asked.seed, issuedS: nowS, intervalS: asked.intervalS, leads };
  const errors = (of: "temperature" | "solar", uncertainty: Uncertainty | null) =>
    uncertainty ? forecastErrors({ of, uncertainty, ...setting }) : new Float64Array(leads);
  const [warm, sunny] = [errors("temperature", asked.temperature), errors("solar", asked.solar)];
  const times = Array.from({ length: leads }, (_, k) => nowS + k * asked.intervalS);
  return Object.fromEntries([
    ["time", times],
    ...asked.names.map((name) => {
      const point = points.get(name);
      if (!point) throw unknownName("forecast point", name, [...points.keys()]);
      return [name, times.map((t, k) => point.at(t, { temperatureK: warm[k]!, solarShare: sunny[k]! }))];
    }),
  ]);
}
