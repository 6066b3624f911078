/** Numbers of the validation table as text: three or four digits that mean something, and no noise of rounding. */

/** Below this a number is rounding of the machine, and would differ from one to the next. */
const NOISE = 1e-9;

/** "-" for null. */
export function numberText(value: number | null): string {
  if (value === null) return "-";
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return "0";
  if (Math.abs(value) < NOISE) return `<${NOISE}`;
  if (Math.abs(value) < 1e-3) return value.toExponential(1).replace(".0e", "e");
  return String(Number(Math.abs(value) < 1 ? value.toFixed(3) : value.toPrecision(4)));
}
