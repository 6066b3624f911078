/** Looks on at a broker: what Zonecast would hear there and make of it. Takes nothing from others, keeps nothing, sends nothing. */
import type { Clock, Device, Log, Mapping, Reading, Rejection } from "#domain";
import { startConnection } from "./connection.ts";
import { DIALECTS } from "./dialects/index.ts";
import type { BrokerSetting } from "./gateway.ts";
import { createIngest } from "./ingest.ts";
import { createMappingSession, mappingDialect } from "./mapping/session.ts";
import { createRegistry } from "./registry.ts";

export interface WatchOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly broker: Omit<Extract<BrokerSetting, { kind: "external" }>, "kind" | "connections" | "clientId">;
  readonly defaultBuilding: string;
  readonly mappings: readonly Mapping[];
  /** Filters to be heard besides those of the dialects: `#` shows what nobody knows. */
  readonly topics: readonly string[];
  readonly onReadings: (readings: readonly Reading[]) => void;
  readonly onRejections: (rejections: readonly Rejection[]) => void;
  readonly onDevices: (changed: readonly Device[], gone: readonly string[]) => void;
  /** Connected, or not, with the reason for a person. */
  readonly onConnection: (connected: boolean, problem?: string) => void;
}

const CHANGES_MS = 250;

/** Throws `bad-config` for an address that cannot be used, `bad-input` for a wrong mapping. Keeps trying while the broker is away. */
export function watchBroker(options: WatchOptions): { readonly stop: () => Promise<void> } {
  const { clock, log } = options;
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: options.defaultBuilding });
  const session = createMappingSession();
  session.use(options.mappings);
  const ingest = createIngest([...DIALECTS, mappingDialect(session)], registry);
  const transport = startConnection(
    { clock, log, setting: { ...options.broker, kind: "external", connections: 1 }, dialects: DIALECTS, share: false },
    {
      onMessage(message, _mustKeep, done) {
        const { readings, rejections, listen } = ingest.read(message);
        for (const topics of listen) transport.listen(topics);
        if (readings.length > 0 || rejections.length > 0) tellDevices();
        if (readings.length > 0) options.onReadings(readings);
        if (rejections.length > 0) options.onRejections(rejections);
        done();
      },
      onConnection: options.onConnection,
      onBlind: ingest.blind,
    },
  );
  transport.hearAlso([...new Set([...session.filters(), ...options.topics])]);

  function tellDevices(): void {
    const { changed, gone } = registry.takeChanges();
    if (changed.length > 0 || gone.length > 0) options.onDevices(changed, gone);
  }
  const cancel = clock.every(CHANGES_MS, tellDevices);
  return {
    async stop() {
      cancel();
      await transport.stop();
    },
  };
}
