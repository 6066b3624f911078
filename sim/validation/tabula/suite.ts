/** The German single-family houses of TABULA: a year of heat by the simulator beside the typology's own method. */
import { column, type Frame, WHOLE_BUILDING, ZonecastError } from "#domain";
import { archetype } from "../../building/archetypes/registry.ts";
import type { BuildingModel } from "../../building/model.ts";
import { simulate } from "../../simulate.ts";
import { readTryDwd, stretchOf, type WeatherFile } from "../../weather/index.ts";
import { type Row, within } from "../row.ts";
import { type Suite, type SuiteFiles, textOf } from "../suite.ts";
import { spearman } from "./ranks.ts";
import { TABULA_FILE, type TabulaRow, tabulaRows } from "./read.ts";
import { seasonOf, type WeatherSeason } from "./season-of.ts";
import { seasonalNeed } from "./seasonal.ts";

const WEATHER_FILE = "weather/TRY2010_04_Jahr.dat";
const CLASSES = Array.from({ length: 12 }, (_, k) => `DE.N.SFH.${String(k + 1).padStart(2, "0")}`);

/** Of the method in the same weather and with what it counts; and ranks of the twelve as in the table. */
const BAND = 0.05;
const LEAST_RANK = 0.98;
const MEAN_BAND = 0.02;

const DAY_MS = 86_400_000;
const RUN_IN_DAYS = 30;
/** F_w: glass is dirty and the sun comes slantwise. */
const SLANT_SHARE = 0.9;

export const tabula: Suite = {
  name: "tabula",
  title: "heat demand of German single-family houses, TABULA",
  files: [TABULA_FILE, WEATHER_FILE],
  about: [
    "The twelve single-family houses of the German typology as they stand, one zone each at 20 °C all year with 3 W/m² of gains, in " +
      "DWD's test reference year of Potsdam. The typology reckons a heating season as one step (EN ISO 13790), for rooms that are heated " +
      "part of the time (its factor F) and without sun on walls and roofs. A simulation at constant temperature is compared with the same " +
      "method at F = 1, fed with the columns of the table and the days below 12 °C, their mean and the sun of the same weather. The bar is " +
      "5 % of that with opaque parts in the dark, as the method has them, and the order of the twelve in the table's own result, with the " +
      "sun on everything. Each house loses by transmission what its row says; no number is set for a case.",
    "IEE projects TABULA and EPISCOPE; Deutscher Wetterdienst, test reference years 2010.",
  ],
  run,
};

interface House {
  readonly name: string;
  readonly row: TabulaRow;
  readonly ours: number;
  /** With no sun on opaque parts. */
  readonly dark: number;
  readonly method: number;
}

function run(files: SuiteFiles): Row[] {
  const rows = tabulaRows(files);
  const file = readTryDwd(textOf(files, WEATHER_FILE));
  const season = seasonOf(file.frame, file.site);
  const weather = withRunIn(file);
  const houses = CLASSES.map((name): House => {
    const row = rows.get(`${name}.Gen.ReEx.001.001`);
    if (!row) throw new ZonecastError("bad-file", `${TABULA_FILE}: no row ${name}.Gen.ReEx.001.001`);
    const model = steadyHouse(name);
    const heat = (m: BuildingModel) => yearOf(m, weather, file) / row.A_C_Ref;
    return { name, row, ours: heat(model), dark: heat(inTheDark(model)), method: methodOf(row, model, season) };
  });
  const table = houses.map((h) => h.row.q_h_nd);
  const order = spearman(
    houses.map((h) => h.ours),
    table,
  );
  const common = { suite: "tabula", unit: "kWh/m²a" } as const;
  return [
    ...houses.flatMap(({ name, row, ours, dark, method }): Row[] => [
      {
        ...common,
        case: name,
        quantity: "annual heat at 20 °C, opaque parts in the dark, against the seasonal method in the same weather",
        lower: (1 - BAND) * method,
        upper: (1 + BAND) * method,
        peers: { method },
        ours: dark,
        pass: within(dark, (1 - BAND) * method, (1 + BAND) * method),
      },
      {
        ...common,
        case: name,
        quantity: "annual heat at 20 °C, beside the table's value for intermittent heating in its own climate",
        lower: null,
        upper: row.q_h_nd,
        ours,
        pass: null,
      },
    ]),
    {
      ...common,
      case: "all",
      quantity: "order of the twelve: rank correlation with the table",
      unit: "",
      lower: LEAST_RANK,
      upper: 1,
      ours: order,
      pass: within(order, LEAST_RANK, 1),
    },
    {
      ...common,
      case: "all",
      quantity: "opaque parts in the dark: mean of ours over the method",
      unit: "",
      lower: 1 - MEAN_BAND,
      upper: 1 + MEAN_BAND,
      ours: meanRatio(houses),
      pass: within(meanRatio(houses), 1 - MEAN_BAND, 1 + MEAN_BAND),
    },
  ];
}

const meanRatio = (houses: readonly House[]): number => houses.reduce((sum, h) => sum + h.dark / h.method, 0) / houses.length;

/** Always 20 °C, heated whenever it needs heat, with constant gains and closed windows. */
function steadyHouse(name: string): BuildingModel {
  const model = archetype(name, {
    emitter: "ideal",
    controller: "ideal",
    gains: "constant",
    setpointsC: { day: 20, night: 20 },
    climate: "central-europe",
  });
  return { ...model, heatingLimitC: 40 };
}

/** The method counts no sun on walls and roofs. */
const inTheDark = (model: BuildingModel): BuildingModel => ({
  ...model,
  elements: model.elements.map((e) => ({ ...e, solarAbsorptance: 0 })),
});

/** The year of the file with the month before it, which the walls need to forget how they began. */
function withRunIn({ frame }: WeatherFile): Frame {
  return stretchOf(frame, frame.startTs - RUN_IN_DAYS * DAY_MS, frame.startTs + (frame.length - 1) * frame.stepS * 1000);
}

/** Heat of the year, kWh. */
function yearOf(model: BuildingModel, weather: Frame, { site, frame: year }: WeatherFile): number {
  const { frame } = simulate({ model, weather, stepS: 3600, site });
  const heat = column(frame, `${WHOLE_BUILDING}/heatingPowerW`);
  return heat.subarray(heat.length - year.length + 1).reduce((sum, w) => sum + w / 1000, 0);
}

/** The method at constant temperature: losses and capacity from the table, gains from this weather's season. */
function methodOf(row: TabulaRow, { windows }: BuildingModel, season: WeatherSeason): number {
  const sun = windows.reduce((sum, w) => {
    const clear = w.shadingFactor * (1 - w.frameShare) * SLANT_SHARE * w.gValue;
    return sum + w.areaM2 * clear * season.irradiation(w.azimuthDeg, w.tiltDeg);
  }, 0);
  return seasonalNeed({
    days: season.days,
    outdoorC: season.outdoorC,
    transmission: row.h_Transmission,
    ventilation: row.h_Ventilation,
    roomC: row.theta_i,
    internalGain: 0.024 * row.phi_int * season.days,
    solarGain: sun / row.A_C_Ref,
    capacity: row.c_m,
    intermittency: 1,
  });
}
