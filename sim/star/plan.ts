/** A building laid out in columns for the stepper: everything that does not change while time runs. */
import { unknownName, ZonecastError } from "#domain";
import { airHeatJPerM3K } from "./air.ts";
import {
  columnsOf,
  FACE,
  type FaceColumns,
  FLOOR,
  type FloorColumns,
  HALF,
  type HalfColumns,
  WINDOW,
  type WindowColumns,
  ZONE,
  type ZoneColumns,
} from "./arrays.ts";
import type { StarBuilding, StarClimate, StarZone } from "./description.ts";
import { type Face, facesOf } from "./faces.ts";
import { roomOf } from "./room.ts";
import { type WeatherColumns, weatherColumns } from "./weather-columns.ts";

export interface Plan {
  readonly stepS: number;
  readonly zones: readonly string[];
  readonly columns: WeatherColumns;
  /** Heat capacity of moving air, W/K per m³/h. */
  readonly airWPerK: number;
  readonly zone: ZoneColumns;
  /** Opaque faces, zone by zone: those of zone z lie in `faceFrom[z] … faceFrom[z + 1]`. The same for windows. */
  readonly faces: readonly Face[];
  readonly face: FaceColumns;
  readonly faceFrom: Int32Array;
  readonly faceZone: Int32Array;
  /** Weather column of each face's outer temperature, -1 where it has none; `outer` is then what stands there. */
  readonly faceColumn: Int32Array;
  readonly outer: Float64Array;
  /** Partitions: two faces and two rows of `half` each, and what conducts between them, W/m²K. */
  readonly pairFace: Int32Array;
  readonly half: HalfColumns;
  readonly pairConductance: Float64Array;
  readonly window: WindowColumns;
  readonly windowFrom: Int32Array;
  readonly windowColumn: Int32Array;
  /** Air links by zone: neighbours `linkZone[linkFrom[z] … linkFrom[z + 1]]` and their conductance, W/K. */
  readonly linkFrom: Int32Array;
  readonly linkZone: Int32Array;
  readonly linkWPerK: Float64Array;
  /** Heated floors, zone by zone: their faces and what a W of the heater does in them. */
  readonly floorFrom: Int32Array;
  readonly floorFace: Int32Array;
  readonly floor: FloorColumns;
}

/**
 * Lays out `building` for a step of `stepS` (> 0, s). Throws `unknown-name` for a zone that is not in its list and `bad-input`
 * for a zone without any surface.
 */
export function planOf(building: StarBuilding, stepS: number): Plan {
  const { climate } = building;
  const zones = building.zones.map((z) => z.id);
  const indexOf = (id: string): number => {
    const i = zones.indexOf(id);
    if (i < 0) throw unknownName("zone", id, zones);
    return i;
  };
  const columns = weatherColumns(climate);
  const { faces, pairs } = facesOf(building, stepS, columns, indexOf);
  const windows = building.windows.map((window) => ({ window, z: indexOf(window.zone) })).sort((a, b) => a.z - b.z);
  const rooms = building.zones.map((zone, z) => {
    const own = faces.filter((f) => f.zone === z);
    const glass = windows.flatMap((w) => (w.z === z ? [w.window] : []));
    if (own.length + glass.length === 0)
      throw new ZonecastError("bad-input", `zone '${zone.id}' has no surface`, {
        hint: "give it walls, windows or internal mass",
      });
    return roomOf(zone, own, glass, climate);
  });

  const airWPerK = airHeatJPerM3K(climate) / 3600;
  const links = zones.map((_, z) =>
    building.airLinks.flatMap(({ zones: [a, b], flowM3PerH }) => {
      const [i, j] = [indexOf(a), indexOf(b)];
      const other = i === z ? j : j === z ? i : -1;
      return other < 0 ? [] : [{ zone: other, wPerK: flowM3PerH * airWPerK }];
    }),
  );
  const linksOf = (z: number): number => (links[z] ?? []).reduce((sum, l) => sum + l.wPerK, 0);
  const floors = building.zones.map((zone, z) => heatedFloors(zone, z, faces));
  const halves = pairs.flatMap((p) => p.faces.flatMap((f) => faces[f] ?? []));
  return {
    stepS,
    zones,
    columns,
    airWPerK,
    zone: columnsOf(
      ZONE,
      building.zones.map((z, i) => ({ ...zoneRow(z, climate, stepS), links: linksOf(i) })),
    ),
    faces,
    face: columnsOf(
      FACE,
      rooms.flatMap((r) => r.faces),
    ),
    faceFrom: startsOf(rooms.map((r) => r.faces.length)),
    faceZone: Int32Array.from(faces, (f) => f.zone),
    faceColumn: Int32Array.from(faces, (f) => f.column),
    outer: Float64Array.from(faces, (f) => f.outer),
    pairFace: Int32Array.from(pairs.flatMap((p) => p.faces)),
    half: columnsOf(
      HALF,
      halves.map(({ step, areaM2 }) => {
        const [node0 = 0, node1 = 0] = step.nodeWeight;
        return { node0, node1, cross: step.flowCross, self: step.flowSelf, areaM2 };
      }),
    ),
    pairConductance: Float64Array.from(pairs, (p) => p.conductanceWPerM2K),
    window: columnsOf(
      WINDOW,
      rooms.flatMap((r) => r.windows),
    ),
    windowFrom: startsOf(rooms.map((r) => r.windows.length)),
    windowColumn: Int32Array.from(windows, ({ window }) => columns.window(window)),
    linkFrom: startsOf(links.map((l) => l.length)),
    linkZone: Int32Array.from(links.flat(), (l) => l.zone),
    linkWPerK: Float64Array.from(links.flat(), (l) => l.wPerK),
    floorFrom: startsOf(floors.map((f) => f.length)),
    floorFace: Int32Array.from(floors.flat(), (f) => f.face),
    floor: columnsOf(FLOOR, floors.flat()),
  };
}

