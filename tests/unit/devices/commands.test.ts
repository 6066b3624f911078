import { expect, test } from "vitest";
import { type Command, commandSchema, manualClock } from "#domain";
import { createCommands, type Target } from "../../../devices/commands.ts";

const target: Target = {
  building: "house",
  zone: "office",
  signal: "heatingSetpointC",
  source: "z2m:0x01",
  range: { min: 5, max: 30, step: 0.5 },
  batteryPowered: false,
};
const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

function setUp() {
  const clock = manualClock(1_000_000);
  const sent: number[] = [];
  const told: Command[] = [];
  const world = { allowed: true, brokerUp: true };
  const manual: number[] = [];
  const commands = createCommands({
    clock,
    timeouts: { mainsMs: 10_000, batteryMs: 300_000 },
    mayActuate: () => world.allowed,
    onCommand: (command) => void told.push(command),
    onManual: (_, value) => void manual.push(value),
    async send(_target, value) {
      if (!world.brokerUp) throw new Error("no connection");
      sent.push(value);
    },
  });
  const states = () => told.map((c) => c.state);
  return { clock, sent, told, states, world, manual, commands };
}

test("queued, sent, echoed, held: the value is set on the device's grid", async () => {
  const { clock, sent, told, states, commands } = setUp();
  commands.observe("z2m:0x01", "heatingSetpointC", 21, clock.now());
  const command = commands.issue(target, 19.26, "ada", "too warm");
  expect(command).toMatchObject({ state: "queued", requested: 19.26, value: 19.5, before: 21, after: null, who: "ada" });
  await settle();
  expect(sent).toEqual([19.5]);
  commands.observe("z2m:0x01", "heatingSetpointC", 21, clock.now());
  commands.observe("z2m:0x01", "heatingSetpointC", 19.4, clock.now());
  clock.advance(60_000);
  expect(states()).toEqual(["queued", "sent", "echoed", "held"]);
  expect(told.at(-1)).toMatchObject({ after: 19.4, attempts: 1 });
  for (const c of told) expect(commandSchema.parse(c)).toEqual(c);
});

test("without an echo it is sent three times in all, then it has failed", async () => {
  const { clock, sent, states, told, commands } = setUp();
  commands.issue(target, 20, "ada", "");
  for (let i = 0; i < 4; i++) {
    await settle();
    clock.advance(10_000);
  }
  expect(sent).toEqual([20, 20, 20]);
  expect(states()).toEqual(["queued", "sent", "timed-out", "sent", "timed-out", "sent", "failed"]);
  expect(told.at(-1)).toMatchObject({ attempts: 3, problem: "not reported back within 10 s" });
});

test("a sleeping valve has five minutes", async () => {
  const { clock, states, commands } = setUp();
  commands.issue({ ...target, batteryPowered: true }, 20, "ada", "");
  await settle();
  clock.advance(299_999);
  expect(states()).toEqual(["queued", "sent"]);
  commands.observe("z2m:0x01", "heatingSetpointC", 20, clock.now());
  expect(states()).toEqual(["queued", "sent", "echoed"]);
});

test("T40: actuation switched off between two attempts stops the second", async () => {
  const { clock, sent, told, world, commands } = setUp();
  commands.issue(target, 20, "ada", "");
  await settle();
  world.allowed = false;
  clock.advance(10_000);
  await settle();
  expect(sent).toEqual([20]);
  expect(told.at(-1)).toMatchObject({ state: "failed", problem: "commands to this building are switched off" });
});

test("T38: a newer command ends the older one; the older one's timer sends nothing more, and says whose it was", async () => {
  const { clock, sent, told, commands } = setUp();
  const first = commands.issue(target, 20, "ada", "");
  await settle();
  const second = commands.issue(target, 22, "bob", "");
  await settle();
  expect(told.filter((c) => c.id === first.id).at(-1)).toMatchObject({
    state: "failed",
    overruledBy: "bob",
    problem: "a newer command took its place: 22 by bob",
  });
  commands.observe("z2m:0x01", "heatingSetpointC", 22, clock.now());
  clock.advance(600_000);
  await settle();
  expect(sent).toEqual([20, 22]);
  expect(told.at(-1)).toMatchObject({ id: second.id, state: "held" });
});

test("a device that goes elsewhere after its echo has not held the command", async () => {
  const { clock, told, commands } = setUp();
  commands.issue(target, 20, "ada", "");
  await settle();
  commands.observe("z2m:0x01", "heatingSetpointC", 20, clock.now());
  commands.observe("z2m:0x01", "heatingSetpointC", 21, clock.now() - 1);
  expect(told.at(-1)).toMatchObject({ state: "echoed" });
  commands.observe("z2m:0x01", "heatingSetpointC", 23, clock.now());
  expect(told.at(-1)).toMatchObject({ state: "failed", after: 23 });
});

test("a broker that is away is told, and the next attempt finds it back", async () => {
  const { clock, sent, states, told, world, commands } = setUp();
  world.brokerUp = false;
  commands.issue(target, 20, "ada", "");
  await settle();
  expect(told.at(-1)).toMatchObject({ state: "queued", problem: "no connection" });
  world.brokerUp = true;
  clock.advance(10_000);
  await settle();
  expect(sent).toEqual([20]);
  expect(states().at(-1)).toBe("sent");
});

test("two commands to one battery valve are seconds apart", async () => {
  const { clock, sent, commands } = setUp();
  const battery = { ...target, batteryPowered: true };
  commands.issue(battery, 20, "ada", "");
  await settle();
  commands.issue(battery, 21, "ada", "");
  await settle();
  expect(sent).toEqual([20]);
  clock.advance(5_000);
  await settle();
  expect(sent).toEqual([20, 21]);
});

test("after stop nothing is sent any more", async () => {
  const { clock, sent, commands } = setUp();
  commands.issue(target, 20, "ada", "");
  await settle();
  commands.stop();
  clock.advance(60_000);
  await settle();
  expect(sent).toEqual([20]);
});

test("a battery valve gets twelve messages in an hour at most; what waits gives way to what is newer", async () => {
  const { clock, sent, commands } = setUp();
  const valve = { ...target, batteryPowered: true };
  for (let i = 0; i < 30; i++) {
    commands.issue(valve, 10 + i / 2, "optimiser", "", "optimiser");
    await settle();
    clock.advance(60_000);
    await settle();
  }
  expect(sent).toHaveLength(12);
  clock.advance(3_600_000 - 30 * 60_000);
  await settle();
  expect(sent).toHaveLength(13);
  expect(sent.at(-1)).toBe(24.5);
});

test("a set-point that nobody here moved is somebody at the device; the first report, an echo and a late one are not", async () => {
  const { clock, told, manual, commands } = setUp();
  const report = (value: number) => commands.observe("z2m:0x01", "heatingSetpointC", value, clock.now());
  report(20);
  report(20);
  expect(manual).toEqual([]);
  report(23);
  expect(manual).toEqual([23]);
  commands.issue(target, 19, "ada", "");
  for (let i = 0; i < 4; i++) {
    await settle();
    clock.advance(10_000);
  }
  expect(told.at(-1)).toMatchObject({ state: "failed" });
  report(19);
  expect(manual).toEqual([23]);
  commands.issue(target, 21, "ada", "");
  await settle();
  report(21);
  report(24);
  expect(manual).toEqual([23, 24]);
  expect(told.at(-1)).toMatchObject({ state: "failed", overruledBy: "somebody at the device" });
});
