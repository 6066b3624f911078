/** What the virtual numbers of a Shelly device stand for: only its configuration tells, in answer to a question. */
import type { SignalId } from "#domain";
import { isObject, type JsonObject, own, ownText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { converterTo } from "../parse/unit.ts";
import type { Role } from "./shelly-components.ts";

const SIGNAL_OF: ReadonlyMap<string, SignalId> = new Map<string, SignalId>([
  ["current_temperature", "airTempC"],
  ["target_temperature", "heatingSetpointC"],
  ["current_humidity", "relativeHumidityPct"],
]);

/** One component of an answer. */
export interface Described {
  readonly key: string;
  /** Undefined when its role is none of ours. */
  readonly role: Role | undefined;
  readonly status: JsonObject | undefined;
}

/** The question for the device's virtual components, from the `offset`-th on. */
export const question = (offset: number): { method: string; params: JsonObject } => ({
  method: "Shelly.GetComponents",
  params: { dynamic_only: true, include: ["config", "status"], offset },
});

/** Reads one page of the answer. `next`: where the following page begins. Undefined when it is no such answer. */
export function readAnswer(result: unknown): { described: Described[]; next: number | undefined } | undefined {
  const components = isObject(result) ? own(result, "components") : undefined;
  if (!isObject(result) || !Array.isArray(components)) return undefined;
  const described = components.flatMap((component: unknown): Described[] => {
    const key = isObject(component) ? ownText(component, "key") : undefined;
    if (!isObject(component) || key === undefined) return [];
    const status = own(component, "status");
    return [{ key, role: roleOf(component), status: isObject(status) ? status : undefined }];
  });
  const next = (parseNumber(own(result, "offset")) ?? 0) + components.length;
  const total = parseNumber(own(result, "total")) ?? 0;
  return { described, next: components.length > 0 && next < total ? next : undefined };
}

function roleOf(component: JsonObject): Role | undefined {
  const found = own(component, "config");
  const config: JsonObject = isObject(found) ? found : {};
  const attributes = own(component, "attrs");
  const name = (isObject(attributes) ? ownText(attributes, "role") : undefined) ?? ownText(config, "role") ?? "";
  const signal = SIGNAL_OF.get(name);
  const ui = nested(config, "meta", "ui");
  const unit = (ui && ownText(ui, "unit")) ?? "";
  if (!signal || !converterTo(signal, unit)) return undefined;
  return { signal, unit, writable: signal === "heatingSetpointC" ? rangeOf(config, ui, unit) : undefined };
}

/** Only degrees Celsius are set: that is what these thermostats count in. */
function rangeOf(config: JsonObject, ui: JsonObject | undefined, unit: string): Role["writable"] {
  const [min, max] = [parseNumber(own(config, "min")), parseNumber(own(config, "max"))];
  const step = (ui && parseNumber(own(ui, "step"))) ?? 0.5;
  const settable = (ownText(config, "access") ?? "crw").includes("w") && unit === "°C";
  return settable && min !== undefined && max !== undefined && min <= max && step > 0 ? { min, max, step } : undefined;
}

function nested(object: JsonObject, ...keys: readonly string[]): JsonObject | undefined {
  let here: JsonObject | undefined = object;
  for (const key of keys) {
    const value: unknown = here && own(here, key);
    here = isObject(value) ? value : undefined;
  }
  return here;
}
