/** Progress of a long evaluation on the terminal's error stream, and an orderly end at Ctrl-C. */
import process, { stderr } from "node:process";
import { SingleBar } from "cli-progress";

export interface Progress {
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly signal: AbortSignal;
  /** `done` of the total, which may be a fraction. */
  readonly at: (done: number, now: string) => void;
  readonly stop: () => void;
}

export function startProgress(total: number, unit: string, quiet: boolean): Progress {
  const interrupted = new AbortController();
  const abort = (): void => interrupted.abort();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, abort);
  const bar = new SingleBar({
    format: `{bar} {percentage}%  {done}/${total} ${unit}, {eta_formatted} left  {now}`,
    stream: stderr,
    noTTYOutput: false,
  });
  if (!quiet) bar.start(total, 0, { now: "", done: "0" });
  return {
    signal: interrupted.signal,
    at: (done, now) => bar.update(done, { now, done: String(Math.floor(done)) }),
    stop() {
      bar.stop();
      for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, abort);
    },
  };
}
