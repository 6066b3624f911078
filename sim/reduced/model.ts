/** A reduced building in motion: state, one exact step at a time, powers found on the way, heat balance closed. */
import { ZonecastError } from "#domain";
import { type Assembled, assemble, type BoundaryName, type ZonePlaces } from "./assemble.ts";
import { combine, type ExactStep, exactStep } from "./exact-step.ts";
import { type IdealControl, idealPower } from "./ideal-load.ts";
import { type StateSpace, stateSpace } from "./network.ts";
import { areaShares, sunShares } from "./sunshine.ts";
import type { ReducedBuilding, ReducedZone } from "./zone.ts";

/** What acts on a zone during a step; all are means over it. */
export interface ZoneInput {
  readonly outdoorTempC: number;
  /** Equivalent temperature outside each element, and outside the window; the outdoor air's where left out. */
  readonly outsideTempsC?: Readonly<Partial<Record<BoundaryName, number>>>;
  /** Air exchange with outdoors, W/K. Few distinct values: each gets its own discretisation. */
  readonly ventilationWPerK: number;
  readonly convectiveW: number;
  readonly radiativeW: number;
  /** Irradiance on each facade's window behind its blind, W/m². */
  readonly sunWPerM2: readonly number[];
  readonly control?: IdealControl | undefined;
}

export interface ZoneResult {
  /** Mean over the step. */
  readonly airTempC: number;
  /** Heating positive. */
  readonly powerW: number;
}

export interface StepResult {
  readonly zones: readonly ZoneResult[];
  /** What the sources and boundaries gave less what was stored, W: rounding alone, see `throughputW`. */
  readonly residualW: number;
  /** Sum of all heat flows' sizes, the scale of the residual, W. */
  readonly throughputW: number;
}

export interface ReducedModel {
  readonly step: (inputs: readonly ZoneInput[]) => StepResult;
  /** Temperatures of the storing nodes, °C. */
  readonly statesC: () => Float64Array;
}

interface Prepared extends Assembled {
  readonly space: StateSpace;
  readonly exact: ExactStep;
}

/** Powers of several zones lean on each other; they are repeated until they stand still, K and count. */
const STILL_K = 1e-10;
const MOST_SWEEPS = 100;

/**
 * @param startTempC every node at the start
 * @param stepS length of every step, s
 * Throws as `stateSpace` and `exactStep` do; a step throws `bad-input` unless it gets one input for each zone.
 */
export function reducedModel(building: ReducedBuilding, startTempC: number, stepS: number): ReducedModel {
  const cache = new Map<string, Prepared>();
  const prepare = (ventilation: readonly number[]): Prepared => {
    const key = ventilation.join(" ");
    const known = cache.get(key);
    if (known) return known;
    const assembled = assemble(building, ventilation);
    const space = stateSpace(assembled.network);
    const made = { ...assembled, space, exact: exactStep(space, stepS) };
    cache.set(key, made);
    return made;
  };
  const first = prepare(building.zones.map(() => 0));
  const spread = building.zones.map((zone, i) => spreader(zone, placesOf(first, i)));
  let states = new Float64Array(first.space.states.length).fill(startTempC);
  let ended = new Float64Array(states.length);
  const u = new Float64Array(first.exact.inputs);
  const means = new Float64Array(first.exact.nodes);

  const step = (inputs: readonly ZoneInput[]): StepResult => {
    if (inputs.length !== building.zones.length)
      throw new ZonecastError("bad-input", `${building.zones.length} zones need as many inputs, not ${inputs.length}`);
    const now = prepare(inputs.map((z) => z.ventilationWPerK));
    u.fill(0);
    inputs.forEach((input, i) => {
      setBoundaries(u, now, placesOf(now, i), input);
      spread[i]?.(u, input);
    });
    const powers = solvePowers(now, states, u, inputs);
    combine(means, now.exact.mean, states, now.exact.meanInput, u);
    combine(ended, now.exact.next, states, now.exact.nextInput, u);
    const { residualW, throughputW } = closeBalance(now, states, ended, means, u, stepS);
    [states, ended] = [ended, states];
    return {
      zones: now.zones.map(({ air }, i) => ({ airTempC: means[air] ?? Number.NaN, powerW: powers[i] ?? 0 })),
      residualW,
      throughputW,
    };
  };
  return { step, statesC: () => states.slice() };
}

