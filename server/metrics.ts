/** Prometheus metrics of this process and of what passes through it. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { GatewayStatus } from "#devices";

export interface MetricsParts {
  readonly gateway: () => GatewayStatus;
  readonly sockets: () => number;
  readonly rejectedTotal: () => number;
  readonly forecasts: () => { readonly issued: number; readonly failed: number; readonly queued: number };
}

export interface Metrics {
  readonly read: () => Promise<{ readonly contentType: string; readonly text: string }>;
  readonly stop: () => void;
}

export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();

  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: `zonecast_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
  gauge("messages_received", "MQTT messages received since the start", () => parts.gateway().received);
  gauge("messages_stored", "MQTT messages whose readings are stored", () => parts.gateway().stored);
  gauge("messages_rejected", "MQTT messages rejected", () => parts.gateway().rejected);
  gauge("messages_ignored", "MQTT messages that carry nothing for us", () => parts.gateway().ignored);
  gauge("messages_shed", "MQTT messages dropped under overload", () => parts.gateway().shed);
  gauge(
    "messages_unfetched",
    "MQTT messages dropped because a client stayed away or read too slowly",
    () => parts.gateway().sessions?.dropped ?? 0,
  );
  gauge(
    "broker_absent_clients",
    "Clients that are away and that the embedded broker remembers",
    () => parts.gateway().sessions?.absent ?? 0,
  );
  gauge("broker_queued_bytes", "Bytes that it keeps for them", () => parts.gateway().sessions?.queuedBytes ?? 0);
  gauge("broker_connected", "1 while the broker is reached", () => (parts.gateway().connected ? 1 : 0));
  gauge("rejections", "Rejected messages, all time of this run", parts.rejectedTotal);
  gauge("sockets", "Browsers connected", parts.sockets);
  gauge("forecasts_issued", "Forecasts issued since the start", () => parts.forecasts().issued);
  gauge("forecasts_failed", "Forecasts that could not be made since the start", () => parts.forecasts().failed);
  gauge("forecasts_queued", "Series waiting for a forecast", () => parts.forecasts().queued);
  gauge("event_loop_p99_seconds", "Event loop delay, 99th percentile since the last scrape", () => {
    const p99 = loop.percentile(99) / 1e9;
    loop.reset();
    return Number.isFinite(p99) ? p99 : 0;
  });

  return {
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    stop() {
      loop.disable();
      registry.clear();
    },
  };
}
