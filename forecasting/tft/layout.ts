/** The parameters of a TFT: names, shapes and places in one flat array, and which of them belong together. */
import { encoderInputs, type TftConfig } from "./config.ts";

export interface Parameter {
  readonly name: string;
  /** Matrices are [in, out]: a row times a matrix. */
  readonly shape: readonly number[];
  readonly size: number;
  /** Place of its first number in the flat array. */
  readonly offset: number;
}

type Shape = readonly number[];
type Entry = readonly [name: string, shape: Shape];

const dense = (name: string, inputs: number, outputs: number): Entry[] => [
  [`${name}.weight`, [inputs, outputs]],
  [`${name}.bias`, [outputs]],
];

const norm = (name: string, width: number): Entry[] => [
  [`${name}.gamma`, [width]],
  [`${name}.beta`, [width]],
];

/** Gated linear unit and layer norm over a skip (Lim et al. 2021, eq. 5). */
const gate = (name: string, hidden: number): Entry[] => [
  ...dense(`${name}.glu`, hidden, 2 * hidden),
  ...norm(`${name}.norm`, hidden),
];

/** Gated residual network (eqs. 2 to 4). */
const residual = (name: string, inputs: number, hidden: number, outputs: number, context: boolean): Entry[] => [
  ...dense(`${name}.fc1`, inputs, hidden),
  ...(context ? [[`${name}.context.weight`, [hidden, hidden]] as const] : []),
  ...dense(`${name}.fc2`, hidden, hidden),
  ...dense(`${name}.glu`, hidden, 2 * outputs),
  ...(inputs === outputs ? [] : dense(`${name}.skip`, inputs, outputs)),
  ...norm(`${name}.norm`, outputs),
];

/** Variable selection network (eqs. 6 to 8). */
const selection = (name: string, inputs: number, hidden: number, context: boolean): Entry[] => [
  ...residual(`${name}.flat`, inputs * hidden, hidden, inputs, context),
  ...Array.from({ length: inputs }, (_, v) => residual(`${name}.variable${v}`, hidden, hidden, hidden, false)).flat(),
];

const lstm = (name: string, hidden: number): Entry[] => [
  [`${name}.input`, [hidden, 4 * hidden]],
  [`${name}.recurrent`, [hidden, 4 * hidden]],
  [`${name}.bias`, [4 * hidden]],
];

function entries(config: TftConfig): Entry[] {
  const { hidden: H, heads, statics, known, levels } = config;
  const inputs = encoderInputs(config);
  return [
    ["embed.static.weight", [statics.length, H]],
    ["embed.static.bias", [statics.length, H]],
    ["embed.temporal.weight", [inputs, H]],
    ["embed.temporal.bias", [inputs, H]],
    ...selection("select.static", statics.length, H, false),
    ...selection("select.encoder", inputs, H, true),
    ...selection("select.decoder", known.length, H, true),
    ...residual("context.selection", H, H, H, false),
    ...residual("context.enrichment", H, H, H, false),
    ...residual("context.state", H, H, H, false),
    ...residual("context.cell", H, H, H, false),
    ...lstm("lstm.encoder", H),
    ...lstm("lstm.decoder", H),
    ...gate("gate.lstm", H),
    ...residual("enrichment", H, H, H, true),
    ...dense("attention.query", H, H),
    ...dense("attention.key", H, H),
    ...dense("attention.value", H, H / heads),
    ["attention.output.weight", [H / heads, H]],
    ...gate("gate.attention", H),
    ...residual("feedforward", H, H, H, false),
    ...gate("gate.output", H),
    ...dense("head", H, levels.length),
  ];
}

/** All parameters in the order of the flat array. */
export function parameterLayout(config: TftConfig): readonly Parameter[] {
  let offset = 0;
  return entries(config).map(([name, shape]) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const parameter = { name, shape, size, offset };
    offset += size;
    return parameter;
  });
}

/** How many numbers there are. */
export const parameterCount = (layout: readonly Parameter[]): number => layout.reduce((n, p) => n + p.size, 0);

/**
 * What may learn while the rest stays as it is. `head`: the quantile head (455 numbers at hidden 64 with 7 levels).
 * `gates`: the head, all gates and all layer norms. `decoder`: these and whatever works after the encoder's LSTM.
 */
export type Trainable = "head" | "gates" | "decoder" | "all";

const AFTER_ENCODER = /^(?:head|gate|enrichment|attention|feedforward|lstm\.decoder|select\.decoder)\b/;
const GATE_OR_NORM = /(?:^gate\.|\.glu\.|\.norm\.)/;

export function isTrainable({ name }: Parameter, what: Trainable): boolean {
  const head = name.startsWith("head.");
  const gateOrNorm = GATE_OR_NORM.test(name);
  if (what === "all") return true;
  if (what === "head") return head;
  return head || gateOrNorm || (what === "decoder" && AFTER_ENCODER.test(name));
}
