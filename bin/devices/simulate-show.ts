/** How a simulation is shown while it runs: to programs line by line, to people with a line that moves. */
import { stderr, stdout } from "node:process";
import { SingleBar } from "cli-progress";
import type { VirtualDevice, VirtualEvent } from "#devices";
import { type Clock, oneLine } from "#domain";
import { iso, jsonLine } from "./lines.ts";
import { introduced, simulatedLine, simulatedText } from "./simulate-lines.ts";

export interface Summary {
  readonly dialect: string;
  readonly broker: string;
  readonly rooms: number;
  readonly devices: number;
  readonly seed: number;
  readonly from: string;
  readonly speed: number;
}

export interface Show {
  readonly begin: (summary: Summary, devices: readonly VirtualDevice[], faults: ReadonlyMap<string, string>) => void;
  readonly event: (event: VirtualEvent) => void;
  readonly end: () => void;
}

/** Counts what happens, and hands everything on. */
function counting(onEvent: (event: VirtualEvent) => void) {
  const counts = { reports: 0, messages: 0, faults: 0, obeyed: 0, refused: 0 };
  const event = (e: VirtualEvent): void => {
    if (e.type === "said") {
      counts.reports++;
      counts.messages += e.messages;
    } else if (e.type === "fault") counts.faults++;
    else if (e.type !== "connection") counts[e.type]++;
    onEvent(e);
  };
  return { counts, event };
}

/** JSON lines. */
export function asLines(): Show {
  const print = (value: object): void => void stdout.write(`${jsonLine(value)}\n`);
  // Connections stand before all of it can be introduced.
  let early: VirtualEvent[] | undefined = [];
  const { counts, event } = counting((e) => (early ? early.push(e) : print(simulatedLine(e))));
  return {
    begin(summary, devices, faults) {
      print({ type: "started", ...summary });
      for (const device of devices) print(introduced(device, faults.get(device.id)));
      for (const e of early ?? []) print(simulatedLine(e));
      early = undefined;
    },
    event,
    end: () => print({ type: "stopped", ...counts }),
  };
}

/** Words, and one line that tells how it goes; `time` is the building's. */
export function onTerminal(time: Clock): Show {
  const bar = new SingleBar({ format: "{now}  {value} messages, {faults} faults, {obeyed} commands obeyed", stream: stderr });
  let begun = false;
  const { counts, event } = counting((e) => {
    const text = simulatedText(e);
    if (text !== undefined) stdout.write(`${begun ? "\r\u001b[K" : ""}${oneLine(text)}\n`);
    if (begun) bar.update(counts.messages, { now: iso(time.now()).slice(0, 19), faults: counts.faults, obeyed: counts.obeyed });
  });
  return {
    begin({ dialect, broker, rooms, devices }, _, faults) {
      stdout.write(
        `${devices} devices of ${rooms} rooms speak ${dialect} to ${broker}; ${faults.size} of them are faulty. Ctrl-C ends\n`,
      );
      begun = true;
      bar.start(0, 0, { now: iso(time.now()).slice(0, 19), faults: 0, obeyed: 0 });
    },
    event,
    end() {
      bar.stop();
      stdout.write(
        `${counts.messages} messages, ${counts.faults} faults, ${counts.obeyed} commands obeyed, ${counts.refused} refused\n`,
      );
    },
  };
}
