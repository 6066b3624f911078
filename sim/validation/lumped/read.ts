/** Reads the lumped parameters of the ASHRAE 140 boxes, and the ranges that other programs span. */
import { z } from "zod";
import { oneLine, ZonecastError } from "#domain";

const one = z.tuple([z.number()]);
const list = z.array(z.number());

const zone = z.object({
  VAir: z.number(),
  hConExt: z.number(),
  hConWin: z.number(),
  gWin: z.number(),
  ratioWinConRad: z.number(),
  RExt: one,
  CExt: one,
  RExtRem: z.number(),
  hRad: z.number(),
  RWin: z.number(),
  AWin: list,
  ATransparent: list,
  AExt: list,
  AInt: z.number().optional(),
  hConInt: z.number().optional(),
  RInt: one.optional(),
  CInt: one.optional(),
  AFloor: z.number().optional(),
  hConFloor: z.number().optional(),
  RFloor: one.optional(),
  RFloorRem: z.number().optional(),
  CFloor: one.optional(),
  ARoof: z.number().optional(),
  hConRoof: z.number().optional(),
  RRoof: one.optional(),
  RRoofRem: z.number().optional(),
  CRoof: one.optional(),
});

const outside = z.object({
  wfWall: list,
  wfWin: list,
  aExt: z.number(),
  hConWallOut: z.number(),
  hRad: z.number(),
  hConWinOut: z.number(),
});

const formSchema = z.object({ zone, equivalent_air_temperature: outside });
export type BoxForm = z.infer<typeof formSchema>;

/** One to four elements. */
export const FORMS = ["OneElement", "TwoElements", "ThreeElements", "FourElements"] as const;
export type FormName = (typeof FORMS)[number];

const fileSchema = z.object({ cases: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** The form `name` of each case that has it. Throws `bad-file`. */
export function readForms(text: string, name: FormName): ReadonlyMap<string, BoxForm> {
  const found = new Map<string, BoxForm>();
  for (const [box, forms] of Object.entries(parse(fileSchema, json(text)).cases))
    if (name in forms) found.set(box, parse(formSchema, forms[name]));
  return found;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ZonecastError("bad-file", "ASHRAE 140 parameters: not JSON", { cause });
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ZonecastError("bad-file", oneLine(`ASHRAE 140 parameters: ${issue?.path.join(".")}: ${issue?.message}`));
}

/** What other programs got. */
export interface Range {
  readonly lower: number;
  readonly upper: number;
  /** The programs' mean, or the middle where only the range is known. */
  readonly middle: number;
  readonly peers: Readonly<Record<string, number>>;
}

/** Ranges by case and metric, joined by a blank. Throws `bad-file`. */
export function readRanges(text: string): ReadonlyMap<string, Range> {
  const [header = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const [, , , , , , , ...programs] = header.split(",");
  if (!header.startsWith("case,metric,unit,n,min,max,mean,"))
    throw new ZonecastError("bad-file", `ASHRAE 140 ranges: unknown columns '${oneLine(header, 80)}'`);
  return new Map(
    lines.map((line, i): [string, Range] => {
      const [name, metric, , , min, max, mean, ...values] = line.split(",");
      const [lower = Number.NaN, upper = Number.NaN, middle = Number.NaN] = [min, max, mean].map(Number);
      if (!(lower <= middle && middle <= upper))
        throw new ZonecastError("bad-file", `ASHRAE 140 ranges: line ${i + 2} has no range`);
      const peers = programs.flatMap((program, p) => (values[p] ? [[program, Number(values[p])] as const] : []));
      return [`${name} ${metric}`, { lower, upper, middle, peers: Object.fromEntries(peers) }];
    }),
  );
}
