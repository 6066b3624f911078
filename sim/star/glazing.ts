/** Glazings: what they let through, what their panes keep, and how they conduct. */
import { type Pane, type PaneAt, paneAt } from "./pane.ts";
import { STEFAN_BOLTZMANN, ZERO_C_K } from "./radiation.ts";

/** Shares of incoming light. What the panes absorb is counted at the outer or the inner face of the glazing. */
export interface LightShares {
  readonly transmitted: number;
  readonly absorbedOut: number;
  readonly absorbedIn: number;
}

export interface Glazing {
  /** At a cosine of incidence of 0..1. */
  at(cosIncidence: number): LightShares;
  /** Of light from everywhere. */
  readonly diffuse: LightShares;
  /** Of diffuse light from the room, `transmitted` to the outside; the rest goes back into the room. */
  readonly fromRoom: LightShares;
  /** From the outer to the inner face, W/m²K, at a mean temperature of the glazing: a straight line, `at0C + perK t`. */
  readonly conductance: { readonly at0C: number; readonly perK: number };
  readonly emissivityOut: number;
  readonly emissivityIn: number;
}

export type Gas = "air" | "argon";

/** Conductivity of the gas at 0 °C, W/mK, and its exponent over absolute temperature (ISO 10292 and EN 673 tables). */
const GAS = { air: { k: 0.0241, exponent: 0.8 }, argon: { k: 0.0163, exponent: 0.8 } } as const;

export interface Gap {
  readonly gas: Gas;
  readonly widthM: number;
}

const TABLE = 90;

/**
 * A glazing of panes from outside to inside, with a gap behind each but the last. Gas in gaps up to 15 mm conducts without
 * moving; convection in wider ones is left out.
 */
export function glazingOf(panes: readonly Pane[], gaps: readonly Gap[]): Glazing {
  const inwards = panes.map(paneAt);
  const outwards = inwards.toReversed().map(turned);
  const shares = sharesOfInner(panes, gaps);
  const table = Array.from({ length: TABLE + 1 }, (_, k) =>
    stack(inwards, shares, Math.min((k / TABLE) * (Math.PI / 2), Math.PI / 2 - 1e-6)),
  );
  const [cold, warm] = [-10, 40];
  const [gCold, gWarm] = [conductanceAt(panes, gaps, cold), conductanceAt(panes, gaps, warm)];
  const perK = (gWarm - gCold) / (warm - cold);
  const back = hemispherical((rad) => stack(outwards, shares.toReversed(), rad));
  return {
    at: (cosIncidence) => interpolate(table, cosIncidence),
    diffuse: hemispherical((rad) => stack(inwards, shares, rad)),
    fromRoom: back,
    conductance: { at0C: gCold - perK * cold, perK },
    emissivityOut: panes[0]?.emissivityOut ?? 0.84,
    emissivityIn: panes.at(-1)?.emissivityIn ?? 0.84,
  };
}

/** Resistances of ISO 10292 for U and g of a data sheet, m²K/W. */
const R_OUT = 0.04;
const R_IN = 0.13;

let clear: Glazing | undefined;
/** Made before, so that what is the same is one object; the oldest go first. */
const simple = new Map<string, Glazing>();
const MOST_SIMPLE = 512;

/** Of the sun's energy that a glazing lets in, this part arrives as heat of its inner pane (clear double glazing: 0.09). */
const SECONDARY = 0.09;

/**
 * A glazing of which only U-value (W/m²K, with the films of ISO 10292) and g-value are known: the course over the angle is
 * that of clear double glazing. The same two numbers give the same object.
 */
export function simpleGlazing(uWPerM2K: number, gValue: number): Glazing {
  const key = `${uWPerM2K} ${gValue}`;
  const known = simple.get(key);
  if (known) return known;
  const made = fromSheet(uWPerM2K, gValue);
  const oldest = simple.keys().next().value;
  if (simple.size >= MOST_SIMPLE && oldest !== undefined) simple.delete(oldest);
  simple.set(key, made);
  return made;
}

function fromSheet(uWPerM2K: number, gValue: number): Glazing {
  clear ??= glazingOf([CLEAR, CLEAR], [{ gas: "air", widthM: 0.012 }]);
  const { at, diffuse, fromRoom } = clear;
  const straight = at(1).transmitted;
  const scale = (gValue * (1 - SECONDARY)) / straight;
  const resistance = Math.max(0.001, 1 / uWPerM2K - R_OUT - R_IN);
  // Heat of the inner face that flows in, at the films of the data sheet.
  const inward = (R_OUT + resistance) / (R_OUT + resistance + R_IN);
  const absorbedIn = (gValue * SECONDARY) / inward;
  const shares = (s: LightShares): LightShares => ({
    transmitted: scale * s.transmitted,
    absorbedOut: 0,
    absorbedIn: (absorbedIn * s.transmitted) / straight,
  });
  return {
    at: (cosIncidence) => shares(at(cosIncidence)),
    diffuse: shares(diffuse),
    fromRoom,
    conductance: { at0C: 1 / resistance, perK: 0 },
    emissivityOut: CLEAR.emissivityOut,
    emissivityIn: CLEAR.emissivityIn,
  };
}

