import { expect, test } from "vitest";
import { block, f64, get, i32, localsOf, moduleOf, set } from "../../../../../sim/star/kernel/assembler.ts";
import { powerPart } from "../../../../../sim/star/kernel/power.ts";

/** A module that raises the number at 0 to the power at 8 and leaves the result at 16. */
function raise(): (x: number, p: number) => number {
  const locals = localsOf([]);
  const [x, p, m, t, k] = [locals.f64(), locals.f64(), locals.f64(), locals.f64(), locals.f64()];
  const bytes = moduleOf(
    locals,
    block(
      set(x, f64.load(i32.const(0))),
      set(p, f64.load(i32.const(8))),
      powerPart(x, p, { m, t, k }),
      f64.store(i32.const(16), get(x)),
    ),
  );
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { outside: { memory } });
  const numbers = new Float64Array(memory.buffer);
  return (base, power) => {
    numbers[0] = base;
    numbers[1] = power;
    (instance.exports.run as CallableFunction)();
    return numbers[2] ?? Number.NaN;
  };
}

test("powers are those of the machine to 1e-13", () => {
  const power = raise();
  for (const p of [0, 0.1, 0.3, 0.4, 1])
    for (const x of [1, 1.2, Math.SQRT2, 1.9999, 2, 7.3, 40, 99.5, 1e4]) {
      const expected = x ** p;
      expect(Math.abs(power(x, p) / expected - 1)).toBeLessThan(1e-13);
    }
});
