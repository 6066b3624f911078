/** From a building model to its heat network: air, a radiant star and surfaces in each zone, a chain of capacities in each element. */
import { ZonecastError } from "#domain";
import { type BuildingModel, bareResistanceM2KPerW, type ElementModel, R_SURFACE, surfaceResistance } from "../building/model.ts";
import { type Network, networkBuilder } from "./network.ts";

/** Heat capacity of a cubic metre of indoor air at 20 °C and sea level, J/m³K. */
export const AIR_J_PER_M3K = 1_206;

/** Air plus what follows it at once: papers, textiles, outer millimetres of furniture. Usual simulation practice is 3 to 10. */
const AIR_CAPACITY_FACTOR = 5;

/** Linear long-wave exchange between indoor surfaces, W/m²K (ISO 13790 7.2.2.2 takes 5.5 * 0.9). */
const H_RADIATIVE = 5;

/** Convective share of people, devices and light (DIN 18599 use conditions lie between 0.5 and 0.9). */
const GAIN_CONVECTIVE_SHARE = 0.5;

/** Sun that warms curtains and sills, and so the air, before it meets a wall (VDI 6007-1: 0.09). */
const SUN_CONVECTIVE_SHARE = 0.09;

/** Names of the network's inputs. Boundary temperatures are °C, heat flows W. */
export const INPUT = {
  outdoor: "outdoor",
  ground: (tempC: number) => `ground/${tempC}`,
  solAir: (e: Pick<ElementModel, "azimuthDeg" | "tiltDeg" | "solarAbsorptance">) =>
    `sol-air/${e.azimuthDeg}/${e.tiltDeg}/${e.solarAbsorptance}`,
  sun: (zone: string) => `sun/${zone}`,
  gains: (zone: string) => `gains/${zone}`,
  heating: (zone: string) => `heating/${zone}`,
  /** Heat brought by air that is exchanged beyond the constant rate. */
  airing: (zone: string) => `airing/${zone}`,
} as const;

export const airNode = (zone: string): string => `air/${zone}`;

/** The network of `model`. Inputs are those of `INPUT`; the air of zone z is the node `airNode(z)`. */
export function assemble(model: BuildingModel): Network {
  const net = networkBuilder();
  const outdoor = net.input(INPUT.outdoor);
  const rooms = new Map(
    model.zones.map((zone) => {
      const air = net.node(airNode(zone.id), zone.volumeM3 * AIR_J_PER_M3K * AIR_CAPACITY_FACTOR);
      const always =
        zone.ventilation.runs === "always" ? zone.ventilation.airChangePerH * (1 - zone.ventilation.heatRecoveryShare) : 0;
      net.connectInput(
        air,
        outdoor,
        ((zone.infiltrationPerH + always) * zone.volumeM3 * AIR_J_PER_M3K) / 3600 + zone.thermalBridgesWPerK,
      );
      const room = { air, star: net.node(`star/${zone.id}`), surfaces: [] as { node: number; areaM2: number }[] };
      const mass = net.node(`mass/${zone.id}`, zone.internalMassJPerM2K * zone.floorAreaM2);
      // Furniture shows about one and a half times the floor to the room.
      addSurface(room, mass, 1.5 * zone.floorAreaM2, convection(90));
      return [zone.id, room] as const;
    }),
  );
  type Room = typeof rooms extends Map<string, infer R> ? R : never;

  function addSurface(room: Pick<Room, "air" | "star" | "surfaces">, node: number, areaM2: number, hConvective: number): void {
    net.connect(room.air, node, hConvective * areaM2);
    net.connect(room.star, node, H_RADIATIVE * areaM2);
    room.surfaces.push({ node, areaM2 });
  }
  const roomOf = (zone: string): Room => {
    const room = rooms.get(zone);
    if (!room) throw new ZonecastError("bug", `zone ${zone} is in no list although the model was checked`);
    return room;
  };

  for (const e of model.elements) {
    const inner = net.node(`surface/${e.id}`);
    addSurface(roomOf(e.zone), inner, e.areaM2, convection(e.tiltDeg));
    const outer = chain(e, inner);
    if (e.boundary.to === "outdoors") net.connectInput(outer, net.input(INPUT.solAir(e)), e.areaM2 / R_SURFACE.outside);
    else if (e.boundary.to === "ground") net.connectInput(outer, net.input(INPUT.ground(e.boundary.tempC)), 1e3 * e.areaM2);
    else if (e.boundary.to === "zone") addSurface(roomOf(e.boundary.zone), outer, e.areaM2, convection(180 - e.tiltDeg));
  }

  /** Surface, R/4, C/2, R/2, C/2, R/4, surface: two capacities at the middle of each half. Returns the outer surface. */
  function chain(e: ElementModel, inner: number): number {
    const g = e.areaM2 / bareResistanceM2KPerW(e);
    const outer = net.node(`outer/${e.id}`);
    if (e.heatCapacityJPerM2K === 0) net.connect(inner, outer, g);
    else {
      const half = (e.heatCapacityJPerM2K * e.areaM2) / 2;
      const first = net.node(`core/${e.id}/1`, half);
      const second = net.node(`core/${e.id}/2`, half);
      net.connect(inner, first, 4 * g);
      net.connect(first, second, 2 * g);
      net.connect(second, outer, 4 * g);
    }
    return outer;
  }

  for (const w of model.windows) {
    const pane = net.node(`pane/${w.id}`);
    addSurface(roomOf(w.zone), pane, w.areaM2, convection(w.tiltDeg));
    net.connectInput(pane, outdoor, w.areaM2 / (1 / w.uWPerM2K - surfaceResistance(w.tiltDeg)));
  }
  for (const { zones, flowM3PerH } of model.airLinks)
    net.connect(roomOf(zones[0]).air, roomOf(zones[1]).air, (flowM3PerH * AIR_J_PER_M3K) / 3600);

  for (const zone of model.zones) {
    const room = roomOf(zone.id);
    const total = room.surfaces.reduce((sum, s) => sum + s.areaM2, 0);
    const give = (name: string, toAir: number) => {
      const input = net.input(name);
      net.inject(room.air, input, toAir);
      for (const s of room.surfaces) net.inject(s.node, input, ((1 - toAir) * s.areaM2) / total);
    };
    give(INPUT.sun(zone.id), SUN_CONVECTIVE_SHARE);
    give(INPUT.gains(zone.id), GAIN_CONVECTIVE_SHARE);
    give(INPUT.airing(zone.id), 1);
    if (zone.heating) give(INPUT.heating(zone.id), zone.heating.convectiveShare);
  }
  return net.build();
}

/** Convection at an indoor surface, W/m²K (ISO 13789: 2.5 walls, 5.0 ceilings, 0.7 floors). */
const convection = (tiltDeg: number): number => (tiltDeg < 60 ? 5 : tiltDeg > 120 ? 0.7 : 2.5);
