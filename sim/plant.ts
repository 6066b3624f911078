/** A building that lives: thermal core, weather, people, meters and sensors behind the `Plant` port. */
import { type Plant, type SignalId, signalOf, unknownName, WHOLE_BUILDING, ZonecastError } from "#domain";
import { localTimeIn } from "./building/local-time.ts";
import { type BuildingModel, parseBuildingModel } from "./building/model.ts";
import { hotWaterPowerW } from "./life/hot-water.ts";
import { zoneLife } from "./life/people.ts";
import { blankActions, PERSON_W } from "./life/scheduled.ts";
import { plantWeather, type WeatherNow } from "./plant-weather.ts";
import { type PlantState, sensorTable } from "./sensors.ts";
import { createSetpoints } from "./setpoints.ts";
import { supplyOf } from "./systems/supply.ts";
import { createAirQuality, vapourGPerM3 } from "./thermal/air-quality.ts";
import { createCore, type ThermalCore } from "./thermal/core.ts";
import { extraAirM3PerH, openWindowPerH, ventilationPerH } from "./thermal/extra-air.ts";
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

/** Lived before `startTs`, so that walls no longer know how they began: most of it in coarse steps, the last hours in fine ones. */
const HOUR_MS = 3_600_000;
const WARM_UP_HOURS = 14 * 24;
const FINE_HOURS = 4;
const COARSE_STEP_S = 900;

/** Fans and controls of mechanical ventilation, W per m³/h (DIN EN 16798-3, SFP 3). */
const FAN_W_PER_M3H = 0.4;

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
  const core = createCore(model, STEP_S);
  const coarse = createCore(model, COARSE_STEP_S);
  const weatherAt = plantWeather(core, input.climate, input.seed, WEATHER_S);
  const pastWeatherAt = plantWeather(core, input.climate, input.seed, COARSE_STEP_S);
  const localTime = localTimeIn(model.building.timeZone);
  const lives = zones.map((zone) => zoneLife(zone, input.seed));
  const air = createAirQuality(model);
  const setpoints = createSetpoints(zones, localTime);
  const act = blankActions(zones.length);
  const co2M3PerH = new Float64Array(zones.length);
  const moistureGPerH = new Float64Array(zones.length);
  const outdoorAirPerH = new Float64Array(zones.length);
  const hotWater = hotWaterPowerW(model, input.seed);

  const meterAt = (signal: SignalId) => input.counters?.get(`${WHOLE_BUILDING}/${signal}`) ?? 0;
  const state: PlantState = {
    tick: 0,
    airTempC: new Float64Array(zones.length).fill(20),
    heatingPowerW: new Float64Array(zones.length),
    co2Ppm: air.co2Ppm,
    vapour: air.vapour,
    persons: new Float64Array(zones.length),
    openPerH: new Float64Array(zones.length),
    outdoorTempC: Number.NaN,
    globalIrradianceWPerM2: Number.NaN,
    windSpeedMPerS: Number.NaN,
    electricPowerW: 0,
    electricEnergyWh: meterAt("electricEnergyWh"),
    heatEnergyWh: meterAt("heatEnergyWh"),
    gasEnergyWh: meterAt("gasEnergyWh"),
  };

  /** The step that begins at `state.tick`, with what people do at its begin and the weather of its middle. */
  function step(thermal: ThermalCore, weatherOf: (ts: number) => WeatherNow, metered: boolean): void {
    const { stepS } = thermal;
    const ts = state.tick * STEP_MS;
    const weather = weatherOf(ts + stepS * 500);
    const time = localTime(ts);
    const outdoorC = weather.outdoorTempC;
    let electricW = 0;
    zones.forEach((zone, i) => {
      const life = lives[i]!(time);
      const room = { present: life.persons > 0, airTempC: state.airTempC[i]!, outdoorC, airing: life.airing };
      const fansPerH = ventilationPerH(zone, room.present);
      const openPerH = openWindowPerH(zone, room);
      act.gainsW[i] = life.persons * PERSON_W + life.appliancesW;
      act.outdoorAirM3PerH[i] = extraAirM3PerH(zone, room);
      act.setpointC[i] = setpoints.at(i, ts);
      act.forcedPowerW[i] = zone.heating && outdoorC <= model.heatingLimitC ? Number.NaN : 0;
      co2M3PerH[i] = life.co2M3PerH;
      moistureGPerH[i] = life.moistureGPerH;
      outdoorAirPerH[i] = zone.infiltrationPerH + fansPerH + openPerH;
      state.persons[i] = life.persons;
      state.openPerH[i] = openPerH;
      electricW += life.appliancesW + (zone.ventilation.runs === "presence" ? FAN_W_PER_M3H * fansPerH * zone.volumeM3 : 0);
    });
    thermal.step({ weather: weather.table, row: weather.row, ...act });
    state.airTempC.set(thermal.airTempC);
    state.heatingPowerW.set(thermal.heatingPowerW);
    air.step({
      stepS,
      outdoorVapour: vapourGPerM3(outdoorC, weather.relativeHumidityPct),
      airTempC: state.airTempC,
      outdoorAirPerH,
      co2M3PerH,
      moistureGPerH,
    });
    let heatW = 0;
    for (const w of state.heatingPowerW) heatW += w;
    const supply = supplyOf(model.supply, heatW, outdoorC, hotWater(time));
    state.tick += stepS / STEP_S;
    state.outdoorTempC = outdoorC;
    state.globalIrradianceWPerM2 = weather.globalIrradianceWPerM2;
    state.windSpeedMPerS = weather.windSpeedMPerS;
    state.electricPowerW = electricW + supply.electricW;
    if (!metered) return;
    const hours = stepS / 3600;
    state.electricEnergyWh += state.electricPowerW * hours;
    state.heatEnergyWh += supply.heatW * hours;
    state.gasEnergyWh += supply.gasW * hours;
  }

  let nowTs = input.startTs;
  warmUp();

  function warmUp(): void {
    const hour = Math.floor(nowTs / HOUR_MS);
    const fineFromTs = (hour - FINE_HOURS) * HOUR_MS;
    state.tick = ((hour - WARM_UP_HOURS) * HOUR_MS) / STEP_MS;
    while (state.tick * STEP_MS < fineFromTs) step(coarse, pastWeatherAt, false);
    core.restore(coarse.temperaturesC());
    while ((state.tick + 1) * STEP_MS <= nowTs) step(core, weatherAt, false);
  }

  const sensors = sensorTable(model, state, input.seed, (i) => setpoints.at(i, nowTs));

  return {
    building: model.building,
    advanceTo(ts) {
      if (!(ts >= nowTs)) throw new ZonecastError("bad-input", `a plant cannot go back from ${nowTs} to ${ts}`);
      while ((state.tick + 1) * STEP_MS <= ts) step(core, weatherAt, true);
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
