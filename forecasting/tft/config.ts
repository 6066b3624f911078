/** What a Temporal Fusion Transformer is made of, and which of its inputs are which. */
import { QUANTILE_LEVELS, ZonecastError } from "#domain";

export interface TftConfig {
  /** Width of every layer. */
  readonly hidden: 16 | 32 | 64;
  /** Attention heads; divides `hidden`. */
  readonly heads: number;
  /** Steps of history that the encoder sees. */
  readonly encoder: number;
  /** Steps ahead. */
  readonly horizon: number;
  /** One number per window. */
  readonly statics: readonly string[];
  /** Known up to the issue time only; the target is the first. */
  readonly observed: readonly string[];
  /** Known ahead as well: calendar, weather forecast, set-points. */
  readonly known: readonly string[];
  /** Quantile levels, ascending. */
  readonly levels: readonly number[];
  /** Chance of a unit to be left out while training, [0, 1). */
  readonly dropout: number;
}

const DEFAULTS = { hidden: 32, heads: 4, encoder: 168, horizon: 24, levels: QUANTILE_LEVELS, dropout: 0.1 } as const;

/** Fills in what is not said (hourly: a week of history, a day ahead) and checks it. Throws `bad-config`. */
export function tftConfig(
  given: Pick<TftConfig, "statics" | "observed" | "known"> & { readonly [K in keyof TftConfig]?: TftConfig[K] },
): TftConfig {
  const config: TftConfig = { ...DEFAULTS, ...given };
  const refuse = (what: string) => new ZonecastError("bad-config", `a TFT cannot have ${what}`);
  const whole = (n: number) => Number.isInteger(n) && n > 0;
  if (![16, 32, 64].includes(config.hidden)) throw refuse(`hidden size ${config.hidden}: 16, 32 or 64`);
  if (!whole(config.heads) || config.hidden % config.heads !== 0)
    throw refuse(`${config.heads} heads at hidden size ${config.hidden}`);
  if (!whole(config.encoder) || !whole(config.horizon)) throw refuse(`${config.encoder} steps back and ${config.horizon} ahead`);
  if (config.statics.length === 0 || config.observed.length === 0 || config.known.length === 0)
    throw refuse("no static, no observed or no known input");
  const names = [...config.observed, ...config.known];
  if (new Set(names).size !== names.length || new Set(config.statics).size !== config.statics.length)
    throw refuse("two inputs of one name");
  const ascending = config.levels.every((q, i) => q > (config.levels[i - 1] ?? 0) && q < 1);
  if (config.levels.length === 0 || config.levels.length > 8 || !ascending)
    throw refuse(`the levels ${config.levels.join(", ")}: at most 8, ascending, between 0 and 1`);
  if (!(config.dropout >= 0 && config.dropout < 1)) throw refuse(`dropout ${config.dropout}`);
  return config;
}

/** Inputs at each step of history: observed, then known. */
export const encoderInputs = ({ observed, known }: TftConfig): number => observed.length + known.length;
