/** Whether an entity of Home Assistant discovery is there: its availability topics, combined as it asks. */
import { isObject, type JsonObject, own, ownText } from "../parse/json.ts";
import { isExactTopic } from "../parse/topic.ts";
import { comparable, templateOf } from "./ha-read.ts";
import type { Template, TemplateInput } from "./ha-template.ts";

interface Watch {
  readonly topic: string;
  readonly template: Template;
  readonly online: string;
  readonly offline: string;
}

export interface Availability {
  /** Exact topics to hear. */
  readonly topics: readonly string[];
  /** Takes in a message on one of the topics. */
  readonly hear: (topic: string, input: TemplateInput) => void;
  /** Undefined while nothing certain is known. */
  readonly online: () => boolean | undefined;
}

/**
 * The availability that a configuration (full keys, base topic put in) asks for; undefined when it names no topic that can
 * be heard, or a template that is not understood.
 */
export function availabilityOf(config: JsonObject): Availability | undefined {
  const listed = own(config, "availability");
  const single = own(config, "availability_topic") === undefined ? [] : [singleForm(config)];
  const watches = (Array.isArray(listed) ? listed.slice(0, 20) : single).map(watchOf);
  if (watches.length === 0 || !watches.every((w) => w !== undefined)) return undefined;
  const mode = ownText(config, "availability_mode") ?? "latest";
  const known = new Map<Watch, boolean>();
  let latest: boolean | undefined;
  return {
    topics: [...new Set(watches.map((w) => w.topic))],
    hear(topic, input) {
      for (const watch of watches) {
        if (watch.topic !== topic) continue;
        const state = comparable(watch.template.read(input));
        if (state !== watch.online && state !== watch.offline) continue;
        latest = state === watch.online;
        known.set(watch, latest);
      }
    },
    online() {
      if (mode === "latest") return latest;
      const decisive = mode === "any";
      for (const state of known.values()) if (state === decisive) return decisive;
      return known.size < watches.length ? undefined : !decisive;
    },
  };
}

const singleForm = (config: JsonObject): JsonObject => ({
  topic: own(config, "availability_topic"),
  value_template: own(config, "availability_template"),
  payload_available: own(config, "payload_available"),
  payload_not_available: own(config, "payload_not_available"),
});

function watchOf(item: unknown): Watch | undefined {
  if (!isObject(item)) return undefined;
  const topic = ownText(item, "topic") ?? "";
  const template = templateOf(item, "value_template");
  if (!isExactTopic(topic) || !template) return undefined;
  return {
    topic,
    template,
    online: comparable(own(item, "payload_available")) ?? "online",
    offline: comparable(own(item, "payload_not_available")) ?? "offline",
  };
}
