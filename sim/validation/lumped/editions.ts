/** Two editions of ASHRAE 140: their weather of Denver, and what other programs get in it. Never to be mixed. */
import { bridgeGaps, readEpw, readTmy, type WeatherFile } from "../../weather/index.ts";
import { type SuiteFiles, textOf } from "../suite.ts";
import type { Metric } from "./metrics.ts";
import { type Range, readRanges } from "./read.ts";

export interface Edition {
  readonly name: string;
  readonly files: readonly string[];
  readonly weather: (files: SuiteFiles) => WeatherFile;
  /** By case and metric, joined by a blank. */
  readonly ranges: (files: SuiteFiles) => ReadonlyMap<string, Range>;
  /** In the set-back of case 640 the set-point climbs through the hour from seven to eight; before, it jumped at seven. */
  readonly climbsAfterSetback: boolean;
}

const TMY3_FILE = "weather/USA_CO_Denver.Intl.AP.725650_TMY3.epw";
const RANGES_FILE = "bestest/bestest_ranges.csv";
const DRYCOLD_FILE = "weather/DRYCOLD.TMY";

const edition2020: Edition = {
  name: "2020",
  files: [TMY3_FILE, RANGES_FILE],
  weather: (files) => readEpw(textOf(files, TMY3_FILE)),
  ranges: (files) => readRanges(textOf(files, RANGES_FILE)),
  climbsAfterSetback: true,
};

/** Site of `DRYCOLD.TMY`, which the file does not tell: ANSI/ASHRAE 140-2017, table 1-1. */
const DENVER = { name: "Denver", latitudeDeg: 39.8, longitudeDeg: -104.9, elevationM: 1609, utcOffsetH: -7 };

/**
 * Ranges of the programs in ANSI/ASHRAE 140-2017 (unchanged since 2004), MWh and °C.
 * Source: RWTH-EBC/AixLib (BSD-3), ThermalZones/HighOrder/Validation/ASHRAE140/Case*.mo.
 */
const RANGES_2017: readonly (readonly [box: string, metric: Metric, lower: number, upper: number])[] = [
  ["600", "annual_heating_MWh", 4.296, 5.709],
  ["600", "annual_cooling_MWh", 6.137, 7.964],
  ["620", "annual_heating_MWh", 4.613, 5.944],
  ["620", "annual_cooling_MWh", 3.417, 5.004],
  ["640", "annual_heating_MWh", 2.751, 3.803],
  ["640", "annual_cooling_MWh", 5.952, 7.811],
  ["650", "annual_cooling_MWh", 4.816, 6.545],
  ["900", "annual_heating_MWh", 1.17, 2.041],
  ["900", "annual_cooling_MWh", 2.132, 3.415],
  ["920", "annual_heating_MWh", 3.313, 4.3],
  ["920", "annual_cooling_MWh", 1.84, 3.092],
  ["940", "annual_heating_MWh", 0.793, 1.411],
  ["940", "annual_cooling_MWh", 2.079, 3.241],
  ["950", "annual_cooling_MWh", 0.387, 0.921],
  ["600FF", "maximum_temperature", 64.9, 69.5],
  ["600FF", "minimum_temperature", -18.8, -15.6],
  ["650FF", "maximum_temperature", 63.2, 68.2],
  ["650FF", "minimum_temperature", -23, -21.6],
  ["900FF", "maximum_temperature", 41.8, 44.8],
  ["900FF", "minimum_temperature", -6.4, -1.6],
  ["950FF", "maximum_temperature", 35.5, 38.5],
  ["950FF", "minimum_temperature", -20.2, -18.6],
];

const edition2017: Edition = {
  name: "2017",
  files: [DRYCOLD_FILE],
  weather: (files) => {
    const file = readTmy(textOf(files, DRYCOLD_FILE), DENVER);
    // Twice a year the hour of observation jumps over one of standard time.
    return { ...file, frame: bridgeGaps(file.frame, 2 * 3600).frame };
  },
  ranges: () =>
    new Map(
      RANGES_2017.map(([box, metric, lower, upper]) => [
        `${box} ${metric}`,
        { lower, upper, middle: (lower + upper) / 2, peers: {} },
      ]),
    ),
  climbsAfterSetback: false,
};

export const EDITIONS: readonly Edition[] = [edition2020, edition2017];
