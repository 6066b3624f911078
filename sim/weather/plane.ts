/** Sunlight on a plane of any slope and direction: beam, sky and ground. */
import { DEG_PER_RAD, RAD_PER_DEG } from "./angle.ts";
import { ISOTROPIC, type SkyAnisotropy, skyAnisotropy } from "./perez.ts";
import type { SunPosition } from "./sun.ts";

export type SkyModel = "isotropic" | "perez";

export interface PlaneInput {
  readonly directNormalWPerM2: number;
  readonly diffuseHorizontalWPerM2: number;
  /** Where the sun is in the middle of the interval over which the two irradiances are means. */
  readonly sun: SunPosition;
  /** Direction that the plane faces, from north clockwise (south = 180), degrees. */
  readonly azimuthDeg: number;
  /** 0 looks up, 90 is a wall, 180 looks down. */
  readonly tiltDeg: number;
  /** Short-wave reflectance of the ground, 0..1; 0.2 is usual, fresh snow 0.7 and more. */
  readonly groundReflectance: number;
  readonly sky: SkyModel;
  /** 1 on 1 January; only its distance to the sun matters. */
  readonly dayOfYear: number;
}

export interface PlaneIrradiance {
  readonly beamWPerM2: number;
  /** All light of the sky, including what comes from around the sun. */
  readonly diffuseWPerM2: number;
  /** The part of `diffuseWPerM2` from around the sun: shading hides it together with the beam. */
  readonly circumsolarWPerM2: number;
  readonly groundWPerM2: number;
  /** beam + diffuse + ground */
  readonly totalWPerM2: number;
  /** Angle between the sun and the plane's normal, 0..180 degrees; above 90 the sun is behind the plane. */
  readonly incidenceDeg: number;
}

/** Below this height of the sun (85 degrees from the zenith) the circumsolar disc is cut by the horizon: Perez 1990, b. */
const LEAST_SIN_ELEVATION = Math.cos(85 * RAD_PER_DEG);

/** What a plane needs to know of a moment: its light, and where the sun is. */
export interface SkyMoment {
  readonly directNormalWPerM2: number;
  readonly diffuseHorizontalWPerM2: number;
  readonly sunAzimuthDeg: number;
  readonly sinElevation: number;
  readonly cosElevation: number;
  readonly anisotropy: SkyAnisotropy;
}

/**
 * Cosine of the angle of incidence of the sun on a plane.
 * Source: J. A. Duffie and W. A. Beckman, Solar Engineering of Thermal Processes, 4th ed. 2013, equation 1.6.3.
 */
export function cosIncidence(sun: SunPosition, azimuthDeg: number, tiltDeg: number): number {
  const h = RAD_PER_DEG * sun.elevationDeg;
  const tilt = RAD_PER_DEG * tiltDeg;
  const cos = Math.sin(h) * Math.cos(tilt) + Math.cos(h) * Math.sin(tilt) * Math.cos(RAD_PER_DEG * (sun.azimuthDeg - azimuthDeg));
  return Math.max(-1, Math.min(1, cos));
}

/**
 * Irradiance on an unshaded plane. A gap (NaN) in the inputs gives NaN. With the sun below the horizon there is no beam.
 * Source of the sky: isotropic, or Perez et al. 1990 (see `perez.ts`), equation 9.
 */
export function planeIrradiance(input: PlaneInput): PlaneIrradiance {
  const { directNormalWPerM2, diffuseHorizontalWPerM2, sun } = input;
  const h = RAD_PER_DEG * sun.elevationDeg;
  return planeLight(
    input,
    input.groundReflectance,
  )({
    directNormalWPerM2,
    diffuseHorizontalWPerM2,
    sunAzimuthDeg: sun.azimuthDeg,
    sinElevation: Math.sin(h),
    cosElevation: Math.cos(h),
    anisotropy:
      input.sky === "perez"
        ? skyAnisotropy(directNormalWPerM2, diffuseHorizontalWPerM2, sun.elevationDeg, input.dayOfYear)
        : ISOTROPIC,
  });
}

/** The same for many moments of one plane: what does not change is worked out once. */
export function planeLight(
  { azimuthDeg, tiltDeg }: Pick<PlaneInput, "azimuthDeg" | "tiltDeg">,
  groundReflectance: number,
): (moment: SkyMoment) => PlaneIrradiance {
  const tilt = RAD_PER_DEG * tiltDeg;
  const [sinTilt, cosTilt] = [Math.sin(tilt), Math.cos(tilt)];
  return ({
    directNormalWPerM2: direct,
    diffuseHorizontalWPerM2: diffuse,
    sunAzimuthDeg,
    sinElevation,
    cosElevation,
    anisotropy,
  }) => {
    const toSun = sinElevation * cosTilt + cosElevation * sinTilt * Math.cos(RAD_PER_DEG * (sunAzimuthDeg - azimuthDeg));
    const cosTheta = Math.max(-1, Math.min(1, toSun));
    const up = sinElevation > 0;

    const a = Math.max(0, cosTheta);
    // With the sun down, 0 for any beam and NaN for a gap.
    const beamWPerM2 = direct * (up ? a : 0);
    const { circumsolar: F1, horizon: F2 } = anisotropy;
    const b = Math.max(LEAST_SIN_ELEVATION, sinElevation);
    const circumsolarWPerM2 = (diffuse * F1 * a) / b;
    const dome = diffuse * (((1 - F1) * (1 + cosTilt)) / 2 + F2 * sinTilt);
    const diffuseWPerM2 = Math.max(0, dome) + circumsolarWPerM2;
    const globalWPerM2 = diffuse + (up ? direct * sinElevation : 0);
    const groundWPerM2 = (globalWPerM2 * groundReflectance * (1 - cosTilt)) / 2;
    return {
      beamWPerM2,
      diffuseWPerM2,
      circumsolarWPerM2,
      groundWPerM2,
      totalWPerM2: beamWPerM2 + diffuseWPerM2 + groundWPerM2,
      incidenceDeg: DEG_PER_RAD * Math.acos(cosTheta),
    };
  };
}
