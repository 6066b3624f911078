/** Messages that were rejected, read again after a mapping was added or mended. */
import type { Reading, Rejection, Reprocessed } from "#domain";
import type { Message } from "../dialect.ts";
import { MAX_RAW } from "../gathering.ts";
import type { Ingest } from "../ingest.ts";
import { matcher } from "../topic-filter.ts";
import { MAPPING } from "./session.ts";

export interface ReprocessOptions {
  readonly ingest: Ingest;
  /** MQTT filter; undefined: all topics. */
  readonly topicFilter: string | undefined;
  readonly rejections: readonly Rejection[];
  /** Messages that were kept whole, in the order in which they came; undefined when none are kept. */
  readonly kept: AsyncIterable<Message> | undefined;
  readonly onReadings: (readings: readonly Reading[]) => Promise<void>;
}

const BATCH = 2_000;

/**
 * Only what a mapping reads is read again: the dialects have their own memory, and an old message must not change what they
 * know of now. Readings keep their own times, or those of the message's arrival; nothing is ever sent. What fails again is
 * not counted as rejected again. Resolves when everything is stored.
 */
export async function reprocess(options: ReprocessOptions): Promise<Reprocessed> {
  const { ingest, topicFilter, onReadings } = options;
  const filter = topicFilter === undefined ? undefined : matcher([topicFilter]);
  const counts = { messages: 0, readings: 0, refused: 0, unreadable: 0 };
  const mended: Reprocessed["mended"] = [];
  /** Rejected messages that were found among those kept whole, and whether all of each is well now. */
  const found = new Map<string, boolean>();
  const wanted = new Set(options.rejections.map(nameOf));
  let batch: Reading[] = [];

  const isOurs = (topic: string): boolean => (filter?.matches(topic) ?? true) && ingest.readerOf(topic) === MAPPING;
  const flush = async (): Promise<void> => {
    const readings = batch;
    batch = [];
    counts.readings += readings.length;
    if (readings.length > 0) await onReadings(readings);
  };
  async function readAgain(message: Message): Promise<boolean> {
    counts.messages++;
    const out = ingest.read(message);
    const clean = out.rejections.length === 0;
    if (!clean) counts.refused++;
    batch.push(...out.readings);
    if (batch.length >= BATCH) await flush();
    return clean;
  }

  for await (const message of options.kept ?? []) {
    if (!isOurs(message.topic)) continue;
    const clean = await readAgain(message);
    const name = nameOf({ topic: message.topic, at: message.receivedAt });
    if (wanted.has(name)) found.set(name, clean && (found.get(name) ?? true));
  }
  for (const rejection of options.rejections) {
    const { topic, reason, at } = rejection;
    if (!isOurs(topic)) continue;
    const message = messageOf(rejection);
    let clean = found.get(nameOf(rejection));
    if (clean === undefined && message) clean = await readAgain(message);
    if (clean === undefined) counts.unreadable++;
    else if (clean) mended.push({ topic, reason, at });
  }
  await flush();
  return { ...counts, mended };
}

const nameOf = ({ topic, at }: Pick<Rejection, "topic" | "at">): string => `${at} ${topic}`;

/** The message as it came; undefined when it was cut or was no text. */
export function messageOf({ topic, raw, at, reason }: Rejection): Message | undefined {
  const payload = new TextEncoder().encode(raw);
  // The cut leaves out a character that it went through: three bytes at most.
  if (reason === "not-utf8" || payload.byteLength >= MAX_RAW - 3) return undefined;
  return { topic, payload, retain: false, receivedAt: at };
}
