/** What every recording beside the repository says, value by value, checked by hand against its messages. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { createIngest } from "../../devices/ingest.ts";
import { createRegistry } from "../../devices/registry.ts";
import { sharedData, sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";

const NOW = Date.UTC(2026, 10, 24);

interface Golden {
  /** `source zone signal value`, with `@ts` or a quality where it is not that of its arrival or not good. */
  readonly readings: readonly string[];
  readonly devices: readonly string[];
  readonly rejected: readonly string[];
}

const EM = "shelly:shellypro3em-aabbccddeeff#em-0";
const PRO = "shellypro3em-aabbccddeeff";
const TASMOTA = "tasmota:00000049A3BC";
const z2m = (end: string): string => `z2m:0x0000000000000${end}`;

const GOLDEN: Readonly<Record<string, Golden>> = {
  "zigbee2mqtt/states-and-bridge.json": {
    readings: [
      `${z2m("d01")} office-101 batteryPct 87`,
      `${z2m("d01")} office-101 airTempC 21.34`,
      `${z2m("d01")} office-101 heatingSetpointC 21`,
      `${z2m("d01")} office-101 valvePct 42`,
      `${z2m("e01")} office-102 airTempC 19.5`,
      `${z2m("e01")} office-102 heatingSetpointC 20.5`,
      `${z2m("e01")} office-102 valvePct 50`,
      `${z2m("a01")} office-101 airTempC 27.34`,
      `${z2m("a01")} office-101 relativeHumidityPct 44.72`,
      `${z2m("a01")} office-101 airPressurePa 100210`,
      `${z2m("b01")} whole electricPowerW 1234`,
      `${z2m("b01")} whole voltageV 231`,
      `${z2m("b01")} whole currentA 5.37`,
      `${z2m("c01")} office-103 airTempC 20.1`,
      `${z2m("c01")} office-103 heatingSetpointC 19`,
      `${z2m("f01")} lobby airTempC 22.56`,
      `${z2m("f01")} lobby heatingSetpointC 20`,
      `${z2m("f01")} lobby coolingSetpointC 26`,
    ],
    // The last message is the bridge's: offline, and so are all of its devices.
    devices: ["a01 sensor", "b01 meter", "c01 thermostat", "d01 thermostat", "e01 thermostat", "f01 thermostat"].map(
      (d) => `${z2m(d)} offline`,
    ),
    rejected: [],
  },
  "zigbee2mqtt/ha-discovery.json": { readings: [], devices: [], rejected: [] },
  "ha-discovery/device-discovery.json": {
    readings: [],
    devices: ["ha:0AFFD2 other unknown", "ha:bla sensor unknown"],
    rejected: ["bad-topic", "not-json"],
  },
  "tasmota/tasmota.json": {
    readings: [
      `${TASMOTA} tasmota electricEnergyWh 17`,
      `${TASMOTA} tasmota electricPowerW 0`,
      `${TASMOTA} tasmota voltageV 234.31`,
      `${TASMOTA} tasmota currentA 0.039`,
      `${TASMOTA}#1 tasmota electricEnergyWh 1200`,
      `${TASMOTA}#2 tasmota electricEnergyWh 3400`,
      `${TASMOTA}#Phase1 tasmota electricEnergyWh 1200`,
      `${TASMOTA}#Phase2 tasmota electricEnergyWh 3400`,
      `${TASMOTA}#ANALOG-1 tasmota-analog-1 airTempC 1.2`,
      `${TASMOTA}#ANALOG-2 tasmota-analog-2 airTempC 3.4`,
      `${TASMOTA}#ANALOG-1 tasmota-analog-1 electricEnergyWh 500`,
      `${TASMOTA}#ANALOG-1 tasmota-analog-1 electricPowerW 2300`,
      `${TASMOTA}#ANALOG-1 tasmota-analog-1 voltageV 230`,
      `${TASMOTA}#ANALOG-1 tasmota-analog-1 currentA 10`,
      `${TASMOTA}#DS18B20 tasmota-ds18b20 airTempC 23.4`,
    ],
    devices: [`${TASMOTA} meter online`],
    // On topics that this device's own FullTopic does not name.
    rejected: ["unknown-topic", "unknown-topic", "unknown-topic", "unknown-topic"],
  },
  "shelly/shelly-gen2plus.json": {
    readings: [
      ...["", " @1747561101220"].flatMap((at) => [
        `${EM} ${PRO} electricPowerW 2413.825${at}`,
        `${EM} ${PRO} currentA 11.116${at}`,
        `${EM}-a ${PRO} electricPowerW 2166.2${at}`,
        `${EM}-a ${PRO} voltageV 227${at}`,
        `${EM}-a ${PRO} currentA 9.592${at}`,
        `${EM}-b ${PRO} electricPowerW 3.6${at}`,
        `${EM}-b ${PRO} voltageV 230${at}`,
        `${EM}-b ${PRO} currentA 0.044${at}`,
        `${EM}-c ${PRO} electricPowerW 244${at}`,
        `${EM}-c ${PRO} voltageV 230.2${at}`,
        `${EM}-c ${PRO} currentA 1.479${at}`,
      ]),
      `${EM} ${PRO} electricEnergyWh 5415414.19`,
      `${EM}-a ${PRO} electricEnergyWh 3105576.42`,
      `${EM}-b ${PRO} electricEnergyWh 195765.72`,
      `${EM}-c ${PRO} electricEnergyWh 2114072.05`,
      "shelly:shelly2pmg3-aabbccddeeff#switch-0 whole electricPowerW 0",
      "shelly:shelly2pmg3-aabbccddeeff#switch-0 whole voltageV 216.2",
      "shelly:shelly2pmg3-aabbccddeeff#switch-0 whole currentA 0",
      "shelly:shelly2pmg3-aabbccddeeff#switch-0 whole electricEnergyWh 0",
      "shelly:shellyht-livingroom shellyht-livingroom airTempC 20.1",
      "shelly:shellyht-livingroom shellyht-livingroom relativeHumidityPct 57",
      "shelly:shellyht-livingroom shellyht-livingroom batteryPct 73",
    ],
    devices: [
      "shelly:shelly2pmg3-aabbccddeeff meter online",
      "shelly:shellyht-livingroom sensor online",
      "shelly:shellypro3em-aabbccddeeff meter online",
      "shelly:st1820-aabbccddeeff other online",
    ],
    rejected: [],
  },
  "homie/homie5-thermostat.json": {
    readings: [
      "homie:trv-office-101#climate office-101 airTempC 21.5 retained",
      "homie:trv-office-101#climate office-101 heatingSetpointC 20.5 retained",
    ],
    // The recording ends with its removal.
    devices: [],
    rejected: [],
  },
  "sparkplug/fixtures.json": {
    readings: [
      "sparkplug:Rosenheim.edge1#Zone_1 edge1 airTempC 21.34 @1700000000000",
      "sparkplug:Rosenheim.edge1#Zone_1 edge1 airTempC 21.4 @1700000059000",
      "sparkplug:Rosenheim.edge1#Zone_1 edge1 airTempC 20.9 historical @1699999000000",
    ],
    devices: ["sparkplug:Rosenheim.edge1 sensor online"],
    rejected: [],
  },
  "thingsboard/thingsboard.json": {
    readings: [
      "tb:Device_A-62012ee8 a airTempC 42 @1483228800000",
      "tb:Device_A-62012ee8 a relativeHumidityPct 80 @1483228800000",
      "tb:Device_A-62012ee8 a airTempC 43 @1483228801000",
      "tb:Device_A-62012ee8 a relativeHumidityPct 82 @1483228801000",
      "tb:Device_B-77fe092d b airTempC 42 @1483228800000",
      "tb:Device_B-77fe092d b relativeHumidityPct 80 @1483228800000",
    ],
    devices: ["tb:Device_A-62012ee8 sensor online", "tb:Device_B-77fe092d sensor online", "tb:me other online"],
    rejected: [],
  },
};

