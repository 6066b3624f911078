/** Users of the embedded broker in a JSON file: names, hashed passwords, and the topics that each may use. */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { oneLine, ZonecastError } from "#domain";

/** Cost of a hash (RFC 7914): N, r, p. It takes 32 MB and some tens of milliseconds. */
const COST = { n: 2 ** 15, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAX_MEMORY = 256 * 2 ** 20;

/** `#` may stand alone or at the end, `+` for a whole level (MQTT 3.1.1, section 4.7.1). */
export const isTopicFilter = (text: string): boolean =>
  text.length > 0 &&
  text.length <= 500 &&
  !/\p{Cc}/u.test(text) &&
  text.split("/").every((level, i, all) => (level === "#" ? i === all.length - 1 : level === "+" || !/[+#]/.test(level)));

const filterSchema = z.string().refine(isTopicFilter, "must be an MQTT topic filter");
export const USER_NAME = /^[A-Za-z0-9._@-]{1,64}$/;
const HASH = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9_-]{16,128})\$([A-Za-z0-9_-]{43})$/;

const userSchema = z.strictObject({
  name: z.string().regex(USER_NAME, "must be letters, digits and . _ @ -, at most 64"),
  /** `scrypt$N$r$p$salt$key` */
  password: z.string().regex(HASH, "must be a hash that `zonecast devices user add` made"),
  /** What it may publish under, and subscribe to. */
  publish: z.array(filterSchema).max(200),
  subscribe: z.array(filterSchema).max(200),
});
export type BrokerUser = z.infer<typeof userSchema>;

const fileSchema = z
  .strictObject({ users: z.array(userSchema).max(10_000) })
  .refine(({ users }) => new Set(users.map((u) => u.name)).size === users.length, "two users have the same name");

/** Throws `bad-file` that names the file and the first thing that is wrong in it; `not-found` when there is none. */
export function readUsers(path: string): readonly BrokerUser[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new ZonecastError("bad-file", `${path} is not JSON`, { cause });
    const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    throw new ZonecastError(missing ? "not-found" : "bad-file", missing ? `there is no ${path}` : `cannot read ${path}`, {
      cause,
      hint: "npx zonecast devices user add makes it",
    });
  }
  const parsed = fileSchema.safeParse(json);
  if (parsed.success) return parsed.data.users;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw new ZonecastError("bad-file", oneLine(`${path}: ${where ? `${where}: ` : ""}${issue?.message ?? "is no file of users"}`));
}

/** Replaces the file as a whole; only its owner may read it. Throws `bad-file`. */
export function writeUsers(path: string, users: readonly BrokerUser[]): void {
  const fresh = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    writeFileSync(fresh, `${JSON.stringify({ users }, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(fresh, path);
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot write ${path}`, { cause, hint: "may its folder be written?" });
  }
}

/** A password that nobody guesses, of letters and digits that survive every form of a device. */
export const freshPassword = (): string => randomBytes(18).toString("base64url").replace(/[-_]/g, "x");

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derived(Buffer.from(password), salt, COST);
  return ["scrypt", COST.n, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Whether `password` is the one that `hash` was made of. Takes one time whatever the answer. */
export async function verifyPassword(password: Uint8Array, hash: string): Promise<boolean> {
  const [, n = "", r = "", p = "", salt = "", key = ""] = HASH.exec(hash) ?? [];
  if (key === "") return false;
  const wanted = Buffer.from(key, "base64url");
  try {
    const found = await derived(password, Buffer.from(salt, "base64url"), { n: Number(n), r: Number(r), p: Number(p) });
    return found.length === wanted.length && timingSafeEqual(found, wanted);
  } catch {
    // Costs that no machine bears, in a file that somebody edited.
    return false;
  }
}

function derived(password: Uint8Array, salt: Uint8Array, cost: { n: number; r: number; p: number }): Promise<Buffer> {
  const options = { N: cost.n, r: cost.r, p: cost.p, maxmem: MAX_MEMORY };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
