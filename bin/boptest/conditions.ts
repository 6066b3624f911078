/** What the test is judged by: comfort bounds, prices and emissions over time. Figures of our own. */
import type { BuildingModel } from "#sim";

export const PRICES = ["constant", "dynamic", "highly_dynamic"] as const;
export type Price = (typeof PRICES)[number];

/** Per kWh. */
export const GAS_PRICE = 0.1;
export const DISTRICT_PRICE = 0.12;
/** kg CO2 per kWh. */
export const EMISSIONS = { electric: 0.4, gas: 0.2, district: 0.15 } as const;

export const CO2_LIMIT_PPM = 1_000;
const OCCUPIED = { lowerC: 21, upperC: 24 };
const EMPTY = { lowerC: 15, upperC: 30 };

const PEAK_PRICE = 0.45;
/** Hour of the day with the lowest price of the highly dynamic tariff. */
const CHEAPEST_HOUR = 3;

/** Currency per kWh at a local hour of the day, 0..24. */
export function electricityPrice(price: Price, hour: number): number {
  switch (price) {
    case "constant":
      return 0.3;
    case "dynamic":
      return hour >= 7 && hour < 22 ? 0.35 : 0.25;
    case "highly_dynamic":
      return PEAK_PRICE - 0.3 * (0.5 + 0.5 * Math.cos((2 * Math.PI * (Math.floor(hour) - CHEAPEST_HOUR)) / 24));
  }
}

/** Bounds of a zone at a local time: narrow while its profile of presence is above zero. */
export function comfortAt(model: BuildingModel, zone: number, hour: number, isWeekend: boolean): typeof OCCUPIED {
  const { presence } = model.zones[zone]!.gains;
  const share = (isWeekend ? presence.weekend : presence.workday)[Math.floor(hour) % 24] ?? 0;
  return share > 0 ? OCCUPIED : EMPTY;
}
