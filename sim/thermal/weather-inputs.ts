/** What the weather does to a building: sol-air temperature of each facade and the sun that enters each zone. */
import { column, type Frame, rowTs, ZonecastError } from "#domain";
import { type BuildingModel, R_SURFACE, type WindowModel } from "../building/model.ts";
import { planeIrradiance, sunPosition } from "../weather/index.ts";
import { INPUT } from "./assemble.ts";

/** Where the weather was seen, degrees, north and east positive. */
export interface Site {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** Short-wave reflectance of grass, soil and paving (ISO 15927 practice). */
const GROUND_REFLECTANCE = 0.2;

/** Long-wave exchange of a facade with the sky, emissivity 0.9 times 5 W/m²K (ISO 13790 11.3.4, -10 °C to 30 °C sky). */
const H_SKY = 4.5;

/** Sun is not always square to the pane: ISO 13790 11.4.2, F_w. */
const F_W = 0.9;

const DAY_MS = 86_400_000;

interface Plane {
  readonly azimuthDeg: number;
  readonly tiltDeg: number;
}

/**
 * Inputs named `names` (see `INPUT`) for each step of `weather`: step i runs from row i to row i + 1. States are taken in the
 * middle of a step, irradiances from the row at its end. Row-major, (length - 1) × names.
 * Throws `bad-frame` for a missing column and `numerics` for an input that no weather can make.
 */
export function weatherInputs(model: BuildingModel, names: readonly string[], weather: Frame, site: Site): Float64Array {
  const steps = Math.max(0, weather.length - 1);
  const out = new Float64Array(steps * names.length);
  const outdoor = column(weather, "outdoorTempC");
  const sky = column(weather, "skyTempC");
  const direct = column(weather, "directNormalWPerM2");
  const diffuse = column(weather, "diffuseHorizontalWPerM2");

  const planes: Plane[] = [];
  const planeOf = (p: Plane): number => {
    const known = planes.findIndex((q) => q.azimuthDeg === p.azimuthDeg && q.tiltDeg === p.tiltDeg);
    return known >= 0 ? known : planes.push({ azimuthDeg: p.azimuthDeg, tiltDeg: p.tiltDeg }) - 1;
  };
  const writers = names.map((name) => writerOf(model, name, planeOf));
  const sunOnPlane = new Float64Array(planes.length);

  for (let i = 0; i < steps; i++) {
    const middle = rowTs(weather, i) + weather.stepS * 500;
    const sun = sunPosition(middle, site.latitudeDeg, site.longitudeDeg);
    const dayOfYear = ((middle / DAY_MS) % 365.2425) + 1;
    const outdoorC = (outdoor[i]! + outdoor[i + 1]!) / 2;
    const skyC = (sky[i]! + sky[i + 1]!) / 2;
    planes.forEach((plane, p) => {
      sunOnPlane[p] = planeIrradiance({
        directNormalWPerM2: direct[i + 1]!,
        diffuseHorizontalWPerM2: diffuse[i + 1]!,
        sun,
        azimuthDeg: plane.azimuthDeg,
        tiltDeg: plane.tiltDeg,
        groundReflectance: GROUND_REFLECTANCE,
        sky: "perez",
        dayOfYear,
      }).totalWPerM2;
    });
    for (let k = 0; k < writers.length; k++) out[i * names.length + k] = writers[k]!(outdoorC, skyC, sunOnPlane);
  }
  return out;
}

type Writer = (outdoorC: number, skyC: number, sunOnPlane: Float64Array) => number;

function writerOf(model: BuildingModel, name: string, planeOf: (p: Plane) => number): Writer {
  if (name === INPUT.outdoor) return (outdoorC) => outdoorC;
  for (const e of model.elements) {
    if (e.boundary.to === "ground" && name === INPUT.ground(e.boundary.tempC)) {
      const { tempC } = e.boundary;
      return () => tempC;
    }
    if (e.boundary.to === "outdoors" && name === INPUT.solAir(e)) {
      const plane = planeOf(e);
      const skyView = ((1 + Math.cos((e.tiltDeg * Math.PI) / 180)) / 2) * H_SKY;
      return (outdoorC, skyC, sun) =>
        outdoorC + R_SURFACE.outside * (e.solarAbsorptance * sun[plane]! - skyView * (outdoorC - skyC));
    }
  }
  for (const zone of model.zones)
    if (name === INPUT.sun(zone.id)) {
      const windows = model.windows.filter((w) => w.zone === zone.id).map((w) => ({ w, plane: planeOf(w), areaM2: sunArea(w) }));
      return (_outdoorC, _skyC, sun) => {
        let total = 0;
        for (const { w, plane, areaM2 } of windows) {
          const onPlane = sun[plane]!;
          total += onPlane * areaM2 * (w.blind && onPlane > w.blind.closesAboveWPerM2 ? w.blind.factor : 1);
        }
        return total;
      };
    }
  throw new ZonecastError("bug", `no weather makes the input '${name}'`);
}

/** Area of an opening that would let in as much sun, m². */
const sunArea = (w: WindowModel): number => w.areaM2 * (1 - w.frameShare) * w.gValue * F_W * w.shadingFactor;
