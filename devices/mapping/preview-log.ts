/** What a mapping would have made of a raw log. */
import type { Mapping, MappingPreview } from "#domain";
import { DIALECTS } from "../dialects/index.ts";
import { createIngest } from "../ingest.ts";
import type { Logged } from "../raw-log/line.ts";
import { createRegistry } from "../registry.ts";
import { previewMapping } from "./preview.ts";

/** Dialects hear the log too, since some claim a topic only after a device named it. Throws `bad-input` for a wrong mapping. */
export async function previewOnLog(mapping: Mapping, messages: AsyncIterable<Logged>): Promise<MappingPreview> {
  const ingest = createIngest(DIALECTS, createRegistry({ known: [], trusted: true, defaultBuilding: "preview" }));
  const previewer = previewMapping(mapping, ingest.readerOf);
  for await (const { message, sent } of messages) {
    if (sent) continue;
    ingest.read(message);
    previewer.hear(message);
  }
  return previewer.result();
}
