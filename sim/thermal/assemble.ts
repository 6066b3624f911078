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

/**
 * Shares of an element's resistance and capacity from inside to outside. A homogeneous wall is cut into slices of 1/10, 3/10
 * and 6/10, each with its capacity in the middle: thin where the room's daily swing reaches, thick where only seasons do.
 */
const CHAIN = {
  distributed: { r: [0.05, 0.2, 0.45, 0.3], c: [0.1, 0.3, 0.6] },
  inside: { r: [0.02, 0.05, 0.08, 0.85], c: [0.2, 0.4, 0.4] },
  outside: { r: [0.85, 0.08, 0.05, 0.02], c: [0.4, 0.4, 0.2] },
  partition: { r: [0.08, 0.42, 0.42, 0.08], c: [0.16, 0.68, 0.16] },
} as const;

/** How much warmer than the room a radiator is at full power, K (EN 442 states 50; old oversized ones run cooler). */
const EMITTER_EXCESS_K = 40;

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

  /** From the inner surface through the element's capacities; returns the outer surface. */
  function chain(e: ElementModel, inner: number): number {
    const r = bareResistanceM2KPerW(e) / e.areaM2;
    const outer = net.node(`outer/${e.id}`);
    if (e.heatCapacityJPerM2K === 0) {
      net.connect(inner, outer, 1 / r);
      return outer;
    }
    const split = CHAIN[e.boundary.to === "zone" ? "partition" : e.massPosition];
    const cores = split.c.map((c, k) => net.node(`core/${e.id}/${k + 1}`, c * e.heatCapacityJPerM2K * e.areaM2));
    const nodes = [inner, ...cores, outer];
    for (const [k, part] of split.r.entries()) net.connect(nodes[k] ?? inner, nodes[k + 1] ?? outer, 1 / (part * r));
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
    if (!zone.heating) continue;
    const { maxPowerW, convectiveShare, emitterTimeConstantS } = zone.heating;
    const conductance = maxPowerW / EMITTER_EXCESS_K;
    const emitter = net.node(`emitter/${zone.id}`, conductance * emitterTimeConstantS);
    net.connect(emitter, room.air, convectiveShare * conductance);
    net.connect(emitter, room.star, (1 - convectiveShare) * conductance);
    net.inject(emitter, net.input(INPUT.heating(zone.id)), 1);
  }
  return net.build();
}

/** Convection at an indoor surface, W/m²K (ISO 13789: 2.5 walls, 5.0 ceilings, 0.7 floors). */
const convection = (tiltDeg: number): number => (tiltDeg < 60 ? 5 : tiltDeg > 120 ? 0.7 : 2.5);
