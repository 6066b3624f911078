/** One line of the raw log: a message as it came, or one that we sent, as JSON. */
import { z } from "zod";
import { tsSchema } from "#domain";
import type { Message } from "../dialect.ts";

const lineSchema = z.strictObject({
  /** When it was heard or sent, UTC ms. */
  at: tsSchema,
  topic: z.string().max(65_535),
  retain: z.boolean(),
  /** The payload, where it is UTF-8 … */
  text: z.string().optional(),
  /** … and where it is not. */
  base64: z.base64().optional(),
  /** We sent it: to be looked at, never to be replayed. */
  sent: z.literal(true).optional(),
});

export interface Logged {
  readonly message: Message;
  readonly sent: boolean;
}

// A byte order mark stays, so that the bytes come back as they were.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** With its line end. Line separators of Unicode are escaped: some readers of lines take them for ends. */
export function lineOf({ message: { topic, payload, retain, receivedAt }, sent }: Logged): string {
  const line = { at: receivedAt, topic, retain, ...bodyOf(payload), ...(sent && { sent }) };
  return `${JSON.stringify(line).replace(/[\u2028\u2029]/g, (c) => (c === "\u2028" ? "\\u2028" : "\\u2029"))}\n`;
}

function bodyOf(payload: Uint8Array): { readonly text: string } | { readonly base64: string } {
  try {
    return { text: utf8.decode(payload) };
  } catch {
    return { base64: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString("base64") };
  }
}

/** Undefined for a line that is none: a process that was killed leaves half of one. */
export function parseLine(line: string): Logged | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { at, topic, retain, text, base64, sent = false } = parsed.data;
  if ((text === undefined) === (base64 === undefined)) return undefined;
  const payload = base64 === undefined ? new TextEncoder().encode(text) : Buffer.from(base64, "base64");
  return { message: { topic, payload, retain, receivedAt: at }, sent };
}
