/** What virtual devices do, as JSON lines for programs and as words for a terminal. */
import type { VirtualDevice, VirtualEvent } from "#devices";
import { iso } from "./lines.ts";

/** A line for programs; NaN, which JSON has no word for, is `"nan"`. */
export function simulatedLine(event: VirtualEvent): object {
  switch (event.type) {
    case "said": {
      const values = [...event.sample.values].map(([signal, value]) => [signal, Number.isNaN(value) ? "nan" : value]);
      const { device, sample, messages } = event;
      return { type: "said", device: device.id, ts: iso(sample.ts), values: Object.fromEntries(values), messages };
    }
    case "fault":
      return { type: "fault", device: event.device.id, fault: event.fault, at: iso(event.ts) };
    case "obeyed":
      return { type: "obeyed", device: event.device.id, signal: event.signal, value: event.value };
    default:
      return event;
  }
}

/** A line for people, undefined for what happens all the time. */
export function simulatedText(event: VirtualEvent): string | undefined {
  switch (event.type) {
    case "said":
      return undefined;
    case "fault":
      return `${iso(event.ts)}  ${event.fault}  ${event.device.name}`;
    case "obeyed":
      return `${event.device.name} obeys: ${event.signal} ${event.value}`;
    case "refused":
      return `a command on ${event.topic} was refused`;
    case "connection":
      return event.connected ? undefined : `${event.name} lost the broker`;
  }
}

/** One device as it is introduced to programs. */
export const introduced = (device: VirtualDevice, fault: string | undefined): object => ({
  type: "device",
  device: device.id,
  name: device.name,
  kind: device.kind,
  zone: device.zone,
  signals: device.points.map((p) => p.signal),
  ...(fault === undefined ? {} : { fault }),
});
