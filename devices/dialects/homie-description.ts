/** What a Homie device says of itself in `$description`: its nodes, and which of their properties are which signals. */
import { type Device, isSignalId, type SignalId } from "#domain";
import type { AnnouncedPoint } from "../dialect.ts";
import { kindOf } from "../kind.ts";
import { DESCRIPTION_MAX_BYTES, isObject, type JsonObject, own, ownText, type Parsed, parseJson } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { converterFrom } from "../parse/unit.ts";
import { type Format, parseFormat, toFormat } from "./homie-format.ts";
import { type Named, namedSwitch, namedValue } from "./named-values.ts";
import { idPart, nameOf } from "./sightings.ts";

/** A property that carries a signal. */
export interface Binding extends AnnouncedPoint {
  /** `<node>/<property>` */
  readonly path: string;
  /** The value in the signal's unit; undefined when the payload, its text or its number, is none that the description allows. */
  readonly read: (payload: unknown) => number | undefined;
  /** The payload that sets it; undefined when the value is outside the format. */
  readonly write: (value: number) => string | undefined;
}

export interface Description {
  readonly name: string;
  readonly model: string;
  readonly kind: Device["kind"];
  /** The device at the top of its tree, when it is not that itself. */
  readonly root: string | undefined;
  readonly bindings: readonly Binding[];
  readonly unread: readonly string[];
}

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_NODES = 200;
const MAX_PROPERTIES = 1_000;
const MAX_BINDINGS = 500;
/** Where the format names no step: any value is allowed, and this is finer than any thermostat is. */
const DEFAULT_STEP_C = 0.1;

export const isHomieId = (text: string): boolean => text.length <= 60 && ID.test(text);

/** Reads the payload of `$description` of the device called `id`. */
export function parseDescription(id: string, payload: Uint8Array): Parsed<Description> {
  const json = parseJson(payload, DESCRIPTION_MAX_BYTES);
  if (!json.ok) return json;
  const { data } = json.value;
  if (!isObject(data)) return { ok: false, reason: "wrong-type", detail: "the description is not a JSON object" };
  const version = ownText(data, "homie") ?? "";
  if (!version.startsWith("5.")) return { ok: false, reason: "unsupported", detail: "the description is not of Homie 5" };
  const name = nameOf(ownText(data, "name") ?? "", id);
  const { bindings, unread } = readNodes(own(data, "nodes"), name);
  const root = ownText(data, "root") ?? ownText(data, "parent");
  const value = {
    name,
    model: ownText(data, "type") ?? "",
    kind: kindOf(bindings.map((binding) => binding.signal)),
    root: root !== undefined && root !== id && isHomieId(root) ? root : undefined,
    bindings,
    unread,
  };
  return { ok: true, value };
}

function readNodes(nodes: unknown, deviceName: string): { bindings: Binding[]; unread: string[] } {
  const bindings = new Map<string, Binding>();
  const unread: string[] = [];
  let left = MAX_PROPERTIES;
  for (const [nodeId, node] of Object.entries(isObject(nodes) ? nodes : {}).slice(0, MAX_NODES)) {
    const properties = isObject(node) ? own(node, "properties") : undefined;
    if (!isObject(node) || !isObject(properties)) continue;
    const context = `${deviceName} ${nodeId} ${ownText(node, "name") ?? ""}`;
    for (const [propertyId, property] of Object.entries(properties)) {
      if (!isObject(property) || left-- <= 0) continue;
      const path = `${nodeId}/${propertyId}`;
      const bound =
        isHomieId(nodeId) && isHomieId(propertyId)
          ? bind(path, idPart(nodeId), propertyId, property, context)
          : "its id is none of Homie's";
      if (typeof bound === "string") {
        unread.push(`${path.slice(0, 130)}: ${bound}`);
        continue;
      }
      const key = `${nodeId}/${bound.signal}`;
      const first = bindings.get(key);
      if (first) unread.push(`${path}: ${first.path} is read for the same signal`);
      else if (bindings.size < MAX_BINDINGS) bindings.set(key, bound);
    }
  }
  return { bindings: [...bindings.values()], unread: unread.slice(0, 200) };
}

/** The binding of a property, or in words why there is none. Its node is the endpoint, whatever other nodes there are. */
function bind(path: string, endpoint: string, propertyId: string, property: JsonObject, context: string): Binding | string {
  const datatype = ownText(property, "datatype");
  const names = isSignalId(propertyId) ? [propertyId] : [propertyId, ownText(property, "name") ?? ""];
  const name = names.join(" ").trim();
  if (datatype === "boolean") {
    const found = namedSwitch(name);
    return typeof found === "string"
      ? found
      : { path, endpoint, signal: found.signal, read: readBoolean, write: () => undefined };
  }
  if (datatype !== "float" && datatype !== "integer") return `the data type '${(datatype ?? "none").slice(0, 20)}' is not read`;
  const unit = ownText(property, "unit") ?? "";
  if (unit === "") return "has no unit";
  const format = parseFormat(ownText(property, "format"));
  if (!format) return "its format is not understood";
  const found = namedValue(name, unit, context);
  if (typeof found === "string") return found;
  const settable = own(property, "settable") === true;
  return numeric(path, endpoint, found, unit, format, settable, datatype === "integer");
}

function numeric(
  path: string,
  endpoint: string,
  { signal, convert }: Named,
  unit: string,
  format: Format,
  settable: boolean,
  whole: boolean,
): Binding {
  const back = converterFrom(signal, unit);
  return {
    path,
    endpoint,
    signal,
    writable: settable && back && isSetpoint(signal) ? rangeOf(format, convert, whole) : undefined,
    read: (payload) => {
      const number = parseNumber(payload);
      const fitted = number === undefined || (whole && !Number.isInteger(number)) ? undefined : toFormat(number, format);
      return fitted === undefined ? undefined : convert(fitted);
    },
    write: (value) => {
      const fitted = back && toFormat(whole ? Math.round(back(value)) : back(value), format);
      return fitted === undefined ? undefined : String(fitted);
    },
  };
}

const isSetpoint = (signal: SignalId): boolean => signal === "heatingSetpointC" || signal === "coolingSetpointC";

/** `true` and `false` are the only booleans, in lower case. */
const readBoolean = (payload: unknown): number | undefined => (payload === "true" ? 1 : payload === "false" ? 0 : undefined);

/** In degC. Without both ends of the range none is commanded. */
function rangeOf({ min, max, step }: Format, convert: Named["convert"], whole: boolean): AnnouncedPoint["writable"] {
  if (min === undefined || max === undefined) return undefined;
  // A difference of temperatures: the offset of degF must not enter.
  const stepC = convert(min + (step ?? (whole ? 1 : DEFAULT_STEP_C))) - convert(min);
  const range = { min: convert(min), max: convert(max), step: Number(stepC.toPrecision(6)) };
  return range.step > 0 && Number.isFinite(range.min) && Number.isFinite(range.max) ? range : undefined;
}
