/**
 * Simulated target buildings of GenTL (arXiv 2501.13703): 15 min, kelvin beside Celsius, the control sampled at the row's
 * time. Forecast as there: 4 h ahead.
 */
import { makeFrame } from "#domain";
import type { MeasuredReader } from "./csv.ts";

const KELVIN = 273.15;
const STEP_S = 900;
/** The files carry no year; any that is not a leap year will do. */
const START = Date.UTC(2021, 0, 1);

export const readGentl: MeasuredReader = {
  fits: ({ header }) => header.includes("thermalZone.TAir") && header.includes("weaBus.TDryBul"),
  read(csv) {
    const kelvin = (name: string) => csv.numbers(name).map((v) => v - KELVIN);
    const y = kelvin("thermalZone.TAir");
    // The first row is the simulator's start state.
    y[0] = Number.NaN;
    return {
      series: [
        {
          id: `gentl/${csv.name.replace(/^target_/, "")}`,
          building: csv.name.replaceAll("_", "-"),
          group: "simulated room, 4 h",
          signal: "airTempC",
          timeZone: "UTC",
          horizonS: 4 * 3600,
          frame: makeFrame(START, STEP_S, [
            ["y", y],
            ["outdoorTempC", kelvin("weaBus.TDryBul")],
            ["directIrradianceWPerM2", csv.numbers("weaBus.HDirNor")],
            ["diffuseIrradianceWPerM2", csv.numbers("weaBus.HDifHor")],
            ["heatingSignal", csv.numbers("u")],
          ]),
        },
      ],
      notes: [],
    };
  },
};
