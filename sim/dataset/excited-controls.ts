/** The excited controls of a building in the whole simulation: walkers of each zone, and guards where there are bands or limits. */
import { ZonecastError } from "#domain";
import type { BuildingModel, ZoneModel } from "../building/model.ts";
import { type ControlName, isControllable } from "../controls.ts";
import { controlRange } from "../excitation/controls.ts";
import { comfortGuard } from "../excitation/envelope.ts";
import type { Range } from "../excitation/walker.ts";
import { createWalker } from "../excitation/walkers.ts";
import type { FleetBuilding } from "./fleet.ts";
import { type Operation, VENTILATION_PER_H } from "./operate.ts";
import type { DatasetPlan, Excitable } from "./plan.ts";

/** How a plan's controls are called in the simulation, in the order in which they decide; gains and the heater's wish are in the operation already. */
const NAMES = {
  internalGainW: { name: "gainsW", seen: "gainsW" },
  ventilationPerH: { name: "ventilationPerH", seen: "ventilationPerH" },
  heatingSetpointC: { name: "heatingSetpointC", seen: "heatingSetpointC" },
  coolingSetpointC: { name: "coolingSetpointC", seen: "coolingSetpointC" },
  windowOpen: { name: "windowOpenShare", seen: "windowOpenShare" },
  blindClosed: { name: "blindClosedShare", seen: "blindClosedShare" },
  coolingPowerW: { name: "coolingPowerW", seen: "coolingPowerW" },
  heatingPowerW: { name: "heatingPowerW", seen: "heatingPowerW" },
} as const satisfies Readonly<Record<Excitable, { name: ControlName; seen: string }>>;

/** What the envelope watches over when there is no limit, too. */
const COMFORT: readonly Excitable[] = ["ventilationPerH", "windowOpen", "blindClosed", "coolingPowerW", "heatingPowerW"];
const FROM_OPERATION: readonly Excitable[] = ["internalGainW", "heatingSetpointC"];
/** Where nothing is said, nothing breaks a band. */
const ANYWHERE = { minC: -1_000, maxC: 1_000 };

export interface ExcitedControl {
  readonly name: ControlName;
  /** Where the simulation shows what was done; fans do what they are told. */
  readonly seen: (typeof NAMES)[Excitable]["seen"];
  /** Whether `decide` must be asked. */
  readonly guarded: boolean;
  range(zone: number): Range;
  /** The step's wishes into `held` where walkers are in charge; NaN in zones that do not have the control. */
  ask(step: number, excited: boolean, held: Float64Array): void;
  /** Of the step at hand; NaN where nobody asked. */
  wish(zone: number): number;
  /** Whether comfort bounds the step in some zone. */
  looksAhead(step: number): boolean;
  /** What may be done; `predicted` are the temperatures at the step's end at both ends of the range. */
  decide(zone: number, step: number, wish: number, predicted: readonly [Float64Array, Float64Array] | undefined): number;
  /** The levels of a step in which others were in charge. */
  watch(levels: Float64Array): void;
}

/** Throws `bad-input` for a control that no zone of the building has. */
export function excitedControls(
  plan: DatasetPlan,
  building: FleetBuilding,
  model: BuildingModel,
  operation: Operation,
): readonly ExcitedControl[] {
  return (Object.keys(NAMES) as Excitable[]).flatMap((control) => {
    const entry = plan.operation.excite.find((e) => e.control === control);
    return entry ? [excitedControl(plan, building, model, operation, entry)] : [];
  });
}

