/** What `zonecast devices user` does to the file of users. */
import { stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { type BrokerUser, freshPassword, hashPassword, isTopicFilter, readUsers, USER_NAME, writeUsers } from "#devices";
import { isZonecastError, oneLine, unknownName, ZonecastError } from "#domain";
import { jsonLine } from "./lines.ts";

export interface Where {
  readonly file: string;
  readonly json?: true;
}
export interface Rights extends Where {
  readonly publish?: readonly string[];
  readonly subscribe?: readonly string[];
  readonly all?: true;
  readonly passwordStdin?: true;
}

const LEAST_LENGTH = 8;

export async function addUser(who: string, options: Rights): Promise<void> {
  checkName(who);
  const { publish = [], subscribe = [], all } = options;
  for (const filter of [...publish, ...subscribe])
    if (!isTopicFilter(filter))
      throw new ZonecastError("bad-input", `'${oneLine(filter, 80)}' is no topic filter`, {
        hint: "one is zonecast/in/mill/hall/#; # stands alone at the end",
      });
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

export function removeUser(who: string, options: Where): void {
  checkName(who);
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

export function listUsers(options: Where): void {
  const users = readUsers(options.file).map((u) => ({ name: u.name, publish: u.publish, subscribe: u.subscribe }));
  const line = (u: (typeof users)[number]): string =>
    `${u.name}  publishes ${u.publish.join(" ") || "nothing"}  subscribes ${u.subscribe.join(" ") || "nothing"}`;
  say(options, { users }, users.map(line).join("\n") || "nobody");
}

function checkName(who: string): void {
  if (!USER_NAME.test(who))
    throw new ZonecastError("bad-input", `'${oneLine(who, 80)}' is no user name`, {
      hint: "letters, digits and . _ @ -, at most 64",
    });
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
