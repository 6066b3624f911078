import { expect, test, vi } from "vitest";
import { userCommand } from "../../../../bin/devices/user.ts";

vi.mock("#devices", () => {
  throw new Error("the help needs nothing of devices");
});

test("the help of each sub-command is told without anything of devices; only its action loads that", async () => {
  const { commands } = userCommand();
  expect(commands.map((c) => c.name())).toEqual(["add", "remove", "list"]);
  for (const command of commands) expect(command.helpInformation()).toMatch(/--file <path>/);
  await expect(userCommand().exitOverride().parseAsync(["list", "--file", "/no/such.json"], { from: "user" })).rejects.toThrow();
});
