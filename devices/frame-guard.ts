/** Watches the framing of one MQTT connection, so that a packet that is too long is refused before a byte of it is kept. */

/** Fixed header: one byte of type, then a length in base 128, at most four bytes (MQTT 3.1.1, 2.2.3). */
const MAX_LENGTH_BYTES = 4;

/** Returns a function to be fed every chunk in order; false: the connection announced a packet longer than `maxBytes`. */
export function frameGuard(maxBytes: number): (chunk: Uint8Array) => boolean {
  let state: "type" | "length" | "body" = "type";
  let length = 0;
  let lengthBytes = 0;
  let bodyLeft = 0;
  return (chunk) => {
    let i = 0;
    while (i < chunk.length) {
      if (state === "type") {
        i++;
        state = "length";
        length = 0;
        lengthBytes = 0;
      } else if (state === "length") {
        const byte = chunk[i++] ?? 0;
        length += (byte & 0x7f) * 128 ** lengthBytes++;
        if (length > maxBytes || (byte & 0x80 && lengthBytes >= MAX_LENGTH_BYTES)) return false;
        if (byte & 0x80) continue;
        bodyLeft = length;
        state = length === 0 ? "type" : "body";
      } else {
        const step = Math.min(bodyLeft, chunk.length - i);
        i += step;
        bodyLeft -= step;
        if (bodyLeft === 0) state = "type";
      }
    }
    return true;
  };
}
