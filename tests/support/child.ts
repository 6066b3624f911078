/** A program that a test started: what it printed, and how it ends. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

export interface Child {
  readonly process: ChildProcess;
  /** Everything printed so far, both channels in the order of arrival. */
  readonly output: () => string;
  readonly running: () => boolean;
  /** Sends `signal` and waits for the end; after 10 s it is killed. Does nothing when it has ended. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Keeps track of a process whose stdout and stderr are pipes. */
export function follow(child: ChildProcess): Child {
  let output = "";
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", (error) => {
      output += `${error.message}\n`;
      resolve();
    });
  });
  for (const channel of [child.stdout, child.stderr])
    channel?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    process: child,
    output: () => output,
    running,
    async end(signal = "SIGTERM") {
      if (running()) child.kill(signal);
      const last = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(last);
    },
  };
}

/** Starts a program with piped output. */
export const start = (command: string, args: readonly string[], options: SpawnOptions = {}): Child =>
  follow(spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] }));
