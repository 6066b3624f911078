/** `electric=0.30,gas=0.11`: a number for each thing that a building may buy. */
import { InvalidArgumentError } from "commander";
import { unknownName } from "#domain";
import { CARRIERS, type CarrierName } from "#sim";

const isCarrier = (name: string): name is CarrierName => CARRIERS.some((c) => c === name);

/** Throws commander's error for what is no number >= 0, and `unknown-name` for a carrier that is not there. */
export function perCarrier(text: string): Partial<Record<CarrierName, number>> {
  return Object.fromEntries(
    text.split(",").map((part) => {
      const [name = "", value = ""] = part.split("=").map((s) => s.trim());
      if (!isCarrier(name)) throw unknownName("energy carrier", name, CARRIERS);
      const number = Number(value);
      if (value === "" || !(number >= 0 && number < 1e6))
        throw new InvalidArgumentError(`must be such as electric=0.30,gas=0.11, not '${text}'`);
      return [name, number];
    }),
  );
}

/** `20,26`: what a room should be, °C. Throws commander's error. */
export function comfortRange(text: string): { minC: number; maxC: number } {
  const [minC = Number.NaN, maxC = Number.NaN, ...rest] = text.split(",").map(Number);
  if (rest.length > 0 || !(minC >= 5 && minC < maxC && maxC <= 40))
    throw new InvalidArgumentError("must be two temperatures in 5..40 °C such as 20,26");
  return { minC, maxC };
}
