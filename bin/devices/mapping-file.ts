/** Mappings from a JSON file: one, or a list of them. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Mapping, mappingSchema, oneLine, ZonecastError } from "#domain";

const one = mappingSchema.transform((mapping) => [mapping]);
const several = z.array(mappingSchema).min(1).max(500);

/** Throws `bad-file` that names the file and the first thing that is wrong in it. */
export function readMappings(path: string): readonly Mapping[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ZonecastError("bad-file", cause instanceof SyntaxError ? `${path} is not JSON` : `cannot read ${path}`, { cause });
  }
  const parsed = (Array.isArray(json) ? several : one).safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw new ZonecastError("bad-file", oneLine(`${path}: ${where ? `${where}: ` : ""}${issue?.message ?? "is no mapping"}`), {
    hint: "docs/mqtt.md shows one",
  });
}
