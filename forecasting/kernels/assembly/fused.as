// Multiply-add, rounded twice: the same bits on every machine.
// @ts-ignore: decorator
@inline export function fma(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}
