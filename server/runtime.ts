/** Lays every wire: broker to store to hub to sockets, forecasts beside them. Nothing else joins the folders. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import {
  type BrokerAddress,
  type BrokerSetting,
  type Gateway,
  pemFile,
  startGateway,
  type TrustRule,
  virtualDevices,
} from "#devices";
import {
  type Clock,
  type Command,
  errorLine,
  type Health,
  hash32,
  holdId,
  isZonecastError,
  type Latest,
  type Log,
  oneLine,
  ZonecastError,
} from "#domain";
import { demoBuildings } from "#sim";
import { openStore } from "#store";
import { createAlarms } from "./alarms.ts";
import { openBuildings } from "./buildings.ts";
import { createCarryOver } from "./carry-over.ts";
import { type Config, isLoopback } from "./config.ts";
import { startLiveDemo } from "./demo/devices.ts";
import { fillDemoHistory } from "./demo/history.ts";
import { startForecasts } from "./forecasts.ts";
import { createApi } from "./http/api.ts";
import { createGuard } from "./http/guard.ts";
import { startWeb } from "./http/server.ts";
import { openDataFolder } from "./jobs/data-folder.ts";
import { createJobs } from "./jobs/jobs.ts";
import { startNightly } from "./jobs/nightly.ts";
import { createWork } from "./jobs/work.ts";
import { createHub, type Hub } from "./live/hub.ts";
import { type Sockets, serveSockets } from "./live/sockets.ts";
import { createMappings } from "./mappings.ts";
import { createMetrics } from "./metrics.ts";
import { publishFromHub } from "./publishing.ts";
import { createSchedules } from "./schedules.ts";
import { createStoreWatch } from "./store-watch.ts";
import { startForecaster } from "./workers/forecaster.ts";

export interface RuntimeOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** The folder that holds `.next`. */
  readonly root: string;
  readonly dev: boolean;
  readonly version: string;
  readonly onProgress: (share: number, what: string) => void;
}

export interface Runtime {
  readonly url: string;
  readonly brokerAddress: string;
  readonly storeAddress: string;
  readonly stop: () => Promise<void>;
}

