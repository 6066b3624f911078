/** What the definitions of the virtual zigbee devices expose, in the shape of zigbee2mqtt 2.x. */
import type { SignalId } from "#domain";
import type { VirtualKind } from "./plan.ts";

/** Range and step of the virtual thermostats' set-point, °C. */
export const TRV_SETPOINT = { min: 5, max: 30, step: 0.5 } as const;
export const SETPOINT = "occupied_heating_setpoint";

const numeric = (property: string, access: number, label: string, unit: string, extra: object = {}) => ({
  type: "numeric",
  name: property,
  property,
  label,
  access,
  unit,
  ...extra,
});
const battery = numeric("battery", 1, "Battery", "%", { category: "diagnostic", value_min: 0, value_max: 100 });
const linkquality = numeric("linkquality", 1, "Linkquality", "lqi", { category: "diagnostic", value_min: 0, value_max: 255 });

/** One kind of device: its definition, how it is powered, and the property of each signal. */
export interface ZigbeeModel {
  readonly model: string;
  readonly description: string;
  readonly powerSource: "Battery" | "Mains (single phase)";
  readonly exposes: readonly object[];
  readonly properties: Partial<
    Readonly<Record<SignalId, { readonly property: string; readonly decimals: number; readonly scale?: number }>>
  >;
}

// Access bits: 1 published, 2 settable, 4 gettable.
const TRV: ZigbeeModel = {
  model: "Virtual TRV",
  description: "Virtual radiator thermostat",
  powerSource: "Battery",
  exposes: [
    {
      type: "climate",
      features: [
        numeric(SETPOINT, 7, "Occupied heating setpoint", "°C", {
          value_min: TRV_SETPOINT.min,
          value_max: TRV_SETPOINT.max,
          value_step: TRV_SETPOINT.step,
        }),
        numeric("local_temperature", 5, "Local temperature", "°C"),
        { type: "enum", name: "system_mode", property: "system_mode", label: "System mode", access: 1, values: ["heat"] },
        {
          type: "enum",
          name: "running_state",
          property: "running_state",
          label: "Running state",
          access: 5,
          values: ["idle", "heat"],
        },
        numeric("pi_heating_demand", 1, "PI heating demand", "%", { value_min: 0, value_max: 100 }),
      ],
    },
    battery,
    linkquality,
  ],
  properties: {
    batteryPct: { property: "battery", decimals: 0 },
    airTempC: { property: "local_temperature", decimals: 2 },
    heatingSetpointC: { property: SETPOINT, decimals: 2 },
    valvePct: { property: "pi_heating_demand", decimals: 0 },
  },
};

const ROOM: ZigbeeModel = {
  model: "Virtual room sensor",
  description: "Virtual air quality and presence sensor",
  powerSource: "Battery",
  exposes: [
    numeric("temperature", 1, "Temperature", "°C"),
    numeric("humidity", 1, "Humidity", "%"),
    numeric("co2", 1, "CO2", "ppm"),
    { type: "binary", name: "occupancy", property: "occupancy", label: "Occupancy", access: 1, value_on: true, value_off: false },
    linkquality,
  ],
  properties: {
    airTempC: { property: "temperature", decimals: 2 },
    relativeHumidityPct: { property: "humidity", decimals: 2 },
    co2Ppm: { property: "co2", decimals: 0 },
    occupancy: { property: "occupancy", decimals: 0 },
  },
};

const METER: ZigbeeModel = {
  model: "Virtual meter",
  description: "Virtual electricity meter",
  powerSource: "Mains (single phase)",
  exposes: [
    numeric("power", 5, "Power", "W"),
    numeric("energy", 5, "Energy", "kWh"),
    numeric("voltage", 5, "Voltage", "V"),
    numeric("current", 5, "Current", "A"),
    linkquality,
  ],
  properties: {
    electricPowerW: { property: "power", decimals: 1 },
    electricEnergyWh: { property: "energy", decimals: 3, scale: 1e-3 },
    voltageV: { property: "voltage", decimals: 0 },
    currentA: { property: "current", decimals: 3 },
  },
};

/** The model of each kind that speaks zigbee. */
export const ZIGBEE_MODELS: Partial<Readonly<Record<VirtualKind, ZigbeeModel>>> = { trv: TRV, room: ROOM, electricity: METER };
