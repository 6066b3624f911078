/**
 * A trained model as one file: a line that names the format, a header in JSON, then weights. And, apart from it, an adapter:
 * the head of one building with the hash of the base it belongs to.
 */
import { z } from "zod";
import { ZonecastError } from "#domain";
import { quantise, restore } from "./quantise.ts";
import { type TftConfig, tftConfig } from "./tft/config.ts";
import { parameterCount, parameterLayout } from "./tft/layout.ts";
import { SCHEMA_VERSION } from "./windows/schema.ts";

const FORMAT = "zonecast-tft 1\n";
const ANY_FORMAT = /^zonecast-tft (\d+)\n/;
const PREFIX_BYTES = FORMAT.length + 4;

const configSchema = z.strictObject({
  hidden: z.union([z.literal(16), z.literal(32), z.literal(64)]),
  heads: z.int().positive(),
  encoder: z.int().positive(),
  horizon: z.int().positive(),
  statics: z.array(z.string()),
  observed: z.array(z.string()),
  known: z.array(z.string()),
  levels: z.array(z.number()),
  dropout: z.number(),
});

/** Where the model comes from. */
export const provenanceSchema = z.strictObject({
  /** Model card in one sentence. */
  description: z.string().max(2_000),
  /** Seconds between two steps. */
  stepS: z.int().positive(),
  /** SHA-256 of the training data, hex. */
  dataHash: z.string().max(64),
  /** SPDX name of the licence of the training data, or a sentence. */
  dataLicence: z.string().max(300),
  /** The command that made it. */
  command: z.string().max(500),
  seed: z.int(),
  /** Which kernels computed: builds differ in the last bits. */
  kernels: z.enum(["simd", "relaxed", "none"]),
  epochs: z.int().nonnegative(),
  windows: z.int().nonnegative(),
  buildings: z.int().nonnegative(),
  /** Mean pinball loss on buildings that were not learned from, in scaled units; null when there were none. */
  validationPinball: z.number().nullable(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

const headerSchema = z.strictObject({
  schema: z.literal(SCHEMA_VERSION),
  config: configSchema,
  provenance: provenanceSchema,
  weights: z.enum(["float32", "uint16"]),
  /** Greatest distance between a stored and a trained weight. */
  maxWeightError: z.number().nonnegative(),
  parameters: z.int().positive(),
  /** SHA-256 of the weights, hex. */
  weightsHash: z.string().length(64),
});

export interface Checkpoint {
  readonly config: TftConfig;
  readonly provenance: Provenance;
  /** In the order of `parameterLayout`. */
  readonly parameters: Float32Array;
  /** How they were stored. */
  readonly weights: "float32" | "uint16";
  readonly maxWeightError: number;
  /** SHA-256 of the stored weights, hex: an adapter names its base by it. */
  readonly hash: string;
}

/** SHA-256, hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** The bytes of a checkpoint file. float32 is exact; uint16 is half as large, its greatest error is in the header. */
export async function saveCheckpoint(
  { config, provenance, parameters }: Pick<Checkpoint, "config" | "provenance" | "parameters">,
  weights: Checkpoint["weights"] = "float32",
): Promise<Uint8Array<ArrayBuffer>> {
  const layout = parameterLayout(config);
  const { bytes, maxError } =
    weights === "uint16" ? quantise(parameters, layout) : { bytes: new Uint8Array(parameters.slice().buffer), maxError: 0 };
  const header = JSON.stringify({
    schema: SCHEMA_VERSION,
    config,
    provenance,
    weights,
    maxWeightError: maxError,
    parameters: parameters.length,
    weightsHash: await sha256(bytes),
  });
  const text = new TextEncoder().encode(header);
  const out = new Uint8Array(PREFIX_BYTES + text.length + bytes.length);
  out.set(new TextEncoder().encode(FORMAT));
  new DataView(out.buffer).setUint32(FORMAT.length, text.length, true);
  out.set(text, PREFIX_BYTES);
  out.set(bytes, PREFIX_BYTES + text.length);
  return out;
}

const broken = (what: string, hint = "copy it anew, or train again") =>
  new ZonecastError("bad-file", `the checkpoint ${what}`, { hint });

function parseHeader(text: string): z.infer<typeof headerSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw broken("has a header that is not JSON");
  }
  const schema = (json as { schema?: unknown } | null)?.schema;
  if (typeof schema === "number" && schema !== SCHEMA_VERSION)
    throw broken(
      `is of version ${schema}, this program reads version ${SCHEMA_VERSION}`,
      "use the version that wrote it, or train again",
    );
  const parsed = headerSchema.safeParse(json);
  if (!parsed.success) throw broken(`has a header that does not fit: ${z.prettifyError(parsed.error).replaceAll("\n", "; ")}`);
  return parsed.data;
}

/** Reads a checkpoint file. Throws `bad-file` for another format or version, a size that does not fit or a wrong hash. */
export async function loadCheckpoint(file: Uint8Array): Promise<Checkpoint> {
  const bytes = Uint8Array.from(file);
  const other = ANY_FORMAT.exec(new TextDecoder().decode(bytes.subarray(0, PREFIX_BYTES)))?.[1];
  if (other !== undefined && `zonecast-tft ${other}\n` !== FORMAT)
    throw broken(`is of format ${other}, this program reads ${FORMAT.trim()}`, "use the version that wrote it, or train again");
  if (bytes.length < PREFIX_BYTES || other === undefined)
    throw broken("is not a Zonecast model", "take a file that `zonecast train` wrote");
  const length = new DataView(bytes.buffer).getUint32(FORMAT.length, true);
  if (PREFIX_BYTES + length > bytes.length) throw broken("is cut off");
  const header = parseHeader(new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + length)));
  const stored = bytes.slice(PREFIX_BYTES + length);
  const hash = await sha256(stored);
  if (hash !== header.weightsHash) throw broken("does not hold the weights that its header was written for");
  const config = tftConfig(header.config);
  const layout = parameterLayout(config);
  const total = parameterCount(layout);
  const parameters = header.weights === "uint16" ? restore(stored, layout) : floats(stored);
  if (parameters?.length !== total) throw broken(`does not hold ${total} weights`);
  return {
    config,
    provenance: header.provenance,
    parameters,
    weights: header.weights,
    maxWeightError: header.maxWeightError,
    hash,
  };
}