function placesOf({ zones }: Assembled, i: number): ZonePlaces {
  const places = zones[i];
  if (!places) throw new ZonecastError("bug", `no zone ${i}`);
  return places;
}

function setBoundaries(u: Float64Array, { exact }: Prepared, { boundaries }: ZonePlaces, input: ZoneInput): void {
  for (const { name, index } of boundaries)
    u[exact.nodes + index] = (name === "outdoorAir" ? undefined : input.outsideTempsC?.[name]) ?? input.outdoorTempC;
}

/** Puts a zone's gains and sun where they belong. */
function spreader(zone: ReducedZone, { air, surfaces }: ZonePlaces): (u: Float64Array, input: ZoneInput) => void {
  const even = areaShares(surfaces);
  const bySun = zone.facades.map((facade) => sunShares(zone, surfaces, facade));
  const add = (u: Float64Array, node: number, heatW: number) => {
    u[node] = u[node]! + heatW;
  };
  return (u, { convectiveW, radiativeW, sunWPerM2 }) => {
    add(u, air, convectiveW);
    surfaces.forEach(({ node }, s) => void add(u, node, radiativeW * (even[s] ?? 0)));
    zone.facades.forEach(({ solarApertureM2 }, f) => {
      const sunW = solarApertureM2 * (sunWPerM2[f] ?? 0);
      if (sunW === 0) return;
      add(u, air, sunW * zone.solarToAirShare);
      surfaces.forEach(({ node }, s) => void add(u, node, sunW * (1 - zone.solarToAirShare) * (bySun[f]?.[s] ?? 0)));
    });
  };
}

/** Finds every zone's power and adds it to the inputs. */
function solvePowers({ exact, zones }: Prepared, states: Float64Array, u: Float64Array, inputs: readonly ZoneInput[]): number[] {
  const powers = inputs.map(() => 0);
  const controlled = inputs.flatMap(({ control }, i) => (control ? [{ control, i }] : []));
  const given = controlled.map(() => 0); // node into which each zone's power went
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    for (const [c, { control, i }] of controlled.entries()) {
      const places = zones[i];
      if (!places) continue;
      const nodeOf = (into: "air" | "interior") =>
        (into === "air" ? undefined : places.surfaces.find(({ name }) => name === "interior")?.node) ?? places.air;
      const kPerW = (node: number) => exact.meanInput[places.air * exact.inputs + node] ?? Number.NaN;
      const before = powers[i] ?? 0;
      u[given[c]!] = u[given[c]!]! - before;
      const free = meanOf(exact, places.air, states, u);
      const { powerW, into } = idealPower(control, free, (place) => kPerW(nodeOf(place)));
      given[c] = nodeOf(into);
      u[given[c]!] = u[given[c]!]! + powerW;
      powers[i] = powerW;
      moved = Math.max(moved, Math.abs(powerW - before) * kPerW(places.air));
    }
    if (controlled.length < 2 || moved < STILL_K) return powers;
  }
  throw new ZonecastError("numerics", "the powers of the zones do not settle");
}

function meanOf(
  { mean, meanInput, states: ns, inputs: nu }: ExactStep,
  node: number,
  states: Float64Array,
  u: Float64Array,
): number {
  let sum = 0;
  for (let j = 0; j < ns; j++) sum += mean[node * ns + j]! * states[j]!;
  for (let j = 0; j < nu; j++) sum += meanInput[node * nu + j]! * u[j]!;
  return sum;
}

function closeBalance(
  { network, space, exact }: Prepared,
  before: Float64Array,
  after: Float64Array,
  means: Float64Array,
  u: Float64Array,
  stepS: number,
): { residualW: number; throughputW: number } {
  let residualW = 0;
  let throughputW = 0;
  const count = (flowW: number) => {
    residualW += flowW;
    throughputW += Math.abs(flowW);
  };
  for (let node = 0; node < exact.nodes; node++) count(u[node]!);
  for (const { node, boundary, wPerK } of network.boundaryLinks) count(wPerK * (u[exact.nodes + boundary]! - means[node]!));
  for (let s = 0; s < before.length; s++) count((-space.capacitiesJPerK[s]! * (after[s]! - before[s]!)) / stepS);
  return { residualW, throughputW };
}