function excitedControl(
  plan: DatasetPlan,
  building: FleetBuilding,
  model: BuildingModel,
  { zones }: Operation,
  { control, walkers, range: given, limits }: DatasetPlan["operation"]["excite"][number],
): ExcitedControl {
  const { name, seen } = NAMES[control];
  const spec = walkers[building.walkers[control] ?? 0]!;
  const ranges = model.zones.map((zone): Range | undefined =>
    isControllable(model, zone, name) ? (given ?? rangeOf(control, zone)) : undefined,
  );
  if (ranges.every((r) => r === undefined))
    throw new ZonecastError("bad-input", `plan: operation.excite: ${building.id} has no ${control} to excite`, {
      hint: HINTS[control],
    });
  for (const range of ranges)
    if (range && limits?.lowestOn !== undefined && (limits.lowestOn < range.min || limits.lowestOn > range.max))
      throw new ZonecastError(
        "bad-input",
        `plan: operation.excite: ${control} of ${building.id}: lowestOn ${limits.lowestOn} lies outside ${range.min}..${range.max}`,
      );
  const inOperation = FROM_OPERATION.includes(control);
  const walkerOf = (zone: ZoneModel, range: Range) =>
    createWalker({ spec, range, stepS: plan.stepS, seed: plan.seed, name: `${building.id}/${zone.id}/${control}` });
  const own = inOperation ? [] : model.zones.map((zone, z) => ranges[z] && walkerOf(zone, ranges[z]));
  const bounded = plan.operation.envelope !== null && COMFORT.includes(control);
  const guards =
    limits || bounded ? ranges.map((range) => range && comfortGuard({ range, marginK: 0, ...known(limits) }, plan.stepS)) : [];
  const wishes = new Float64Array(model.zones.length).fill(Number.NaN);
  const boundedAt = (z: number, step: number) => bounded && !Number.isNaN(zones[z]!.leastC[step]!);

  return {
    name,
    seen,
    guarded: guards.length > 0 && !FROM_OPERATION.includes(control),
    range: (z) => ranges[z]!,
    wish: (z) => wishes[z]!,
    ask(_step, excited, held) {
      for (let z = 0; z < own.length; z++) {
        // Walkers go on while others are in charge.
        const level = own[z]?.next() ?? Number.NaN;
        wishes[z] = excited ? level : Number.NaN;
        if (excited && !Number.isNaN(level)) held[z] = level;
        else if (RELEASED.includes(control)) held[z] = Number.NaN;
      }
    },
    looksAhead: (step) => zones.some((_, z) => boundedAt(z, step)),
    decide(z, step, wish, predicted) {
      const range = ranges[z]!;
      const { leastC, mostC } = zones[z]!;
      const [low, high] = predicted ? [predicted[0][z]!, predicted[1][z]!] : [0, 0];
      const perLevel = (high - low) / (range.max - range.min);
      const band = predicted && boundedAt(z, step) ? { minC: leastC[step]!, maxC: mostC[step]! } : ANYWHERE;
      return guards[z]!.decide(wish, { band, predictC: (level) => low + (level - range.min) * perLevel }).level;
    },
    watch(levels) {
      for (let z = 0; z < guards.length; z++) {
        const range = ranges[z];
        if (range) guards[z]?.took(Math.min(range.max, Math.max(range.min, levels[z]!)));
      }
    },
  };
}

/** Left to the building when no walker is in charge; fans and windows go back to what people do. */
const RELEASED: readonly Excitable[] = ["coolingSetpointC", "blindClosed", "coolingPowerW", "heatingPowerW"];

const HINTS: Readonly<Record<Excitable, string>> = {
  heatingPowerW: "it has no heating",
  heatingSetpointC: "it has no heating",
  coolingPowerW: "buildings.vary: { cooling: split } gives it one",
  coolingSetpointC: "buildings.vary: { cooling: split } gives it one",
  ventilationPerH: "it has no zones",
  windowOpen: "give its zones openWindowPerH",
  blindClosed: "buildings.vary: { blindFactor: 0.2 } gives it blinds",
  internalGainW: "it has no zones",
};

function rangeOf(control: Excitable, zone: ZoneModel): Range {
  if (control === "heatingPowerW") return controlRange(control, zone.heating?.maxPowerW);
  if (control === "coolingPowerW") return controlRange(control, zone.cooling?.maxPowerW);
  if (control === "ventilationPerH") return controlRange(control, VENTILATION_PER_H);
  return control === "internalGainW" ? { min: 0, max: 0 } : controlRange(control);
}

/** Without the entries that are undefined. */
function known<T extends object>(limits: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(limits ?? {}).filter(([, v]) => v !== undefined)) as never;
}
