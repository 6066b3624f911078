/** Which virtual devices a building has: a fixed rule, so that stored history and live messages share their series. */
import { type Building, hash32, type Plant, type Point, type SignalId, WHOLE_BUILDING } from "#domain";

export type VirtualKind = "trv" | "room" | "electricity" | "heat" | "gas" | "weather";

export interface VirtualDevice {
  /** The id that our dialects derive from its messages. */
  readonly id: string;
  readonly kind: VirtualKind;
  readonly building: string;
  readonly zone: string;
  /** The name that it gives itself: `building/zone/trv`. */
  readonly name: string;
  /** What it reports, as the store keys it. */
  readonly points: readonly Point[];
}

const SIGNALS_OF: Readonly<Record<VirtualKind, readonly SignalId[]>> = {
  trv: ["airTempC", "heatingSetpointC", "valvePct", "batteryPct"],
  room: ["airTempC", "relativeHumidityPct", "co2Ppm", "occupancy"],
  electricity: ["electricEnergyWh", "electricPowerW", "voltageV", "currentA"],
  heat: ["heatEnergyWh", "heatingPowerW"],
  gas: ["gasVolumeM3", "gasEnergyWh"],
  weather: ["outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS"],
};

/** What a device knows about itself: no plant is asked for it. */
export const OWN_SIGNALS: ReadonlySet<SignalId> = new Set<SignalId>(["batteryPct", "voltageV", "currentA"]);

/** Every how many zones one has a room sensor beside its radiator thermostat. */
const ROOM_SENSOR_EVERY = 2;

/**
 * Every device that the building could have: a radiator thermostat in each zone, a room sensor in every second one, an
 * electricity, a heat and a gas meter, and a weather station. Depends on nothing but the building's and zones' ids.
 */
export function virtualDevices(building: Building): VirtualDevice[] {
  const zones = building.zones.filter((zone) => zone.id !== WHOLE_BUILDING).map((zone) => zone.id);
  return [
    ...zones.map((zone) => device("trv", building.id, zone)),
    ...zones.filter((_, i) => i % ROOM_SENSOR_EVERY === 0).map((zone) => device("room", building.id, zone)),
    ...(["electricity", "heat", "gas", "weather"] as const).map((kind) => device(kind, building.id, WHOLE_BUILDING)),
  ];
}

/** The devices and points of `virtualDevices` for which the plant has a value now: nobody installs a gas meter without gas. */
export const presentDevices = (plant: Plant): VirtualDevice[] =>
  virtualDevices(plant.building).flatMap((planned) => withValues(plant, planned));

function withValues(plant: Plant, planned: VirtualDevice): VirtualDevice[] {
  const points = planned.points.filter((p) => OWN_SIGNALS.has(p.signal) || Number.isFinite(plant.read(p.zone, p.signal)));
  return points.some((p) => !OWN_SIGNALS.has(p.signal)) ? [{ ...planned, points }] : [];
}

function device(kind: VirtualKind, building: string, zone: string): VirtualDevice {
  return deviceWith(kind, building, zone, SIGNALS_OF[kind], idOf);
}

function deviceWith(
  kind: VirtualKind,
  building: string,
  zone: string,
  signals: readonly SignalId[],
  identify: Identify,
): VirtualDevice {
  const name = `${building}/${zone}/${kind === "electricity" ? "meter" : kind}`;
  const id = identify(kind, building, zone);
  return { id, kind, building, zone, name, points: signals.map((signal) => ({ building, zone, signal, source: id })) };
}

/** The id that a dialect derives for a device. */
export type Identify = (kind: VirtualKind, building: string, zone: string) => string;

/** Kinds that stand for the whole building; the others are in every room. */
const OF_BUILDING: readonly VirtualKind[] = ["electricity", "heat", "gas", "weather"];

/**
 * The devices of a fleet that speaks one convention: in every room and for the building, one of each kind that `signals` names
 * and the plant has a value for, with those of its signals that it has.
 */
export function fleetDevices(
  plant: Plant,
  signals: Partial<Readonly<Record<VirtualKind, readonly SignalId[]>>>,
  identify: Identify,
): VirtualDevice[] {
  const { id: building } = plant.building;
  const rooms = plant.building.zones.map((zone) => zone.id).filter((zone) => zone !== WHOLE_BUILDING);
  return (Object.keys(SIGNALS_OF) as VirtualKind[]).flatMap((kind) =>
    (OF_BUILDING.includes(kind) ? [WHOLE_BUILDING] : rooms).flatMap((zone) =>
      withValues(plant, deviceWith(kind, building, zone, signals[kind] ?? [], identify)),
    ),
  );
}

const idOf: Identify = (kind, building, zone) =>
  (kind === "trv" ? zigbeeId : kind === "electricity" ? tasmotaId : homeAssistantId)(kind, building, zone);

// The leading 02 marks an address as locally administered (IEEE 802): it is nobody's hardware.
export const zigbeeId: Identify = (kind, building, zone) => `z2m:0x02${hex(`${building}/${zone}/${kind}`, 14)}`;
export const tasmotaId: Identify = (kind, building, zone) => `tasmota:02${hex(`${building}/${zone}/${kind}`, 10).toUpperCase()}`;

export const homeAssistantId: Identify = (kind, building, zone) => {
  // Slugs hold no underscore, so no two paths share an id. Sources end at 128 characters.
  const readable = `${building}_${zone}_${kind}`;
  return readable.length <= 100 ? `ha:${readable}` : `ha:${hex(`${building}/${zone}/${kind}`, 16)}_${kind}`;
};

/** The device's id without the prefix of its dialect. */
export const addressOf = (device: VirtualDevice): string => device.id.slice(device.id.indexOf(":") + 1);

/** So many hexadecimal digits, at most 16, that follow from `text`. */
export const hex = (text: string, digits: number): string =>
  [`${text}/high`, `${text}/low`]
    .map((part) => hash32(part).toString(16).padStart(8, "0"))
    .join("")
    .slice(0, digits);
