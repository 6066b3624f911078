/** What a mapping would make of messages, without making it. */
import type { Mapping, MappingPreview, Rejection } from "#domain";
import type { Message } from "../dialect.ts";
import { createIngest } from "../ingest.ts";
import { createRegistry } from "../registry.ts";
import { compileMapping } from "./compile.ts";
import { createMappingSession, mappingDialect } from "./session.ts";

export interface Previewer {
  /** Takes the next message into account. */
  hear(message: Message): void;
  result(): MappingPreview;
}

/** Readings, and problems, that are shown; all are counted. */
const SHOWN = 200;

/**
 * `readerOf`: the dialect that already reads a topic. Throws `bad-input` for a mapping that is wrong. The readings are those
 * that the gateway would store: the same code makes them, on devices that nobody else sees.
 */
export function previewMapping(mapping: Mapping, readerOf: (topic: string) => string | undefined): Previewer {
  const { pattern } = compileMapping(mapping);
  const session = createMappingSession();
  session.use([mapping]);
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "preview" });
  const ingest = createIngest([mappingDialect(session)], registry);
  const readings: MappingPreview["readings"] = [];
  const problems: Rejection[] = [];
  const taken = new Map<string, string>();
  const counts = { messages: 0, matched: 0, read: 0, refused: 0 };
  return {
    hear(message) {
      counts.messages++;
      if (!pattern.match(message.topic.split("/"))) return;
      counts.matched++;
      const reader = readerOf(message.topic);
      if (reader !== undefined) {
        if (taken.size < SHOWN) taken.set(message.topic, reader);
        return;
      }
      const out = ingest.read(message);
      if (out.readings.length > 0) counts.read++;
      if (out.rejections.length > 0) counts.refused++;
      for (const reading of out.readings) if (readings.length < SHOWN) readings.push({ topic: message.topic, reading });
      for (const problem of out.rejections) if (problems.length < SHOWN) problems.push(problem);
    },
    result: () => ({
      ...counts,
      readings,
      problems,
      taken: [...taken].map(([topic, dialect]) => ({ topic: topic.slice(0, 400), dialect })),
    }),
  };
}
