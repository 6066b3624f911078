/** Reads the twelve cases of VDI 6007-1 and their hourly references. */
import { z } from "zod";
import { oneLine, ZonecastError } from "#domain";

const pair = z.tuple([z.number(), z.number()]);
const one = z.tuple([z.number()]);
const table = z.object({ data: z.array(z.array(z.number()).min(2)).min(2) });

const zone = z.object({
  AExt: z.union([one, pair]),
  ATransparent: z.union([one, pair]),
  AInt: z.number(),
  hConExt: z.number(),
  hConInt: z.number(),
  hRad: z.number(),
  gWin: z.number(),
  ratioWinConRad: z.number(),
  RExt: one,
  RExtRem: z.number(),
  CExt: one,
  RInt: one,
  CInt: one,
  T_start: z.number(),
});

const equivalent = z.object({
  aExt: z.number(),
  hConWallOut: z.number(),
  hRad: z.number(),
  withLongwave: z.boolean(),
  wfWall: z.array(z.number()),
  wfWin: z.array(z.number()),
  wfGro: z.number(),
  TGro: z.number(),
});

const caseSchema = z.object({
  zone,
  tables: z.record(z.string(), table),
  constants: z.object({ hConWall: z.object({ k: z.string() }) }),
  fixed_outdoor_temperature_K: z.number().optional(),
  equivalent_air_temperature: equivalent.optional(),
});
const fileSchema = z.object({ cases: z.record(z.string(), caseSchema) });

export type VdiCase = z.infer<typeof caseSchema>;
export type VdiEquivalent = z.infer<typeof equivalent>;
/** Time of day (s), then values; straight between rows, and a repeated time is a jump. */
export type VdiTable = readonly (readonly number[])[];

/** Cases by number, "1" to "12". Throws `bad-file`. */
export function readCases(text: string): ReadonlyMap<string, VdiCase> {
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ZonecastError("bad-file", oneLine(`VDI 6007 cases: ${issue?.path.join(".")}: ${issue?.message}`));
  }
  return new Map(Object.entries(parsed.data.cases).map(([name, c]) => [name.replace(/^TestCase/, ""), c]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ZonecastError("bad-file", "VDI 6007 cases: not JSON", { cause });
  }
}

/** One number of the standard: the mean over the hour that ends at `hour` of `day`. */
export interface Reference {
  /** Hours since the start, of the hour's end. */
  readonly hour: number;
  readonly value: number;
}

export interface ReferenceSeries {
  readonly case: string;
  readonly unit: "degC" | "W";
  readonly references: readonly Reference[];
  /** Limit of the Modelica library AixLib for the same comparison; null where it makes none. */
  readonly aixlibLimit: number | null;
}

/** The references without the initial state, which is none. Throws `bad-file`. */
export function readReferences(text: string): ReferenceSeries[] {
  const [header = "", ...lines] = text.trimEnd().split(/\r?\n/);
  if (header !== "case,time_s_end_of_hour,day,hour,reference,unit,aixlib_threshold")
    throw new ZonecastError("bad-file", `VDI 6007 references: unknown columns '${oneLine(header, 80)}'`);
  const series = new Map<string, ReferenceSeries & { references: Reference[] }>();
  for (const [i, line] of lines.entries()) {
    const [name = "", timeS, , , value, unit, limit] = line.split(",");
    const hour = Number(timeS) / 3600;
    if (!Number.isInteger(hour) || !value || !Number.isFinite(Number(value)) || (unit !== "degC" && unit !== "W"))
      throw new ZonecastError("bad-file", `VDI 6007 references: line ${i + 2} is not a reference`);
    const key = `${name} ${unit}`;
    const own = series.get(key) ?? { case: name, unit, references: [], aixlibLimit: limit ? Number(limit) : null };
    series.set(key, own);
    if (hour > 0) own.references.push({ hour, value: Number(value) });
  }
  return [...series.values()];
}
