/** The demo campus alive: simulated buildings whose virtual devices speak real MQTT. */
import { type BrokerAddress, startVirtualDevices } from "#devices";
import type { Clock, Latest, Log, Plant } from "#domain";
import { createPlant, demoBuildings } from "#sim";
import { countersOf, DEMO_CLIMATE, DEMO_SEED } from "./history.ts";

const PUBLISH_EVERY_MS = 20_000;

export interface LiveDemoOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly latest: readonly Latest[];
  readonly mqtt: BrokerAddress;
}

/** Starts the virtual devices. They publish every 20 s and obey set-points. */
export function startLiveDemo({
  clock,
  log,
  latest,
  mqtt,
}: LiveDemoOptions): Promise<{ readonly count: number; readonly stop: () => Promise<void> }> {
  const now = clock.now();
  const plants: Plant[] = demoBuildings().map((model) =>
    createPlant({
      model,
      climate: DEMO_CLIMATE,
      seed: DEMO_SEED,
      startTs: now,
      counters: new Map(countersOf(latest.filter((r) => r.building === model.building.id))),
    }),
  );
  return startVirtualDevices({ plants, broker: mqtt, clock, log, everyMs: PUBLISH_EVERY_MS });
}
