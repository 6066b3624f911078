/** Where a new device is put: building and zone from what it says about itself. */
import { INBOX, oneLine, toSlug, WHOLE_BUILDING } from "#domain";
import type { AnnouncedDevice } from "./dialect.ts";

export interface Place {
  readonly building: string;
  readonly zone: string;
}

/** Words that say what a device is, not where. */
const KIND_WORDS = new Set(
  (
    "trv thermostat thermostats sensor sensors climate valve radiator heater temperature temp humidity co2 air quality " +
    "window contact motion presence occupancy plug socket meter energy power device weather station"
  ).split(" "),
);

/**
 * The place that fits a device by what it says of itself. What a person said counts first. An area `building/zone` is taken
 * whole; a meter or a weather station stands for the whole building; else the zone comes from the area or from the name
 * without the words that say what the device is.
 */
export function placeFor(device: AnnouncedDevice, defaultBuilding: string): Place {
  if (device.place) return device.place;
  const parts = (device.area ?? "").split("/").filter((part) => part.trim() !== "");
  const [first, second] = parts;
  if (parts.length === 2 && first !== undefined && second !== undefined) {
    const building = toSlug(first);
    // The inbox is where devices wait: none can ask to stand there.
    return { building: building === INBOX ? defaultBuilding : building, zone: toSlug(second) };
  }
  return { building: defaultBuilding, zone: zoneOf(device, parts) };
}

function zoneOf(device: AnnouncedDevice, area: readonly string[]): string {
  if (device.kind === "meter" || device.kind === "weather") return WHOLE_BUILDING;
  if (area.length > 0) return toSlug(area.join("-"));
  const words = toSlug(oneLine(device.name), "")
    .split("-")
    .filter((word) => word !== "" && !KIND_WORDS.has(word));
  // A name of nothing but such words still tells devices apart.
  return words.length > 0 ? words.join("-") : toSlug(device.name, "unnamed");
}

/**
 * The zone of one endpoint: a controller with several room sensors or thermostats serves one zone per endpoint, while the
 * channels of a meter belong together.
 */
export function zoneOfEndpoint(device: AnnouncedDevice, endpoint: string | undefined, zone: string): string {
  if (endpoint === undefined || zone === WHOLE_BUILDING) return zone;
  const rooms = new Set(
    device.points.filter((p) => p.signal === "airTempC" || p.signal === "heatingSetpointC").map((p) => p.endpoint),
  );
  return rooms.size > 1 && rooms.has(endpoint) ? toSlug(`${zone}-${endpoint}`) : zone;
}
