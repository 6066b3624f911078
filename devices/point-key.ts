/** The name of a point within its device. */
import { SIGNAL_IDS, type SignalId } from "#domain";
import { remembering } from "./parse/remembering.ts";

/** The names of all points of an endpoint. Putting a text together for every value of every message is dear. */
const keysAt = remembering(
  (endpoint) => Object.fromEntries(SIGNAL_IDS.map((signal) => [signal, `${endpoint}/${signal}`])) as Record<SignalId, string>,
);
const ALONE = keysAt("");

/** `endpoint/signal`, with an empty endpoint for devices that have none. */
export const pointKey = (endpoint: string | undefined, signal: SignalId): string =>
  (endpoint === undefined ? ALONE : keysAt(endpoint))[signal];
