import { expect, test } from "vitest";
import { DEVICE_COMMANDS, devicesCommand } from "../../../../bin/devices/command.ts";

test.each(Object.keys(DEVICE_COMMANDS))("%s is told as it tells of itself, and loaded where it is called", async (name) => {
  const own = await DEVICE_COMMANDS[name]?.load();
  expect(own?.name()).toBe(name);
  expect(own?.description()).toBe(DEVICE_COMMANDS[name]?.description);
  for (const argv of [
    ["node", "zonecast", "devices", name],
    ["node", "zonecast", "devices", "help", name],
  ]) {
    const found = (await devicesCommand(argv)).commands.find((c) => c.name() === name);
    expect(found?.helpInformation().split("\n").slice(1)).toEqual(own?.helpInformation().split("\n").slice(1));
  }
});

test("the help alone loads none of them and names all", async () => {
  const { commands } = await devicesCommand(["node", "zonecast", "devices", "--help"]);
  expect(commands.map((c) => c.name())).toEqual(Object.keys(DEVICE_COMMANDS));
  expect(commands.flatMap((c) => [...c.options])).toEqual([]);
});
