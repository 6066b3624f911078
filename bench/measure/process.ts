/** What another process uses and says about itself. */
import { readFileSync } from "node:fs";

/** Resident memory of a process, MB (Linux); NaN elsewhere or when it is gone. */
export function residentMB(pid: number | undefined): number {
  try {
    const kB = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kB) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** The value of a metric without labels from the server's `/metrics`; NaN when it is not there. */
export async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
}
