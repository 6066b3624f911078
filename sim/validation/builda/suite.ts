/** BuilDa's single-family house in Munich: a year under control and a year of random heating, against the traces of its FMU. */
import { ACT, ACT_WIDTH } from "../../star/arrays.ts";
import { planOf } from "../../star/plan.ts";
import { setTemperature } from "../../star/state.ts";
import { createStepper } from "../../star/stepper.ts";
import { type Row, within } from "../row.ts";
import { type Suite, type SuiteFiles, textOf } from "../suite.ts";
import { buildaHouse } from "./house.ts";
import { readTrace, STEP_S, type Trace } from "./traces.ts";

const CONTROL_FILE = "fmu/builda_sfh_p_control.csv";
const RANDOM_FILE = "fmu/builda_sfh_poisson.csv";
const MUNICH = { latitudeDeg: 48.13, longitudeDeg: 11.7 };
const START_C = 20;

/** Air temperature within 0.5 K, a year's heat within 3 %. */
const BAR_K = 0.5;
const BAR_PCT = 3;

/** Not judged: the model's walls start with temperatures of their own. */
const SETTLING_DAYS = 1;

export const builda: Suite = {
  name: "builda",
  title: "BuilDa's single-family house, a year of its FMU",
  files: [CONTROL_FILE, RANDOM_FILE],
  about: [
    "TABULA house DE.N.SFH.08.Gen as BuilDa models it (VDI 6007 with 13 capacities, constant films), run by its FMU at 15 min. We are " +
      "given its weather and its heating power and compare the air's temperature over the year; then we heat by its control law " +
      "(0.7 per kelvin, 22 °C from six to ten, else 18 °C) and compare the year's heat. Its walls are one chain here as there, each " +
      "facade for itself; radiation goes through one node instead of ten pairs. The trace has no sky temperature, and the model takes none.",
    "BuilDa: arXiv 2508.12703 and 2512.00483. Its model and code are not part of this project.",
  ],
  run,
};

function run(files: SuiteFiles): Row[] {
  const control = readTrace(textOf(files, CONTROL_FILE), CONTROL_FILE);
  const random = readTrace(textOf(files, RANDOM_FILE), RANDOM_FILE);
  const [given, own, shaken] = [live(control, true), live(control, false), live(random, true)];
  const sum = (v: Float64Array) => v.reduce((a, b) => a + b, 0);
  const row = (name: string, quantity: string, unit: string, lower: number, upper: number, ours: number): Row => ({
    suite: "builda",
    case: name,
    quantity,
    unit,
    lower,
    upper,
    ours,
    pass: within(ours, lower, upper),
  });
  const error = (name: string, quantity: string, ours: Float64Array, trace: Trace): Row[] => {
    const { rmse, bias } = deviation(ours, trace.airTempC);
    return [
      row(name, `air temperature, ${quantity}: root mean square error`, "K", 0, BAR_K, rmse),
      row(name, `air temperature, ${quantity}: mean error`, "K", -BAR_K, BAR_K, bias),
    ];
  };
  return [
    ...error("p-control", "power given", given.airTempC, control),
    ...error("p-control", "own control", own.airTempC, control),
    row(
      "p-control",
      "heat of the year, own control: error",
      "%",
      -BAR_PCT,
      BAR_PCT,
      100 * (sum(own.powerW) / sum(control.powerW) - 1),
    ),
    ...error("poisson", "power given", shaken.airTempC, random),
  ];
}

/** The year, heated with the trace's power or by the law of its controller. */
function live(trace: Trace, powerGiven: boolean): { airTempC: Float64Array; powerW: Float64Array } {
  const plan = planOf(buildaHouse(), STEP_S);
  const steps = trace.powerW.length;
  const acts = new Float64Array(steps * ACT_WIDTH);
  for (let k = 0; k < steps; k++) {
    const hour = (k % 96) / 4;
    const at = k * ACT_WIDTH;
    acts[at + ACT.heatingSetpointC] = hour >= 6 && hour < 22 ? 22 : 18;
    acts[at + ACT.coolingSetpointC] = Number.NaN;
    acts[at + ACT.forcedW] = powerGiven ? (trace.powerW[k] ?? Number.NaN) : Number.NaN;
  }
  const stepper = createStepper(plan);
  setTemperature(plan, stepper.work, START_C);
  const [airTempC, powerW] = [new Float64Array(steps), new Float64Array(steps)];
  stepper.run({ steps, weather: plan.columns.table(trace.weather, MUNICH), acts, airTempC, powerW });
  return { airTempC, powerW };
}

function deviation(ours: Float64Array, theirs: Float64Array): { rmse: number; bias: number } {
  const from = (SETTLING_DAYS * 86_400) / STEP_S;
  let [squares, sum] = [0, 0];
  for (let k = from; k < ours.length; k++) {
    const error = (ours[k] ?? Number.NaN) - (theirs[k] ?? Number.NaN);
    squares += error * error;
    sum += error;
  }
  const count = ours.length - from;
  return { rmse: Math.sqrt(squares / count), bias: sum / count };
}
