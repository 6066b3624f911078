/** A building that lives: thermal core, weather, people, meters and sensors behind the `Plant` port. */
import { type Plant, signalOf, unknownName, WHOLE_BUILDING, ZonecastError } from "#domain";
import { localTimeIn } from "./building/local-time.ts";
import { type BuildingModel, parseBuildingModel } from "./building/model.ts";
import { createOperation, type Operation } from "./operation.ts";
import { plantWeather, type WeatherNow } from "./plant-weather.ts";
import { type PlantState, sensorTable } from "./sensors.ts";
import { createSetpoints } from "./setpoints.ts";
import type { ClimateId } from "./weather/index.ts";

export interface PlantInput {
  /** Checked again here: see `parseBuildingModel`. */
  readonly model: BuildingModel;
  readonly climate: ClimateId;
  /** Any whole number: weather, people and sensor noise all follow from it. */
  readonly seed: number;
  /** When it can first be read, UTC ms. */
  readonly startTs: number;
  /** Meter readings at `startTs` by `zone/signal`, Wh; a meter that is not named starts at 0. */
  readonly counters?: ReadonlyMap<string, number> | undefined;
}

/** The plant moves in steps that begin at whole minutes. */
const STEP_S = 60;
const STEP_MS = STEP_S * 1000;

/** Rows of weather while it lives. */
const WEATHER_S = 300;

/** Counters that a plant starts with. */
const METERS = ["electricEnergyWh", "gasEnergyWh", "heatEnergyWh", "photovoltaicEnergyWh"] as const;

/** Lived before `startTs`, so that walls no longer know how they began: most of it in coarse steps, the last hours in fine ones. */
const HOUR_MS = 3_600_000;
const WARM_UP_HOURS = 14 * 24;
const FINE_HOURS = 4;
const COARSE_STEP_S = 900;

/**
 * A building that answers sensors and obeys set-points. Its past and future follow from (model, climate, seed, startTs) and the
 * writes alone: in how many calls `advanceTo` is cut does not matter, and sensors say the same when asked twice within a minute.
 * A written `heatingSetpointC` holds until the schedule's next block begins.
 *
 * `advanceTo` throws `bad-input` for a time before the last one; `write` throws `unknown-name` where there is nothing to set
 * and `bad-input` for a value that no set-point may have. Here: `bad-input`, `unknown-name` for a model or climate of that kind.
 */
export function createPlant(input: PlantInput): Plant {
  if (!Number.isFinite(input.startTs)) throw new ZonecastError("bad-input", `a plant cannot start at ${input.startTs}`);
  const model = parseBuildingModel(input.model);
  const { zones } = model;
  const fine = createOperation(model, STEP_S, input.seed);
  const coarse = createOperation(model, COARSE_STEP_S, input.seed);
  const weatherAt = plantWeather(fine.core, input.climate, input.seed, WEATHER_S);
  const pastWeatherAt = plantWeather(coarse.core, input.climate, input.seed, COARSE_STEP_S);
  const setpoints = createSetpoints(zones, localTimeIn(model.building.timeZone));
  const heatingSetpointC = new Float64Array(zones.length);
  const controls = { heatingSetpointC };

  const meterAt = (signal: string) => input.counters?.get(`${WHOLE_BUILDING}/${signal}`) ?? 0;
  const state: PlantState = {
    tick: 0,
    zone: fine.zone,
    whole: fine.whole,
    globalIrradianceWPerM2: Number.NaN,
    windSpeedMPerS: Number.NaN,
  };

  /** The step that begins at `state.tick`, with what people do at its begin and the weather of its middle. */
  function step(operation: Operation, weatherOf: (ts: number) => WeatherNow): void {
    const { stepS } = operation;
    const ts = state.tick * STEP_MS;
    const weather = weatherOf(ts + stepS * 500);
    for (let i = 0; i < zones.length; i++) heatingSetpointC[i] = setpoints.at(i, ts);
    operation.step(ts, weather, controls);
    state.tick += stepS / STEP_S;
    state.globalIrradianceWPerM2 = weather.globalIrradianceWPerM2;
    state.windSpeedMPerS = weather.windSpeedMPerS;
  }

  let nowTs = input.startTs;
  warmUp();

  function warmUp(): void {
    const hour = Math.floor(nowTs / HOUR_MS);
    const fineFromTs = (hour - FINE_HOURS) * HOUR_MS;
    state.tick = ((hour - WARM_UP_HOURS) * HOUR_MS) / STEP_MS;
    while (state.tick * STEP_MS < fineFromTs) step(coarse, pastWeatherAt);
    fine.setState(coarse.state());
    while ((state.tick + 1) * STEP_MS <= nowTs) step(fine, weatherAt);
    for (const signal of METERS) fine.whole[signal] = meterAt(signal);
  }

  const sensors = sensorTable(model, state, input.seed, (i) => setpoints.at(i, nowTs));

  return {
    building: model.building,
    advanceTo(ts) {
      if (!(ts >= nowTs)) throw new ZonecastError("bad-input", `a plant cannot go back from ${nowTs} to ${ts}`);
      while ((state.tick + 1) * STEP_MS <= ts) step(fine, weatherAt);
      nowTs = ts;
    },
    read: (zone, signal) => sensors.get(`${zone}/${signal}`)?.() ?? Number.NaN,
    write(zone, signal, value) {
      const heated = zones.filter((z) => z.heating).map((z) => z.id);
      if (signal !== "heatingSetpointC") throw unknownName("set-point", signal, ["heatingSetpointC"]);
      if (!heated.includes(zone)) throw unknownName("heated zone", zone, heated);
      const { min, max } = signalOf(signal);
      if (!(value >= min && value <= max))
        throw new ZonecastError("bad-input", `a set-point must lie in ${min}..${max} °C, not ${value}`);
      setpoints.override(
        zones.findIndex((z) => z.id === zone),
        value,
        nowTs,
      );
    },
  };
}
