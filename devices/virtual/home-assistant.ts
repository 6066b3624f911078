/** Virtual devices of one building that describe themselves by Home Assistant discovery: thermostats, rooms, weather, meters. */
import type { Plant, SignalId } from "#domain";
import { parseText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { type Emission, onOff, payloadOf, type Request, rounded, type Sample, type VirtualNetwork } from "./network.ts";
import { addressOf, fleetDevices, homeAssistantId, type VirtualDevice } from "./plan.ts";

interface Entity {
  /** Key in the state payload and object id. */
  readonly key: string;
  readonly name: string;
  readonly deviceClass: string;
  readonly unit?: string;
  readonly stateClass?: "measurement" | "total_increasing";
  /** Foreign unit per canonical unit. */
  readonly scale: number;
  readonly decimals: number;
}

const entity = (key: string, name: string, deviceClass: string, unit: string, decimals: number, scale = 1): Entity => ({
  key,
  name,
  deviceClass,
  unit,
  stateClass: deviceClass === "energy" || deviceClass === "gas" ? "total_increasing" : "measurement",
  scale,
  decimals,
});

const ENTITIES: ReadonlyMap<SignalId, Entity> = new Map<SignalId, Entity>([
  ["airTempC", entity("temperature", "Temperature", "temperature", "°C", 2)],
  ["relativeHumidityPct", entity("humidity", "Humidity", "humidity", "%", 1)],
  ["co2Ppm", entity("co2", "CO2", "carbon_dioxide", "ppm", 0)],
  ["occupancy", { key: "occupancy", name: "Occupancy", deviceClass: "occupancy", scale: 1, decimals: 0 }],
  ["outdoorTempC", entity("outdoor_temperature", "Outdoor temperature", "temperature", "°C", 2)],
  ["globalIrradianceWPerM2", entity("irradiance", "Irradiance", "irradiance", "W/m²", 1)],
  ["windSpeedMPerS", entity("wind_speed", "Wind speed", "wind_speed", "m/s", 2)],
  ["heatEnergyWh", entity("heat_energy", "Heat energy", "energy", "kWh", 3, 1e-3)],
  ["heatingPowerW", entity("heat_power", "Heat power", "power", "W", 0)],
  ["gasVolumeM3", entity("gas_volume", "Gas volume", "gas", "m³", 4)],
  ["gasEnergyWh", entity("gas_energy", "Gas energy", "energy", "kWh", 3, 1e-3)],
  ["electricEnergyWh", entity("energy", "Energy", "energy", "kWh", 3, 1e-3)],
  ["electricPowerW", entity("power", "Power", "power", "W", 1)],
  ["voltageV", entity("voltage", "Voltage", "voltage", "V", 0)],
  ["currentA", entity("current", "Current", "current", "A", 3)],
  ["batteryPct", entity("battery", "Battery", "battery", "%", 0)],
  ["heatingSetpointC", entity("setpoint", "Set-point", "temperature", "°C", 2)],
]);
/** Both belong to the climate entity of a thermostat. */
const OF_CLIMATE: readonly SignalId[] = ["airTempC", "heatingSetpointC"];
const SETPOINT = { min: 5, max: 30, step: 0.5 } as const;

const ORIGIN = { name: "Zonecast virtual devices", sw: "1" };
const MODELS: Partial<Record<VirtualDevice["kind"], string>> = {
  trv: "Virtual thermostat",
  electricity: "Virtual electricity meter",
  room: "Virtual room sensor",
  weather: "Virtual weather station",
  heat: "Virtual heat meter",
  gas: "Virtual gas meter",
};

/** Everything that a building can have, behind one gateway. */
export function homeAssistantFleet(plant: Plant): VirtualNetwork[] {
  const devices = fleetDevices(
    plant,
    {
      trv: ["airTempC", "heatingSetpointC", "batteryPct"],
      room: ["airTempC", "relativeHumidityPct", "co2Ppm", "occupancy"],
      electricity: ["electricEnergyWh", "electricPowerW", "voltageV", "currentA"],
      heat: ["heatEnergyWh", "heatingPowerW"],
      gas: ["gasVolumeM3", "gasEnergyWh"],
      weather: ["outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS"],
    },
    homeAssistantId,
  );
  return [homeAssistantNetwork(plant.building.id, devices)];
}

/** A gateway for these devices of one building; its root topic is `sensors/<building>`. */
export function homeAssistantNetwork(building: string, devices: readonly VirtualDevice[]): VirtualNetwork {
  const root = `sensors/${building}`;
  const topicOf = (device: VirtualDevice): string => `${root}/${device.zone}/${device.kind}`;
  const status = (payload: "online" | "offline"): Emission => ({ topic: `${root}/status`, payload, retain: true });
  const availability = (device: VirtualDevice, payload: "online" | "offline"): Emission => ({
    topic: `${topicOf(device)}/availability`,
    payload,
    retain: true,
  });
  return {
    name: `sensors-${building}`,
    devices,
    will: () => status("offline"),
    commandFilters: devices.some((d) => d.kind === "trv") ? [`${root}/+/trv/setpoint/set`] : [],
    keepsUnsent: false,
    announce: () => [
      // Both forms of discovery are in use, so both are sent: entity by entity for weather, by device for the rest.
      ...devices.flatMap((d) => (d.kind === "weather" ? singleForm(d, topicOf(d), root) : deviceForm(d, topicOf(d), root))),
      status("online"),
      ...devices.map((device) => availability(device, "online")),
    ],
    leave: () => [...devices.map((device) => availability(device, "offline")), status("offline")],
    state: (device, sample) => [{ topic: `${topicOf(device)}/state`, payload: stateOf(device, sample), retain: false }],
    receive: (topic, payload) =>
      setRequest(
        devices.find((d) => d.kind === "trv" && topic === `${topicOf(d)}/setpoint/set`),
        payload,
      ),
  };
}

/** A thermostat takes a bare number; anything else changes nothing, and nobody is told. */
function setRequest(device: VirtualDevice | undefined, payload: Uint8Array): Request {
  const text = parseText(payload);
  const value = text.ok ? parseNumber(text.value) : undefined;
  return device && value !== undefined && value >= SETPOINT.min && value <= SETPOINT.max
    ? { type: "set", device, signal: "heatingSetpointC", value: rounded(value, 2) ?? value }
    : { type: "refused", says: [] };
}

const entitiesOf = (device: VirtualDevice): readonly Entity[] =>
  device.points.flatMap((p) => {
    const found = ENTITIES.get(p.signal);
    return found ? [found] : [];
  });

function stateOf(device: VirtualDevice, { values }: Sample): string {
  const fields = device.points.flatMap(({ signal }) => {
    const found = ENTITIES.get(signal);
    if (!found) return [];
    const value = values.get(signal) ?? null;
    return [
      [
        found.key,
        signal === "occupancy" ? onOff(value, "ON", "OFF") : rounded(value === null ? null : value * found.scale, found.decimals),
      ],
    ];
  });
  return payloadOf(Object.fromEntries(fields));
}

const platformOf = (e: Entity): string => (e.unit === undefined ? "binary_sensor" : "sensor");
const uniqueId = (device: VirtualDevice, e: Entity): string => `${addressOf(device)}_${e.key}`;
const identity = (device: VirtualDevice) => ({
  identifiers: [addressOf(device)],
  name: device.name,
  manufacturer: "Zonecast",
  model: MODELS[device.kind] ?? "Virtual device",
  suggested_area: `${device.building}/${device.zone}`,
});

function deviceForm(device: VirtualDevice, topic: string, root: string): Emission[] {
  const isThermostat = device.kind === "trv";
  const separate = entitiesOf({
    ...device,
    points: device.points.filter((p) => !isThermostat || !OF_CLIMATE.includes(p.signal)),
  });
  const components = separate.map((e) => [
    e.key,
    {
      p: platformOf(e),
      name: e.name,
      uniq_id: uniqueId(device, e),
      dev_cla: e.deviceClass,
      unit_of_meas: e.unit,
      stat_cla: e.stateClass,
      val_tpl: `{{ value_json.${e.key} }}`,
    },
  ]);
  const config = {
    dev: identity(device),
    o: ORIGIN,
    "~": topic,
    stat_t: "~/state",
    avty: [{ t: `${root}/status` }, { t: "~/availability" }],
    avty_mode: "all",
    cmps: { ...Object.fromEntries(components), ...(isThermostat ? { climate: climateOf(device) } : {}) },
  };
  return [{ topic: `homeassistant/device/${addressOf(device)}/config`, payload: payloadOf(config), retain: true }];
}

const climateOf = (device: VirtualDevice): object => ({
  p: "climate",
  name: "Thermostat",
  uniq_id: `${addressOf(device)}_climate`,
  curr_temp_t: "~/state",
  curr_temp_tpl: "{{ value_json.temperature }}",
  temp_stat_t: "~/state",
  temp_stat_tpl: "{{ value_json.setpoint }}",
  temp_cmd_t: "~/setpoint/set",
  min_temp: SETPOINT.min,
  max_temp: SETPOINT.max,
  temp_step: SETPOINT.step,
  temp_unit: "C",
  modes: ["heat"],
});

const singleForm = (device: VirtualDevice, topic: string, root: string): Emission[] =>
  entitiesOf(device).map((e) => ({
    topic: `homeassistant/${platformOf(e)}/${addressOf(device)}/${e.key}/config`,
    payload: payloadOf({
      device: identity(device),
      origin: ORIGIN,
      name: e.name,
      unique_id: uniqueId(device, e),
      device_class: e.deviceClass,
      unit_of_measurement: e.unit,
      state_class: e.stateClass,
      state_topic: `${topic}/state`,
      value_template: `{{ value_json["${e.key}"] }}`,
      availability: [{ topic: `${root}/status` }, { topic: `${topic}/availability` }],
      availability_mode: "all",
    }),
    retain: true,
  }));