/** Starts everything and resolves when the dashboard can be opened. What was started before a failure is stopped again. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { config, clock, log } = options;
  const undo: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.reverse().splice(0)) {
      try {
        await step();
      } catch (e) {
        log.warn({ reason: errorLine(e) }, "something did not stop cleanly");
      }
    }
  };
  try {
    return await start();
  } catch (e) {
    await stop();
    throw e;
  }

  async function start(): Promise<Runtime> {
    const trouble = (what: string) => (e: unknown) => log.error({ reason: errorLine(e) }, what);
    const store = await openStore(
      config.databaseUrl === undefined
        ? { kind: "sqlite", dataDir: config.dataDir }
        : { kind: "postgresql", url: config.databaseUrl },
      { clock, log },
    );
    undo.push(() => store.close());
    /** Devices are saved and removed one after the other, so that one that left is not saved after its removal. */
    let deviceWrites = Promise.resolve();
    undo.push(() => deviceWrites);

    let hub: Hub | undefined;
    const buildings = await openBuildings(
      store,
      config.building,
      (changed) => hub?.buildings(changed),
      trouble("a building could not be saved"),
    );
    if (config.demo)
      await fillDemoHistory({ clock, store, known: buildings.get, saveBuilding: buildings.save, onProgress: options.onProgress });

    const known = await store.devices();
    // A store that was filled by a replay knows devices, and not yet the buildings that they stand in.
    buildings.makeRoomFor(known);
    const storedMappings = await store.mappings();
    const latest = await store.latest();
    const startedAt = clock.now();
    let rejectedTotal = (await store.stats()).rejections;
    const live = createHub({
      clock,
      epoch: randomUUID(),
      latest,
      buildings: buildings.all(),
      devices: known,
      onClockKind: buildings.setReplayed,
    });
    hub = live;
    undo.push(live.stop);
    live.rejected(rejectedTotal);

    const controls = await store.controls();
    const alarms = createAlarms({
      clock,
      store,
      stored: controls.flatMap((r) => (r.kind === "alarm" ? [r.alarm] : [])),
      isReplayed: live.isReplayed,
      onAlarm: live.alarm,
      onTrouble: trouble("an alarm could not be saved"),
    });
    const schedules = createSchedules({
      clock,
      log,
      store,
      stored: controls.flatMap((r) => (r.kind === "schedule" ? [r.schedule] : [])),
      timeZoneOf: (id) => buildings.get(id)?.timeZone ?? config.building.timeZone,
    });
    undo.push(schedules.stop);
    const heldBefore = controls.flatMap((r) => (r.kind === "hold" ? [r.hold] : []));
    live.holds(heldBefore);
    /** Holds are saved and removed one after the other, as devices are. */
    let holdWrites = Promise.resolve();
    undo.push(() => holdWrites);
    const keepHold = (write: () => Promise<void>): void => {
      holdWrites = holdWrites.then(write).catch(trouble("a hold could not be saved"));
      if (gatewayUp) live.holds(gatewayUp.holds());
    };
    let gatewayUp: Gateway | undefined;

    const carryOver = createCarryOver({
      clock,
      store,
      known,
      points: live.points,
      onReadings: live.readings,
      onTrouble: trouble("what a device said in the inbox could not be carried over"),
    });
    undo.push(carryOver.settled);
    const storing = createStoreWatch();
    const gateway: Gateway = await startGateway({
      clock,
      log,
      broker: brokerSetting(config),
      known,
      mappings: storedMappings,
      rawLog: config.rawLog,
      trusted: trustedBy(config),
      defaultBuilding: config.building.id,
      mayActuate: (id) => buildings.get(id)?.actuation ?? false,
      async onReadings(readings) {
        await storing.watch(store.writeReadings(readings));
        live.readings(readings);
      },
      onRejections(rejections) {
        rejectedTotal += rejections.reduce((n, r) => n + r.count, 0);
        live.rejected(rejectedTotal);
        store.writeRejections(rejections).catch(trouble("rejected messages could not be saved"));
      },
      holds: heldBefore,
      nextBlock: schedules.next,
      onHold: (hold) => keepHold(() => store.saveControl({ kind: "hold", hold })),
      onReleased: (hold) => keepHold(() => store.removeControl("hold", holdId(hold))),
      onMeter: alarms.meter,
      onDevices(devices) {
        buildings.makeRoomFor(devices);
        alarms.devices(devices);
        live.devices(devices);
        carryOver.devices(devices);
        deviceWrites = deviceWrites.then(() => store.saveDevices(devices)).catch(trouble("devices could not be saved"));
      },
      onGone(ids) {
        live.gone(ids);
        alarms.gone(ids);
        deviceWrites = deviceWrites.then(() => store.removeDevices(ids)).catch(trouble("devices could not be forgotten"));
      },
      onCommand(command) {
        live.command(command);
        alarms.command(command);
        const ended = endOf(command);
        if (ended)
          store.audit({ at: clock.now(), who: command.who, ...ended }).catch(trouble("the audit trail could not be kept"));
        store.saveCommand(command).catch(trouble("a command could not be saved"));
      },
    }).catch((e: unknown) => {
      throw isZonecastError(e, "port-taken")
        ? new ZonecastError("port-taken", `the broker's ${e.message}`, {
            hint: "set ZONECAST_MQTT_PORT to a free one, or ZONECAST_MQTT_URL to the broker that is there",
            cause: e,
          })
        : e;
    });
    undo.push(gateway.stop);
    gatewayUp = gateway;
    schedules.start(gateway.command);

    const folder = openDataFolder(config.dataDir);
    const modelOf = (id: string): string | undefined => {
      const model = buildings.get(id)?.forecastModel;
      return model === undefined ? undefined : folder.model(model);
    };
    const forecaster = startForecaster({ clock, log, modelOf });
    undo.push(forecaster.stop);
    const forecasts = startForecasts({ clock, log, store, hub: live, buildings: buildings.all, forecaster });
    undo.push(forecasts.stop);
    const jobs = createJobs({
      clock,
      log,
      store,
      stored: await store.jobs(100),
      newId: randomUUID,
      canResume: ({ id, kind }) => kind === "train" && existsSync(folder.training(id)),
      onForgotten: folder.tidy,
      work: createWork({
        ...{ clock, store, hub: live, building: buildings.get, forecasts, folder },
        commandLine: join(options.root, "bin/zonecast.ts"),
      }),
    });
    const nightly = startNightly(clock, buildings.all, (building) => {
      jobs.start({ kind: "probe", building }, "nightly").catch(trouble("the night's job could not be stored"));
    });
    undo.push(jobs.stop, nightly);

    const health = (): Health => {
      const { connected, problem } = gateway.status();
      const problems = connected ? [] : [oneLine(`broker not reached${problem ? `: ${problem}` : ""}`)];
      const unstored = storing.problem();
      if (unstored !== undefined) problems.push(oneLine(`readings are not stored: ${unstored}`));
      return {
        status: problems.length === 0 ? "ok" : "degraded",
        version: options.version,
        problems,
        uptimeS: (clock.now() - startedAt) / 1000,
      };
    };
    const guard = createGuard(config.token, !isLoopback(config.host));
    let sockets: Sockets | undefined;
    const metrics = createMetrics({
      gateway: gateway.status,
      sockets: () => sockets?.count() ?? 0,
      rejectedTotal: () => rejectedTotal,
      forecasts: forecasts.counts,
    });
    undo.push(metrics.stop);
    const api = createApi({
      clock,
      log,
      store,
      hub: live,
      guard,
      secureCookie: false,
      health,
      metrics: metrics.read,
      rejectedTotal: () => rejectedTotal,
      building: buildings.get,
      saveBuilding: buildings.save,
      command: gateway.command,
      alarms,
      schedules,
      explain: forecasts.explain,
      jobs,
      learnable: folder.learnable,
      mappings: createMappings(store, gateway, storedMappings),
      gateway,
    });
    const { isOurHost } = guard;
    const web = await startWeb(
      { host: config.host, port: config.port, root: options.root, dev: options.dev, api, isOurHost },
      (http) => {
        sockets = serveSockets(http, live, guard, log, clock);
      },
    );
    undo.push(web.stop, () => sockets?.stop());

    if (config.demo) undo.push(startDemoAside(config, clock, log, latest));
    const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${web.port}`;
    const publishing = publishFromHub({
      config,
      clock,
      log,
      hub: live,
      broker: ownBroker(config),
      installation: installationOf(config),
      version: options.version,
      url,
    });
    undo.push(() => publishing?.stop());
    const stats = await store.stats();
    return {
      url,
      brokerAddress: gateway.status().address,
      storeAddress: `${stats.where} (${stats.engine})`,
      stop,
    };
  }
}

/** The demo's devices come alive while the dashboard can be opened already. Returns how to end them. */
function startDemoAside(config: Config, clock: Clock, log: Log, latest: readonly Latest[]): () => Promise<void> {
  const starting = startLiveDemo({ clock, log, latest, mqtt: ownBroker(config) });
  starting.then(
    ({ count }) => log.info({ devices: count }, "the demo campus is alive"),
    (e: unknown) => log.error({ reason: errorLine(e) }, "the demo campus did not start"),
  );
  return async () => (await starting.catch(() => undefined))?.stop();
}

/** How a command came out, for the audit trail: before and after. */
function endOf(c: Command): { readonly action: string; readonly subject: string; readonly detail: string } | undefined {
  if (c.state !== "held" && c.state !== "failed") return undefined;
  const how =
    c.state === "held" ? "taken" : c.overruledBy === undefined ? `failed: ${c.problem ?? ""}` : `overruled by ${c.overruledBy}`;
  const detail = `${c.source}: ${c.before ?? "unknown"} -> ${c.value}, reported ${c.after ?? "nothing"}; ${how}${c.why ? `; ${c.why}` : ""}`;
  return { action: `set-point ${c.state}`, subject: `${c.building}/${c.zone}/${c.signal}`, detail };
}

/** The demo's own devices besides whom the settings name: they stand in its simulated buildings and nowhere else. */
function trustedBy({ demo, trustDevices }: Config): boolean | readonly TrustRule[] {
  if (!demo || trustDevices === true) return trustDevices;
  const buildings = demoBuildings().map((model) => model.building);
  const ids = new Set(buildings.flatMap(virtualDevices).map((device) => device.id));
  return [...(trustDevices || []), { ids, buildings: new Set(buildings.map((b) => b.id)) }];
}

/** With a name of its own the broker keeps for us what arrives while we are away. */
const brokerSetting = (config: Config): BrokerSetting =>
  config.mqtt.kind === "embedded" ? config.mqtt : { ...withAuthority(config.mqtt), clientId: installationOf(config) };

const withAuthority = (mqtt: Extract<Config["mqtt"], { kind: "external" }>) => ({
  ...mqtt,
  ca: mqtt.authority && pemFile(mqtt.authority.file, mqtt.authority.text),
});

const installationOf = ({ dataDir }: Config): string => `zonecast-${hash32(`${hostname()}:${dataDir}`).toString(16)}`;

/** How a client of this machine reaches the broker. */
function ownBroker({ mqtt }: Config): BrokerAddress {
  if (mqtt.kind === "external") return withAuthority(mqtt);
  const host = mqtt.host === "0.0.0.0" || mqtt.host === "::" ? "127.0.0.1" : mqtt.host;
  return {
    url: `${mqtt.tls ? "mqtts" : "mqtt"}://${host.includes(":") ? `[${host}]` : host}:${mqtt.port}`,
    username: mqtt.credentials?.username,
    password: mqtt.credentials?.password,
    // The certificate is made out to a name that others know us by.
    pinned: mqtt.tls && pemFile(mqtt.tls.files.cert, mqtt.tls.cert),
    // A broker that listens on one address of this machine's is reached there, over no network.
    allowPlain: true,
  };
}
