/** Broker, zigbee2mqtt and our gateway together, each of which a test can take away and bring back. */
import { expect } from "vitest";
import { type Clock, systemClock } from "#domain";
import { type HeardGateway, startHeardGateway } from "../gateway.ts";
import { type Mosquitto, startMosquitto } from "../mosquitto.ts";
import { until } from "../until.ts";
import { SIMULATED_DEVICES } from "./simulated-devices.ts";
import { startZigbee2Mqtt, type Zigbee2Mqtt } from "./start.ts";

export interface House {
  readonly broker: Mosquitto;
  readonly peer: Zigbee2Mqtt;
  /** Our gateway as it runs now. */
  readonly ours: () => HeardGateway;
  /** Ends our gateway and starts it with what it knew. */
  readonly restartOurs: () => Promise<void>;
  /** Resolves when all six devices, none twice, have this availability; throws after 10 s. */
  readonly untilAll: (availability: string) => Promise<void>;
  /** Resolves when all are online and a new value has come through; throws after 10 s each. */
  readonly untilRight: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

const PROBE = "office-103/trv";

/** The machine's time, but what waits for a minute or more, as a command until it counts as held, waits for seconds. */
const hasty: Clock = { ...systemClock, after: (ms, fn) => systemClock.after(ms >= 60_000 ? ms / 60 : ms, fn) };

/** Starts all three, our gateway before zigbee2mqtt. `persistence`: whether the broker remembers over its restarts. */
export async function startHouse({ persistence }: { readonly persistence: boolean }): Promise<House> {
  const broker = await startMosquitto({ persistence });
  const startOurs = async (known: ReturnType<HeardGateway["gateway"]["devices"]>) => {
    const started = await startHeardGateway(
      { kind: "external", url: broker.url, connections: 2 },
      { known, clock: hasty, echoTimeouts: { mainsMs: 5_000, batteryMs: 5_000 } },
    );
    await until("we are connected", () => started.gateway.status().connected);
    return started;
  };
  let ours = await startOurs([]);
  const peer = await startZigbee2Mqtt({ mqttUrl: broker.url });

  const untilAll = async (availability: string) => {
    const wanted = SIMULATED_DEVICES.map(({ name }) => `${name} ${availability}`).sort();
    await until(`all six are ${availability}`, () => {
      expect(
        ours.gateway
          .devices()
          .map((d) => `${d.name} ${d.availability}`)
          .sort(),
      ).toEqual(wanted);
      return true;
    });
  };
  let rawTemp = 2000;
  return {
    broker,
    peer,
    ours: () => ours,
    async restartOurs() {
      const known = ours.gateway.devices();
      await ours.gateway.stop();
      ours = await startOurs(known);
    },
    untilAll,
    async untilRight() {
      await untilAll("online");
      rawTemp += 7;
      // Said again twice a second: zigbee2mqtt drops what it hears while it has no broker.
      const saying = setInterval(() => peer.emit(PROBE, "hvacThermostat", { localTemp: rawTemp }), 500);
      const came = () => ours.heard.latest()[`${PROBE} airTempC`] === rawTemp / 100;
      await until("a new value comes through", came).finally(() => clearInterval(saying));
      expect(ours.heard.gone).toEqual([]);
    },
    async [Symbol.asyncDispose]() {
      await ours.gateway.stop();
      await peer[Symbol.asyncDispose]();
      await broker[Symbol.asyncDispose]();
    },
  };
}
