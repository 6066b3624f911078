import { expect, test } from "vitest";
import { haDiscovery } from "../../../../devices/dialects/ha-discovery.ts";
import { homeAssistantFleet, homeAssistantNetwork } from "../../../../devices/virtual/home-assistant.ts";
import { presentDevices } from "../../../../devices/virtual/plan.ts";
import { bytesOf, only, speak, valuesIn } from "../../../support/dialect.ts";
import { fakePlant } from "../../../support/fake-plant.ts";
import { sensing, single } from "../../../support/virtual.ts";

const plant = fakePlant();
// A gas meter too, which nobody has who has district heat.
plant.values.set("whole/gasVolumeM3", 1234.5678);
plant.values.set("whole/gasEnergyWh", 12_962_961);
const devices = presentDevices(plant).filter((d) => d.kind !== "trv" && d.kind !== "electricity");
const network = homeAssistantNetwork("hall", devices);

test("every device is read as it was planned, in both forms of discovery", () => {
  const { say } = speak(haDiscovery);
  const events = network.announce(sensing(plant)).flatMap(({ topic, payload, retain }) => say(topic, payload, { retain }));
  expect(only(events, "rejected")).toEqual([]);
  const described = new Map(only(events, "device").map(({ device }) => [device.id, device]));
  expect([...described.keys()].sort()).toEqual(devices.map((d) => d.id).sort());
  for (const planned of devices) {
    const device = described.get(planned.id);
    expect(device?.points.map((p) => `${p.endpoint}/${p.signal}`).sort()).toEqual(
      planned.points.map((p) => `undefined/${p.signal}`).sort(),
    );
    expect([device?.area, device?.unread]).toEqual([`${planned.building}/${planned.zone}`, []]);
    const { topic, payload } = single(network.state(planned, sensing(plant)(planned)));
    expect(valuesIn(say(topic, payload))).toEqual(
      Object.fromEntries(planned.points.map((p) => [p.signal, plant.read(p.zone, p.signal)])),
    );
  }
});

test("its devices come and go with it", () => {
  const { say } = speak(haDiscovery);
  const availability = (emissions: ReturnType<typeof network.announce>) =>
    only(
      emissions.flatMap(({ topic, payload }) => say(topic, payload)),
      "availability",
    );
  const last = (id: string, events: ReturnType<typeof availability>) => events.filter((e) => e.id === id).at(-1)?.online;
  const hello = availability(network.announce(sensing(plant)));
  const lost = availability([network.will()]);
  for (const { id } of devices) expect([last(id, hello), last(id, lost)]).toEqual([true, false]);
});

test("a value that is not known is null, and read as none", () => {
  const { say } = speak(haDiscovery);
  for (const { topic, payload } of network.announce(sensing(plant))) say(topic, payload);
  const [room] = devices;
  if (!room) throw new Error("no room sensor");
  const { topic, payload } = single(network.state(room, { ts: 0, values: new Map([["airTempC", 20]]) }));
  const events = say(topic, payload);
  expect([valuesIn(events), only(events, "rejected")]).toEqual([{ airTempC: 20 }, []]);
});

test("a thermostat is a climate entity that takes a bare number", () => {
  const [fleet] = homeAssistantFleet(plant);
  const trv = fleet?.devices.find((d) => d.kind === "trv");
  if (!fleet || !trv) throw new Error("no thermostat");
  const { session, say } = speak(haDiscovery);
  for (const { topic, payload } of fleet.announce(sensing(plant))) say(topic, payload);
  const command = session.command(trv.id, undefined, "heatingSetpointC", 19.5);
  expect(command).toEqual({ topic: "sensors/hall/office/trv/setpoint/set", payload: "19.5" });
  const receive = (payload: unknown) => fleet.receive("sensors/hall/office/trv/setpoint/set", bytesOf(payload));
  expect(receive(command?.payload)).toEqual({ type: "set", device: trv, signal: "heatingSetpointC", value: 19.5 });
  for (const nonsense of ["", "abc", "4.9", "30.5", "NaN", '{"t":20}'])
    expect(receive(nonsense)).toEqual({ type: "refused", says: [] });
});
