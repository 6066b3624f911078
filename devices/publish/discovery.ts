/** Describes the forecasts of a building to Home Assistant, in one device-based discovery message. */
import type { Building, Zone } from "#domain";
import { FORECAST_VOID_S } from "./payloads.ts";
import { forecastTopic, statusTopic } from "./topics.ts";

/** Who publishes. */
export interface Publisher {
  /** Names the status topic: the building in which this installation stands. */
  readonly site: string;
  readonly version: string;
  /** Where the dashboard is opened; absent when it has no single address. */
  readonly url?: string | undefined;
}

const LEADS_H = [1, 6, 24] as const;
/** Three sensors each: about 2 MB, which brokers and our own take. */
const MAX_ZONES = 2_000;

/**
 * The message for `building`, with sensors for `zones` (those with an air temperature). A zone without a forecast is
 * unknown there; one whose forecasts end becomes unavailable after `expire_after`.
 */
export function discoveryOf(building: Building, zones: readonly Zone[], { site, version, url }: Publisher): object {
  return {
    dev: {
      ids: [`zonecast_${building.id}`],
      name: building.name,
      mf: "Zonecast",
      mdl: building.origin === "real" ? "Building" : `Building (${building.origin})`,
    },
    o: { name: "Zonecast", sw: version, ...(url !== undefined && { url }) },
    avty: [{ topic: statusTopic(site) }],
    cmps: Object.fromEntries(
      zones.slice(0, MAX_ZONES).flatMap((zone) => LEADS_H.map((h) => [`${zone.id}_${h}h`, sensorOf(building, zone, h)])),
    ),
  };
}

function sensorOf(building: Building, zone: Zone, leadH: number): object {
  return {
    platform: "sensor",
    // Slugs hold no underscore: two different places never make one id.
    unique_id: `zonecast_${building.id}_${zone.id}_${leadH}h`,
    name: `${zone.name} in ${leadH} h`,
    device_class: "temperature",
    state_class: "measurement",
    unit_of_measurement: "°C",
    suggested_display_precision: 1,
    state_topic: forecastTopic(building.id, zone.id),
    value_template: `{{ value_json.p50[value_json.lead_s.index(${leadH * 3_600})] }}`,
    expire_after: FORECAST_VOID_S,
  };
}
