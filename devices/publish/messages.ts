/** Everything that is to be known from the broker, as messages; which of them are due is decided elsewhere. */
import { type Building, type Forecast, INBOX, type PointState, primaryPoint, WHOLE_BUILDING, type Zone } from "#domain";
import { discoveryOf, type Publisher } from "./discovery.ts";
import { zoneForecast, zoneState } from "./payloads.ts";
import { discoveryTopic, forecastTopic, isPublishable, stateTopic } from "./topics.ts";

/** What the server knows at one moment. */
export interface Picture {
  readonly buildings: readonly Building[];
  readonly points: readonly PointState[];
  readonly forecasts: readonly Forecast[];
  /** Building time, UTC ms. */
  readonly now: (building: string) => number;
}

/** A retained message. */
export interface Publication {
  readonly topic: string;
  readonly qos: 0 | 1;
  /** Equal texts say the same, whenever they were made. */
  readonly meaning: string;
  readonly payload: () => string;
  /** Not sent again sooner than this, ms. */
  readonly restMs: number;
}

/** At most twice a minute for each zone: what changes faster is for the dashboard. */
const STATE_REST_MS = 30_000;

/** All publications for `picture`; `nowTs`: UTC ms. Buildings whose names are taken, and the inbox, have none. */
export function publicationsOf(picture: Picture, publisher: Publisher, nowTs: number): Publication[] {
  const points = grouped(picture.points);
  const forecasts = grouped(picture.forecasts.filter((f) => f.signal === "airTempC" && f.origin === "live"));
  return picture.buildings
    .filter(({ id }) => id !== INBOX && isPublishable(id))
    .flatMap((building) => {
      const zones = building.zones.filter(({ id }) => id !== WHOLE_BUILDING);
      const here = zones.map((zone) => {
        const key = `${building.id}/${zone.id}`;
        const ofZone = points.get(key) ?? [];
        const airTemp = primaryPoint(ofZone.filter((p) => p.signal === "airTempC"));
        const forecast = forecasts.get(key)?.find((f) => f.source === airTemp?.source);
        return { zone, ofZone, airTemp, forecast };
      });
      return [
        ...discovery(
          building,
          here.filter((z) => z.airTemp).map((z) => z.zone),
          publisher,
        ),
        ...here.flatMap(({ zone, ofZone, forecast }) => [
          ...state(building, zone, ofZone, forecast, picture.now(building.id)),
          ...(forecast ? [forecastMessage(forecast, nowTs)] : []),
        ]),
      ];
    });
}

function discovery(building: Building, zones: readonly Zone[], publisher: Publisher): Publication[] {
  if (zones.length === 0) return [];
  // All that the description depends on and that can change; made in full it is long.
  const meaning = [building.name, building.origin, ...zones.flatMap(({ id, name }) => [id, name])].join("\n");
  const payload = () => JSON.stringify(discoveryOf(building, zones, publisher));
  return [{ topic: discoveryTopic(building.id), qos: 1, meaning, payload, restMs: 0 }];
}

function state(
  building: Building,
  zone: Zone,
  points: readonly PointState[],
  forecast: Forecast | undefined,
  nowTs: number,
): Publication[] {
  const found = zoneState(points, forecast, nowTs);
  if (!found) return [];
  const text = JSON.stringify(found);
  return [{ topic: stateTopic(building.id, zone.id), qos: 0, meaning: text, payload: () => text, restMs: STATE_REST_MS }];
}

function forecastMessage(forecast: Forecast, nowTs: number): Publication {
  const { building, zone, issuedAt, model, source } = forecast;
  return {
    topic: forecastTopic(building, zone),
    qos: 1,
    meaning: `${issuedAt} ${model} ${source}`,
    payload: () => JSON.stringify(zoneForecast(forecast, nowTs)),
    restMs: 0,
  };
}

function grouped<T extends { readonly building: string; readonly zone: string }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = `${item.building}/${item.zone}`;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
