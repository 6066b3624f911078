/** The real zigbee2mqtt over Mosquitto: devices appear by themselves, values are right, commands reach the radio, faults heal. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { isZonecastError } from "#domain";
import { startHeardGateway } from "../support/gateway.ts";
import { mosquittoMissing } from "../support/mosquitto.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";
import { type House, startHouse } from "../support/zigbee2mqtt/house.ts";
import { installZigbee2Mqtt } from "../support/zigbee2mqtt/install.ts";
import { SIMULATED_DEVICES } from "../support/zigbee2mqtt/simulated-devices.ts";
import { startZigbee2Mqtt } from "../support/zigbee2mqtt/start.ts";

const installation = installZigbee2Mqtt();
const missing = "missing" in installation ? installation.missing : undefined;

/** What the raw radio values are in canonical units. No value that was never measured is among them. */
const GOLDEN = {
  "office-101/trv airTempC": 21.34,
  "office-101/trv heatingSetpointC": 21,
  "office-101/trv valvePct": 42,
  "office-101/trv batteryPct": 87,
  "office-102/trv airTempC": 19.5,
  "office-102/trv heatingSetpointC": 20.5,
  "office-102/trv valvePct": 50,
  "office-101/climate airTempC": 27.34,
  "office-101/climate relativeHumidityPct": 44.72,
  "office-101/climate airPressurePa": 100_210,
  "plant/heatpump-plug electricPowerW": 1234,
  "plant/heatpump-plug currentA": 5.37,
  "plant/heatpump-plug voltageV": 231,
  "office-103/trv airTempC": 20.1,
  "office-103/trv heatingSetpointC": 19,
  "lobby/thermostat airTempC": 22.56,
  "lobby/thermostat heatingSetpointC": 20,
  "lobby/thermostat coolingSetpointC": 26,
};

const ZONES = {
  "office-101/trv": "office-101",
  "office-102/trv": "office-102",
  "office-101/climate": "office-101",
  "plant/heatpump-plug": "whole",
  "office-103/trv": "office-103",
  "lobby/thermostat": "lobby",
};

describeUnless(missing ?? mosquittoMissing, "the real zigbee2mqtt over Mosquitto", () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse({ persistence: true });
  });
  afterAll(() => house?.[Symbol.asyncDispose]());
  const devices = () => house.ours().gateway.devices();

  test("T2: six devices appear by themselves and are online", async () => {
    await house.untilAll("online");
    expect(new Set(devices().map((d) => d.id)).size).toBe(6);
    expect(devices().every((d) => d.dialect === "z2m" && d.bound)).toBe(true);
  });

  test("T2: each stands in the zone that its name says, and takes what it announces", () => {
    const zones = devices().map((d) => [d.name, [...new Set(d.points.map((p) => p.zone))].join()]);
    expect(Object.fromEntries(zones)).toEqual(ZONES);
    const takes = devices().flatMap((d) => d.points.filter((p) => p.writable).map((p) => `${d.name} ${p.signal}`));
    expect(takes.sort()).toEqual([
      "lobby/thermostat coolingSetpointC",
      "lobby/thermostat heatingSetpointC",
      "office-101/trv heatingSetpointC",
      "office-102/trv heatingSetpointC",
      "office-103/trv heatingSetpointC",
    ]);
    const onBattery = SIMULATED_DEVICES.filter((d) => d.powerSource === "Battery").map((d) => d.name);
    const saidSo = devices().filter((d) => d.batteryPowered);
    expect(saidSo.map((d) => d.name).sort()).toEqual(onBattery.sort());
  });

  test("T2: the values are those of the radio, in canonical units, and nothing else", async () => {
    const { heard } = house.ours();
    await until("the golden values", () => {
      expect(heard.latest()).toEqual(GOLDEN);
      return true;
    });
    expect(new Set(heard.readings.map((r) => r.quality))).toEqual(new Set(["good"]));
    expect(heard.rejections).toEqual([]);
  });

  test("a changed value arrives with its own time", async () => {
    const { heard } = house.ours();
    const before = Date.now();
    house.peer.emit("office-102/trv", "hvacThermostat", { localTemp: 1987 });
    await until("19.87 °C", () => heard.latest()["office-102/trv airTempC"] === 19.87);
    const last = heard.readings.findLast((r) => r.signal === "airTempC");
    expect(last?.ts).toBeGreaterThanOrEqual(before);
    expect(last?.ts).toBeLessThanOrEqual(Date.now());
  });

  test.each([
    { zone: "office-102", device: "office-102/trv", asked: 19.5, raw: 1950, name: "write", key: "occupiedHeatingSetpoint" },
    { zone: "office-101", device: "office-101/trv", asked: 19.5, raw: 1950, name: "danfossSetpointCommand", key: "setpoint" },
    { zone: "office-103", device: "office-103/trv", asked: 99, raw: 3500, name: "write", key: "occupiedHeatingSetpoint" },
    { zone: "lobby", device: "lobby/thermostat", asked: 19.3, raw: 1900, name: "write", key: "occupiedHeatingSetpoint" },
  ])("T34: $asked °C for $zone goes over the air as $raw and is held", async ({ zone, device, asked, raw, name, key }) => {
    const { gateway, heard } = house.ours();
    const request = { building: "site", zone, signal: "heatingSetpointC" as const, value: asked, why: "" };
    const [command, ...others] = gateway.command(request, "tester");
    expect(others).toEqual([]);
    const history = () => heard.commands.filter((c) => c.id === command?.id);
    await until("the command is held", () => history().at(-1)?.state === "held");
    expect(history().map((c) => c.state)).toEqual(expect.arrayContaining(["queued", "echoed", "held"]));
    expect(history().at(-1)).toMatchObject({ requested: asked, value: raw / 100, after: raw / 100, attempts: 1, who: "tester" });
    const radio = house.peer.radioCommands.filter((c) => c.device === device);
    // zigbee2mqtt itself may repeat a command to this model; what it says stays the same.
    expect(radio.length).toBeGreaterThanOrEqual(1);
    expect(new Set(radio.map((c) => `${c.name} ${c.payload[key]}`))).toEqual(new Set([`${name} ${raw}`]));
  });

  test.each([
    { what: "a zone that nothing can set", zone: "whole", value: 20, code: "not-found" as const },
    { what: "heating above cooling", zone: "lobby", value: 27, code: "bad-input" as const },
    { what: "no number", zone: "lobby", value: Number.NaN, code: "bad-input" as const },
  ])("T34: $what is refused, and nothing goes over the air", ({ zone, value, code }) => {
    const sentBefore = house.peer.radioCommands.length;
    const request = { building: "site", zone, signal: "heatingSetpointC" as const, value, why: "" };
    expect(() => house.ours().gateway.command(request, "tester")).toThrow(expect.toSatisfy((e) => isZonecastError(e, code)));
    expect(house.peer.radioCommands.length).toBe(sentBefore);
  });

  test("T4: zigbee2mqtt stops: its devices are offline", async () => {
    await house.peer.stop();
    await house.untilAll("offline");
  });

  test("T4: our restart does not bring them back", async () => {
    await house.restartOurs();
    await house.untilAll("offline");
  });

  test("T4: its return does", async () => {
    await house.peer.restart();
    await house.untilRight();
  });

  test("T23: zigbee2mqtt dies: its will says that the devices are offline", async () => {
    await house.peer.kill9();
    await house.untilAll("offline");
    await house.peer.restart();
    await house.untilRight();
  });

  const faults = {
    "zigbee2mqtt restarts": () => house.peer.restart(),
    "the broker restarts": () => house.broker.restart(),
    "we restart": () => house.restartOurs(),
  };
  const [peerFault, brokerFault, ourFault] = ["zigbee2mqtt restarts", "the broker restarts", "we restart"] as const;
  test.each([
    [peerFault, brokerFault, ourFault],
    [peerFault, ourFault, brokerFault],
    [brokerFault, peerFault, ourFault],
    [brokerFault, ourFault, peerFault],
    [ourFault, peerFault, brokerFault],
    [ourFault, brokerFault, peerFault],
  ])("T3: %s, %s, %s: right again within 10 s, no device twice", async (...order) => {
    for (const fault of order) await faults[fault]();
    await house.untilRight();
  });

  test("T37: no command of before was sent again by any of these", () => {
    expect(house.peer.radioCommands.filter((c) => c.device === "office-102/trv")).toHaveLength(1);
  });
});

