/** An ASHRAE 140 box as a reduced zone, and the temperatures outside its parts. */
import { FILM_EMISSIVITY, longWaveK, type OuterSurface, shortWaveK } from "../../reduced/equivalent-temp.ts";
import type { ElementName, ReducedElement, ReducedZone } from "../../reduced/zone.ts";
import type { BoxForm } from "./read.ts";
import type { Plane } from "./sky.ts";

/** J/m³K of the air in Denver, 1,650 m above the sea, where it weighs 0.99 kg/m³. */
const AIR_J_PER_M3K = 0.99 * 1006;

/** Orientations in the order of the parameter lists: four walls, and with five the roof among them. */
export const planesOf = (orientations: number): readonly Plane[] =>
  orientations === 5 ? ["south", "west", "north", "roof", "east"] : ["south", "west", "north", "east"];

export function boxZone({ zone, equivalent_air_temperature: eq }: BoxForm): ReducedZone {
  const sum = (areas: readonly number[]) => areas.reduce((a, b) => a + b, 0);
  const exteriorM2 = sum(zone.AExt);
  const windowM2 = sum(zone.AWin);
  const transparentM2 = sum(zone.ATransparent);
  const wallFilm = eq.hConWallOut + eq.hRad;
  const elements: Partial<Record<ElementName, ReducedElement>> = {
    exterior: {
      areaM2: exteriorM2,
      filmWPerM2K: zone.hConExt,
      chain: [{ resistanceKPerW: zone.RExt[0], capacityJPerK: zone.CExt[0] }],
      outwardKPerW: zone.RExtRem + 1 / (wallFilm * exteriorM2),
    },
  };
  const add = (
    name: ElementName,
    areaM2: number | undefined,
    filmWPerM2K: number | undefined,
    r: readonly number[] | undefined,
    c: readonly number[] | undefined,
    outwardKPerW?: number,
  ) => {
    if (!areaM2 || !filmWPerM2K || !r?.[0] || !c?.[0]) return;
    const chain = [{ resistanceKPerW: r[0], capacityJPerK: c[0] }];
    elements[name] = { areaM2, filmWPerM2K, chain, ...(outwardKPerW === undefined ? {} : { outwardKPerW }) };
  };
  add("interior", zone.AInt, zone.hConInt, zone.RInt, zone.CInt);
  add("floor", zone.AFloor, zone.hConFloor, zone.RFloor, zone.CFloor, zone.RFloorRem);
  const roofFilmKPerW = zone.ARoof ? 1 / (wallFilm * zone.ARoof) : 0;
  add("roof", zone.ARoof, zone.hConRoof, zone.RRoof, zone.CRoof, (zone.RRoofRem ?? 0) + roofFilmKPerW);
  return {
    airCapacityJPerK: zone.VAir * AIR_J_PER_M3K,
    radiationWPerM2K: zone.hRad,
    elements,
    window: {
      areaM2: windowM2,
      filmWPerM2K: zone.hConWin,
      outwardKPerW: zone.RWin + 1 / ((eq.hConWinOut + eq.hRad) * windowM2),
    },
    facades: zone.AExt.map((wallAreaM2, k) => ({
      wallAreaM2,
      // Windows lie where their weights say: three sets of case 920 list its windows on the south wall, where it has none.
      windowAreaM2: windowM2 * (eq.wfWin[k] ?? 0),
      solarApertureM2: zone.gWin * transparentM2 * (eq.wfWin[k] ?? 0),
    })),
    solarToAirShare: zone.ratioWinConRad,
  };
}

/** Weather of an hour as the box's surfaces feel it. */
export interface OutsideHour {
  readonly outdoorTempC: number;
  readonly skyTempC: number;
  readonly sunWPerM2: (plane: Plane) => number;
}

export interface OutsideTemps {
  readonly exterior: number;
  readonly roof: number;
  readonly window: number;
}

/** Equivalent temperatures outside the walls (by the weights of their orientations), the roof and the windows, °C. */
export function outsideOf({ equivalent_air_temperature: eq }: BoxForm): (hour: OutsideHour) => OutsideTemps {
  const planes = planesOf(eq.wfWall.length);
  const surface = (convectionWPerM2K: number, plane: Plane): OuterSurface => ({
    convectionWPerM2K,
    radiationWPerM2K: eq.hRad,
    absorptance: eq.aExt,
    // The radiative film of 4.63 W/m²K already is that of an emissivity of 0.9.
    emissivity: FILM_EMISSIVITY,
    skyView: plane === "roof" ? 1 : 0.5,
  });
  const walls = planes.map((plane, k) => ({ plane, weight: eq.wfWall[k] ?? 0, surface: surface(eq.hConWallOut, plane) }));
  const pane = surface(eq.hConWinOut, "south");
  const roof = surface(eq.hConWallOut, "roof");
  return ({ outdoorTempC, skyTempC, sunWPerM2 }) => {
    const rise = (s: OuterSurface) => longWaveK(s, outdoorTempC, skyTempC, outdoorTempC);
    let exterior = 0;
    for (const { plane, weight, surface: s } of walls)
      exterior += weight * (outdoorTempC + rise(s) + shortWaveK(s, sunWPerM2(plane)));
    return {
      exterior,
      roof: outdoorTempC + rise(roof) + shortWaveK(roof, sunWPerM2("roof")),
      window: outdoorTempC + rise(pane),
    };
  };
}
