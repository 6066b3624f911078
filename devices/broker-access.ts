/** Who may enter the embedded broker, and which topics each may use. */
import { createHash, timingSafeEqual } from "node:crypto";
import { type Clock, errorLine, type Log } from "#domain";
import { type BrokerUser, readUsers, verifyPassword } from "./broker-users.ts";
import { stampOf } from "./file-stamp.ts";

export interface AccessOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The one whom everything is allowed. */
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  /** A file of users; what changes in it counts within seconds. */
  readonly usersFile?: string | undefined;
}

/** A user as it was when it entered. */
export interface Guest {
  readonly name: string;
  mayPublish(topic: string): boolean;
  /** Whether every topic that `filter` could bring is allowed. */
  maySubscribe(filter: string): boolean;
}

export interface Access {
  /** Undefined: refused. `busy`: too many are knocking, and this one was not looked at. Never rejects. */
  enter(username: string | undefined, password: Uint8Array | undefined): Promise<Guest | "busy" | undefined>;
  /** Whether a guest that entered earlier would still be let in with the same rights. */
  stillThere(guest: Guest): boolean;
  stop(): void;
}

const ANYBODY: Guest = { name: "", mayPublish: () => true, maySubscribe: () => true };
/** Passwords that are being checked at once: each takes memory and a processor. */
const MAX_CHECKS = 32;
/** The same for one user: who guesses at its password keeps no other user out. */
const MAX_CHECKS_OF_ONE = 8;
const LOOK_EVERY_MS = 2_000;

/** Throws `bad-file` or `not-found` for a file of users that cannot be used at the start; later the last good one counts. */
export function createAccess({ clock, log, credentials, usersFile }: AccessOptions): Access {
  /** Under way, by user and password. */
  const checks = new Map<string, Map<string, Promise<boolean>>>();
  let users = usersFile === undefined ? undefined : indexed(readUsers(usersFile));
  let readAt = usersFile === undefined ? "" : stampOf(usersFile);
  /** Passwords that were right once, as digests: the dear check is made once for each. */
  const known = new Map<string, Buffer>();
  const owner = credentials && { name: credentials.username, digest: digest(Buffer.from(credentials.password)) };
  const ownerGuest: Guest = { ...ANYBODY, name: owner?.name ?? "" };

  function look(path: string): void {
    const stamp = stampOf(path);
    if (stamp === readAt) return;
    readAt = stamp;
    try {
      users = indexed(readUsers(path));
      log.info({ users: users.size }, "The broker's users were read again");
    } catch (error) {
      log.error({ problem: errorLine(error) }, "The broker's users cannot be read; those of before still count");
    }
  }
  const cancel = usersFile === undefined ? () => {} : clock.every(LOOK_EVERY_MS, () => look(usersFile));

  async function isRight(user: BrokerUser, password: Uint8Array): Promise<boolean | "busy"> {
    const remembered = known.get(user.password);
    const given = digest(password);
    if (remembered && timingSafeEqual(remembered, given)) return true;
    const ofUser = checks.get(user.name) ?? new Map<string, Promise<boolean>>();
    const key = `${user.password} ${given.toString("base64")}`;
    // All devices of a user come back at once after a restart, with one and the same password.
    const same = ofUser.get(key);
    if (same) return same;
    if (ofUser.size >= MAX_CHECKS_OF_ONE || [...checks.values()].reduce((n, { size }) => n + size, 0) >= MAX_CHECKS)
      return "busy";
    const check = verifyPassword(password, user.password);
    checks.set(user.name, ofUser.set(key, check));
    try {
      const right = await check;
      if (right) known.set(user.password, given);
      return right;
    } finally {
      ofUser.delete(key);
      if (ofUser.size === 0) checks.delete(user.name);
    }
  }

  return {
    async enter(username, password) {
      if (!owner && !users) return ANYBODY;
      const given = password ?? new Uint8Array();
      if (owner && timingSafeEqual(digest(Buffer.from(owner.name)), digest(Buffer.from(username ?? ""))))
        if (timingSafeEqual(owner.digest, digest(given))) return ownerGuest;
      const user = users?.get(username ?? "");
      if (!user) return undefined;
      const right = await isRight(user, given);
      return right === "busy" ? "busy" : right ? guestOf(user) : undefined;
    },
    stillThere(guest) {
      if (guest === ANYBODY || guest === ownerGuest) return true;
      const user = users?.get(guest.name);
      return user !== undefined && guest instanceof UserGuest && guest.isOf(user);
    },
    stop: cancel,
  };
}

class UserGuest implements Guest {
  readonly name: string;
  readonly #user: BrokerUser;
  readonly #publish: readonly (readonly string[])[];
  readonly #subscribe: readonly (readonly string[])[];

  constructor(user: BrokerUser) {
    this.name = user.name;
    this.#user = user;
    this.#publish = user.publish.map((filter) => filter.split("/"));
    this.#subscribe = user.subscribe.map((filter) => filter.split("/"));
  }

  mayPublish(topic: string): boolean {
    return this.#publish.some((allowed) => covers(allowed, topic.split("/")));
  }

  maySubscribe(filter: string): boolean {
    return this.#subscribe.some((allowed) => covers(allowed, filter.split("/")));
  }

  isOf(user: BrokerUser): boolean {
    return JSON.stringify(user) === JSON.stringify(this.#user);
  }
}

const guestOf = (user: BrokerUser): Guest => new UserGuest(user);

/** Whether each topic of the filter (or topic) `asked` is one of `allowed`. */
function covers(allowed: readonly string[], asked: readonly string[]): boolean {
  // Wildcards do not reach what the broker says of itself (MQTT 3.1.1, 4.7.2).
  if (asked[0]?.startsWith("$") && allowed[0] !== asked[0]) return false;
  for (const [i, level] of allowed.entries()) {
    if (level === "#") return true;
    const wanted = asked[i];
    if (wanted === undefined || wanted === "#") return false;
    if (level !== "+" && level !== wanted) return false;
  }
  return allowed.length === asked.length;
}

const indexed = (users: readonly BrokerUser[]): ReadonlyMap<string, BrokerUser> =>
  new Map(users.map((user) => [user.name, user]));

const digest = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