describeUnless(missing ?? mosquittoMissing, "the real zigbee2mqtt over a broker that forgets", () => {
  test("T3: the broker restarts without a memory and zigbee2mqtt repeats only that it is online: right again within 10 s", async () => {
    await using house = await startHouse({ persistence: false });
    await house.untilRight();
    await house.broker.restart();
    await house.untilRight();
  });
});

describeUnless(missing, "the real zigbee2mqtt at the embedded broker", () => {
  test("T3: its devices, values and commands are the same there", async () => {
    const port = await freePort();
    await using ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port });
    await using peer = await startZigbee2Mqtt({ mqttUrl: `mqtt://127.0.0.1:${port}` });
    await until("the golden values", () => {
      expect(ours.heard.latest()).toEqual(GOLDEN);
      return true;
    });
    expect(ours.gateway.devices().map((d) => d.availability)).toEqual(Array.from({ length: 6 }, () => "online"));
    const request = { building: "site", zone: "office-102", signal: "heatingSetpointC" as const, value: 19.5, why: "" };
    ours.gateway.command(request, "tester");
    await until("the echo", () => ours.heard.commands.at(-1)?.state === "echoed");
    expect(peer.radioCommands.map((c) => c.payload)).toEqual([{ occupiedHeatingSetpoint: 1950 }]);
  });

  test("T3: our restart takes the broker along and zigbee2mqtt repeats no device list: right again within 10 s", async () => {
    const port = await freePort();
    const before = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port });
    await using peer = await startZigbee2Mqtt({ mqttUrl: `mqtt://127.0.0.1:${port}` });
    await until("six devices", () => before.gateway.devices().length === 6);
    await before.gateway.stop();
    await using ours = await startHeardGateway(
      { kind: "embedded", host: "127.0.0.1", port },
      { known: before.gateway.devices() },
    );
    const saying = setInterval(() => peer.emit("office-103/trv", "hvacThermostat", { localTemp: 2222 }), 500);
    const came = () => ours.heard.latest()["office-103/trv airTempC"] === 22.22;
    await until("a new value comes through", came).finally(() => clearInterval(saying));
    expect(ours.gateway.devices().map((d) => d.availability)).toEqual(Array.from({ length: 6 }, () => "online"));
  });
});
