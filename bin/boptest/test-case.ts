/** One test: a building in its weather that a client initialises, steps, and is judged on. */
import { type Clock, column, type Frame, makeFrame, ZonecastError } from "#domain";
import {
  type BuildingModel,
  blankControls,
  createSimulation,
  type KpiInput,
  type Kpis,
  kpis,
  type Place,
  type Simulation,
} from "#sim";
import { CO2_LIMIT_PPM, comfortAt, DISTRICT_PRICE, EMISSIONS, electricityPrice, GAS_PRICE, type Price } from "./conditions.ts";
import { inputsOf, type Measurement, measurementsOf } from "./points.ts";
import { STEP_S } from "./requests.ts";

export interface TestCaseInput {
  readonly model: BuildingModel;
  /** A year that begins at time 0, on a full local hour. */
  readonly weather: Frame;
  readonly site: Place;
  /** Local standard time less UTC, h. */
  readonly utcOffsetH: number;
  /** Of the people. */
  readonly seed: number;
}

export type Values = Record<string, number>;

/** All that was recorded, a row each `STEP_S`. */
interface History {
  readonly timeS: number[];
  readonly points: Map<string, number[]>;
  /** Only rows of the test, not of the warm-up. */
  readonly computeS: number[];
}

export interface TestCase {
  readonly timeS: number;
  initialize(startS: number, warmUpS: number): Values;
  /** Undefined where the weather or the period has ended. `notes` says which inputs were clipped. */
  advance(stepS: number, inputs: Values): { readonly values: Values; readonly notes: readonly string[] } | undefined;
  /** The period's end, s; none when undefined. */
  endsAt(endS: number | undefined): void;
  results(names: readonly string[], fromS: number, toS: number): Record<string, number[]>;
  kpi(price: Price): Kpis;
}

/** Local hour (0..24) and whether it is a weekend, at `timeS`. */
export function localAt({ weather, utcOffsetH }: TestCaseInput, timeS: number): { hour: number; isWeekend: boolean } {
  const date = new Date(weather.startTs + timeS * 1000 + utcOffsetH * 3_600_000);
  return { hour: date.getUTCHours() + date.getUTCMinutes() / 60, isWeekend: date.getUTCDay() % 6 === 0 };
}

