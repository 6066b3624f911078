/** Where the packets of an MQTT connection begin and end, found in its bytes as they pass. */

/** Fixed header: one byte of type and flags, then a length in base 128, at most four bytes (MQTT 3.1.1, 2.2.3). */
const MAX_LENGTH_BYTES = 4;
const PUBLISH = 3;

export interface FramingOptions {
  /** Longest packet after its header, bytes. */
  readonly maxBytes: number;
  /** The same for the first packet. */
  readonly firstMaxBytes?: number;
  /** The same for those that are no PUBLISH. */
  readonly otherMaxBytes?: number;
  /** Every piece of a packet as it passes: its type (the high half of the first byte), and whether it is the last piece. */
  readonly onPiece?: (piece: Uint8Array, type: number, last: boolean) => void;
}

/** Returns a function to be fed every chunk in order; false: a packet longer than `maxBytes` was announced, all is over. */
export function framing({
  maxBytes,
  firstMaxBytes = maxBytes,
  otherMaxBytes = maxBytes,
  onPiece,
}: FramingOptions): (chunk: Uint8Array) => boolean {
  let state: "type" | "length" | "body" = "type";
  let type = 0;
  let length = 0;
  let lengthBytes = 0;
  let bodyLeft = 0;
  let first = true;
  return (chunk) => {
    let from = 0;
    let i = 0;
    const endPacket = (): void => {
      onPiece?.(chunk.subarray(from, i), type, true);
      from = i;
      state = "type";
    };
    while (i < chunk.length) {
      if (state === "type") {
        type = (chunk[i++] ?? 0) >> 4;
        state = "length";
        length = 0;
        lengthBytes = 0;
      } else if (state === "length") {
        const byte = chunk[i++] ?? 0;
        length += (byte & 0x7f) * 128 ** lengthBytes++;
        const allowed = first ? firstMaxBytes : type === PUBLISH ? maxBytes : otherMaxBytes;
        if (length > allowed || (byte & 0x80 && lengthBytes >= MAX_LENGTH_BYTES)) return false;
        if (byte & 0x80) continue;
        first = false;
        bodyLeft = length;
        state = "body";
        if (length === 0) endPacket();
      } else {
        const step = Math.min(bodyLeft, chunk.length - i);
        i += step;
        bodyLeft -= step;
        if (bodyLeft === 0) endPacket();
      }
    }
    if (from < i) onPiece?.(chunk.subarray(from, i), type, false);
    return true;
  };
}
