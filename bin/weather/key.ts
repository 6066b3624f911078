/** The key of a weather service's customer: from a file or the environment, never from the command line, where others see it. */
import { readFileSync } from "node:fs";
import { env } from "node:process";
import { ZonecastError } from "#domain";

const NAME = "ZONECAST_OPEN_METEO_KEY";
/** No blanks and nothing that would end a line. */
const KEY = /^[\x21-\x7e]{1,200}$/;

/** The key in `file`, otherwise that of the environment; undefined for none. Throws `bad-file` or `bad-config`, never with what it read. */
export function openMeteoKey(file: string | undefined, given = env[NAME]): string | undefined {
  if (file !== undefined) return checked(read(file), "bad-file", `${file} holds no key`);
  return given === undefined || given === "" ? undefined : checked(given.trim(), "bad-config", `${NAME} is no key`);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot read ${file}`, { cause, hint: "one line with the key" });
  }
}

function checked(key: string, code: "bad-file" | "bad-config", message: string): string {
  if (!KEY.test(key)) throw new ZonecastError(code, message, { hint: "one word of at most 200 characters" });
  return key;
}