/** Where each of several runs begins when they lie one after the other, and where the last one ends. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  for (const [i, length] of lengths.entries()) starts[i + 1] = starts[i]! + length;
  return starts;
}

function zoneRow(zone: StarZone, climate: StarClimate, stepS: number): Omit<Record<(typeof ZONE)[number], number>, "links"> {
  const { heater } = zone;
  const emitter = heater?.emitter;
  const power = (emitter?.exponent ?? 1) - 1;
  const inFloor = heater?.inFloor === true;
  const band = heater ? heater.bandAboveK + heater.bandBelowK : 0;
  return {
    capacity: (zone.volumeM3 * airHeatJPerM3K(climate) * zone.airCapacityFactor) / stepS,
    outdoorAirM3PerH: zone.outdoorAirM3PerH,
    bridges: zone.bridgesWPerK,
    sunToAir: zone.sunToAirShare,
    maxHeatingW: heater?.maxHeatingW ?? 0,
    maxCoolingW: heater?.maxCoolingW ?? 0,
    aboveK: heater?.bandAboveK ?? 0,
    droopKPerW: heater && band > 0 ? band / heater.maxHeatingW : 0,
    convectiveShare: inFloor ? 1 : (heater?.convectiveShare ?? 1),
    emitter: (emitter?.capacityJPerK ?? 0) / stepS,
    emitterFactor: emitter ? emitter.conductanceWPerK / (emitter.excessK ?? 1) ** power : 0,
    emitterPower: power,
    inFloor: inFloor ? 1 : 0,
  };
}

/** The floors that a zone's heater warms: all that store heat. Throws `bad-input` where it has none. */
function heatedFloors(zone: StarZone, z: number, faces: readonly Face[]) {
  if (!zone.heater?.inFloor) return [];
  const own = faces.flatMap((f, face) => (f.zone === z && f.tiltDeg > 120 && f.step.modes > 0 ? [{ f, face }] : []));
  const areaM2 = own.reduce((sum, { f }) => sum + f.areaM2, 0);
  if (own.length === 0)
    throw new ZonecastError("bad-input", `zone '${zone.id}' is heated by its floor and has none that stores heat`);
  return own.map(({ f, face }) => {
    const [rise0 = 0, rise1 = 0] = f.step.fromInnerFlow;
    return {
      face,
      toRoom: (f.areaM2 / areaM2) * f.step.innerFlowToInside,
      toOutside: f.kind === "half" ? 0 : (f.areaM2 / areaM2) * f.step.innerFlowToOutside,
      rise0: rise0 / areaM2,
      rise1: rise1 / areaM2,
    };
  });
}
