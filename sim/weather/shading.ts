/** Shade on a window from an overhang and fins: exactly for the beam, as a share of view for sky and ground. */
import { RAD_PER_DEG } from "./angle.ts";
import { areaOf, common, type Polygon } from "./polygon.ts";
import type { SunPosition } from "./sun.ts";

/** A flat screen that stands out at a right angle from the wall above the window, m. */
export interface Overhang {
  readonly depthM: number;
  /** From the window's head up to the overhang, >= 0. */
  readonly aboveM: number;
  /** How far it reaches beyond the window to the left and right, seen from outside; negative when it is shorter. */
  readonly leftM: number;
  readonly rightM: number;
}

/** A flat upright screen that stands out at a right angle from the wall beside the window, m. */
export interface Fin {
  readonly depthM: number;
  /** From the window's edge sideways to the fin, >= 0. */
  readonly besideM: number;
  /** How far it reaches beyond the window upwards and downwards; negative when it is shorter. */
  readonly aboveM: number;
  readonly belowM: number;
}

export interface ShadedWindow {
  readonly widthM: number;
  readonly heightM: number;
  readonly overhang?: Overhang;
  /** Left and right as seen from outside. */
  readonly leftFin?: Fin;
  readonly rightFin?: Fin;
}

/**
 * Share of the window's area in the sun, 0..1; 0 with the sun behind the wall. Circumsolar light is shaded like the beam.
 * The ground, other buildings and the window's own reveal are not looked at.
 * @param azimuthDeg direction that the wall faces, from north clockwise
 * @param tiltDeg 90 is a wall
 */
export function sunlitShare(window: ShadedWindow, sun: SunPosition, azimuthDeg: number, tiltDeg = 90): number {
  const h = RAD_PER_DEG * sun.elevationDeg;
  const gamma = RAD_PER_DEG * (sun.azimuthDeg - azimuthDeg);
  const tilt = RAD_PER_DEG * tiltDeg;
  const ahead = Math.cos(h) * Math.cos(gamma);
  return litShare(
    window,
    -Math.cos(h) * Math.sin(gamma),
    Math.sin(h) * Math.sin(tilt) - ahead * Math.cos(tilt),
    Math.sin(h) * Math.cos(tilt) + ahead * Math.sin(tilt),
  );
}

/**
 * Share of the window in light from a direction: right and up along the wall as seen from outside, and out of it.
 * A point at distance d from the wall throws its shadow to (x - d right / out, y - d up / out).
 */
function litShare(window: ShadedWindow, right: number, up: number, out: number): number {
  if (!(out > 1e-9)) return 0;
  const { widthM: W, heightM: H, overhang, leftFin, rightFin } = window;
  const pane: Polygon = [0, 0, W, 0, W, H, 0, H];
  const dx = -right / out;
  const dy = -up / out;

  let fromAbove: Polygon = [];
  if (overhang && up > 0) {
    const { depthM: d, aboveM, leftM, rightM } = overhang;
    const y = H + aboveM;
    fromAbove = common(pane, [-leftM, y, W + rightM, y, W + rightM + d * dx, y + d * dy, -leftM + d * dx, y + d * dy]);
  }
  // Light from the left meets the left fin; the other one's shadow falls away from the window.
  const fin = right < 0 ? leftFin : rightFin;
  let fromBeside: Polygon = [];
  if (fin && right !== 0) {
    const x = right < 0 ? -fin.besideM : W + fin.besideM;
    const [low, high] = [-fin.belowM, H + fin.aboveM];
    const sx = x + fin.depthM * dx;
    fromBeside = [x, low, x, high, sx, high + fin.depthM * dy, sx, low + fin.depthM * dy];
  }
  const twice = fromBeside.length > 0 && fromAbove.length > 0 ? areaOf(common(fromAbove, fromBeside)) : 0;
  const beside = fromBeside.length > 0 ? areaOf(common(pane, fromBeside)) : 0;
  return Math.max(0, Math.min(1, 1 - (areaOf(fromAbove) + beside - twice) / (W * H)));
}

export interface DiffuseShares {
  /** Share of the light of an even sky that still reaches the window, 0..1; 1 where the window sees no sky. */
  readonly sky: number;
  /** The same for the light of an even ground. */
  readonly ground: number;
}

const RINGS = 24;
const SPOKES = 96;

/**
 * How much of the light of sky and ground a window still gets: the lit share, averaged over all directions with the
 * cosine law (within 0.005). Screens are taken as black: what they reflect is left out. To be worked out once a window.
 */
export function diffuseShares(window: ShadedWindow, tiltDeg = 90): DiffuseShares {
  const tilt = RAD_PER_DEG * tiltDeg;
  const seen = { sky: 0, ground: 0 };
  const all = { sky: 0, ground: 0 };
  // Rings of equal projected area: every direction has the same weight (Nusselt's analogue).
  for (let ring = 0; ring < RINGS; ring++) {
    const radius = Math.sqrt((ring + 0.5) / RINGS);
    const out = Math.sqrt(1 - radius * radius);
    for (let spoke = 0; spoke < SPOKES; spoke++) {
      const phi = ((spoke + 0.5) * 2 * Math.PI) / SPOKES;
      const right = radius * Math.cos(phi);
      const up = radius * Math.sin(phi);
      const where = up * Math.sin(tilt) + out * Math.cos(tilt) > 0 ? "sky" : "ground";
      all[where]++;
      seen[where] += litShare(window, right, up, out);
    }
  }
  return { sky: all.sky > 0 ? seen.sky / all.sky : 1, ground: all.ground > 0 ? seen.ground / all.ground : 1 };
}
