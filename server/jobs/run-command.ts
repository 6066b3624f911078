/** Runs a command of the command line as a process of its own: it takes its memory with it, and ends with the server. */
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { execPath } from "node:process";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Clock, ZonecastError } from "#domain";

export interface CommandOptions {
  readonly clock: Clock;
  /** The module of the command line. */
  readonly module: string;
  /** Called with each line of the error stream that holds a JSON object. */
  readonly onEvent: (event: unknown) => void;
  readonly signal: AbortSignal;
}

/** What it may take to end a step and to write what was learned, ms. */
const PATIENCE_MS = 6_000;

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** The last JSON object that the command prints. Rejects with its last words when it fails, with `cancelled` after the signal. */
export function runCommand(args: readonly string[], { clock, module, onEvent, signal }: CommandOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // The channel tells the process when the server is gone, however it went.
    const child = spawn(execPath, [module, ...args], { stdio: ["ignore", "pipe", "pipe", "ipc"] });
    let printed: unknown;
    let lastWords = "";
    let endPatience = (): void => {};
    const abort = (): void => {
      child.kill("SIGTERM");
      endPatience = clock.after(PATIENCE_MS, () => child.kill("SIGKILL"));
    };
    if (child.pid !== undefined) calm(child.pid);
    const follow = (from: NodeJS.ReadableStream | null, each: (line: string) => void): void => {
      if (from) createInterface({ input: from }).on("line", each);
    };
    follow(child.stdout, (line) => {
      printed = jsonOf(line) ?? printed;
    });
    follow(child.stderr, (line) => {
      const event = jsonOf(line);
      if (event !== undefined) onEvent(event);
      else if (line.trim() !== "") lastWords = line.replace(/^zonecast: /, "");
    });
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    child.on("error", (cause) => reject(new ZonecastError("bug", "the command could not be started", { cause })));
    child.on("close", (code) => {
      endPatience();
      signal.removeEventListener("abort", abort);
      if (signal.aborted) reject(new ZonecastError("cancelled", "called off"));
      else if (code === 0) resolve(printed);
      else reject(new ZonecastError("bad-input", lastWords || `the command ended with exit code ${code}`));
    });
  });
}

/** Whoever watches the dashboard goes first. */
function calm(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It may be over already; then it needs none.
  }
}

/** `printed` as the schema has it. Throws `bug`: both sides are ours. */
export function answerOf<T extends z.ZodType>(schema: T, printed: unknown): z.output<T> {
  const parsed = schema.safeParse(printed);
  if (!parsed.success)
    throw new ZonecastError("bug", `the command's answer does not fit: ${z.prettifyError(parsed.error).replaceAll("\n", "; ")}`);
  return parsed.data;
}
