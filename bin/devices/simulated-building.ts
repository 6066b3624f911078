/** A simulated building of any number of rooms: wings of an office, each room with the physics of the archetype. */
import { ZonecastError } from "#domain";
import { type BuildingModel, demoBuildings, parseBuildingModel } from "#sim";

/** Rooms of one wing and their numbers: `room-101` is the first of the first wing. */
const nameOf = (wing: number, at: number): string => `room-${100 * (wing + 1) + at + 1}`;

/**
 * `rooms` (1 ... 500) heated rooms of the demo campus's office, whose plan is repeated wing after wing. Where a neighbour is
 * left out, nothing flows through the wall to it.
 */
export function simulatedBuilding(id: string, rooms: number): BuildingModel {
  // The office, whose rooms are all heated.
  const base = demoBuildings().at(-1);
  if (!base) throw new ZonecastError("bug", "there is no archetype");
  const wings = Array.from({ length: Math.ceil(rooms / base.zones.length) }, (_, wing) => wing);
  const here = (wing: number, zone: string): string | undefined => {
    const at = base.zones.findIndex((z) => z.id === zone);
    return wing * base.zones.length + at < rooms ? nameOf(wing, at) : undefined;
  };
  const each = <T, U>(items: readonly T[], copy: (item: T, wing: number) => U | undefined): U[] =>
    wings.flatMap((wing) => items.map((item) => copy(item, wing)).filter((item) => item !== undefined));

  return parseBuildingModel({
    ...base,
    building: {
      ...base.building,
      id,
      name: id,
      zones: each(base.building.zones, (zone, wing) => {
        const room = here(wing, zone.id);
        return room && { ...zone, id: room, name: `${zone.name} ${room.slice("room-".length)}` };
      }),
    },
    zones: each(base.zones, (zone, wing) => {
      const room = here(wing, zone.id);
      return room && { ...zone, id: room };
    }),
    elements: each(base.elements, (element, wing) => {
      const zone = here(wing, element.zone);
      const { boundary } = element;
      const beyond = boundary.to === "zone" ? here(wing, boundary.zone) : undefined;
      const to = boundary.to !== "zone" ? boundary : beyond ? { ...boundary, zone: beyond } : { to: "adiabatic" };
      return zone && { ...element, id: `${element.id}-${wing + 1}`, zone, boundary: to };
    }),
    windows: each(base.windows, (window, wing) => {
      const zone = here(wing, window.zone);
      return zone && { ...window, id: `${window.id}-${wing + 1}`, zone };
    }),
    airLinks: each(base.airLinks, (link, wing) => {
      const [a, b] = link.zones.map((zone) => here(wing, zone));
      return a && b ? { ...link, zones: [a, b] } : undefined;
    }),
  });
}