interface Recorded {
  readonly topic: string;
  readonly payload?: unknown;
  readonly raw?: string;
  readonly base64?: string;
  readonly retain?: boolean;
  readonly dir?: string;
}

function hear(file: string): Golden {
  const { messages }: { messages: readonly Recorded[] } = JSON.parse(
    readFileSync(sharedData("mqtt", ...file.split("/")), "utf8"),
  );
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const ingest = createIngest(DIALECTS, registry);
  const readings = new Set<string>();
  const rejected: string[] = [];
  for (const { topic, payload, raw, base64, retain = false, dir } of messages) {
    if (dir === "to device") continue;
    const text = raw ?? (typeof payload === "string" ? payload : JSON.stringify(payload ?? ""));
    const body = base64 === undefined ? Buffer.from(text) : Buffer.from(base64, "base64");
    const heard = ingest.read({ topic, payload: body, retain, receivedAt: NOW });
    rejected.push(...heard.rejections.map((r) => r.reason));
    for (const { source, zone, signal, value, quality, ts } of heard.readings) {
      // zigbee2mqtt was recorded on the day before: its times are its own, and all the same.
      const at = ts === NOW || source.startsWith("z2m:") ? "" : ` @${ts}`;
      readings.add(`${source} ${zone} ${signal} ${value}${quality === "good" ? "" : ` ${quality}`}${at}`);
    }
  }
  const devices = registry.all().map((d) => `${d.id} ${d.kind} ${d.availability}`);
  return { readings: [...readings].sort(), devices: devices.sort(), rejected };
}

describeUnless(sharedDataMissing("mqtt"), "recordings of real programs", () => {
  test.each(Object.entries(GOLDEN))("T1: %s", (file, { readings, devices, rejected }) =>
    expect(hear(file)).toEqual({ readings: [...readings].sort(), devices: [...devices].sort(), rejected }),
  );
});
