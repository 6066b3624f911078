/** A year of Denver as hourly means on the box's five planes. */
import { column } from "#domain";
import { interpolateWeather, planeIrradiance, sunPosition, type WeatherFile } from "../../weather/index.ts";

export const PLANES = ["south", "west", "north", "east", "roof"] as const;
export type Plane = (typeof PLANES)[number];

const AZIMUTH_DEG: Readonly<Record<Plane, number>> = { south: 180, west: 270, north: 0, east: 90, roof: 0 };
const GROUND_REFLECTANCE = 0.2;
const FINE_S = 900;
const DAY_MS = 86_400_000;

/**
 * Transmittance of the double clear pane at an angle of incidence over that at normal incidence: ascending powers of the
 * angle in radians. Source: lbl-srg/modelica-buildings (BSD-3), ISO13790/Validation/BESTEST.
 */
const PANE = [1, -0.189, 0.644, -0.596] as const;
const paneAt = (angleRad: number): number =>
  Math.max(0, PANE[0] + angleRad * (PANE[1] + angleRad * (PANE[2] + angleRad * PANE[3])));

/** The same for light from a whole hemisphere: ∫ f(θ) sin 2θ dθ. */
function paneHemispherical(): number {
  const parts = 900;
  let sum = 0;
  for (let i = 0; i < parts; i++) {
    const angle = ((i + 0.5) / parts) * (Math.PI / 2);
    sum += paneAt(angle) * Math.sin(2 * angle) * (Math.PI / 2 / parts);
  }
  return sum;
}

/** One value an hour; hour i runs from i to i + 1 of the year's local standard time. */
export interface Sky {
  readonly hours: number;
  readonly outdoorTempC: Float64Array;
  readonly skyTempC: Float64Array;
  /** Sun on each plane, W/m². */
  readonly sunWPerM2: Readonly<Record<Plane, Float64Array>>;
  /** The same weakened as slanting light is by the pane, W/m². */
  readonly paneSunWPerM2: Readonly<Record<Plane, Float64Array>>;
}

export function skyOf({ frame, site }: WeatherFile): Sky {
  const fine = interpolateWeather(frame, FINE_S, site);
  const parts = frame.stepS / FINE_S;
  const hours = frame.length;
  const blank = () => new Float64Array(hours);
  const each = () => ({ south: blank(), west: blank(), north: blank(), east: blank(), roof: blank() });
  const sky: Sky = { hours, outdoorTempC: blank(), skyTempC: blank(), sunWPerM2: each(), paneSunWPerM2: each() };
  const [direct, diffuse, temp, skyTemp] = (
    ["directNormalWPerM2", "diffuseHorizontalWPerM2", "outdoorTempC", "skyTempC"] as const
  ).map((name) => column(fine, name));
  const slanting = paneHemispherical();
  for (let i = 0; i < fine.length; i++) {
    const hour = Math.floor(i / parts);
    const add = (values: Float64Array, value: number) => {
      values[hour] = values[hour]! + value / parts;
    };
    // States stand at the end of the interval, so its mean lies half-way from the one before.
    const mean = (values: Float64Array | undefined) => ((values?.at(i - 1) ?? Number.NaN) + (values?.[i] ?? Number.NaN)) / 2;
    add(sky.outdoorTempC, mean(temp));
    add(sky.skyTempC, mean(skyTemp));
    const directNormalWPerM2 = direct?.[i] ?? Number.NaN;
    const diffuseHorizontalWPerM2 = diffuse?.[i] ?? Number.NaN;
    if (directNormalWPerM2 + diffuseHorizontalWPerM2 === 0) continue;
    const middleTs = fine.startTs + (i - 0.5) * FINE_S * 1000;
    const sun = sunPosition(middleTs, site.latitudeDeg, site.longitudeDeg);
    for (const plane of PLANES) {
      const light = planeIrradiance({
        directNormalWPerM2,
        diffuseHorizontalWPerM2,
        sun,
        azimuthDeg: AZIMUTH_DEG[plane],
        tiltDeg: plane === "roof" ? 0 : 90,
        groundReflectance: GROUND_REFLECTANCE,
        sky: "perez",
        dayOfYear: 1 + (middleTs - frame.startTs) / DAY_MS,
      });
      const straight = light.beamWPerM2 + light.circumsolarWPerM2;
      add(sky.sunWPerM2[plane], light.totalWPerM2);
      add(
        sky.paneSunWPerM2[plane],
        straight * paneAt((light.incidenceDeg * Math.PI) / 180) + (light.totalWPerM2 - straight) * slanting,
      );
    }
  }
  return sky;
}
