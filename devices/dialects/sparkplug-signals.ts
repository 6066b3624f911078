/** Which metric is which signal: a table over the words of its name, together with the unit that it states. */
import { type SignalId, signalOf } from "#domain";
import { type Convert, converterFrom, converterTo } from "../parse/unit.ts";
import { type Metric, TYPE } from "./sparkplug-payload.ts";

export interface Reading {
  readonly signal: SignalId;
  /** The folders of the name (`Zone 1`), as the endpoint of a device with several. */
  readonly endpoint: string | undefined;
  /** From and to the metric's unit. */
  readonly convert: Convert;
  readonly back: Convert;
}

interface Row {
  readonly signal: SignalId;
  readonly words: RegExp;
  /** The unit of a metric that states none, where only one is in use. */
  readonly unit?: string;
}

const row = (signal: SignalId, words: RegExp, unit?: string): Row =>
  unit === undefined ? { signal, words } : { signal, words, unit };

// Names are free in Sparkplug: they are compared as lower-case words, the first row that fits counts. Whole names only, so
// that `supply air temperature` or `max power` is not taken for something that it is not.
const ROWS: readonly Row[] = [
  row("coolingSetpointC", /^(occupied )?cool(ing)? (temp(erature)? )?(set ?point|sp)$/),
  row("heatingSetpointC", /^(occupied )?heat(ing)? (temp(erature)? )?(set ?point|sp)$/),
  row("heatingSetpointC", /^((room|zone|space) )?(air )?(temp(erature)? )?set ?point$|^(target|set) temp(erature)?$/),
  row("outdoorTempC", /^(outdoor|outside|ambient) (air )?temp(erature)?$/),
  row(
    "waterTempC",
    /^((flow|return|supply|boiler|tank) )?water temp(erature)?$|^(boiler|dhw|(domestic )?hot water) temp(erature)?$/,
  ),
  row("airTempC", /^((room|zone|space|indoor|inside) )?(air )?temp(erature)?$/),
  row("relativeHumidityPct", /^((room|zone|space|indoor|air) )?(relative )?humidity$|^rh$/, "%"),
  row("co2Ppm", /^((room|zone|space|indoor|air) )?(co ?2|carbon dioxide)( level| concentration)?$/, "ppm"),
  row("valvePct", /^(heating |radiator )?valve( position| opening)?$|^heating demand$/, "%"),
  row("windowOpen", /^window( open)?$/),
  row("occupancy", /^(occupied|occupancy|presence|motion)$/),
  row("heatingPowerW", /^(heat(ing)?|thermal) (output )?power$/),
  row("electricPowerW", /^(total |active |real |electric(al)? )*power( total)?$/),
  row("heatEnergyWh", /^(heat(ing)?|thermal) energy( total)?$/),
  row("gasEnergyWh", /^gas energy( total)?$/),
  row("gasVolumeM3", /^gas( volume| meter)?( total)?$/),
  row("electricEnergyWh", /^(total |active |imported |import |electric(al)? )*energy( import(ed)?)?( total)?$|^electricity$/),
  row("globalIrradianceWPerM2", /^(global |solar )?(horizontal )?(irradiance|radiation)$/),
  row("windSpeedMPerS", /^wind speed$/),
  row("airPressurePa", /^(air|barometric|atmospheric) pressure$/),
  row("voltageV", /^voltage$/),
  row("currentA", /^current$/),
  row("batteryPct", /^battery( level)?$/, "%"),
];
/** A folder that says what its plain `Energy` or `Power` counts. */
const IN_FOLDER: readonly (readonly [folder: RegExp, plain: SignalId, meant: SignalId])[] = [
  [/\b(heat|thermal) meter\b/, "electricEnergyWh", "heatEnergyWh"],
  [/\b(heat|thermal) meter\b/, "electricPowerW", "heatingPowerW"],
  [/\bgas meter\b/, "electricEnergyWh", "gasEnergyWh"],
];
const UNIT_PROPERTIES = new Set(["engunit", "engunits", "engineeringunit", "engineeringunits", "unit", "units", "uom", "eu"]);
const same: Convert = (value) => value;

/** What a metric of this name and with these properties is read as, or the reason why it is not. */
export function signalFor(name: string, { type, properties }: Pick<Metric, "type" | "properties">): Reading | string {
  const folders = name.split("/");
  const words = wordsOf(folders.pop() ?? "");
  const found = ROWS.find((each) => each.words.test(words));
  if (!found) return "no signal of ours";
  if (type === undefined || type < TYPE.int8) return "states no data type";
  if (type > TYPE.boolean) return "is not a number";
  const signal = inFolder(found.signal, wordsOf(folders.join(" ")));
  const endpoint =
    folders.length === 0
      ? undefined
      : folders
          .join(".")
          .replace(/[^A-Za-z0-9_.-]/g, "_")
          .slice(0, 40);
  if (signalOf(signal).unit === "0|1") return { signal, endpoint, convert: same, back: same };
  const stated = unitIn(properties);
  const unit = stated ?? found.unit ?? "";
  const convert = converterTo(signal, unit);
  const back = converterFrom(signal, unit);
  if (type === TYPE.boolean) return "is not a number";
  if (!convert || !back) return unit === "" ? "states no unit" : `unit '${unit.slice(0, 20)}' is not known for it`;
  return { signal, endpoint, convert, back };
}

/** `HeatSetpoint`, `heat_set-point`, `Heat Setpoint` -> `heat setpoint`, `heat set point`. */
const wordsOf = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join(" ");

const inFolder = (signal: SignalId, folder: string): SignalId =>
  IN_FOLDER.find(([words, plain]) => plain === signal && words.test(folder))?.[2] ?? signal;

function unitIn(properties: Metric["properties"]): string | undefined {
  for (const [key, value] of properties)
    if (typeof value === "string" && value.trim() !== "" && UNIT_PROPERTIES.has(key.toLowerCase().replace(/[^a-z]/g, "")))
      return value;
  return undefined;
}
