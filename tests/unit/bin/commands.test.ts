import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { COMMANDS } from "../../../bin/commands.ts";

const BIN = join(import.meta.dirname, "../../../bin");

it("names every command that has a folder, as the command itself does", async () => {
  const folders = readdirSync(BIN, { recursive: true, encoding: "utf8" }).flatMap(
    (path) => /^(\w+)[/\\]command\.ts$/.exec(path)?.[1] ?? [],
  );
  expect(Object.keys(COMMANDS).sort()).toEqual(folders.sort());
  for (const [name, { description, load }] of Object.entries(COMMANDS)) {
    const command = await load("1.2.3");
    expect([command.name(), command.description()]).toEqual([name, description]);
  }
});
