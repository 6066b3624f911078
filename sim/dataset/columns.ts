/** The columns of a data set: names, units, what each means, and how it stands to the time of its row. */

export interface Column {
  readonly name: string;
  readonly type: "float32" | "int32" | "time" | "text";
  readonly unit: string;
  /** `state`: at the row's time. `step`: holds from the row's time until the next row; of a mean, over that. */
  readonly when: "state" | "step" | "key";
  readonly description: string;
  readonly repeats?: true;
  /** NaN, for zones that have no such thing, is null. */
  readonly nullable?: true;
}

const column = (
  name: string,
  type: Column["type"],
  unit: string,
  when: Column["when"],
  description: string,
  repeats?: true,
): Column => ({ name, type, unit, when, description, ...(repeats ? { repeats } : {}) });

/** A row a step and zone. The state that follows a row is the next row's. */
export const SERIES_COLUMNS = [
  column("building", "text", "", "key", "building, as in buildings.parquet"),
  column("zone", "text", "", "key", "zone of the building"),
  column("ts", "time", "ms", "key", "time of the row, UTC"),
  column("airTempC", "float32", "°C", "state", "temperature of the zone's air"),
  column("heatingPowerW", "float32", "W", "step", "heat that the heater takes up: what was done after limits and envelope"),
  column("heatingRequestW", "float32", "W", "step", "heat that was asked for; as done where the thermostat decides"),
  {
    ...column("heatingSetpointC", "float32", "°C", "step", "set-point of the heating; null in zones without", true),
    nullable: true,
  },
  column("internalGainW", "float32", "W", "step", "sensible heat of people, devices and light"),
  column(
    "extraAirM3PerH",
    "float32",
    "m³/h",
    "step",
    "outdoor air beyond leaks and steady ventilation: opened windows, excited fans",
    true,
  ),
  column("persons", "int32", "1", "step", "people who are there", true),
  column("policy", "text", "", "step", "who decided: the name of a controller, or of a walker"),
] as const satisfies readonly Column[];

const nullable = (own: Column): Column => ({ ...own, nullable: true });
/** Beside the others where a plan goes through the whole simulation. */
const WHOLE_COLUMNS: readonly Column[] = [
  column("coolingPowerW", "float32", "W", "step", "heat that the cooler takes away"),
  nullable(column("coolingRequestW", "float32", "W", "step", "cooling that a walker asked for; null where none did")),
  nullable(
    column(
      "coolingSetpointC",
      "float32",
      "°C",
      "step",
      "set-point of the cooling; null in zones without, and where a walker has its power",
      true,
    ),
  ),
  column("freshAirPerH", "float32", "1/h", "step", "outdoor air: leaks, fans and windows"),
  column("ventilationPerH", "float32", "1/h", "step", "air of the fans, before heat recovery"),
  nullable(
    column("ventilationRequestPerH", "float32", "1/h", "step", "air change that a walker asked of a fan; null where none did"),
  ),
  column("windowOpenShare", "float32", "1", "step", "how far windows stand open, mean of the step"),
  nullable(column("windowRequestShare", "float32", "1", "step", "opening that a walker asked for; null where none did")),
  column("blindClosedShare", "float32", "1", "step", "how far blinds are closed, mean of the step"),
  nullable(column("blindRequestShare", "float32", "1", "step", "closing that a walker asked for; null where none did")),
  column("balanceResidualW", "float32", "W", "step", "what the building's heat balance leaves over, worked out anew: rounding"),
];

/** Columns of a plan's series. */
export const seriesColumns = (whole: boolean): readonly Column[] =>
  whole ? [...SERIES_COLUMNS.filter((c) => c.name !== "extraAirM3PerH"), ...WHOLE_COLUMNS] : SERIES_COLUMNS;

const STATES = [
  column("outdoorTempC", "float32", "°C", "state", "outdoor air"),
  column("relativeHumidityPct", "float32", "%", "state", "relative humidity outdoors"),
  column("skyTempC", "float32", "°C", "state", "effective temperature of the sky"),
  column("airPressurePa", "float32", "Pa", "state", "pressure of the air"),
];
const MEANS = [
  column("globalIrradianceWPerM2", "float32", "W/m²", "step", "global horizontal irradiance, mean of the step"),
  column("directNormalWPerM2", "float32", "W/m²", "step", "direct normal irradiance, mean of the step"),
  column("diffuseHorizontalWPerM2", "float32", "W/m²", "step", "diffuse horizontal irradiance, mean of the step"),
  column("windSpeedMPerS", "float32", "m/s", "step", "wind speed, mean of the step"),
];

/** A row a step and weather; to be joined by `weather` and `ts`. */
export const WEATHER_TABLE_COLUMNS: readonly Column[] = [
  column("weather", "text", "", "key", "weather, as in buildings.parquet"),
  column("ts", "time", "ms", "key", "time of the row, UTC"),
  ...STATES,
  ...MEANS,
];

export const WEATHER_MEANS: ReadonlySet<string> = new Set(MEANS.map((c) => c.name));
export const WEATHER_VALUES: readonly string[] = [...STATES, ...MEANS].map((c) => c.name);
