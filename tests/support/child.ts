/** A program that a test started: what it printed, and how it ends. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { Hopeless } from "./until.ts";

export interface Child {
  readonly process: ChildProcess;
  /** Everything printed so far, both channels in the order of arrival. */
  readonly output: () => string;
  readonly running: () => boolean;
  /** Whether it has printed this. Throws `Hopeless` with its output when it has not and has ended. */
  readonly says: (text: RegExp) => boolean;
  /** Sends `signal` and waits for the end; after 10 s it is killed. Does nothing when it has ended. */
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Keeps track of a process whose stdout and stderr are pipes. It never outlives the test. */
export function follow(child: ChildProcess): Child {
  let output = "";
  const killLast = () => child.kill("SIGKILL");
  process.once("exit", killLast);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      process.off("exit", killLast);
      resolve();
    });
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
    says(text) {
      if (text.test(output)) return true;
      if (running()) return false;
      throw new Hopeless(`it ended without saying ${text}:\n${output}`);
    },
    async end(signal = "SIGTERM") {
      if (running()) child.kill(signal);
      const last = setTimeout(killLast, 10_000);
      await ended;
      clearTimeout(last);
    },
  };
}

/** Starts a program with piped output. */
export const start = (command: string, args: readonly string[], options: SpawnOptions = {}): Child =>
  follow(spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] }));
