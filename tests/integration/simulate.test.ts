/** Virtual devices of every convention at the embedded broker: what the gateway hears is what was simulated, and commands come back. */
import { expect, test } from "vitest";
import { CONVENTIONS } from "#devices";
import type { Reading } from "#domain";
import { start } from "../support/child.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { freePort } from "../support/ports.ts";
import { simulated } from "../support/simulated.ts";
import { until } from "../support/until.ts";

/** Half of the last digit that the devices show, where that is more than 0.05 of the signal's unit. */
const ROUNDING: Partial<Record<string, number>> = {
  valvePct: 0.5,
  co2Ppm: 0.5,
  electricEnergyWh: 0.5,
  heatEnergyWh: 0.5,
  heatingPowerW: 0.5,
};
const near = (reading: Reading, value: number): boolean =>
  Math.abs(reading.value - value) <= (ROUNDING[reading.signal] ?? 0.05) + 1e-6;

test.each(CONVENTIONS)("%s: readings are what was simulated, point by point", async (convention) => {
  await using run = await simulated(convention);
  await until("three reports of each device", () =>
    run.fleet.devices.every((d) => run.said().filter((e) => e.device === d).length >= 3),
  );
  const said = run.said();
  await until("all of them are heard", () => {
    for (const { device, sample } of said)
      for (const [signal, value] of sample.values)
        if (value !== null) {
          const found = run.readings(device.id).some((r) => r.signal === signal && near(r, value));
          expect(found, `${device.name} ${signal} ${value}`).toBe(true);
        }
    return true;
  });
  // And nothing else: each reading is near to something that its device said.
  for (const reading of run.heard.readings) {
    const id = reading.source.split("#")[0];
    const values = said.flatMap((e) => (e.device.id === id ? [e.sample.values.get(reading.signal)] : []));
    expect(
      values.some((value) => typeof value === "number" && near(reading, value)),
      JSON.stringify(reading),
    ).toBe(true);
    expect(reading.quality).toBe("good");
  }
  expect(run.heard.rejections).toEqual([]);
  const speaking = run.gateway.devices().filter((d) => d.points.length > 0);
  expect(speaking.map((d) => d.availability)).toEqual(run.fleet.devices.map(() => "online"));
});

test.each(CONVENTIONS.filter((c) => c !== "tasmota"))(
  "%s: a set-point goes to the device and its echo comes back",
  async (convention) => {
    await using run = await simulated(convention);
    const point = await until("a set-point that can be set", () =>
      run.gateway
        .devices()
        .flatMap((d) => d.points)
        .find((p) => p.signal === "heatingSetpointC" && p.writable),
    );
    await until("its first value", () =>
      run.heard.readings.some((r) => r.signal === "heatingSetpointC" && r.source === point.source),
    );
    const { building, zone, source } = point;
    run.gateway.command({ building, zone, source, signal: "heatingSetpointC", value: 16.5, why: "test" }, "ada");
    await until(
      "it is echoed",
      () => run.heard.commands.at(-1)?.state === "echoed" || run.heard.commands.at(-1)?.state === "held",
    );
    expect(run.events.filter((e) => e.type === "obeyed")).toMatchObject([{ signal: "heatingSetpointC", value: 16.5 }]);
  },
);

test("the command line does the same in a process of its own, as JSON lines, and says goodbye on Ctrl-C", async () => {
  const port = await freePort();
  await using ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port });
  const args = ["--dialect", "plain", "--rooms", "1", "--every", "0.2", "--fault", "glitch,nan", "--seed", "4"];
  const broker = ["--broker", `mqtt://127.0.0.1:${port}`];
  const child = start(NODE, ["bin/zonecast.ts", "devices", "simulate", ...args, ...broker], { cwd: ROOT });
  await until("both faults struck", () => child.says(/"fault":"glitch","at"/) && child.says(/"fault":"nan","at"/), 30_000);
  await child.end("SIGINT");
  expect(child.process.exitCode).toBe(0);
  const printed = child
    .output()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(printed[0]).toMatchObject({ type: "started", dialect: "plain", rooms: 1, seed: 4, devices: 5 });
  expect(printed.at(-1)).toMatchObject({ type: "stopped" });
  const devices = printed.filter((e) => e.type === "device");
  expect(
    devices
      .map((d) => d.fault)
      .filter(Boolean)
      .sort(),
  ).toEqual(["glitch", "nan"]);
  await until("everybody is offline", () => ours.gateway.devices().every((d) => d.availability === "offline"));
  expect(
    ours.gateway
      .devices()
      .map((d) => d.id)
      .sort(),
  ).toEqual(devices.map((d) => d.device).sort());
});

test("a broker that is not there, and a wrong word, are one line each", async () => {
  const run = async (...args: string[]) => {
    const child = start(NODE, ["bin/zonecast.ts", "devices", "simulate", ...args], { cwd: ROOT });
    await until("it ends", () => !child.running(), 30_000);
    return { code: child.process.exitCode, output: child.output() };
  };
  const port = await freePort();
  const away = await run("--dialect", "plain", "--rooms", "1", "--broker", `mqtt://127.0.0.1:${port}`);
  expect(away).toEqual({
    code: 1,
    output: expect.stringMatching(/^zonecast: virtual devices cannot connect to 127.0.0.1:\d+: .*\n$/),
  });
  const clear = await run("--dialect", "plain", "--broker", "mqtt://ada:topsecret@10.9.9.9");
  expect(clear).toEqual({
    code: 1,
    output: expect.stringMatching(/^zonecast: .*in the clear.*ZONECAST_MQTT_ALLOW_PLAIN=on\)\n$/),
  });
  expect(clear.output).not.toContain("topsecret");
  const fault = await run("--dialect", "plain", "--fault", "glich");
  expect([fault.code, fault.output]).toEqual([1, expect.stringContaining("did you mean 'glitch'?")]);
});
