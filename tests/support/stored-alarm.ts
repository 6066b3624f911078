/** An alarm that a server finds in its data folder when it starts. */
import { type Alarm, systemClock } from "#domain";
import { openStore } from "#store";
import { silentLog } from "./fake-plant.ts";

export const METER_ALARM: Alarm = {
  id: "meter-disagrees tasmota:A1 electricEnergyWh",
  kind: "meter-disagrees",
  building: "mill",
  zone: "whole",
  source: "tasmota:A1",
  signal: "electricEnergyWh",
  text: "its counter grew by 1.0 kWh in 2.0 h, its power adds up to 2.0 kWh",
  since: 1_700_000_000_000,
  endedAt: null,
  acknowledgedBy: null,
};

export async function storeAlarms(dataDir: string, alarms: readonly Alarm[]): Promise<void> {
  const store = await openStore({ kind: "sqlite", dataDir }, { clock: systemClock, log: silentLog });
  for (const alarm of alarms) await store.saveControl({ kind: "alarm", alarm });
  await store.close();
}
