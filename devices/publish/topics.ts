/** The topics under which Zonecast publishes. Nothing is ever read from them, so that it never hears itself. */
import { slugSchema } from "#domain";

/** Zonecast's JSON for devices and set-points lives under these; a building of that name cannot be published. */
const TAKEN: readonly string[] = ["in", "out"];
const DISCOVERY = "homeassistant/device/zonecast_";

export const statusTopic = (site: string): string => `zonecast/${site}/status`;
export const stateTopic = (building: string, zone: string): string => `zonecast/${building}/${zone}/state`;
export const forecastTopic = (building: string, zone: string): string => `zonecast/${building}/${zone}/forecast`;
export const discoveryTopic = (building: string): string => `${DISCOVERY}${building}/config`;

/** Whether topics with this building or site in them are ours to publish under. */
export const isPublishable = (slug: string): boolean => !TAKEN.includes(slug);

const isSlug = (text: string | undefined): boolean => slugSchema.safeParse(text).success;

/** Whether a Zonecast publishes under `topic`: this one, one of the same broker, or one that ran before. */
export function isPublished(topic: string): boolean {
  if (topic.startsWith(DISCOVERY)) return topic.endsWith("/config") && isSlug(topic.slice(DISCOVERY.length, -"/config".length));
  if (!topic.startsWith("zonecast/")) return false;
  const [, place = "", second, third, ...rest] = topic.split("/");
  if (rest.length > 0 || !isSlug(place) || !isPublishable(place)) return false;
  return third === undefined ? second === "status" : isSlug(second) && (third === "state" || third === "forecast");
}
