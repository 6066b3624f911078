/** `zonecast devices user`: who may enter the embedded broker, and which topics each may use. */
import { env, stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { Command, InvalidArgumentError } from "commander";
import { type BrokerUser, freshPassword, hashPassword, isTopicFilter, readUsers, USER_NAME, writeUsers } from "#devices";
import { isZonecastError, unknownName, ZonecastError } from "#domain";
import { jsonLine } from "./lines.ts";

interface Where {
  readonly file: string;
  readonly json?: true;
}
interface Rights extends Where {
  readonly publish?: readonly string[];
  readonly subscribe?: readonly string[];
  readonly all?: true;
  readonly passwordStdin?: true;
}

const LEAST_LENGTH = 8;

const filter = (given: string, before: readonly string[] = []): readonly string[] => {
  if (!isTopicFilter(given)) throw new InvalidArgumentError("must be a topic filter such as zonecast/in/mill/hall/#");
  return [...before, given];
};
const name = (given: string): string => {
  if (!USER_NAME.test(given)) throw new InvalidArgumentError("must be letters, digits and . _ @ -, at most 64");
  return given;
};

const withFile = (command: Command): Command =>
  command
    .option("--file <path>", "the file of users", env.ZONECAST_MQTT_USERS ?? "mqtt-users.json")
    .option("--json", "JSON instead of words");

export const userCommand = (): Command =>
  new Command("user")
    .description("who may enter the embedded broker (ZONECAST_MQTT_USERS names the file); a running server heeds it in seconds")
    .addCommand(
      withFile(new Command("add").description("add a user, or give one a new password and other topics"))
        .argument("<name>", "user name", name)
        .option("--publish <filter>", "may publish there; several times", filter)
        .option("--subscribe <filter>", "may subscribe to that; several times", filter)
        .option("--all", "may publish and subscribe everywhere")
        .option("--password-stdin", "read the password from standard input; otherwise one is made and shown once")
        .action(add),
    )
    .addCommand(
      withFile(new Command("remove").description("remove a user; its connections are closed"))
        .argument("<name>", "user name", name)
        .action(remove),
    )
    .addCommand(withFile(new Command("list").description("users and their topics, never passwords")).action(list));

async function add(who: string, options: Rights): Promise<void> {
  const { publish = [], subscribe = [], all } = options;
  if (!all && publish.length + subscribe.length === 0)
    throw new ZonecastError("bad-input", `what may ${who} do?`, {
      hint: "--publish and --subscribe name topics, --all allows everything",
    });
  const users = existing(options.file);
  const typed = options.passwordStdin ? (await text(stdin)).replace(/\r?\n$/, "") : undefined;
  if (typed !== undefined && typed.length < LEAST_LENGTH)
    throw new ZonecastError("bad-input", `a password has at least ${LEAST_LENGTH} characters`);
  const password = typed ?? freshPassword();
  const user: BrokerUser = {
    name: who,
    password: await hashPassword(password),
    publish: all ? ["#"] : [...publish],
    subscribe: all ? ["#"] : [...subscribe],
  };
  const known = users.some((u) => u.name === who);
  writeUsers(options.file, [...users.filter((u) => u.name !== who), user]);
  const shown = typed === undefined ? { password } : {};
  const words = typed === undefined ? `; its password, shown this once: ${password}` : "";
  say(options, { user: who, changed: known, ...shown }, `${who} is ${known ? "changed" : "added"} in ${options.file}${words}`);
}

function remove(who: string, options: Where): void {
  const users = readUsers(options.file);
  if (!users.some((u) => u.name === who))
    throw unknownName(
      "user",
      who,
      users.map((u) => u.name),
    );
  writeUsers(
    options.file,
    users.filter((u) => u.name !== who),
  );
  say(options, { removed: who }, `${who} is removed from ${options.file}`);
}

function list(options: Where): void {
  const users = readUsers(options.file).map((u) => ({ name: u.name, publish: u.publish, subscribe: u.subscribe }));
  const line = (u: (typeof users)[number]): string =>
    `${u.name}  publishes ${u.publish.join(" ") || "nothing"}  subscribes ${u.subscribe.join(" ") || "nothing"}`;
  say(options, { users }, users.map(line).join("\n") || "nobody");
}

/** The users of the file; none where there is no file yet. */
function existing(path: string): readonly BrokerUser[] {
  try {
    return readUsers(path);
  } catch (e) {
    if (isZonecastError(e, "not-found")) return [];
    throw e;
  }
}

const say = ({ json }: Where, value: object, words: string): void => void stdout.write(`${json ? jsonLine(value) : words}\n`);
