/** One pane of glass under light from any angle. */

/** Shares of the light that falls on a pane. What is neither is absorbed. */
export interface PaneOptics {
  readonly transmitted: number;
  readonly reflected: number;
}

/** A pane by what its data sheet says of normal incidence. */
export interface Pane {
  readonly transmittance: number;
  /** Of the face that looks out, and of the one that looks in. */
  readonly reflectanceOut: number;
  readonly reflectanceIn: number;
  readonly emissivityOut: number;
  readonly emissivityIn: number;
  readonly thicknessM: number;
  /** W/mK; glass has 1.0. */
  readonly conductivity: number;
}

export type PaneAt = (incidenceRad: number) => { readonly transmitted: number; readonly front: number; readonly back: number };

/** Refractive index of float glass, for the angle's course at coated panes. */
const GLASS_INDEX = 1.526;

/**
 * The pane under angle. A pane with equal faces is a slab: its index of refraction and extinction follow from transmittance
 * and reflectance, then Fresnel and Bouguer hold at every angle (Duffie and Beckman 2013, 5.1-5.3). A coated pane keeps its
 * normal values and takes the course over the angle from clear glass.
 */
export function paneAt(pane: Pane): PaneAt {
  const { transmittance: tau, reflectanceOut: front, reflectanceIn: back } = pane;
  if (front === back) {
    const slab = slabOf(tau, front);
    return (incidenceRad) => {
      const { transmitted, reflected } = slab(incidenceRad);
      return { transmitted, front: reflected, back: reflected };
    };
  }
  const clear = slabWith(GLASS_INDEX, 0.98);
  const normal = clear(0);
  return (incidenceRad) => {
    const { transmitted, reflected } = clear(incidenceRad);
    const towardsOne = (reflected - normal.reflected) / (1 - normal.reflected);
    const through = (tau * transmitted) / normal.transmitted;
    const bound = (r: number) => Math.min(r + (1 - r) * towardsOne, 1 - through);
    return { transmitted: through, front: bound(front), back: bound(back) };
  };
}

/** The uncoated slab with these normal values. */
export function slabOf(transmittance: number, reflectance: number): (incidenceRad: number) => PaneOptics {
  // One surface reflects r, one passage leaves a: tau = a (1-r)² / (1 - r²a²) and rho = r (1 + a tau).
  let r = reflectance / 2;
  let a = 1;
  for (let round = 0; round < 60; round++) {
    const t = transmittance;
    const q = (1 - r) ** 2;
    // t r² a² + q a - t = 0
    a = r > 0 ? (-q + Math.sqrt(q * q + 4 * t * t * r * r)) / (2 * t * r * r) : t;
    r = reflectance / (1 + a * t);
  }
  const root = Math.sqrt(r);
  return slabWith((1 + root) / (1 - root), a);
}

/** @param passage share that one straight passage leaves */
function slabWith(index: number, passage: number): (incidenceRad: number) => PaneOptics {
  return (incidenceRad) => {
    const c1 = Math.max(Math.cos(incidenceRad), 1e-9);
    const c2 = Math.sqrt(1 - (Math.sin(incidenceRad) / index) ** 2);
    const a = passage ** (1 / c2);
    const polarised = (r: number): PaneOptics => {
      const transmitted = (a * (1 - r) ** 2) / (1 - r * r * a * a);
      return { transmitted, reflected: r + r * a * transmitted };
    };
    const p = polarised(((index * c1 - c2) / (index * c1 + c2)) ** 2);
    const s = polarised(((c1 - index * c2) / (c1 + index * c2)) ** 2);
    return { transmitted: (p.transmitted + s.transmitted) / 2, reflected: (p.reflected + s.reflected) / 2 };
  };
}
