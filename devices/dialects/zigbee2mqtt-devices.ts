/** The members of a `bridge/devices` list: who they are, what they expose, and which entries cannot be taken. */
import { type Device, oneLine } from "#domain";
import type { AnnouncedDevice, DialectEvent } from "../dialect.ts";
import { isObject, type JsonObject, own, ownText } from "../parse/json.ts";
import { isExactTopic } from "../parse/topic.ts";
import { type Binding, readExposes, recallBinding } from "./zigbee2mqtt-exposes.ts";

export interface Member {
  readonly device: AnnouncedDevice;
  readonly bindings: readonly Binding[];
}

const IEEE_ADDRESS = /^0x[0-9a-f]{16}$/i;
const MAX_NAME = 200;
/** Of the ids of devices. */
const PREFIX = "z2m:";

/** Reads the list that came under `base`. The coordinator and devices that are disabled or still being interviewed are left out. */
export function readMembers(base: string, list: readonly unknown[]): { members: Member[]; rejections: DialectEvent[] } {
  const members = new Map<string, Member>();
  const rejections: DialectEvent[] = [];
  for (const entry of list) {
    if (!isObject(entry)) continue;
    const ieee = ownText(entry, "ieee_address") ?? "";
    const type = ownText(entry, "type");
    if (!IEEE_ADDRESS.test(ieee) || type === "Coordinator" || own(entry, "disabled") === true) continue;
    if (own(entry, "interview_completed") === false) continue;
    const name = ownText(entry, "friendly_name") ?? ieee;
    if (!isExactTopic(name) || name.length > MAX_NAME) {
      const shown = oneLine(name, 80);
      rejections.push({
        type: "rejected",
        reason: "bad-topic",
        detail: `${ieee}: the name '${shown}' cannot be part of a topic`,
      });
    } else members.set(ieee.toLowerCase(), memberOf(entry, ieee.toLowerCase(), name, base));
  }
  return { members: withoutCommands([...members.values()]), rejections };
}

/** Names that more than one of the members has, with their addresses: who publishes on such a topic, nobody can tell. */
export function sharedNames(members: Iterable<Member>): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  for (const { device } of members) {
    const addresses = byName.get(device.name) ?? [];
    addresses.push(device.id.slice(PREFIX.length));
    byName.set(device.name, addresses);
  }
  return new Map([...byName].filter(([, addresses]) => addresses.length > 1));
}

/** Those that share a name take no commands, and say why. */
function withoutCommands(members: Member[]): Member[] {
  const shared = sharedNames(members);
  return members.map((member) => {
    const { device, bindings } = member;
    const others = shared.get(device.name)?.filter((address) => device.id !== PREFIX + address);
    if (!others) return member;
    const why = oneLine(`all of it: ${others.join(", ")} has the same name and so the same topic; rename one of them`, 200);
    const points = device.points.map((point) => ({ ...point, writable: undefined }));
    return { device: { ...device, points, unread: [why, ...device.unread] }, bindings };
  });
}

function memberOf(entry: JsonObject, ieee: string, name: string, base: string): Member {
  const found = own(entry, "definition");
  const definition: JsonObject = isObject(found) ? found : {};
  const { kind, bindings, unread } = readExposes(own(definition, "exposes"));
  const text = (object: JsonObject, key: string): string => oneLine(ownText(object, key) ?? "", 120);
  const slash = name.lastIndexOf("/");
  const device: AnnouncedDevice = {
    id: PREFIX + ieee,
    name,
    vendor: text(definition, "vendor") || text(entry, "manufacturer"),
    model: text(definition, "model") || text(entry, "model_id"),
    kind,
    batteryPowered: ownText(entry, "power_source") === "Battery",
    area: slash > 0 ? name.slice(0, slash) : undefined,
    points: bindings.map(({ endpoint, signal, writable, property, unit }) => ({
      endpoint,
      signal,
      writable,
      origin: { topic: `${base}/${name}`, property, unit },
    })),
    unread: isObject(found) ? unread.map((line) => oneLine(line, 200)) : ["zigbee2mqtt has no definition of this device"],
  };
  return { device, bindings };
}

/** A member as an earlier run knew it, with the base topic of its bridge; undefined for a device of another dialect. */
export function recallMember(known: Device): { base: string; member: Member } | undefined {
  const [base = "", ...rest] = known.points[0]?.origin?.topic.split("/") ?? [];
  const name = rest.join("/");
  if (known.dialect !== "z2m" || base === "" || !isExactTopic(name)) return undefined;
  const bindings = known.points.flatMap((point) => recallBinding(point) ?? []);
  const { id, vendor, model, kind, batteryPowered, unread } = known;
  return { base, member: { device: { id, name, vendor, model, kind, batteryPowered, points: bindings, unread }, bindings } };
}