const floats = (bytes: Uint8Array<ArrayBuffer>): Float32Array | undefined =>
  bytes.length % 4 === 0 ? new Float32Array(bytes.slice().buffer) : undefined;

const adapterSchema = z.strictObject({
  format: z.literal("zonecast-adapter 1"),
  /** Hash of the base's weights. */
  base: z.string().length(64),
  /** The series it was fitted on. */
  series: z.string().max(200),
  /** First and last issue time that it learned from, UTC ms. */
  fromTs: z.int(),
  toTs: z.int(),
  windows: z.int().nonnegative(),
  /** `hidden · levels` weights, then `levels` biases. */
  head: z.array(z.number()),
});
export type Adapter = z.infer<typeof adapterSchema>;

export const saveAdapter = (adapter: Adapter): string => `${JSON.stringify(adapter)}\n`;

/** Throws `bad-file` when the text is no adapter or has another size than the base's head. Call `adapted` to see whether it fits. */
export function loadAdapter(text: string): Adapter {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ZonecastError("bad-file", "the adapter is not JSON");
  }
  const parsed = adapterSchema.safeParse(json);
  if (!parsed.success)
    throw new ZonecastError("bad-file", `the adapter does not fit: ${z.prettifyError(parsed.error).replaceAll("\n", "; ")}`);
  return parsed.data;
}

/** The parameters of `base` with the adapter's head. Throws `bad-file` when the adapter belongs to another base. */
export function adapted(base: Checkpoint, adapter: Adapter): Float32Array {
  if (adapter.base !== base.hash)
    throw new ZonecastError("bad-file", `the adapter of ${adapter.series} belongs to another base model`, {
      hint: "fit the probe again on this base",
    });
  const wanted = (base.config.hidden + 1) * base.config.levels.length;
  if (adapter.head.length !== wanted)
    throw new ZonecastError("bad-file", `the adapter of ${adapter.series} has ${adapter.head.length} numbers, not ${wanted}`);
  const parameters = base.parameters.slice();
  parameters.set(adapter.head, parameters.length - wanted);
  return parameters;
}
