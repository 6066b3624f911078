/** `zonecast devices user`: who may enter the embedded broker, and which topics each may use. Help alone loads nothing of devices. */
import { env } from "node:process";
import { Command } from "commander";
import type { Rights, Where } from "./user-file.ts";

const several = (given: string, before: readonly string[] = []): readonly string[] => [...before, given];

const withFile = (command: Command): Command =>
  command
    .option("--file <path>", "the file of users", env.ZONECAST_MQTT_USERS ?? "mqtt-users.json")
    .option("--json", "JSON instead of words");

export const userCommand = (): Command =>
  new Command("user")
    .description("who may enter the embedded broker (ZONECAST_MQTT_USERS names the file); a running server heeds it in seconds")
    .addCommand(
      withFile(new Command("add").description("add a user, or give one a new password and other topics"))
        .argument("<name>", "user name")
        .option("--publish <filter>", "may publish there; several times", several)
        .option("--subscribe <filter>", "may subscribe to that; several times", several)
        .option("--all", "may publish and subscribe everywhere")
        .option("--password-stdin", "read the password from standard input; otherwise one is made and shown once")
        .action(async (who: string, options: Rights) => (await import("./user-file.ts")).addUser(who, options)),
    )
    .addCommand(
      withFile(new Command("remove").description("remove a user; its connections are closed"))
        .argument("<name>", "user name")
        .action(async (who: string, options: Where) => (await import("./user-file.ts")).removeUser(who, options)),
    )
    .addCommand(
      withFile(new Command("list").description("users and their topics, never passwords")).action(async (options: Where) =>
        (await import("./user-file.ts")).listUsers(options),
      ),
    );
