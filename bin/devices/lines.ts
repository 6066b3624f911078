/** What is heard, as lines for a terminal or for programs. Texts of devices cannot end a line, colour it or turn its direction. */
import { type Device, oneLine, type Reading, type Rejection, signalOf } from "#domain";

export type Heard =
  | { readonly type: "reading"; readonly reading: Reading; readonly name: string }
  | { readonly type: "rejected"; readonly rejection: Rejection }
  | { readonly type: "device"; readonly device: Device }
  | { readonly type: "gone"; readonly id: string };

const MAX_RAW = 120;
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** JSON that holds nothing but printable characters. */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value).replace(UNSAFE, (c) => {
    const units = Array.from({ length: c.length }, (_, i) => c.charCodeAt(i).toString(16).padStart(4, "0"));
    return units.map((unit) => `\\u${unit}`).join("");
  });

export const iso = (ts: number): string => new Date(ts).toISOString();

/** One line; columns are told apart by two spaces. */
export function textLine(heard: Heard): string {
  switch (heard.type) {
    case "reading":
      return readingLine(heard.reading, heard.name);
    case "rejected": {
      const { at, reason, topic, detail, raw } = heard.rejection;
      return oneLine(`${iso(at)}  rejected ${reason}  ${topic}  ${detail}  ${raw.slice(0, MAX_RAW)}`, 900);
    }
    case "device": {
      const { id, name, kind, availability, points, unread } = heard.device;
      const places = [...new Set(points.map((p) => `${p.building}/${p.zone}`))].slice(0, 5).join(" ");
      const signals = [...new Set(points.map((p) => p.signal))].join(" ");
      const silent = unread.length > 0 ? `  not read: ${unread.slice(0, 5).join("; ")}` : "";
      return oneLine(
        `device ${id}  ${name}  ${kind}, ${availability}  ${places}  ${signals || "nothing that we read"}${silent}`,
        900,
      );
    }
    case "gone":
      return oneLine(`gone ${heard.id}`);
  }
}

/** `name`: the device's, for people. */
export function readingLine(reading: Reading, name: string): string {
  const { ts, receivedAt, building, zone, signal, value, quality, source } = reading;
  const { unit } = signalOf(signal);
  const late = Math.abs(receivedAt - ts) > 1_000 ? `  heard ${iso(receivedAt)}` : "";
  const doubt = quality === "good" ? "" : `  ${quality}`;
  const shown = unit === "0|1" ? `${value}` : `${value} ${unit}`;
  return oneLine(`${iso(ts)}  ${building}/${zone}  ${signal} ${shown}${doubt}  ${name} (${source})${late}`, 900);
}
