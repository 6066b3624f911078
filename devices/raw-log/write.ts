/** Every message as it came, in files for diagnosis and replay: gathered, and written in batches off the hot path. */
import { type Clock, errorLine, type Log, ZonecastError } from "#domain";
import type { Message, Outgoing } from "../dialect.ts";
import { type Logged, lineOf } from "./line.ts";
import { openSegments } from "./segments.ts";

export interface RawLogOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Made when it is missing. */
  readonly folder: string;
  /** Of all files together. */
  readonly maxBytes: number;
}

export interface RawLog {
  readonly folder: string;
  heard(message: Message): void;
  sent(message: Outgoing): void;
  /** Resolves when everything so far is in the files, or could not be put there. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const WRITE_EVERY_MS = 250;
/** So much is written at once; more would hold up the event loop while it is made into text. */
const BATCH_BYTES = 256 * 1024;
/** So much may wait for a slow disk; what comes then is left out, and said so. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** What a line has beside topic and payload, about. */
const LINE_BYTES = 60;

/** Throws `bad-config` when the folder cannot be used. After that trouble is logged, never thrown. */
export async function openRawLog({ clock, log, folder, maxBytes }: RawLogOptions): Promise<RawLog> {
  const segments = await openSegments(folder, maxBytes).catch((cause: unknown) => {
    throw new ZonecastError("bad-config", `the raw log cannot be written to ${folder}: ${errorLine(cause)}`, {
      cause,
      hint: "check the folder's owner and its disk, or switch the raw log off",
    });
  });
  let waiting: Logged[] = [];
  let waitingBytes = 0;
  let left = 0;
  let failing = false;
  let writing: Promise<void> | undefined;

  function add(logged: Logged): void {
    const bytes = sizeOf(logged);
    if (waitingBytes + bytes > MAX_WAITING_BYTES) {
      if (left++ === 0) log.warn({ folder }, "The raw log cannot keep up: messages are left out of it");
      return;
    }
    waiting.push(logged);
    waitingBytes += bytes;
    if (waitingBytes >= BATCH_BYTES) void flush();
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      // After the messages of this turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
      const batch = waiting;
      waiting = [];
      waitingBytes = 0;
      let text = "";
      for (const logged of batch) {
        text += lineOf(logged);
        if (text.length < BATCH_BYTES) continue;
        await write(text);
        text = "";
      }
      if (text !== "") await write(text);
    }
    if (left > 0) log.warn({ folder, messages: left }, "Messages were left out of the raw log");
    left = 0;
  }

  async function write(text: string): Promise<void> {
    try {
      await segments.write(text);
      if (failing) log.info({ folder }, "The raw log is written again");
      failing = false;
    } catch (error) {
      if (!failing) log.error({ folder, problem: errorLine(error) }, "The raw log cannot be written; readings are not concerned");
      failing = true;
    }
  }

  function flush(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  const cancel = clock.every(WRITE_EVERY_MS, () => void flush());
  return {
    folder,
    heard: (message) => add({ message, sent: false }),
    sent({ topic, payload }) {
      const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
      add({ message: { topic, payload: bytes, retain: false, receivedAt: clock.now() }, sent: true });
    },
    flush,
    async stop() {
      cancel();
      await flush();
      await segments
        .close()
        .catch((error: unknown) => log.warn({ folder, problem: errorLine(error) }, "The raw log was not closed"));
    },
  };
}

const sizeOf = ({ message }: Logged): number => message.payload.byteLength + message.topic.length + LINE_BYTES;
