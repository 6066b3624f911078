/** What is wrong in a building file, and where. */
import { z } from "zod";
import { unknownName, ZonecastError } from "#domain";
import { buildingModelSchema } from "../model.ts";
import { unitOf } from "./units.ts";

export type Path = readonly (string | number)[];

export interface Fault {
  /** From the file's root: names and numbers of entries. */
  readonly path: Path;
  readonly message: string;
}

/** `elements[3].areaM2` */
export const pathText = (path: Path): string =>
  path.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("");

type Issue = z.core.$ZodIssue;

/** Zod's issues as faults in words, those of unions told by the branch that came nearest. */
export const faultsOf = (issues: readonly Issue[], input: unknown): Fault[] =>
  issues.flatMap((issue) => faultOf(issue, [], input));

function faultOf(issue: Issue, above: Path, input: unknown): Fault[] {
  const path: Path = [...above, ...issue.path.map((p) => (typeof p === "number" ? p : String(p)))];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((a, b) => (score(b) < score(a) ? b : a));
    return nearest.flatMap((inner) => faultOf(inner, path, input));
  }
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: [...path, key], message: strange(key, path, input) }));
  return [{ path, message: messageOf(issue, path, input) }];
}

/** A branch that fails deep inside was meant; one that fails at its first step was not. */
const score = (issues: readonly Issue[]): number => issues.length - Math.max(...issues.map((i) => i.path.length));

function messageOf(issue: Issue, path: Path, input: unknown): string {
  const name = String(path.findLast((step) => typeof step === "string") ?? "");
  const unit = unitOf(name);
  const value = at(input, path);
  if (value === undefined) return `is missing${unit ? ` (${unit})` : ""}`;
  if (name === "volumeM3" && typeof value === "number" && value <= 0) return `a zone must hold air, not ${value} m³`;
  if (issue.code === "invalid_type" && issue.expected === "number")
    return `must be a number${unit ? ` in ${unit}, without the unit` : ""}, not ${JSON.stringify(value)?.slice(0, 40)}`;
  if (issue.code === "too_small" || issue.code === "too_big") {
    const bound = issue.code === "too_small" ? issue.minimum : issue.maximum;
    const than =
      issue.code === "too_small" ? (issue.inclusive ? "at least" : "more than") : issue.inclusive ? "at most" : "less than";
    const what = Array.isArray(value)
      ? `${value.length} entries`
      : `${String(value)}${unit && !unit.includes("0..1") ? ` ${unit}` : ""}`;
    return `must be ${than} ${bound}, not ${what}`;
  }
  if (issue.code === "invalid_value")
    return `must be one of ${issue.values.map(String).join(", ")}, not ${JSON.stringify(value)?.slice(0, 40)}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

/** A name that is not known there, with the nearest one that is. */
function strange(key: string, path: Path, input: unknown): string {
  const known = namesAt(path, input);
  if (known.length === 0) return "is no name that is known here";
  const { hint } = unknownName("name", key, known);
  const base = known.find((k) => k.toLowerCase().startsWith(key.toLowerCase()) || key.toLowerCase().startsWith(k.toLowerCase()));
  return `is no name that is known here (${base && !hint?.startsWith("did") ? `did you mean '${base}'?` : hint})`;
}

type Json = z.core.JSONSchema.BaseSchema;

/** Names that the schema knows at a place of the file. */
function namesAt(path: Path, input: unknown): string[] {
  let schema: Json | undefined = z.toJSONSchema(buildingModelSchema, { io: "input" });
  path.forEach((step, i) => {
    const properties = branch(schema, at(input, path.slice(0, i)))?.properties as Record<string, Json> | undefined;
    schema = typeof step === "number" ? single(schema?.items) : properties?.[step];
  });
  return Object.keys(branch(schema, at(input, path))?.properties ?? {});
}

const single = (items: unknown): Json | undefined => (Array.isArray(items) ? items[0] : (items as Json | undefined));

/** Of alternatives, the one whose constant the value has. */
function branch(schema: Json | undefined, value: unknown): Json | undefined {
  const options = (schema?.oneOf ?? schema?.anyOf) as Json[] | undefined;
  if (!options) return schema;
  const fits = (option: Json) =>
    Object.entries(option.properties ?? {}).some(
      ([name, property]) =>
        typeof property === "object" &&
        "const" in property &&
        property.const === (value as Record<string, unknown> | undefined)?.[name],
    );
  return options.find(fits) ?? options[0];
}

function at(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** One error for a list of faults: the first in full, and how many more there are. */
export function faultsError(faults: readonly Fault[], file: string, lineOf: (path: Path) => number | undefined): ZonecastError {
  const words = faults.slice(0, 8).map(({ path, message }) => {
    const line = lineOf(path);
    return `${line === undefined ? "" : `line ${line}: `}${path.length > 0 ? `${pathText(path)} ` : ""}${message}`;
  });
  const more = faults.length > 8 ? `; and ${faults.length - 8} more` : "";
  return new ZonecastError("bad-file", `${file}: ${words.join("; ")}${more}`);
}
