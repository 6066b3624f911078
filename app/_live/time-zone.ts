/** In which time zone a moment is told that is no building's own: in that of the buildings it is about, where they have one. */
import type { Building } from "#domain";

/** The zone of the building called `id`, otherwise the only one that there is among all; undefined where they differ, or there is none. */
export function timeZoneOf(buildings: readonly Building[], id: string | undefined): string | undefined {
  const own = buildings.find((b) => b.id === id)?.timeZone;
  const zones = new Set(buildings.map((b) => b.timeZone));
  return own ?? (zones.size === 1 ? [...zones][0] : undefined);
}

/** The building that a path is about, undefined for pages of all. */
export const buildingOf = (path: string): string | undefined => /^\/buildings\/([^/]+)/.exec(path)?.[1];
