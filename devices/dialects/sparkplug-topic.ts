/** Topics of Sparkplug B: `spBv1.0/<group>/<verb>/<edge node>[/<device>]`, and the ids of those who publish there. */
import { isExactTopic } from "../parse/topic.ts";

export const NAMESPACE = "spBv1.0/";

const NODE_VERBS = ["NBIRTH", "NDATA", "NDEATH"] as const;
const DEVICE_VERBS = ["DBIRTH", "DDATA", "DDEATH"] as const;
export type Verb = (typeof NODE_VERBS | typeof DEVICE_VERBS)[number];

/** Everything that nodes publish. */
export const FILTERS: readonly string[] = [
  ...NODE_VERBS.map((verb) => `${NAMESPACE}+/${verb}/+`),
  ...DEVICE_VERBS.map((verb) => `${NAMESPACE}+/${verb}/+/+`),
];

export interface Address {
  readonly group: string;
  readonly edge: string;
  /** Absent: the edge node itself. */
  readonly device?: string | undefined;
}

const PUBLISHED = /^spBv1\.0\/([^/]+)\/([A-Z]+)\/([^/]+)(?:\/([^/]+))?$/;
/** What hosts say, to nodes and about themselves. */
const OF_HOSTS = /^spBv1\.0\/(?:STATE\/|[^/]+\/(?:NCMD|DCMD)\/)/;
/** Leaves room for `#endpoint` in a source of 128 characters. */
const MAX_ID = 86;

/** Who says what; `host`: not from a node; undefined: no topic of Sparkplug B, or with names too long for an id. */
export function parseTopic(topic: string): { readonly verb: Verb; readonly address: Address } | "host" | undefined {
  if (OF_HOSTS.test(topic)) return "host";
  const [, group, word, edge, device] = PUBLISHED.exec(topic) ?? [];
  const verb = (device === undefined ? NODE_VERBS : DEVICE_VERBS).find((each) => each === word);
  if (group === undefined || edge === undefined || verb === undefined || !isExactTopic(topic)) return undefined;
  const address = { group, edge, device };
  return idOf(address).length <= MAX_ID ? { verb, address } : undefined;
}

/** The id of a node or device. Different names give different ids: what an id cannot hold becomes `:` and a byte in hexadecimal. */
export const idOf = ({ group, edge, device }: Address): string =>
  `sparkplug:${[group, edge, ...(device === undefined ? [] : [device])].map(escaped).join(".")}`;

const escaped = (name: string): string =>
  Array.from(Buffer.from(name), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9_-]/.test(char) ? char : `:${byte.toString(16).padStart(2, "0")}`;
  }).join("");

/** Where a node, or a device through its node, takes commands. */
export const commandTopic = ({ group, edge, device }: Address): string =>
  device === undefined ? `${NAMESPACE}${group}/NCMD/${edge}` : `${NAMESPACE}${group}/DCMD/${edge}/${device}`;
