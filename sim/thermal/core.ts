/** The thermal core: one building, stepped exactly through its modes, with the heaters and extra air of each step solved at once. */
import { ZonecastError } from "#domain";
import type { BuildingModel } from "../building/model.ts";
import { airNode, assemble, INPUT } from "./assemble.ts";
import { discretise, multiply } from "./modal.ts";
import { reduceNetwork } from "./network.ts";
import { type HeaterLaw, thermostatPowerW } from "./thermostat.ts";

/** What acts on the building during one step; arrays by zone unless written. */
export interface StepInput {
  /** In the order of `weatherInputs`. The same array again means the same weather: never write into one that was handed in. */
  readonly weather: Float64Array;
  /** People, devices and light, W. */
  readonly gainsW: Float64Array;
  /** Outdoor air beyond the constant exchange, W/K, >= 0. */
  readonly airingWPerK: Float64Array;
  readonly setpointC: Float64Array;
  /** Heater power that ignores the thermostat, W; NaN: the thermostat decides. */
  readonly forcedPowerW: Float64Array;
}

/** Mean heat flows of the last step over the whole building, W. `residualW` is what does not add up. */
export interface HeatBalance {
  readonly gainW: number;
  /** Through the envelope and with air. */
  readonly lossW: number;
  readonly storedW: number;
  readonly residualW: number;
}

export interface ThermalCore {
  readonly stepS: number;
  readonly zones: readonly string[];
  /** Names (`INPUT`) of the weather-driven inputs. */
  readonly weatherInputs: readonly string[];
  /** Zone air at the end of the last step. */
  readonly airTempC: Float64Array;
  /** Mean over the last step, by zone. */
  readonly heatingPowerW: Float64Array;
  readonly airingW: Float64Array;
  step(input: StepInput): HeatBalance;
  /** Temperatures of all nodes that store heat. */
  nodeTempsC(): Float64Array;
  /** Throws `bad-input` when the number of nodes differs. */
  restore(nodeTempsC: Float64Array): void;
}

/** Below this change of every zone's power the joint solution stands, W. */
const SETTLED_W = 1e-7;