/** 3 mm of clear float glass. */
export const CLEAR: Pane = {
  transmittance: 0.834,
  reflectanceOut: 0.075,
  reflectanceIn: 0.075,
  emissivityOut: 0.84,
  emissivityIn: 0.84,
  thicknessM: 0.003048,
  conductivity: 1,
};

const turned =
  (at: PaneAt): PaneAt =>
  (rad) => {
    const { transmitted, front, back } = at(rad);
    return { transmitted, front: back, back: front };
  };

/** Light through a stack of panes, by the adding method; `inner` is the part of each pane's heat that counts inside. */
function stack(panes: readonly PaneAt[], inner: readonly number[], incidenceRad: number): LightShares {
  const optics = panes.map((at) => at(incidenceRad));
  // Reflectance of pane j and all behind it.
  const behind = new Array<number>(optics.length + 1).fill(0);
  for (let j = optics.length - 1; j >= 0; j--) {
    const { transmitted, front, back } = optics[j] ?? NO_PANE;
    const b = behind[j + 1] ?? 0;
    behind[j] = front + (transmitted ** 2 * b) / (1 - back * b);
  }
  let onward = 1;
  let absorbedOut = 0;
  let absorbedIn = 0;
  optics.forEach(({ transmitted, front, back }, j) => {
    const b = behind[j + 1] ?? 0;
    const next = (onward * transmitted) / (1 - back * b);
    const absorbed = onward * (1 - transmitted - front) + next * b * (1 - transmitted - back);
    absorbedIn += absorbed * (inner[j] ?? 0);
    absorbedOut += absorbed * (1 - (inner[j] ?? 0));
    onward = next;
  });
  return { transmitted: onward, absorbedOut, absorbedIn };
}

const NO_PANE = { transmitted: 1, front: 0, back: 0 };

/** How far towards the inner face each pane lies, 0..1, by resistance. A single pane lies half way. */
function sharesOfInner(panes: readonly Pane[], gaps: readonly Gap[]): number[] {
  const depths: number[] = [];
  let depth = 0;
  panes.forEach((pane, j) => {
    const own = pane.thicknessM / pane.conductivity;
    depths.push(depth + own / 2);
    const gap = gaps[j];
    const next = panes[j + 1];
    depth += own + (gap && next ? 1 / gapConductance(gap, pane, next, 10) : 0);
  });
  return depths.map((d) => (depth > 0 ? d / depth : 0.5));
}

function conductanceAt(panes: readonly Pane[], gaps: readonly Gap[], meanC: number): number {
  let resistance = 0;
  panes.forEach((pane, j) => {
    const gap = gaps[j];
    const next = panes[j + 1];
    resistance += pane.thicknessM / pane.conductivity + (gap && next ? 1 / gapConductance(gap, pane, next, meanC) : 0);
  });
  return 1 / resistance;
}

/** Gas and radiation between two panes, W/m²K. */
function gapConductance(gap: Gap, outer: Pane, inner: Pane, meanC: number): number {
  const T = meanC + ZERO_C_K;
  const { k, exponent } = GAS[gap.gas];
  const radiant = (4 * STEFAN_BOLTZMANN * T ** 3) / (1 / outer.emissivityIn + 1 / inner.emissivityOut - 1);
  return (k * (T / ZERO_C_K) ** exponent) / gap.widthM + radiant;
}

function interpolate(table: readonly LightShares[], cosIncidence: number): LightShares {
  const x = (Math.acos(Math.min(1, Math.max(0, cosIncidence))) / (Math.PI / 2)) * TABLE;
  const k = Math.min(TABLE - 1, Math.floor(x));
  const [a, b] = [table[k], table[k + 1]];
  if (!a || !b) return { transmitted: 0, absorbedOut: 0, absorbedIn: 0 };
  const mix = (from: number, to: number) => from + (x - k) * (to - from);
  return {
    transmitted: mix(a.transmitted, b.transmitted),
    absorbedOut: mix(a.absorbedOut, b.absorbedOut),
    absorbedIn: mix(a.absorbedIn, b.absorbedIn),
  };
}

/** Mean over all directions with the cosine law. */
function hemispherical(at: (incidenceRad: number) => LightShares): LightShares {
  let [transmitted, absorbedOut, absorbedIn] = [0, 0, 0];
  for (let k = 0; k < TABLE; k++) {
    const from = (k / TABLE) * (Math.PI / 2);
    const to = ((k + 1) / TABLE) * (Math.PI / 2);
    const weight = Math.sin(to) ** 2 - Math.sin(from) ** 2;
    const s = at((from + to) / 2);
    transmitted += weight * s.transmitted;
    absorbedOut += weight * s.absorbedOut;
    absorbedIn += weight * s.absorbedIn;
  }
  return { transmitted, absorbedOut, absorbedIn };
}
