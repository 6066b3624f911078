/** The register of controllers: closed-loop operation by name, as a plan writes it. */
import { z } from "zod";
import type { Controller, ControllerSetting } from "./controllers/controller.ts";
import { proportionalIntegral } from "./controllers/pi.ts";
import { proportional } from "./controllers/proportional.ts";
import { twoPoint } from "./controllers/two-point.ts";

const gainPerK = z.number().positive().max(1_000);

/** A controller as a plan names it. Defaults suit a radiator. */
export const controllerSpecSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("p"), gainPerK: gainPerK.default(1) }),
  z.strictObject({
    kind: z.literal("pi"),
    gainPerK: gainPerK.default(0.5),
    integralS: z.number().positive().max(1e7).default(7_200),
    trackingS: z.number().positive().max(1e7).optional(),
  }),
  z.strictObject({ kind: z.literal("two-point"), hysteresisK: z.number().min(0).max(20).default(1) }),
]);
export type ControllerSpec = z.input<typeof controllerSpecSchema>;

/** A controller at rest. `spec` is checked by the schema already, or written in code; defaults are filled in here. */
export function createController(spec: ControllerSpec, setting: ControllerSetting): Controller {
  const full = controllerSpecSchema.parse(spec);
  switch (full.kind) {
    case "p":
      return proportional(full, setting);
    case "pi":
      return proportionalIntegral(full, setting);
    case "two-point":
      return twoPoint(full, setting);
  }
}
