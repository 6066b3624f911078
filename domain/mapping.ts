/** What a person tells about a topic that no dialect knows: which number in it means which signal of which zone. */
import { z } from "zod";
import { slugSchema } from "./building.ts";
import { signalIdSchema } from "./signals.ts";

/** A slug, or the name of a topic segment in braces, whose text is then made one. */
const placePart = z
  .string()
  .max(66)
  .regex(
    /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|\{[a-z][a-z0-9]*\})$/,
    "must be lower-case letters and digits joined by single hyphens, or a segment of the topic such as {zone}",
  );

/** `a.b[0].c`, or `["a.b"]` where a key itself holds dots or brackets. */
const jsonPath = z.string().min(1).max(200);

export const mappingSchema = z.strictObject({
  id: slugSchema,
  /** `plant/+/{zone}/temperature`: `+` stands for any one level, `{zone}` too, and gives it a name. */
  topicPattern: z.string().min(1).max(400),
  /** Where in the JSON payload the value stands. Left out: the whole payload is the value. */
  valuePath: jsonPath.optional(),
  /** Where in the JSON payload the time of measurement stands. Left out: the time of arrival. */
  timePath: jsonPath.optional(),
  building: placePart,
  zone: placePart,
  signal: signalIdSchema,
  /** The unit in which it is sent; empty: the signal's own. */
  unit: z.string().max(20).default(""),
  /** What is sent, times `scale`, plus `offset`, is in `unit`. */
  scale: z
    .number()
    .refine((n) => n !== 0, "must not be 0")
    .default(1),
  offset: z.number().default(0),
});
export type Mapping = z.infer<typeof mappingSchema>;
