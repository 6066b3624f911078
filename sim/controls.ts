/** Controls from outside: set-points, powers, air, blinds and gains, laid over what schedules, laws and people do. */
import { type Frame, ZonecastError } from "#domain";
import type { BuildingModel, ZoneModel } from "./building/model.ts";
import { canAir } from "./systems/ventilation.ts";

/** What may be controlled in a zone. */
export const CONTROLS = [
  /** W, clipped to the heater; replaces the thermostat. `valvePct` says the same in percent of it. */
  "heatingPowerW",
  "valvePct",
  "heatingSetpointC",
  /** W, as a positive number, clipped to the unit. */
  "coolingPowerW",
  "coolingSetpointC",
  /** Outdoor air of the fans, 1/h, before heat recovery. */
  "ventilationPerH",
  /** 0..1 of what opens. */
  "windowOpenShare",
  /** 0..1: 1 is closed. Replaces the automation of blinds. */
  "blindClosedShare",
  /** Heat of people and devices, W, instead of those that live there. */
  "gainsW",
] as const;
export type ControlName = (typeof CONTROLS)[number];

/** By zone; NaN leaves a zone alone, and a control that is left out leaves all alone. */
export type Controls = Partial<Readonly<Record<ControlName, Float64Array>>>;

const LIMITS: Readonly<Record<ControlName, readonly [number, number]>> = {
  heatingPowerW: [0, 1e7],
  valvePct: [0, 100],
  heatingSetpointC: [-10, 60],
  coolingPowerW: [0, 1e7],
  coolingSetpointC: [-10, 60],
  ventilationPerH: [0, 50],
  windowOpenShare: [0, 1],
  blindClosedShare: [0, 1],
  gainsW: [0, 1e6],
};

/** Whether a zone has what a control moves. */
export function isControllable(model: BuildingModel, zone: ZoneModel, name: ControlName): boolean {
  switch (name) {
    case "heatingPowerW":
    case "valvePct":
    case "heatingSetpointC":
      return zone.heating !== undefined;
    case "coolingPowerW":
    case "coolingSetpointC":
      return zone.cooling !== undefined;
    case "windowOpenShare":
      return canAir(model, zone);
    case "blindClosedShare":
      return model.windows.some((w) => w.zone === zone.id && w.blind);
    default:
      return true;
  }
}

/** The controls of a building by `zone/name`. */
export const controlsOf = (model: BuildingModel): readonly string[] =>
  model.zones.flatMap((z) => CONTROLS.filter((name) => isControllable(model, z, name)).map((name) => `${z.id}/${name}`));

/** Controls for each zone that leave everything alone, to be written into. */
export const blankControls = (model: BuildingModel): Record<ControlName, Float64Array> =>
  Object.fromEntries(CONTROLS.map((name) => [name, new Float64Array(model.zones.length).fill(Number.NaN)])) as Record<
    ControlName,
    Float64Array
  >;

/** Throws `bad-input` for a value that its control may not have. */
export function checkControls(controls: Controls): void {
  for (const name of CONTROLS) {
    const [min, max] = LIMITS[name];
    const values = controls[name];
    if (!values) continue;
    for (let i = 0; i < values.length; i++)
      if (values[i]! < min || values[i]! > max)
        throw new ZonecastError("bad-input", `${name} must lie in ${min}..${max}, not ${values[i]}`);
  }
}

/**
 * Reads controls from a frame with columns `zone/name`: row i holds from its time until the next row; before the first and after
 * the last row nothing is held. The returned function gives the same arrays at each call. Throws `unknown-name` for a column
 * that is no control of this building and `bad-input` for a value out of range.
 */
export function controlReader(model: BuildingModel, frame: Frame | undefined): (ts: number) => Controls {
  if (!frame) return () => ({});
  const known = controlsOf(model);
  const held = blankControls(model);
  const zones = model.zones.map((z) => z.id);
  const columns = [...frame.columns].map(([column, values]) => {
    if (!known.includes(column))
      throw new ZonecastError("unknown-name", `no control '${column}'`, { hint: `there are: ${known.join(", ")}` });
    const [zone = "", name = ""] = column.split("/");
    const control = name as ControlName;
    checkControls({ [control]: values });
    return { i: zones.indexOf(zone), target: held[control], values };
  });
  return (ts) => {
    const row = Math.floor((ts - frame.startTs) / (frame.stepS * 1000));
    for (const { i, target, values } of columns) target[i] = values[row] ?? Number.NaN;
    return held;
  };
}
