/** Which points a command request addresses, and whether they may be set so. */
import { type CommandRequest, type Device, type Hold, type SettableSignal, ZonecastError } from "#domain";
import type { Commands, Target } from "./commands.ts";

/**
 * The points of the request's zone that take its signal, or the one that it names. Throws `observe-only`, `not-found`, and
 * `bad-input` when the value is no number or a thermostat would heat above the temperature that it cools to.
 */
export function targetsOf(
  { building, zone, signal, source, value }: CommandRequest,
  devices: readonly Device[],
  mayActuate: (building: string) => boolean,
  last: Commands["last"],
): Target[] {
  if (!mayActuate(building))
    throw new ZonecastError("observe-only", `commands to '${building}' are switched off`, {
      hint: "an administrator can switch actuation on for the building",
    });
  if (!Number.isFinite(value)) throw new ZonecastError("bad-input", "a set-point must be a finite number");
  const targets: Target[] = [];
  for (const { points, batteryPowered } of devices)
    for (const point of points) {
      const within = point.building === building && point.zone === zone && point.signal === signal;
      if (within && point.writable && (source ?? point.source) === point.source)
        targets.push({ building, zone, signal, source: point.source, range: point.writable, batteryPowered });
    }
  if (targets.length === 0)
    throw new ZonecastError(
      "not-found",
      `no device in ${building}/${zone} takes ${signal}${source === undefined ? "" : ` as ${source}`}`,
    );
  for (const target of targets) refuseCrossing(target.source, signal, value, last);
  return targets;
}

/** A thermostat that heats above where it cools would do both at once. */
function refuseCrossing(source: string, signal: SettableSignal, value: number, last: Commands["last"]): void {
  const heats = signal === "heatingSetpointC";
  const other = last(source, heats ? "coolingSetpointC" : "heatingSetpointC");
  if (other !== null && (heats ? value > other : value < other))
    throw new ZonecastError("bad-input", `the heating set-point of ${source} would be above its cooling set-point`, {
      hint: `the ${heats ? "cooling" : "heating"} set-point is ${other} °C`,
    });
}

/** The error for whoever comes after the one that holds the point. */
export const heldBy = ({ building, zone, signal, priority, who, until }: Hold): ZonecastError =>
  new ZonecastError("held", `${signal} of ${building}/${zone} is held by ${who} (${priority})`, {
    retry: until !== null,
    hint: until === null ? "until it is released" : `until ${new Date(until).toISOString()}, or until it is released`,
  });
