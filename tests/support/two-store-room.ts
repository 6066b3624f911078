/** A room of two heat stores under drawn weather, for forecasters that are to find its numbers again. */
import { type ForecastTask, type Frame, makeFrame, stream } from "#domain";
import { stepOf, type TwoState } from "../../forecasting/baselines/grey-box/two-state.ts";
import { hourUtc, SOME_THURSDAY, taskOf } from "./forecast-tasks.ts";

export const TRUE_ROOM: TwoState = {
  airToEnvelope: 1 / 5,
  envelopeToAir: 1 / 60,
  envelopeToOutdoor: 1 / 150,
  airToOutdoor: 1 / 80,
  airToHabit: 1e-9,
  envelopeNoise: 0.05,
  measurementNoise: 0.05,
};

export interface DrawnRoom {
  readonly task: ForecastTask;
  /** Weather of the day after the issue time. */
  readonly future: Frame;
  /** Temperature of the day after, °C. */
  readonly came: readonly number[];
}

/** `days` of hourly history. People heat in the mornings and evenings, harder when it is cold; the sensor errs by some 0.03 K. */
export function drawnRoom(seed: number, days: number): DrawnRoom {
  const random = stream(seed, "two stores");
  const n = days * 24;
  const step = stepOf(TRUE_ROOM, 1);
  const rows = { y: [] as number[], outdoor: [] as number[], sun: [] as number[], heat: [] as number[] };
  let [air, envelope, front] = [20, 17, 0];
  for (let i = 0; i < n + 24; i++) {
    const hour = hourUtc(SOME_THURSDAY + (i - n + 1) * 3_600_000);
    front = 0.98 * front + 0.6 * random.normal();
    const outdoor = 5 + front + 4 * Math.sin((2 * Math.PI * (hour - 9)) / 24);
    const sun = Math.max(0, Math.sin((2 * Math.PI * (hour - 6)) / 24)) * (200 + 300 * random.uniform());
    const heats = (hour >= 6 && hour < 9) || (hour >= 17 && hour < 22);
    const heat = heats ? Math.max(0, (1_500 * (20 - outdoor)) / 15) : 0;
    const gain = (0.9 * heat) / 1_000 + (0.4 * sun) / 500 + 0.02 * random.normal();
    [air, envelope] = [
      step.a[0] * air + step.a[1] * envelope + step.outdoor[0] * outdoor + step.air[0] * gain,
      step.a[2] * air + step.a[3] * envelope + step.outdoor[1] * outdoor + step.air[1] * gain,
    ];
    rows.y.push(air + 0.03 * random.normal());
    rows.outdoor.push(outdoor);
    rows.sun.push(sun);
    rows.heat.push(heat);
  }
  const at = (values: readonly number[]) => (_ts: number, i: number) => values[i] ?? Number.NaN;
  const task = taskOf(
    { days, stepS: 3600 },
    { y: at(rows.y), outdoorTempC: at(rows.outdoor), globalIrradianceWPerM2: at(rows.sun), heatingPowerW: at(rows.heat) },
  );
  const future = makeFrame(SOME_THURSDAY + 3_600_000, 3600, [
    ["outdoorTempC", Float64Array.from(rows.outdoor.slice(n))],
    ["globalIrradianceWPerM2", Float64Array.from(rows.sun.slice(n))],
  ]);
  return { task, future, came: rows.y.slice(n) };
}
