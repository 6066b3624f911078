/** What the gateway does with mappings beside reading with them: takes new ones over, previews, reads again. */
import { errorLine, type Log, type Mapping } from "#domain";
import type { Message } from "../dialect.ts";
import type { Gateway, GatewayOptions } from "../gateway.ts";
import type { Ingest } from "../ingest.ts";
import { readRawLog } from "../raw-log/read.ts";
import type { RawLog } from "../raw-log/write.ts";
import type { Registry } from "../registry.ts";
import { compileMapping } from "./compile.ts";
import { previewMapping } from "./preview.ts";
import { messageOf, reprocess } from "./reprocess.ts";
import { MAPPING, type MappingSession } from "./session.ts";

export interface MappingServiceOptions {
  readonly session: MappingSession;
  readonly ingest: Ingest;
  readonly registry: Registry;
  readonly rawLog: RawLog | undefined;
  readonly onReadings: GatewayOptions["onReadings"];
  /** Other filters are to be heard, and devices may have gone. */
  readonly onChange: () => void;
}

export function createMappingService(options: MappingServiceOptions): Pick<Gateway, "setMappings" | "preview" | "reprocess"> {
  const { session, ingest, registry, rawLog, onReadings } = options;
  return {
    setMappings(mappings) {
      for (const id of session.use(mappings)) registry.forget(id);
      options.onChange();
    },
    preview(mapping, from) {
      const previewer = previewMapping(mapping, (topic) => {
        const reader = ingest.readerOf(topic);
        return reader === MAPPING ? undefined : reader;
      });
      const messages = "messages" in from ? from.messages.map(messageFrom) : from.rejections.flatMap((r) => messageOf(r) ?? []);
      for (const message of messages) previewer.hear(message);
      return previewer.result();
    },
    async reprocess(rejections, topicFilter) {
      await rawLog?.flush();
      return reprocess({ ingest, topicFilter, rejections, kept: rawLog && heardIn(rawLog.folder), onReadings });
    },
  };
}

/** Without those that cannot be used: they may have been stored by another version. */
export const usableMappings = (mappings: readonly Mapping[], log: Log): readonly Mapping[] =>
  mappings.filter((mapping) => {
    try {
      compileMapping(mapping);
      return true;
    } catch (error) {
      log.error({ mapping: mapping.id, problem: errorLine(error) }, "A mapping cannot be used and is left out");
      return false;
    }
  });

async function* heardIn(folder: string): AsyncGenerator<Message> {
  for await (const { message, sent } of readRawLog(folder)) if (!sent) yield message;
}

const messageFrom = (given: { readonly topic: string; readonly payload: string; readonly at: number }): Message => ({
  topic: given.topic,
  payload: new TextEncoder().encode(given.payload),
  retain: false,
  receivedAt: given.at,
});
