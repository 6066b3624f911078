/** SQLite's result codes in our words. https://sqlite.org/rescode.html */
import { isZonecastError, ZonecastError } from "#domain";

const BUSY = 5;
const FULL = 13;
const READONLY = 8;
const IOERR = 10;
const CANTOPEN = 14;
const CORRUPT = 11;
const NOTADB = 26;

const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;

/** Any error of the engine as `store-failed`; `retry` when time or a person can mend it without a restart. */
export function sqliteError(error: unknown, where: string): ZonecastError {
  if (isZonecastError(error)) return error;
  const failed = (message: string, hint: string, retry: boolean) =>
    new ZonecastError("store-failed", message, { hint, retry, cause: error });
  const text = error instanceof Error ? error.message : String(error);
  switch (resultCode(error)) {
    case FULL:
      return failed(`the disk that holds ${where} is full`, "free some space; writing goes on by itself", true);
    case READONLY:
    case CANTOPEN:
      return failed(`${where} cannot be written: ${text}`, "check the folder's owner and that its disk is not read-only", true);
    case IOERR:
      return failed(`the disk that holds ${where} fails: ${text}`, "check its free space and its health", true);
    case BUSY:
      return failed(`another program keeps ${where} locked`, "close it; writing goes on by itself", true);
    case CORRUPT:
    case NOTADB:
      return failed(`${where} is damaged or no database: ${text}`, "move it away and restore a backup", false);
    default:
      return failed(`SQLite: ${text}`, "see the log", false);
  }
}
