/** One process per data folder: a lock that the operating system lets go of, however the process ends. */
import { DatabaseSync } from "node:sqlite";
import { ZonecastError } from "#domain";

/**
 * Takes the lock file at `path` for process `pid`; the returned function lets go. It is a database of its own with one row,
 * held by an open write transaction: others may still read whose it is.
 * Throws `store-failed` when another process, or another store of this one, holds it.
 */
export function takeLock(path: string, folder: string, pid: number): () => void {
  const lock = new DatabaseSync(path);
  try {
    lock.exec("pragma busy_timeout = 200; create table if not exists owner (pid integer not null)");
    lock.exec("begin immediate; delete from owner");
    lock.prepare("insert into owner values (?)").run(pid);
    lock.exec("commit; begin immediate");
    return () => lock.close();
  } catch (error) {
    const owner = ownerOf(lock);
    lock.close();
    if (owner === undefined) throw error;
    throw new ZonecastError("store-failed", `the data folder ${folder} is in use by process ${owner}`, {
      hint: "stop that process, or choose another data folder",
      cause: error,
    });
  }
}

function ownerOf(lock: DatabaseSync): number | undefined {
  try {
    const pid = lock.prepare("select pid from owner").get()?.pid;
    return typeof pid === "number" ? pid : undefined;
  } catch {
    return undefined;
  }
}
