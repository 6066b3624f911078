/** A climate entity of Home Assistant discovery: its room temperature and its set-points. */
import type { SettableSignal } from "#domain";
import { type JsonObject, own, ownText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { converterFrom, converterTo } from "../parse/unit.ts";
import { type Found, numericValue, type Read, templateOf } from "./ha-read.ts";
import { parseCommandTemplate } from "./ha-template.ts";

/** What Home Assistant assumes where a climate entity does not say, °C. */
const DEFAULT_MIN_C = 7;
const DEFAULT_MAX_C = 35;
const DEFAULT_STEP_C = 1;

interface Reads {
  readonly reads: Read[];
  readonly unread: string[];
}

/** `min_temp`, `max_temp` and `temp_step` may be numbers or texts; a missing unit means degrees Celsius. */
export function climateReads(config: JsonObject): Found {
  const out: Reads = { reads: [], unread: [] };
  const unit = ownText(config, "temperature_unit") ?? "C";
  const convert = converterTo("airTempC", unit);
  if (!convert) return { reads: [], unread: [`temperature unit '${unit.slice(0, 20)}' is not known`] };
  const value = numericValue(convert);
  const topic = ownText(config, "current_temperature_topic");
  const template = templateOf(config, "current_temperature_template");
  if (topic !== undefined && template) out.reads.push({ signal: "airTempC", topic, template, value });
  else if (topic !== undefined) out.unread.push("current temperature needs mapping: its template is not understood");

  const range = rangeOf(config, unit, convert);
  const single: SettableSignal = coolsOnly(config) ? "coolingSetpointC" : "heatingSetpointC";
  addSetpoint(config, "temperature", single, range, unit, out);
  addSetpoint(config, "temperature_low", "heatingSetpointC", range, unit, out);
  addSetpoint(config, "temperature_high", "coolingSetpointC", range, unit, out);
  return out;
}

function addSetpoint(
  config: JsonObject,
  name: string,
  signal: SettableSignal,
  range: Range | undefined,
  unit: string,
  out: Reads,
): void {
  const topic = ownText(config, `${name}_state_topic`);
  const commandTopic = ownText(config, `${name}_command_topic`);
  if (topic === undefined) {
    if (commandTopic !== undefined) out.unread.push(`${name} is never reported back, so that no command could be confirmed`);
    return;
  }
  const template = templateOf(config, `${name}_state_template`);
  const convert = converterTo(signal, unit);
  if (!template || !convert) {
    out.unread.push(`${name} needs mapping: its template is not understood`);
    return;
  }
  if (out.reads.some((read) => read.signal === signal)) return;
  const read: Read = { signal, topic, template, value: numericValue(convert) };
  const payload = payloadOf(config, name, signal, unit);
  if (commandTopic === undefined || !range) out.reads.push(read);
  else if (payload) out.reads.push({ ...read, writable: range, command: { topic: commandTopic, payload } });
  else {
    out.reads.push(read);
    out.unread.push(`${name} cannot be set: its command template is not understood`);
  }
}

type Range = NonNullable<Read["writable"]>;

/** In degC. Undefined when what the device says is no range. */
function rangeOf(config: JsonObject, unit: string, convert: (value: number) => number): Range | undefined {
  const foreign = converterFrom("airTempC", unit) ?? ((value: number) => value);
  const given = (key: string, otherwiseC: number): number => parseNumber(own(config, key)) ?? foreign(otherwiseC);
  const min = given("min_temp", DEFAULT_MIN_C);
  const max = given("max_temp", DEFAULT_MAX_C);
  // A difference of temperatures: the offset of degF must not enter.
  const stepForeign = parseNumber(own(config, "temp_step")) ?? DEFAULT_STEP_C;
  const step = Number((convert(min + stepForeign) - convert(min)).toPrecision(6));
  return min < max && step > 0 ? { min: convert(min), max: convert(max), step } : undefined;
}

function payloadOf(
  config: JsonObject,
  name: string,
  signal: SettableSignal,
  unit: string,
): ((value: number) => string) | undefined {
  const back = converterFrom(signal, unit);
  const text = ownText(config, `${name}_command_template`);
  const around = text === undefined ? (value: string) => value : parseCommandTemplate(text);
  return back && around && ((value) => around(String(Number(back(value).toFixed(3)))));
}

function coolsOnly(config: JsonObject): boolean {
  const modes = own(config, "modes");
  return (
    Array.isArray(modes) &&
    modes.includes("cool") &&
    !modes.some((mode) => mode === "heat" || mode === "auto" || mode === "heat_cool")
  );
}
