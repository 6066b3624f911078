/**
 * A small assembler of WebAssembly: expressions, locals, loops and memory, just what the stepper's kernel needs.
 *
 * An expression or statement is its bytes. Opcodes: WebAssembly Core Specification 2.0, chapter 5 (binary format).
 */

export type Code = readonly number[];

const TYPE = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof TYPE;

/** A local variable of the function. */
export interface Local {
  readonly type: ValueType;
  readonly index: number;
}

/** Unsigned LEB128. */
function unsigned(value: number): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...out, rest];
    out.push((rest & 0x7f) | 0x80);
  }
}

/** Signed LEB128. */
function signed(value: bigint): number[] {
  const out: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if ((rest >> 7n === 0n && low < 0x40) || (rest >> 7n === -1n && low >= 0x40)) return [...out, low];
    out.push(low | 0x80);
  }
}

const op2 =
  (code: number) =>
  (a: Code, b: Code): Code => [...a, ...b, code];
const op1 =
  (code: number) =>
  (a: Code): Code => [...a, code];
const chain =
  (code: number) =>
  (first: Code, ...rest: readonly Code[]): Code => [...first, ...rest.flatMap((term) => [...term, code])];

export const get = ({ index }: Local): Code => [0x20, ...unsigned(index)];
export const set = ({ index }: Local, value: Code): Code => [...value, 0x21, ...unsigned(index)];

export const f64 = {
  const: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  sum: chain(0xa0),
  product: chain(0xa2),
  sub: op2(0xa1),
  div: op2(0xa3),
  min: op2(0xa4),
  max: op2(0xa5),
  abs: op1(0x99),
  neg: op1(0x9a),
  nearest: op1(0x9e),
  /** From a whole number with its sign. */
  convert: op1(0xb7),
  ne: op2(0x62),
  lt: op2(0x63),
  gt: op2(0x64),
  load: (pointer: Code, offset = 0): Code => [...pointer, 0x2b, 3, ...unsigned(offset)],
  store: (pointer: Code, value: Code, offset = 0): Code => [...pointer, ...value, 0x39, 3, ...unsigned(offset)],
  bits: op1(0xbd),
  fromBits: op1(0xbf),
} as const;

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(BigInt(value))],
  sum: chain(0x6a),
  sub: op2(0x6b),
  divU: op2(0x6e),
  eqz: op1(0x45),
  /** Of a number, towards 0. */
  truncate: op1(0xaa),
  ltS: op2(0x48),
  ltU: op2(0x49),
  geU: op2(0x4f),
  load: (pointer: Code, offset = 0): Code => [...pointer, 0x28, 2, ...unsigned(offset)],
  store: (pointer: Code, value: Code, offset = 0): Code => [...pointer, ...value, 0x36, 2, ...unsigned(offset)],
} as const;

export const i64 = {
  const: (value: bigint): Code => [0x42, ...signed(value)],
  and: op2(0x83),
  or: op2(0x84),
  shiftLeft: op2(0x86),
  shiftRight: op2(0x88),
  fromI32: op1(0xad),
  toI32: op1(0xa7),
} as const;

const vector2 =
  (code: number) =>
  (first: Code, ...rest: readonly Code[]): Code => [...first, ...rest.flatMap((term) => [...term, 0xfd, ...unsigned(code)])];

/** Two numbers side by side. */
export const f64x2 = {
  load: (pointer: Code, offset = 0): Code => [...pointer, 0xfd, 0x00, 4, ...unsigned(offset)],
  store: (pointer: Code, value: Code, offset = 0): Code => [...pointer, ...value, 0xfd, 0x0b, 4, ...unsigned(offset)],
  /** The same number twice. */
  both: (value: Code): Code => [...value, 0xfd, 0x14],
  pair: (a: Code, b: Code): Code => [...a, 0xfd, 0x14, ...b, 0xfd, 0x22, 1],
  first: (value: Code): Code => [...value, 0xfd, 0x21, 0],
  second: (value: Code): Code => [...value, 0xfd, 0x21, 1],
  sum: vector2(0xf0),
  sub: vector2(0xf1),
  product: vector2(0xf2),
} as const;

/** `a` where the condition holds, else `b`; both are worked out. */
export const select = (condition: Code, a: Code, b: Code): Code => [...a, ...b, ...condition, 0x1b];

export const block = (...statements: readonly Code[]): Code => statements.flat();

export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...condition,
  0x04,
  0x40,
  ...then,
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  0x0b,
];

/** Repeats `body` while the condition, asked before each round, holds. */
export const loopWhile = (condition: Code, body: Code): Code =>
  when(condition, [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b]);

/** Counts `pointer` from its value up to `end` in steps of `stride` bytes. */
export const forRange = (pointer: Local, from: Code, end: Code, stride: number, body: Code): Code =>
  block(
    set(pointer, from),
    loopWhile(i32.ltU(get(pointer), end), block(body, set(pointer, i32.sum(get(pointer), i32.const(stride))))),
  );

/** Hands out parameters and local variables of one function. */
export function localsOf(parameters: readonly ValueType[]) {
  const added: ValueType[] = [];
  const local = (type: ValueType): Local => ({ type, index: parameters.length + added.push(type) - 1 });
  return {
    parameter: (index: number): Local => ({ type: parameters[index] ?? "i32", index }),
    f64: () => local("f64"),
    f64x2: () => local("v128"),
    i32: () => local("i32"),
    parameters,
    added: (): readonly ValueType[] => added,
  };
}
export type Locals = ReturnType<typeof localsOf>;

const vector = (items: readonly Code[]): number[] => [...unsigned(items.length), ...items.flat()];
const text = (name: string): number[] => vector([...new TextEncoder().encode(name)].map((byte) => [byte]));
const section = (id: number, body: Code): number[] => [id, ...unsigned(body.length), ...body];

/** A module with the function `run`, which gives nothing back, on a memory that is imported as `outside.memory`. */
export function moduleOf(locals: Locals, body: Code): Uint8Array<ArrayBuffer> {
  const added = locals.added();
  const declared = vector(added.map((type) => [1, TYPE[type]]));
  const code = [...declared, ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([[0x60, ...vector(locals.parameters.map((type) => [TYPE[type]])), 0]])),
    ...section(2, vector([[...text("outside"), ...text("memory"), 0x02, 0x00, 1]])),
    ...section(3, vector([[0]])),
    ...section(7, vector([[...text("run"), 0x00, 0]])),
    ...section(10, vector([[...unsigned(code.length), ...code]])),
  ]);
}
