/** PostgreSQL's and the network's error codes in our words. https://www.postgresql.org/docs/15/errcodes-appendix.html */
import { isZonecastError, ZonecastError } from "#domain";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

interface Meaning {
  /** Start of the codes that mean this. */
  readonly codes: readonly string[];
  readonly what: string;
  readonly hint: string;
  readonly retry: boolean;
}

const MEANINGS: readonly Meaning[] = [
  { codes: ["53100"], what: "its disk is full", hint: "free some space there; writing goes on by itself", retry: true },
  { codes: ["25006"], what: "it is read-only", hint: "connect to the primary server", retry: true },
  { codes: ["28"], what: "it refused the sign-in", hint: "check user and password in the address", retry: false },
  { codes: ["3D000"], what: "there is no such database", hint: "create it: createdb NAME", retry: false },
  { codes: ["42501"], what: "the user may not do that", hint: "let the user own the database", retry: false },
  { codes: ["40001", "40P01", "55P03"], what: "two programs wrote at once", hint: "the same again will do", retry: true },
  {
    codes: ["08", "53", "57P", "ECONN", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENOENT", "EPIPE"],
    what: "it does not answer",
    hint: "check that it runs and that host and port are right",
    retry: true,
  },
];

/** The driver has words but no code for a connection that ended or never came about. */
const CONNECTION_WORDS = /^(Connection terminated|timeout exceeded|Client has encountered a connection error)/;

/** Any error of driver or server as `store-failed`. */
export function postgresError(error: unknown, where: string): ZonecastError {
  if (isZonecastError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = CONNECTION_WORDS.test(text) ? "08006" : codeOf(error);
  const meaning = MEANINGS.find(({ codes }) => codes.some((start) => code.startsWith(start)));
  if (!meaning)
    return new ZonecastError("store-failed", `PostgreSQL at ${where}: ${text}`, { hint: "see the log", cause: error });
  const detail = text === "" ? code : text;
  return new ZonecastError("store-failed", `PostgreSQL at ${where}: ${meaning.what} (${detail})`, {
    hint: meaning.hint,
    retry: meaning.retry,
    cause: error,
  });
}
