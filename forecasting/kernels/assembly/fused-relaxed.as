// Multiply-add, rounded once where the machine can (relaxed SIMD): faster, last bits depend on the machine.
// @ts-ignore: decorator
@inline export function fma(a: v128, b: v128, c: v128): v128 {
  return f32x4.relaxed_madd(a, b, c);
}
