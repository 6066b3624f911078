/** Tasmota's own discovery message: who the device is, and which topics its settings make. */
import { oneLine } from "#domain";
import { isObject, type JsonObject, own, ownText, type Parsed, parseJson } from "../parse/json.ts";
import { isExactTopic } from "../parse/topic.ts";

export interface TasmotaConfig {
  readonly name: string;
  readonly model: string;
  /** What stands before the last slash of a name such as `house/office/meter`. */
  readonly area: string | undefined;
  /** Exact topics. */
  readonly sensor: string;
  readonly state: string;
  readonly lwt: string;
  /** Answers to a question for the sensors. */
  readonly status: readonly string[];
  /** Payloads of `lwt`. */
  readonly online: string;
  readonly offline: string;
}

/** Reads the payload of `tasmota/discovery/<MAC>/config`. */
export function parseConfig(mac: string, payload: Uint8Array): Parsed<TasmotaConfig> {
  const json = parseJson(payload);
  if (!json.ok) return json;
  const config = json.value.data;
  if (!isObject(config)) return { ok: false, reason: "wrong-type", detail: "the description is not a JSON object" };
  const [, stat, tele] = prefixesOf(config);
  const base = (prefix: string | undefined): string | undefined =>
    prefix === undefined ? undefined : fullTopic(config, mac, prefix);
  const [statBase, teleBase] = [base(stat), base(tele)];
  if (statBase === undefined || teleBase === undefined)
    return { ok: false, reason: "wrong-type", detail: "the description lacks the topic (t), FullTopic (ft) or prefixes (tp)" };
  if (!isExactTopic(`${teleBase}SENSOR`) || !isExactTopic(`${statBase}STATUS10`))
    return { ok: false, reason: "bad-topic", detail: "its settings make a topic with wildcards or control characters" };
  const name = oneLine(ownText(config, "dn") ?? "", 200) || `Tasmota ${mac}`;
  const slash = name.lastIndexOf("/");
  return {
    ok: true,
    value: {
      name,
      model: oneLine(ownText(config, "md") ?? "", 120),
      area: slash > 0 ? name.slice(0, slash) : undefined,
      sensor: `${teleBase}SENSOR`,
      state: `${teleBase}STATE`,
      lwt: `${teleBase}LWT`,
      // Releases before 10 answered a question for the sensors under number 10, later ones under 8 and 10.
      status: [`${statBase}STATUS8`, `${statBase}STATUS10`],
      online: ownText(config, "onln") ?? "Online",
      offline: ownText(config, "ofln") ?? "Offline",
    },
  };
}

/** Command, answer and telemetry prefix. */
function prefixesOf(config: JsonObject): readonly (string | undefined)[] {
  const prefixes = own(config, "tp");
  return Array.isArray(prefixes) ? prefixes.map((p: unknown) => (typeof p === "string" && p !== "" ? p : undefined)) : [];
}

/** FullTopic with its places filled; users put them in any order. It always ends with a slash. */
function fullTopic(config: JsonObject, mac: string, prefix: string): string | undefined {
  const topic = ownText(config, "t");
  const full = ownText(config, "ft");
  if (topic === undefined || topic === "" || full === undefined || !full.includes("%prefix%")) return undefined;
  const filled = full
    .replaceAll("%prefix%", () => prefix)
    .replaceAll("%topic%", () => topic)
    .replaceAll("%hostname%", () => ownText(config, "hn") ?? "")
    .replaceAll("%id%", () => mac.slice(-6));
  return filled.endsWith("/") ? filled : `${filled}/`;
}