export function createTestCase(input: TestCaseInput, clock: Clock): TestCase {
  const { model, weather, site, seed } = input;
  const measurements = measurementsOf(model);
  const inputs = inputsOf(model);
  const held = blankControls(model);
  const lastS = (weather.length - 1) * weather.stepS;
  let history = blankHistory(measurements, inputs);
  let simulation: Simulation;
  let timeS = 0;
  let startS = 0;
  let endS: number | undefined;
  let answeredAt: number | undefined;

  const outdoors = () => ({
    tempC: weatherAt(weather, "outdoorTempC", timeS),
    globalWPerM2: weatherAt(weather, "globalIrradianceWPerM2", timeS),
  });
  const read = (): Values => {
    const now = outdoors();
    return { time: timeS, ...Object.fromEntries(measurements.map((m) => [m.name, m.read(simulation, now)])) };
  };

  function live(values: Values): void {
    simulation.step(held);
    timeS += STEP_S;
    history.timeS.push(timeS);
    const now = outdoors();
    for (const m of measurements) history.points.get(m.name)!.push(m.read(simulation, now));
    for (const { name } of inputs) history.points.get(`${name}_u`)!.push(values[`${name}_u`] ?? Number.NaN);
  }

  /** Sets what holds from the client's inputs. Returns what had to be clipped. Throws `bad-input` for an unknown name. */
  function hold(values: Values): string[] {
    const known = new Set(inputs.flatMap(({ name }) => [`${name}_u`, `${name}_activate`]));
    const stranger = Object.keys(values).find((name) => !known.has(name));
    if (stranger !== undefined)
      throw new ZonecastError("bad-input", `'${stranger.slice(0, 80)}' is no input of this test`, {
        hint: "GET /inputs lists them",
      });
    const notes: string[] = [];
    for (const control of Object.values(held)) control.fill(Number.NaN);
    for (const { name, minimum, maximum, control, zone, toOurs } of inputs) {
      const value = values[`${name}_u`];
      if (value === undefined || !(values[`${name}_activate`]! > 0)) continue;
      const kept = Math.min(maximum, Math.max(minimum, value));
      if (kept !== value) notes.push(`${name}_u was ${value} and is ${kept}`);
      held[control][zone] = toOurs(kept);
    }
    return notes;
  }

  function initialize(atS: number, warmUpS: number): Values {
    const row = Math.floor(Math.max(0, atS - warmUpS) / weather.stepS);
    if (atS % STEP_S !== 0 || atS + STEP_S > lastS)
      throw new ZonecastError("bad-input", `start_time must be a multiple of ${STEP_S} s and at most ${lastS - STEP_S} s`);
    const from = makeFrame(
      weather.startTs + row * weather.stepS * 1000,
      weather.stepS,
      [...weather.columns].map(([name, values]) => [name, values.subarray(row)] as const),
    );
    simulation = createSimulation({ model, weather: from, stepS: STEP_S, site, seed });
    history = blankHistory(measurements, inputs);
    timeS = row * weather.stepS;
    hold({});
    while (timeS < atS) live({});
    startS = atS;
    endS = undefined;
    answeredAt = clock.now();
    return read();
  }
  initialize(0, 0);

  return {
    get timeS() {
      return timeS;
    },
    initialize,
    endsAt(at) {
      endS = at;
    },
    advance(stepS, values) {
      if (timeS + stepS > (endS ?? lastS)) return undefined;
      const notes = hold(values);
      const computeS = answeredAt === undefined ? 0 : (clock.now() - answeredAt) / 1000;
      for (let s = 0; s < stepS; s += STEP_S) {
        live(values);
        history.computeS.push((computeS * STEP_S) / stepS);
      }
      answeredAt = clock.now();
      return { values: read(), notes };
    },
    results(names, fromS, toS) {
      const rows = history.timeS.flatMap((t, i) => (t >= fromS && t <= toS ? [i] : []));
      return Object.fromEntries(
        ["time", ...names].map((name) => {
          const values = name === "time" ? history.timeS : history.points.get(name);
          if (!values) throw new ZonecastError("bad-input", `'${name.slice(0, 80)}' is no point of this test`);
          return [name, rows.map((i) => values[i]!)];
        }),
      );
    },
    kpi(price) {
      const first = history.timeS.findIndex((t) => t > startS);
      const times = first < 0 ? [] : history.timeS.slice(first);
      const of = (name: string) => Float64Array.from(times, (_, i) => history.points.get(name)![first + i]!);
      const local = times.map((t) => localAt(input, t - STEP_S));
      const zones = model.zones.map((z, i): KpiInput["zones"][number] => {
        const bounds = local.map(({ hour, isWeekend }) => comfortAt(model, i, hour, isWeekend));
        return {
          tempC: of(`${z.id}_reaTZon_y`).map((k) => k - 273.15),
          lowerC: bounds.map((b) => b.lowerC),
          upperC: bounds.map((b) => b.upperC),
          co2Ppm: of(`${z.id}_reaCO2Zon_y`),
          co2LimitPpm: CO2_LIMIT_PPM,
        };
      });
      const carriers: KpiInput["carriers"][number][] = [
        {
          kind: "electric",
          powerW: of("reaPEle_y"),
          pricePerKWh: local.map(({ hour }) => electricityPrice(price, hour)),
          kgCo2PerKWh: EMISSIONS.electric,
        },
      ];
      const { carrier } = model.supply;
      if (carrier === "gas")
        carriers.push({ kind: "gas", powerW: of("reaPGas_y"), pricePerKWh: GAS_PRICE, kgCo2PerKWh: EMISSIONS.gas });
      if (carrier === "district")
        carriers.push({
          kind: "district",
          powerW: of("reaQHea_y"),
          pricePerKWh: DISTRICT_PRICE,
          kgCo2PerKWh: EMISSIONS.district,
        });
      const floorAreaM2 = model.zones.reduce((sum, z) => sum + z.floorAreaM2, 0);
      return kpis({ stepS: STEP_S, reading: "mean", floorAreaM2, zones, carriers, computeS: history.computeS });
    },
  };
}

function blankHistory(measurements: readonly Measurement[], inputs: readonly { readonly name: string }[]): History {
  const names = [...measurements.map((m) => m.name), ...inputs.map(({ name }) => `${name}_u`)];
  return { timeS: [], points: new Map(names.map((name) => [name, []])), computeS: [] };
}

/** A weather column at `timeS`, straight between rows; the last row beyond the end. */
export function weatherAt(weather: Frame, name: string, timeS: number): number {
  const values = column(weather, name);
  const x = Math.min(weather.length - 1, Math.max(0, timeS / weather.stepS));
  const i = Math.min(weather.length - 2, Math.floor(x));
  return values[i]! + (x - i) * (values[i + 1]! - values[i]!);
}
