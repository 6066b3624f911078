/** A storey of offices for the benchmark: two rows of rooms back to back, each with a facade, a window, a radiator and neighbours. */
import type { StarBuilding, StarElement } from "../../sim/star/description.ts";
import { PLAIN_INSIDE } from "../../sim/star/description.ts";
import { simpleGlazing } from "../../sim/star/glazing.ts";
import { layerOf } from "../../sim/star/layer.ts";

const WIDTH_M = 4;
const DEPTH_M = 5;
const HEIGHT_M = 3;
const WINDOW_M2 = 5;

const PLASTER = layerOf(0.015, 0.7, 1400, 1000);
const BRICK = layerOf(0.24, 0.5, 1200, 1000);
const WOOL = layerOf(0.12, 0.035, 30, 1000);
const CONCRETE = layerOf(0.1, 2.1, 2400, 1000);
const BOARD = layerOf(0.025, 0.25, 900, 1000);
const GLAZING = simpleGlazing(1.3, 0.6);

/** A building of `count` rooms; one room stands alone. */
export function storey(count: number): StarBuilding {
  const perRow = Math.ceil(count / 2);
  const rooms = Array.from({ length: count }, (_, i) => ({ id: `room-${i}`, row: i < perRow ? 0 : 1, at: i % perRow }));
  const find = (row: number, at: number) => rooms.find((r) => r.row === row && r.at === at);
  const part = (zone: string, name: string, change: Partial<StarElement>): StarElement => ({
    id: `${zone}-${name}`,
    zone,
    areaM2: WIDTH_M * DEPTH_M,
    construction: [CONCRETE],
    tiltDeg: 90,
    azimuthDeg: 0,
    inside: PLAIN_INSIDE,
    boundary: { to: "adiabatic" },
    ...change,
  });
  const partition = [BOARD, WOOL, BOARD];
  return {
    climate: { meanWindMPerS: 3.5, meanPressurePa: 101_325 },
    zones: rooms.map(({ id }) => ({
      id,
      volumeM3: WIDTH_M * DEPTH_M * HEIGHT_M,
      airCapacityFactor: 5,
      outdoorAirM3PerH: 20,
      bridgesWPerK: 1,
      sunToAirShare: 0.1,
      beamFalls: "evenly",
      heater: {
        maxHeatingW: 1500,
        maxCoolingW: 1500,
        bandAboveK: 0.5,
        bandBelowK: 0.5,
        convectiveShare: 0.6,
        emitter: { capacityJPerK: 30_000, conductanceWPerK: 30, exponent: 1.3, excessK: 50 },
      },
    })),
    elements: rooms.flatMap(({ id, row, at }) => {
      const right = find(row, at + 1);
      const behind = row === 0 ? find(1, at) : undefined;
      return [
        part(id, "facade", {
          areaM2: WIDTH_M * HEIGHT_M - WINDOW_M2,
          construction: [PLASTER, WOOL, BRICK],
          azimuthDeg: row === 0 ? 180 : 0,
          boundary: { to: "outdoors", face: { exposure: "open", absorptance: 0.5, emissivity: 0.9 } },
        }),
        part(id, "floor", { tiltDeg: 180 }),
        part(id, "ceiling", { tiltDeg: 0 }),
        part(id, "furniture", { areaM2: 20, construction: [layerOf(0.02, 0.15, 700, 1600)] }),
        ...(right
          ? [part(id, "side", { areaM2: DEPTH_M * HEIGHT_M, construction: partition, boundary: { to: "zone", zone: right.id } })]
          : []),
        ...(behind
          ? [part(id, "back", { areaM2: WIDTH_M * HEIGHT_M, construction: partition, boundary: { to: "zone", zone: behind.id } })]
          : []),
      ];
    }),
    windows: rooms.map(({ id, row }) => ({
      id: `${id}-window`,
      zone: id,
      areaM2: WINDOW_M2,
      frameShare: 0.25,
      glazing: GLAZING,
      tiltDeg: 90,
      azimuthDeg: row === 0 ? 180 : 0,
      sunShare: 0.9,
    })),
    airLinks: rooms.flatMap(({ id, row, at }) => {
      const behind = row === 0 ? find(1, at) : undefined;
      return behind ? [{ zones: [id, behind.id] as const, flowM3PerH: 30 }] : [];
    }),
  };
}
