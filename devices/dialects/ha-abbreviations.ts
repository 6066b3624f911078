/** Short names that Home Assistant discovery allows, for the keys that we read (source: developer list of its MQTT integration). */
import { isObject, type JsonObject } from "../parse/json.ts";

type Table = ReadonlyMap<string, string>;

const ENTITY: Table = new Map([
  ["avty", "availability"],
  ["avty_mode", "availability_mode"],
  ["avty_t", "availability_topic"],
  ["avty_tpl", "availability_template"],
  ["cmps", "components"],
  ["curr_temp_t", "current_temperature_topic"],
  ["curr_temp_tpl", "current_temperature_template"],
  ["dev", "device"],
  ["dev_cla", "device_class"],
  ["ent_cat", "entity_category"],
  ["exp_aft", "expire_after"],
  ["o", "origin"],
  ["obj_id", "object_id"],
  ["p", "platform"],
  ["pl_avail", "payload_available"],
  ["pl_not_avail", "payload_not_available"],
  ["pl_off", "payload_off"],
  ["pl_on", "payload_on"],
  ["stat_cla", "state_class"],
  ["stat_t", "state_topic"],
  ["temp_cmd_t", "temperature_command_topic"],
  ["temp_cmd_tpl", "temperature_command_template"],
  ["temp_hi_cmd_t", "temperature_high_command_topic"],
  ["temp_hi_cmd_tpl", "temperature_high_command_template"],
  ["temp_hi_stat_t", "temperature_high_state_topic"],
  ["temp_hi_stat_tpl", "temperature_high_state_template"],
  ["temp_lo_cmd_t", "temperature_low_command_topic"],
  ["temp_lo_cmd_tpl", "temperature_low_command_template"],
  ["temp_lo_stat_t", "temperature_low_state_topic"],
  ["temp_lo_stat_tpl", "temperature_low_state_template"],
  ["temp_stat_t", "temperature_state_topic"],
  ["temp_stat_tpl", "temperature_state_template"],
  ["temp_unit", "temperature_unit"],
  ["uniq_id", "unique_id"],
  ["unit_of_meas", "unit_of_measurement"],
  ["val_tpl", "value_template"],
]);

const DEVICE: Table = new Map([
  ["cns", "connections"],
  ["ids", "identifiers"],
  ["mdl", "model"],
  ["mdl_id", "model_id"],
  ["mf", "manufacturer"],
  ["sa", "suggested_area"],
  ["sw", "sw_version"],
]);

const AVAILABILITY: Table = new Map([
  ["pl_avail", "payload_available"],
  ["pl_not_avail", "payload_not_available"],
  ["t", "topic"],
  ["val_tpl", "value_template"],
]);

const withLongNames = (object: JsonObject, table: Table): JsonObject =>
  // fromEntries defines own keys, so that even `__proto__` becomes plain data.
  Object.fromEntries(Object.entries(object).map(([key, value]) => [table.get(key) ?? key, value]));

/** The keys of an entity's (or device message's) description in full; those of its `device` and `availability` too. */
export function withFullKeys(config: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(withLongNames(config, ENTITY)).map(([key, value]) => {
      if (key === "device" && isObject(value)) return [key, withLongNames(value, DEVICE)];
      if (key === "availability" && Array.isArray(value))
        return [key, value.map((item: unknown) => (isObject(item) ? withLongNames(item, AVAILABILITY) : item))];
      if (key === "availability" && isObject(value)) return [key, [withLongNames(value, AVAILABILITY)]];
      return [key, value];
    }),
  );
}

/** The same with `~` at the start or end of a topic replaced by the base topic that the description names under `~`. */
export function withBaseTopic(config: JsonObject, base: string): JsonObject {
  const expand = (value: unknown): unknown => {
    if (typeof value !== "string") return value;
    if (value.startsWith("~")) return base + value.slice(1);
    return value.endsWith("~") ? value.slice(0, -1) + base : value;
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => {
      if (key === "availability" && Array.isArray(value))
        return [key, value.map((item: unknown) => (isObject(item) ? withBaseTopic(item, base) : item))];
      return [key, key === "topic" || key.endsWith("_topic") ? expand(value) : value];
    }),
  );
}
