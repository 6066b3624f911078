/** The API of what no dialect knows: mappings, what they would do, and reading again what was rejected. */
import type { Context, Hono } from "hono";
import type { Gateway } from "#devices";
import { type Clock, mappingSchema, previewRequestSchema, reprocessRequestSchema, type Store, slugSchema } from "#domain";
import type { Mappings } from "../mappings.ts";
import { check } from "./problems.ts";

export interface MappingParts {
  readonly clock: Clock;
  readonly store: Pick<Store, "rejections" | "removeRejections">;
  readonly mappings: Mappings;
  readonly gateway: Pick<Gateway, "preview" | "reprocess">;
  readonly body: (c: Context) => Promise<unknown>;
  readonly audit: (c: Context, action: string, subject: string, detail: string) => Promise<void>;
}

/** As many as the store keeps. */
const ALL_REJECTIONS = 2_000;

export function addMappingRoutes(api: Hono, { clock, store, mappings, gateway, body, audit }: MappingParts): void {
  const all = (c: Context) => c.json({ mappings: mappings.all() });

  api.get("/api/mappings", all);
  api.post("/api/mappings", async (c) => {
    const mapping = check(mappingSchema, await body(c));
    await mappings.save(mapping);
    const { id, topicPattern, valuePath = "payload", building, zone, signal } = mapping;
    await audit(c, "mapping saved", id, `${topicPattern} ${valuePath} -> ${building}/${zone}/${signal}`);
    return all(c);
  });
  api.delete("/api/mappings/:id", async (c) => {
    const id = check(slugSchema, c.req.param("id"));
    await mappings.remove(id);
    await audit(c, "mapping removed", id, "");
    return all(c);
  });

  api.post("/api/mappings/preview", async (c) => {
    const { mapping, messages } = check(previewRequestSchema, await body(c));
    if (!messages) return c.json(gateway.preview(mapping, { rejections: await store.rejections(ALL_REJECTIONS) }));
    const now = clock.now();
    return c.json(gateway.preview(mapping, { messages: messages.map(({ at = now, ...message }) => ({ ...message, at })) }));
  });

  api.post("/api/rejections/reprocess", async (c) => {
    const { topicFilter } = check(reprocessRequestSchema, await body(c));
    const done = await gateway.reprocess(await store.rejections(ALL_REJECTIONS), topicFilter);
    await store.removeRejections(done.mended);
    await audit(c, "rejections read again", topicFilter ?? "all", `${done.readings} readings from ${done.messages} messages`);
    return c.json(done);
  });
}
