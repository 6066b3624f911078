/** THE table of signals: what a number means, its unit, the range that physics allows, and how it behaves over time. */
import { z } from "zod";

/**
 * How a value relates to time.
 * - `instantaneous`: the state at `ts`.
 * - `mean`: the average over the interval that ends at `ts`.
 * - `cumulated`: a counter that only grows; differences carry the meaning.
 */
export type SignalKind = "instantaneous" | "mean" | "cumulated";

export interface Signal {
  /** Physical quantity, as people call it. */
  readonly quantity: string;
  /** Canonical unit. Everything inside Zonecast is in this unit; conversion for people happens in `app/`. */
  readonly unit: string;
  /** Smallest value that can be true (inclusive, in `unit`). A reading below it is rejected. */
  readonly min: number;
  /** Largest value that can be true (inclusive, in `unit`). A reading above it is rejected. */
  readonly max: number;
  readonly kind: SignalKind;
  readonly label: string;
  /** Brick 1.4 class of a point with this signal. */
  readonly brick: string;
}

const row = (
  label: string,
  quantity: string,
  unit: string,
  min: number,
  max: number,
  kind: SignalKind,
  brick: string,
): Signal => ({ label, quantity, unit, min, max, kind, brick });

export const SIGNALS = {
  airTempC: row("Air temperature", "temperature", "°C", -60, 90, "instantaneous", "Zone_Air_Temperature_Sensor"),
  heatingSetpointC: row(
    "Heating set-point",
    "temperature",
    "°C",
    -10,
    60,
    "instantaneous",
    "Zone_Air_Heating_Temperature_Setpoint",
  ),
  coolingSetpointC: row(
    "Cooling set-point",
    "temperature",
    "°C",
    -10,
    60,
    "instantaneous",
    "Zone_Air_Cooling_Temperature_Setpoint",
  ),
  relativeHumidityPct: row("Relative humidity", "humidity", "%", 0, 100, "instantaneous", "Zone_Air_Humidity_Sensor"),
  co2Ppm: row("CO2", "concentration", "ppm", 0, 40_000, "instantaneous", "CO2_Level_Sensor"),
  valvePct: row("Heating demand", "ratio", "%", 0, 100, "instantaneous", "Valve_Position_Sensor"),
  windowOpen: row("Window open", "boolean", "0|1", 0, 1, "instantaneous", "Open_Close_Status"),
  occupancy: row("Occupancy", "boolean", "0|1", 0, 1, "instantaneous", "Occupancy_Sensor"),
  heatingPowerW: row("Heating power", "power", "W", -1e7, 1e7, "mean", "Thermal_Power_Sensor"),
  electricPowerW: row("Electric power", "power", "W", -1e8, 1e8, "mean", "Electric_Power_Sensor"),
  electricEnergyWh: row("Electricity", "energy", "Wh", 0, 1e14, "cumulated", "Electric_Energy_Sensor"),
  heatEnergyWh: row("Heat", "energy", "Wh", 0, 1e14, "cumulated", "Thermal_Energy_Sensor"),
  gasEnergyWh: row("Gas", "energy", "Wh", 0, 1e14, "cumulated", "Energy_Sensor"),
  gasVolumeM3: row("Gas volume", "volume", "m³", 0, 1e10, "cumulated", "Gas_Meter"),
  outdoorTempC: row("Outdoor temperature", "temperature", "°C", -90, 65, "instantaneous", "Outside_Air_Temperature_Sensor"),
  globalIrradianceWPerM2: row("Global irradiance", "irradiance", "W/m²", 0, 1600, "mean", "Solar_Radiance_Sensor"),
  windSpeedMPerS: row("Wind speed", "speed", "m/s", 0, 120, "mean", "Wind_Speed_Sensor"),
  airPressurePa: row("Air pressure", "pressure", "Pa", 30_000, 120_000, "instantaneous", "Static_Pressure_Sensor"),
  waterTempC: row("Water temperature", "temperature", "°C", -40, 180, "instantaneous", "Water_Temperature_Sensor"),
  voltageV: row("Voltage", "voltage", "V", 0, 1e6, "instantaneous", "Voltage_Sensor"),
  currentA: row("Current", "current", "A", -1e5, 1e5, "instantaneous", "Current_Sensor"),
  batteryPct: row("Battery", "ratio", "%", 0, 100, "instantaneous", "Battery_Level_Sensor"),
} as const satisfies Record<string, Signal>;

export type SignalId = keyof typeof SIGNALS;

export const SIGNAL_IDS = Object.keys(SIGNALS) as [SignalId, ...SignalId[]];
export const signalIdSchema = z.enum(SIGNAL_IDS);

/** The table's row for `id`, typed as the general `Signal`. */
export const signalOf = (id: SignalId): Signal => SIGNALS[id];

export const isSignalId = (text: string): text is SignalId => Object.hasOwn(SIGNALS, text);

/** Signals that an operator may set. */
export const SETTABLE = ["heatingSetpointC", "coolingSetpointC"] as const satisfies readonly SignalId[];
export type SettableSignal = (typeof SETTABLE)[number];
export const settableSchema = z.enum(SETTABLE);

/**
 * Signals that get a forecast: every zone temperature, and every meter.
 * A cumulated meter is forecast as its mean power over each step (W).
 */
export const FORECAST_SIGNALS = [
  "airTempC",
  "electricEnergyWh",
  "heatEnergyWh",
  "gasEnergyWh",
  "gasVolumeM3",
  "electricPowerW",
  "heatingPowerW",
] as const satisfies readonly SignalId[];
