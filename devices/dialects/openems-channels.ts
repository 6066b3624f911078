/** OpenEMS channels that are signals of ours, and what the edge's own configuration says of them. */
import type { SignalId } from "#domain";
import { isObject, type JsonObject, own, ownText } from "../parse/json.ts";
import { namedValue } from "./named-values.ts";

export interface Row {
  readonly signal: SignalId;
  /** The unit of the channel's nature; a configuration that names one wins. */
  readonly unit: string;
  readonly endpoint?: string | undefined;
}

/** What the configuration says of a component. */
export interface ComponentConfig {
  readonly alias: string;
  /** Its kind: `Meter.Socomec.Threephase`. */
  readonly factory: string;
  /** What a meter meters: `GRID`, `PRODUCTION`, … */
  readonly meterType: string | undefined;
  readonly units: ReadonlyMap<string, string>;
}

const PHASES = ["L1", "L2", "L3"] as const;
const phases = (name: string, signal: SignalId, unit: string): (readonly [string, Row])[] =>
  PHASES.map((endpoint) => [`${name}${endpoint}`, { signal, unit, endpoint }] as const);

/** The sums of the whole site: what is used in the building, wherever it comes from. */
const SUM: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["ConsumptionActivePower", { signal: "electricPowerW", unit: "W", endpoint: "consumption" }],
  ["ConsumptionActiveEnergy", { signal: "electricEnergyWh", unit: "Wh", endpoint: "consumption" }],
  ["GridActivePower", { signal: "electricPowerW", unit: "W", endpoint: "grid" }],
  ["GridBuyActiveEnergy", { signal: "electricEnergyWh", unit: "Wh", endpoint: "grid" }],
]);

/**
 * Of a meter. Power is positive when it is bought at the grid or used by a consumer, and `ActiveProductionEnergy` is the
 * integral over positive power, whatever its name says.
 */
const METER: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["ActivePower", { signal: "electricPowerW", unit: "W" }],
  ["Voltage", { signal: "voltageV", unit: "mV" }],
  ["Current", { signal: "currentA", unit: "mA" }],
  ...phases("ActivePower", "electricPowerW", "W"),
  ...phases("Voltage", "voltageV", "mV"),
  ...phases("Current", "currentA", "mA"),
  ["ActiveProductionEnergy", { signal: "electricEnergyWh", unit: "Wh" }],
  ...phases("ActiveProductionEnergy", "electricEnergyWh", "Wh"),
]);
/** Meters whose positive power is not what the building uses. */
const MAKES = new Set(["PRODUCTION", "PRODUCTION_AND_CONSUMPTION"]);

/** Of a thermometer; it counts in tenths of a degree. */
const TEMPERATURE = "Temperature";
const TENTHS = "dC";

/** Channels that this table reads, of whatever component. */
export const CHANNELS: readonly string[] = [...new Set([...SUM.keys(), ...METER.keys(), TEMPERATURE])];

/** What a channel means; in words why it is no signal; undefined for what needs no mention. */
export function meaningOf(component: string, channel: string, config: ComponentConfig | undefined): Row | string | undefined {
  if (component === "_sum") return withUnit(SUM.get(channel), channel, config);
  if (channel === TEMPERATURE && /^thermometer/i.test(config?.factory ?? component)) {
    // What it measures the temperature of, its owner tells by its name.
    const found = namedValue(`${config?.alias ?? ""} temperature`, config?.units.get(channel) ?? TENTHS);
    return typeof found === "string" ? found : { signal: found.signal, unit: config?.units.get(channel) ?? TENTHS };
  }
  if (!/^meter\d*$/i.test(component) && !config?.factory.startsWith("Meter.")) return undefined;
  const row = withUnit(METER.get(channel), channel, config);
  if (row === undefined || row.signal === "voltageV" || row.signal === "currentA") return row;
  if (config?.meterType === undefined) return "what the meter meters is not told yet";
  return MAKES.has(config.meterType) ? "not what is used" : row;
}

const withUnit = (row: Row | undefined, channel: string, config: ComponentConfig | undefined): Row | undefined =>
  row && { ...row, unit: config?.units.get(channel) ?? row.unit };

const MAX_COMPONENTS = 2_000;

/** Reads the components of an `edgeConfig`; undefined when it is none. */
export function readConfig(data: unknown): Map<string, ComponentConfig> | undefined {
  const components = isObject(data) ? own(data, "components") : undefined;
  if (!isObject(components)) return undefined;
  const found = Object.entries(components)
    .slice(0, MAX_COMPONENTS)
    .flatMap(([id, component]) => (isObject(component) ? [[id, configOf(component)] as const] : []));
  return new Map(found);
}

function configOf(component: JsonObject): ComponentConfig {
  const [properties, channels] = ["properties", "channels"].map((key) => own(component, key));
  const units = new Map<string, string>();
  for (const [channel, about] of Object.entries(isObject(channels) ? channels : {})) {
    const unit = isObject(about) ? ownText(about, "unit") : undefined;
    // Counters are marked as such behind their unit: `Wh_Σ`.
    if (unit !== undefined && unit !== "") units.set(channel, unit.replace(/_Σ$/, ""));
  }
  return {
    alias: ownText(component, "alias") ?? "",
    factory: ownText(component, "factoryId") ?? "",
    meterType: isObject(properties) ? ownText(properties, "type")?.toUpperCase() : undefined,
    units,
  };
}
