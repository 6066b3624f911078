/** The sol-air temperatures of a wall, step by step. */
import { ROUGHNESS } from "./convection.ts";
import type { OuterFace, StarClimate } from "./description.ts";
import type { Facing, Outside } from "./outside.ts";
import { exposureOf, solAirC } from "./sol-air.ts";

/** °C by step, of a surface that faces so. */
export function wallColumn(
  outside: Outside,
  face: OuterFace,
  { azimuthDeg, tiltDeg }: Facing,
  climate: StarClimate,
): Float64Array {
  const facing = { azimuthDeg, tiltDeg };
  const [column] = outside.of(`wall ${JSON.stringify([face, facing, climate])}`, () => [made(outside, face, facing, climate)]);
  return column!;
}

function made(outside: Outside, face: OuterFace, facing: Facing, climate: StarClimate): Float64Array {
  const { steps } = outside;
  const { absorptance, emissivity } = face;
  const out = new Float64Array(steps);
  if (face.exposure === "fixed") {
    const { filmWPerM2K, skyWPerM2K } = face;
    const { total } = outside.light(facing);
    for (let i = 0; i < steps; i++) {
      const { airC, skyC } = outside.around(i);
      out[i] = airC + (absorptance * total[i]! + skyWPerM2K * (skyC - airC)) / filmWPerM2K;
    }
    return out;
  }
  const open = face.exposure === "open";
  const { tiltDeg } = facing;
  const exposure = exposureOf({ tiltDeg, emissivity, roughness: ROUGHNESS.wall }, climate, open);
  const total = open ? outside.light(facing).total : undefined;
  // Without sun it does not matter where a wall faces or how dark it is: filled in as it is needed, NaN until then.
  const [dark] = outside.of(`dark ${JSON.stringify([emissivity, tiltDeg, open, climate])}`, () => [
    new Float64Array(steps).fill(Number.NaN),
  ]);
  for (let i = 0; i < steps; i++) {
    const absorbedWPerM2 = total ? absorptance * total[i]! : 0;
    if (absorbedWPerM2 !== 0) out[i] = solAirC(exposure, outside.around(i), absorbedWPerM2);
    else {
      if (Number.isNaN(dark![i]!)) dark![i] = solAirC(exposure, outside.around(i), 0);
      out[i] = dark![i]!;
    }
  }
  return out;
}
