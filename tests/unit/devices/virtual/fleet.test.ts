import { expect, test } from "vitest";
import { CONVENTIONS, type Convention, networksOf } from "../../../../devices/virtual/fleet.ts";
import { bytesOf } from "../../../support/dialect.ts";
import { fakePlant } from "../../../support/fake-plant.ts";
import { deviceOf, reader, sensing } from "../../../support/virtual.ts";

const plant = fakePlant();
const idOfSource = (source: string) => source.split("#")[0] ?? source;

test.each(CONVENTIONS)(
  "%s: what is read is every device of the fleet with every point, and what its sensors say",
  (convention) => {
    const networks = networksOf([plant], convention);
    const { hear, readings, rejections, registry } = reader();
    for (const network of networks) {
      hear(network.announce(sensing(plant)));
      for (const device of network.devices) hear(network.state(device, sensing(plant)(device)));
    }
    expect(rejections).toEqual([]);
    const devices = networks.flatMap((network) => network.devices);
    expect(devices.length).toBeGreaterThanOrEqual(3);
    const points = (found: readonly { readonly source: string; readonly signal: string }[]) =>
      found.map((p) => `${idOfSource(p.source)} ${p.signal}`).sort();
    expect(points(registry.all().flatMap((d) => d.points))).toEqual(points(devices.flatMap((d) => d.points)));
    // An edge node of Sparkplug is a device of its own, without a point.
    const speaking = registry.all().filter((d) => d.points.length > 0);
    expect(speaking.map((d) => d.availability)).toEqual(devices.map(() => "online"));
    const heard = new Set<string>();
    for (const { source, signal, value } of readings) {
      const { device } = deviceOf(networks, idOfSource(source));
      const truth = sensing(plant)(device).values.get(signal);
      // As many decimals as the convention's devices show: half a percent or half a ppm at worst, 0.05 K.
      expect(Math.abs(value - (truth ?? Number.NaN)), `${source} ${signal}`).toBeLessThanOrEqual(ROUNDING[signal] ?? 0.051);
      heard.add(`${idOfSource(source)} ${signal}`);
    }
    expect([...heard].sort()).toEqual(points(devices.flatMap((d) => d.points)));
  },
);

const ROUNDING: Partial<Record<string, number>> = { valvePct: 0.5, co2Ppm: 0.5, electricEnergyWh: 0.5, heatingPowerW: 0.5 };

test.each(CONVENTIONS.filter((c) => c !== "tasmota"))(
  "%s: its thermostats obey our command, and refuse rubbish",
  (convention) => {
    const networks = networksOf([plant], convention);
    const { hear, ingest, registry } = reader();
    for (const network of networks) {
      hear(network.announce(sensing(plant)));
      for (const device of network.devices) hear(network.state(device, sensing(plant)(device)));
    }
    const writable = registry.all().flatMap((d) => d.points.filter((p) => p.writable));
    expect(writable).toHaveLength(2);
    for (const { source, signal } of writable) {
      const { network, device } = deviceOf(networks, idOfSource(source));
      const command = ingest.command(source, signal, 18.5);
      if (!command) throw new Error(`${source} takes no command`);
      const filters = network.commandFilters.map((f) => new RegExp(`^${f.replaceAll("+", "[^/]+")}$`));
      expect(filters.some((filter) => filter.test(command.topic))).toBe(true);
      expect(network.receive(command.topic, bytesOf(command.payload))).toMatchObject({ type: "set", device, value: 18.5 });
      for (const rubbish of ["", "abc", "99", "[]", "null", '{"a":1}', "\u0000", "1e999", new Uint8Array([0xff, 0xfe, 0])])
        expect(network.receive(command.topic, bytesOf(rubbish)).type).toBe("refused");
    }
  },
);

test.each(CONVENTIONS)("%s: its wills and goodbyes say that all of it is away", (convention: Convention) => {
  for (const last of ["will", "leave"] as const) {
    const networks = networksOf([plant], convention);
    const { hear, registry } = reader();
    for (const network of networks) {
      // The number of a Sparkplug session is in the will, which the broker has before anything is said.
      const will = network.will();
      hear(network.announce(sensing(plant)));
      for (const device of network.devices) hear(network.state(device, sensing(plant)(device)));
      hear(last === "will" ? [will] : network.leave());
    }
    // Shelly sensors on batteries say so before each sleep: that is no loss.
    const awake = registry.all().filter((d) => !(convention === "shelly" && d.batteryPowered));
    expect(awake.length).toBeGreaterThan(0);
    expect(new Set(awake.map((d) => d.availability))).toEqual(new Set(["offline"]));
  }
});
