/** A building as a person writes it down: checked as a whole, with every fault at its place. */
import { z } from "zod";
import { errorLine, isZonecastError } from "#domain";
import { equip, equipmentSchema } from "../archetypes/equipment.ts";
import { archetypeOptionsSchema } from "../archetypes/options.ts";
import { archetype } from "../archetypes/registry.ts";
import { type BuildingModel, buildingModelSchema, parseBuildingModel } from "../model.ts";
import { doubtsOf, physicsFaults } from "./doubts.ts";
import { expand } from "./expand.ts";
import { type Fault, faultsOf } from "./fault.ts";
import { nameFaults } from "./names.ts";

export interface BuildingCheck {
  /** Undefined where there are faults. */
  readonly model: BuildingModel | undefined;
  /** What must be put right. */
  readonly faults: readonly Fault[];
  /** What should be looked at. */
  readonly doubts: readonly Fault[];
}

/** The short form: an archetype and what is changed about it. */
const short = z.strictObject({
  archetype: z.string(),
  options: archetypeOptionsSchema.optional(),
  equipment: equipmentSchema.optional(),
});

/** Checks what a YAML or JSON parser made of a building file: see docs/building-file.md. Never throws. */
export function checkBuildingFile(input: unknown): BuildingCheck {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return failed([{ path: [], message: "a building file is a table that begins with 'building:' or 'archetype:'" }]);
  if ("archetype" in input) return checkShort(input);
  const { model: filled, faults } = expand(input as Record<string, unknown>);
  const parsed = buildingModelSchema.safeParse(filled);
  if (!parsed.success) return failed([...faults, ...faultsOf(parsed.error.issues, filled)]);
  const found = [...faults, ...nameFaults(parsed.data), ...physicsFaults(parsed.data)];
  if (found.length > 0) return failed(found);
  return finished(() => parsed.data, []);
}

function checkShort(input: object): BuildingCheck {
  const parsed = short.safeParse(input);
  if (!parsed.success) return failed(faultsOf(parsed.error.issues, input));
  const { archetype: name, options, equipment = {} } = parsed.data;
  return finished(() => equip(archetype(name, options), equipment), ["archetype"]);
}

/** The model's own check has the last word. */
function finished(make: () => BuildingModel, path: readonly string[]): BuildingCheck {
  try {
    const model = parseBuildingModel(make());
    return { model, faults: [], doubts: doubtsOf(model) };
  } catch (e) {
    if (!isZonecastError(e)) throw e;
    return failed([{ path, message: errorLine(e).replace(/^building model: /, "") }]);
  }
}

const failed = (faults: readonly Fault[]): BuildingCheck => ({ model: undefined, faults, doubts: [] });
