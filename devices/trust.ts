/** Who is believed: which sources may place their devices by themselves. Everybody else waits in the inbox. */
import { ZonecastError } from "#domain";
import type { Place } from "./placing.ts";
import { matcher } from "./topic-filter.ts";

/** One kind of source that is believed; all that is present must hold. A rule without any of them believes nobody. */
export interface TrustRule {
  /** Name of the convention: `plain`, `z2m`. */
  readonly dialect?: string | undefined;
  /** MQTT filter for the topic on which the device describes itself: `zigbee2mqtt-office/#`. */
  readonly topicFilter?: string | undefined;
  /** Exactly these devices. */
  readonly ids?: ReadonlySet<string> | undefined;
  /** Believed only as far as the device wants to stand in one of these buildings. */
  readonly buildings?: ReadonlySet<string> | undefined;
}

/** Everybody, nobody, or whoever one of the rules speaks of. */
export type Trust = boolean | readonly TrustRule[];

/** A device that describes itself, and where it would like to stand. */
export interface Claim {
  readonly dialect: string;
  readonly topic: string;
  readonly id: string;
  readonly place: Place;
}

/** Throws `bad-config` for a rule that names a dialect that there is not. */
export function believing(trust: Trust, dialects?: readonly string[]): (claim: Claim) => boolean {
  if (typeof trust === "boolean") return () => trust;
  for (const { dialect } of trust)
    if (dialect !== undefined && dialects && !dialects.includes(dialect))
      throw new ZonecastError("bad-config", `devices of '${dialect}' cannot be trusted: there is no such dialect`, {
        hint: `known: ${dialects.join(", ")}; a topic filter holds a slash or a wildcard`,
      });
  const tests = trust.map(({ dialect, topicFilter, ids, buildings }) => {
    if (dialect === undefined && topicFilter === undefined && !ids) return () => false;
    const filter = topicFilter === undefined ? undefined : matcher([topicFilter]);
    return (claim: Claim): boolean =>
      (dialect ?? claim.dialect) === claim.dialect &&
      (filter?.matches(claim.topic) ?? true) &&
      (ids?.has(claim.id) ?? true) &&
      (buildings?.has(claim.place.building) ?? true);
  });
  return (claim) => tests.some((test) => test(claim));
}
