/** What can be excited, and how far, where nothing is known about the building. */
import { unknownName, ZonecastError } from "#domain";
import type { Range } from "./walker.ts";

export interface Control {
  readonly label: string;
  readonly unit: string;
  readonly range: Range;
  /** The range counts in shares of what is installed: power, air flow. */
  readonly scaled: boolean;
}

const fixed = (label: string, unit: string, min: number, max: number): Control => ({
  label,
  unit,
  range: { min, max },
  scaled: false,
});
const scaled = (label: string, unit: string): Control => ({ label, unit, range: { min: 0, max: 1 }, scaled: true });

/** Set-point ranges: dcg-udl-cat/hvacbench (MIT). Names that are signals mean what `SIGNALS` says. */
export const CONTROLS = {
  heatingPowerW: scaled("Heating power", "W"),
  coolingPowerW: scaled("Cooling power", "W"),
  valvePct: fixed("Valve", "%", 0, 100),
  heatingSetpointC: fixed("Heating set-point", "°C", 15, 24),
  coolingSetpointC: fixed("Cooling set-point", "°C", 22, 30),
  ventilationPerH: scaled("Ventilation", "1/h"),
  windowOpen: fixed("Window open", "0..1", 0, 1),
  blindClosed: fixed("Blind closed", "0..1", 0, 1),
  internalGainW: scaled("Internal gains", "W"),
} as const satisfies Record<string, Control>;

export type ControlId = keyof typeof CONTROLS;

const isControlId = (name: string): name is ControlId => Object.hasOwn(CONTROLS, name);

/**
 * The range of a control. `installed` is the rated power (W) or largest air change (1/h) of a scaled control; others take none.
 * Throws `unknown-name` for another control, `bad-input` for a scaled one without a positive `installed`.
 */
export function controlRange(name: string, installed?: number): Range {
  if (!isControlId(name)) throw unknownName("control", name, Object.keys(CONTROLS));
  const { range, scaled, unit }: Control = CONTROLS[name];
  if (!scaled) return range;
  if (installed === undefined || !(installed > 0))
    throw new ZonecastError("bad-input", `${name} needs to know what is installed, in ${unit}`);
  return { min: range.min * installed, max: range.max * installed };
}