/** The core of a checked model, at a fixed step (s, > 0); every node starts at 20 °C. */
export function createCore(model: BuildingModel, stepS: number): ThermalCore {
  const network = assemble(model);
  const reduced = reduceNetwork(network);
  const modal = discretise(reduced, stepS);
  const { modes } = modal;
  const zones = model.zones.map((z) => z.id);
  const count = zones.length;
  const driven = [INPUT.gains, INPUT.airing, INPUT.heating].map((name) => zones.map(name));
  const [gainNames = [], airingNames = [], heatingNames = []] = driven;
  const weatherInputs = network.inputs.filter((name) => !driven.flat().includes(name));

  /** The columns of a row-major matrix over all inputs that belong to `names`, one after the other; zeros for a name without. */
  const columns = (names: readonly string[], source: Float64Array, rows: number): Float64Array => {
    const out = new Float64Array(names.length * rows);
    names.forEach((name, k) => {
      const from = network.inputs.indexOf(name);
      if (from >= 0) for (let row = 0; row < rows; row++) out[k * rows + row] = source[row * network.inputs.length + from]!;
    });
    return out;
  };
  const weatherGain = columns(weatherInputs, modal.gain, modes);
  const gainGain = columns(gainNames, modal.gain, modes);
  const heatGain = columns(heatingNames, modal.gain, modes);
  const airGain = columns(airingNames, modal.gain, modes);

  // Zone air from modes, and how far 1 W into a zone moves the air of every zone within the step.
  const airRows = new Float64Array(count * modes);
  zones.forEach((zone, i) => {
    const node = reduced.storing.indexOf(network.nodes.indexOf(airNode(zone)));
    airRows.set(modal.toNodes.subarray(node * modes, (node + 1) * modes), i * modes);
  });
  const heatRise = responses(airRows, heatGain, count, modes);
  const airRise = responses(airRows, airGain, count, modes);

  // Losses (mean over the step) and stored energy as rows over modes and inputs.
  const order = [...weatherInputs, ...gainNames, ...airingNames, ...heatingNames];
  const lossModes = product(reduced.lossState, modal.toNodes, 1, modes, modes);
  const lossInputs = columns(order, product(lossModes, modal.meanGain, 1, modes, modal.inputs), 1);
  const directLoss = columns(order, reduced.lossInput, 1);
  const heatInputs = columns(order, reduced.heatInput, 1);
  const energyModes = product(reduced.capacityJPerK, modal.toNodes, 1, modes, modes);

  const heaters = model.zones.map((z): HeaterLaw => z.heating ?? { maxPowerW: 0, pBandK: 1 });
  const state = new Float64Array(modes);
  const weatherResponse = new Float64Array(modes);
  let lastWeather: Float64Array | undefined;
  const airTempC = new Float64Array(count);
  const heatingPowerW = new Float64Array(count);
  const airingW = new Float64Array(count);
  const outdoorAt = weatherInputs.indexOf(INPUT.outdoor);

  function restore(nodeTempsC: Float64Array): void {
    if (nodeTempsC.length !== modes)
      throw new ZonecastError("bad-input", `the state has ${nodeTempsC.length} temperatures, this building has ${modes}`);
    multiply(modal.toModes, nodeTempsC, state);
    multiply(airRows, state, airTempC);
  }
  restore(new Float64Array(modes).fill(20));

  /** Heaters and extra air of all zones: Gauss-Seidel, which settles in a few sweeps as zones hardly meet within one step. */
  function solve(input: StepInput, outdoorC: number): void {
    for (let sweep = 0; sweep < 100; sweep++) {
      let change = 0;
      for (let i = 0; i < count; i++) {
        let others = airTempC[i]!;
        for (let j = 0; j < count; j++)
          if (j !== i) others += heatRise[i * count + j]! * heatingPowerW[j]! + airRise[i * count + j]! * airingW[j]!;
        const g = input.airingWPerK[i]!;
        const own = airRise[i * count + i]! * g;
        const freeC = (others + own * outdoorC) / (1 + own);
        const riseKPerW = heatRise[i * count + i]! / (1 + own);
        const forced = input.forcedPowerW[i]!;
        const law = heaters[i]!;
        const power = Number.isNaN(forced)
          ? thermostatPowerW(law, input.setpointC[i]!, freeC, riseKPerW)
          : Math.min(law.maxPowerW, Math.max(0, forced));
        const airing = g * (outdoorC - freeC - riseKPerW * power);
        change = Math.max(change, Math.abs(power - heatingPowerW[i]!), Math.abs(airing - airingW[i]!));
        heatingPowerW[i] = power;
        airingW[i] = airing;
      }
      if (change < SETTLED_W) return;
    }
    throw new ZonecastError("numerics", "the heaters of the zones found no common solution within a step");
  }

  function step(input: StepInput): HeatBalance {
    if (input.weather !== lastWeather) addColumns(weatherGain, input.weather, weatherResponse.fill(0));
    lastWeather = input.weather;
    let loss = 0;
    let before = 0;
    for (let m = 0; m < modes; m++) {
      const z = state[m]!;
      loss += lossModes[m]! * modal.meanDecay[m]! * z;
      before += energyModes[m]! * z;
    }
    for (let m = 0; m < modes; m++) state[m] = modal.decay[m]! * state[m]! + weatherResponse[m]!;
    addColumns(gainGain, input.gainsW, state);
    multiply(airRows, state, airTempC);
    solve(input, input.weather[outdoorAt]!);
    addColumns(heatGain, heatingPowerW, state);
    addColumns(airGain, airingW, state);
    multiply(airRows, state, airTempC);
    let after = 0;
    for (let m = 0; m < modes; m++) after += energyModes[m]! * state[m]!;
    return balance(input, loss, (after - before) / stepS);
  }

  function balance(input: StepInput, lossOfState: number, storedW: number): HeatBalance {
    let envelopeW = lossOfState;
    let sourcesW = 0;
    let airedW = 0;
    let at = 0;
    for (const values of [input.weather, input.gainsW, airingW, heatingPowerW])
      for (const value of values) {
        envelopeW += (lossInputs[at]! + directLoss[at]!) * value;
        sourcesW += heatInputs[at]! * value;
        at++;
      }
    for (const w of airingW) airedW += w;
    // Extra air enters the network as a source; for people it is a loss.
    const gainW = sourcesW - airedW;
    const lossW = envelopeW - airedW;
    return { gainW, lossW, storedW, residualW: gainW - lossW - storedW };
  }

  return {
    stepS,
    zones,
    weatherInputs,
    airTempC,
    heatingPowerW,
    airingW,
    step,
    restore,
    nodeTempsC: () => {
      const nodes = new Float64Array(modes);
      multiply(modal.toNodes, state, nodes);
      return nodes;
    },
  };
}

/** `out += Σ_k values[k] · column k`, with the columns one after the other. Most inputs rest most of the time. */
function addColumns(columns: Float64Array, values: Float64Array, out: Float64Array): void {
  const rows = out.length;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (value === 0) continue;
    const from = k * rows;
    for (let i = 0; i < rows; i++) out[i]! += value * columns[from + i]!;
  }
}

/** Row-major answers of every zone's air to each column: `rows (zones × modes) · columns (modes × zones)`. */
function responses(rows: Float64Array, columns: Float64Array, zones: number, modes: number): Float64Array {
  const out = new Float64Array(zones * zones);
  for (let i = 0; i < zones; i++)
    for (let j = 0; j < zones; j++)
      for (let m = 0; m < modes; m++) out[i * zones + j]! += rows[i * modes + m]! * columns[j * modes + m]!;
  return out;
}

/** Row-major `a (rows × inner) · b (inner × columns)`. */
function product(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < inner; k++)
      for (let j = 0; j < columns; j++) out[i * columns + j]! += a[i * inner + k]! * b[k * columns + j]!;
  return out;
}
