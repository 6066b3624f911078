/** Lets the broker know what the hub knows, when it is wanted there. */
import { isPublishable, type Publishing, type PublishingOptions, startPublishing } from "#devices";
import type { Clock, Log } from "#domain";
import type { Config } from "./config.ts";
import type { Hub } from "./live/hub.ts";

export interface ServerPublishingOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly hub: Hub;
  readonly broker: PublishingOptions["broker"];
  /** Name of this installation, unique at the broker. */
  readonly installation: string;
  readonly version: string;
  /** Where the dashboard is opened from this machine. */
  readonly url: string;
}

/** Undefined when publishing is switched off, or impossible for the name of the building. */
export function publishFromHub(options: ServerPublishingOptions): Publishing | undefined {
  const { config, clock, log, hub, broker, installation, version, url } = options;
  if (!config.publish) return undefined;
  if (!isPublishable(config.building.id)) {
    log.warn(
      { building: config.building.id },
      "nothing is published for a building of this name, which means something else in topics",
    );
    return undefined;
  }
  return startPublishing({
    clock,
    log,
    broker,
    clientId: `${installation}-publish`,
    site: config.building.id,
    version,
    // "All interfaces" is no address that somebody could open.
    url: ["0.0.0.0", "::"].includes(config.host) ? undefined : url,
    picture: () => {
      const { buildings, points, forecasts } = hub.snapshot();
      return { buildings, points, forecasts, now: hub.now };
    },
  });
}
