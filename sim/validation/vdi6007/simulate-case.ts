/** Sixty days of a case, as means over each hour. */
import { ZonecastError } from "#domain";
import { FILM_EMISSIVITY } from "../../reduced/equivalent-temp.ts";
import type { IdealControl } from "../../reduced/ideal-load.ts";
import { reducedModel, type ZoneInput } from "../../reduced/model.ts";
import { blindFactor } from "../../reduced/sunshine.ts";
import { single } from "../../reduced/zone.ts";
import { AIR, BLIND, EMISSIVITY, GAINS, LONG_WAVE, PLANTS } from "./cases.ts";
import { meanOver } from "./day-table.ts";
import type { VdiCase, VdiTable } from "./read.ts";
import { equivalentTempC, type Inputs, KELVIN, roomOf } from "./room.ts";

export interface HourlyMeans {
  readonly airTempC: Float64Array;
  /** Heating positive. */
  readonly powerW: Float64Array;
}

const DAYS = 60;
const DAY_S = 86_400;

/**
 * Runs a case. The standard computes by the hour, and so do we unless told otherwise: inputs are hourly means, and a plant
 * holds the hour's mean temperature with one power. Where no plant runs, the step does not change the result.
 * @param stepS divides 3600
 */
export function simulateCase(name: string, vdi: VdiCase, inputs: Inputs = "completed", stepS = 3600): HourlyMeans {
  const model = reducedModel(single(roomOf(name, vdi, inputs)), vdi.zone.T_start - KELVIN, stepS);
  const perDay = DAY_S / stepS;
  const perHour = 3600 / stepS;
  const day = Array.from({ length: perDay }, (_, i) => inputAt(name, vdi, inputs, i * stepS, (i + 1) * stepS));
  const airTempC = new Float64Array(DAYS * 24);
  const powerW = new Float64Array(DAYS * 24);
  for (let i = 0; i < DAYS * perDay; i++) {
    const input = day[i % perDay];
    const zone = input && model.step([input]).zones[0];
    if (!zone) throw new ZonecastError("bug", "a case has one zone");
    const hour = Math.floor(i / perHour);
    airTempC[hour] = (airTempC[hour] ?? 0) + zone.airTempC / perHour;
    powerW[hour] = (powerW[hour] ?? 0) + zone.powerW / perHour;
  }
  return { airTempC, powerW };
}

function inputAt(name: string, vdi: VdiCase, inputs: Inputs, fromS: number, toS: number): ZoneInput {
  const means = (table: string): number[] => {
    const data: VdiTable | undefined = vdi.tables[table]?.data;
    return data ? meanOver(data, fromS, toS) : [];
  };
  const mean = (table: string): number | undefined => means(table)[0];
  const outdoorK = mean("outdoorTemp") ?? mean("outdoorTemp1") ?? vdi.fixed_outdoor_temperature_K ?? vdi.zone.T_start;
  const outdoorTempC = outdoorK - KELVIN;
  const windowSun = means("tableSolRadWindow");
  const blinds = windowSun.map((sun) => blindFactor(sun, BLIND.closesAboveWPerM2, BLIND.closedFactor));
  const gains = { convective: 0, radiative: 0 };
  means("intGai").forEach((gainW, column) => {
    gains[GAINS[name]?.[column] ?? "convective"] += gainW;
  });
  const eq = vdi.equivalent_air_temperature;
  const longWave = eq?.withLongwave ? longWaveAt(inputs, mean("HSky") ?? 0, fromS, vdi) : undefined;
  const exterior = eq
    ? equivalentTempC(
        eq,
        { outdoorTempC, wallSunWPerM2: means("tableSolRadWall"), blinds, longWave },
        inputs === "completed" ? EMISSIVITY : FILM_EMISSIVITY,
      )
    : outdoorTempC;
  const flowM3PerH = mean("ventRate") ?? 0;
  return {
    outdoorTempC,
    outsideTempsC: { exterior },
    ventilationWPerK: (flowM3PerH / 3600) * AIR.densityKgPerM3 * AIR.heatJPerKgK,
    convectiveW: gains.convective,
    radiativeW: gains.radiative,
    sunWPerM2: windowSun.map((sun, k) => sun * (blinds[k] ?? 1)),
    control: controlOf(name, mean("setTemp")),
  };
}

function controlOf(name: string, setTempC: number | undefined): IdealControl | undefined {
  const plant = PLANTS[name];
  if (!plant || setTempC === undefined) return undefined;
  return {
    heatBelowC: setTempC,
    coolAboveC: setTempC,
    maxHeatingW: plant.maxW,
    maxCoolingW: plant.maxW,
    heatInto: "air",
    coolFrom: plant.coolFrom,
  };
}

function longWaveAt(inputs: Inputs, filedWPerM2: number, fromS: number, { tables }: VdiCase) {
  if (inputs === "as-filed") return { skyWPerM2: filedWPerM2, groundWPerM2: filedWPerM2 };
  const hour = Math.floor(fromS / 3600);
  const skyWPerM2 = LONG_WAVE.skyWPerM2[hour] ?? Number.NaN;
  const groundWPerM2 = LONG_WAVE.groundWPerM2[hour] ?? Number.NaN;
  // The file's first hour is a slope by a slip of a row; the value at the start of each hour is right in all.
  const filed = meanOver(tables.HSky?.data ?? [], hour * 3600, hour * 3600 + 0.1)[0] ?? Number.NaN;
  if (Math.abs(filed - (skyWPerM2 + groundWPerM2) / 2) > 0.01)
    throw new ZonecastError("bad-file", `VDI 6007 case 9: the long-wave radiation of hour ${hour} is not the known one`);
  return { skyWPerM2, groundWPerM2 };
}
