/** What is published of every case, in three digits: the span of six programs, and what addendum b of 2023 accepts. */
import type { Metric } from "../lumped/metrics.ts";

type Span = readonly [lower: number, upper: number];

/** MWh and kW. The span of five programs in case 960. */
type Loads = readonly [name: string, heating: Span, cooling: Span, peakHeating: Span, peakCooling: Span, Span, Span];

/**
 * Sources: programs, the standard's tables B8-1 to B8-4 as JasonGlazer/ashrae-140-automation prints them; accepted heating and
 * cooling (the last two), user's guide of lbl-srg/modelica-buildings, ISO13790 BESTEST, where the limits of case 910's cooling are
 * printed in turned order. Digits end where they do there, so a result is rounded to three of them before it is judged.
 */
const LOADS: readonly Loads[] = [
  ["600", [3.993, 4.504], [5.432, 6.162], [3.02, 3.359], [5.422, 6.481], [3.75, 4.98], [5, 6.83]],
  ["610", [4.066, 4.592], [4.117, 4.382], [3.021, 3.36], [5.331, 6.432], [3.61, 5.27], [2.74, 6.03]],
  ["620", [4.094, 4.719], [3.841, 4.404], [3.038, 3.385], [3.955, 4.797], [3.67, 5.38], [2.76, 5.19]],
  ["630", [4.356, 5.139], [2.573, 3.074], [3.039, 3.388], [3.526, 4.212], [3.69, 6.12], [1.08, 4.42]],
  ["640", [2.403, 2.682], [5.237, 5.893], [4.039, 4.658], [5.365, 6.429], [1.58, 3.76], [4.44, 6.86]],
  ["650", [0, 0], [4.186, 4.945], [0, 0], [5.045, 6.29], [0, 0], [3.46, 5.88]],
  ["660", [3.574, 3.821], [2.966, 3.34], [2.62, 2.955], [3.343, 3.933], [2.68, 4.82], [1.91, 4.33]],
  ["670", [5.3, 6.14], [5.954, 6.623], [3.655, 4.221], [5.839, 6.925], [4, 7.96], [5.05, 7.67]],
  ["680", [1.732, 2.286], [5.932, 6.529], [1.778, 2.126], [5.761, 7.051], [1.21, 3.08], [5.13, 7.7]],
  ["685", [4.532, 5.042], [8.238, 9.13], [3.032, 3.374], [6.071, 7.159], [4.08, 5.75], [7.7, 10.14]],
  ["695", [2.385, 2.892], [8.386, 9.172], [1.795, 2.138], [6.232, 7.541], [1.7, 3.81], [7.49, 10.58]],
  ["900", [1.379, 1.814], [2.267, 2.714], [2.443, 2.778], [2.556, 3.376], [1.04, 2.28], [2.35, 2.6]],
  ["910", [1.648, 2.163], [1.191, 1.49], [2.469, 2.799], [2.081, 2.722], [1.56, 2.3], [0.86, 2]],
  ["920", [2.956, 3.607], [2.549, 3.128], [2.512, 2.895], [2.71, 3.481], [2.55, 4.2], [2.43, 3.08]],
  ["930", [3.524, 4.384], [1.654, 2.161], [2.537, 2.968], [2.335, 3.052], [2.75, 5.35], [1.24, 2.64]],
  ["940", [0.863, 1.389], [2.203, 2.613], [3.052, 3.882], [2.556, 3.376], [0.22, 1.91], [2.24, 3.14]],
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: 0.707 MWh is what a program got
  ["950", [0, 0], [0.586, 0.707], [0, 0], [2.054, 2.388], [0, 0], [0.43, 1.52]],
  ["960", [2.522, 2.86], [0.789, 0.95], [2.085, 2.3], [1.338, 1.48], [2, 3.4], [0.62, 1.81]],
  ["980", [0.246, 0.72], [3.501, 3.995], [1.254, 1.693], [2.93, 3.668], [-0.61, 1.28], [3.52, 4.49]],
  ["985", [2.12, 2.801], [5.88, 7.273], [2.452, 2.785], [3.208, 4.225], [1.68, 3.09], [5.95, 7.26]],
  ["995", [0.755, 1.33], [6.771, 7.482], [1.37, 1.711], [3.315, 4.224], [-0.15, 2.02], [6.58, 8.41]],
];

/** Tables B8-5a to B8-5c, °C, one digit: highest, lowest and mean of the hours. */
const TEMPERATURES: readonly (readonly [name: string, highest: Span, lowest: Span, mean: Span])[] = [
  ["600FF", [62.4, 68.4], [-13.8, -9.9], [24.3, 26.1]],
  ["650FF", [61.1, 66.8], [-17.8, -16.7], [17.6, 18.9]],
  ["680FF", [69.8, 78.5], [-8.1, -5.7], [30.2, 33.3]],
  ["900FF", [43.3, 46], [0.6, 2.2], [24.5, 25.7]],
  ["950FF", [36.1, 37.1], [-13.4, -12.5], [14.3, 15]],
  ["980FF", [48.5, 52.8], [7.3, 12.5], [30.5, 33.3]],
  ["960", [48.1, 53.2], [4.2, 8], [26.8, 29.4]],
];

export interface Published {
  readonly case: string;
  readonly metric: Metric;
  readonly programs: Span;
  readonly accepted: Span | undefined;
  readonly digits: number;
}

export const PUBLISHED: readonly Published[] = [
  ...LOADS.flatMap(([name, heating, cooling, peakHeating, peakCooling, acceptedHeating, acceptedCooling]): Published[] => {
    const of = (metric: Metric, programs: Span, accepted?: Span): Published => ({
      case: name,
      metric,
      programs,
      accepted,
      digits: 3,
    });
    return [
      of("annual_heating_MWh", heating, acceptedHeating),
      of("annual_cooling_MWh", cooling, acceptedCooling),
      of("peak_heating_kW", peakHeating),
      of("peak_cooling_kW", peakCooling),
    ];
  }),
  ...TEMPERATURES.flatMap(([name, highest, lowest, mean]): Published[] => {
    const of = (metric: Metric, programs: Span): Published => ({ case: name, metric, programs, accepted: undefined, digits: 1 });
    return [of("maximum_temperature", highest), of("minimum_temperature", lowest), of("average_temperature", mean)];
  }),
];
