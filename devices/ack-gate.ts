/**
 * Keeps the acknowledgements that the client library writes back until their messages are stored. The library reads one
 * message at a time and acknowledges it before the next; with the gate it reads on, and the broker's own limit of
 * unacknowledged messages bounds what is under way.
 */
import { framing } from "./framing.ts";

/** Packet type of PUBACK (MQTT 3.1.1, 2.2.1). */
const PUBACK = 4;

export interface AckGate {
  /** For everything that the library writes. Passed on at once, but for PUBACKs. */
  write(chunk: Uint8Array): void;
  /**
   * To be called for each message of QoS 1 before the library acknowledges it. The returned function lets the PUBACK go,
   * as soon as those before it have gone (MQTT 3.1.1, 4.6).
   */
  hold(): () => void;
}

interface Held {
  /** The packet, once the library has written it. */
  readonly pieces: Uint8Array[];
  written: boolean;
  free: boolean;
}

/** `send` puts bytes on the wire; it is called with whole PUBACKs, or with other packets as they come. */
export function ackGate(send: (bytes: Uint8Array) => void): AckGate {
  const queue: Held[] = [];
  /** How many at the head of the queue the library has already written. */
  let written = 0;

  function flush(): void {
    let gone = 0;
    for (const held of queue) {
      if (!held.free || !held.written) break;
      send(held.pieces.length === 1 && held.pieces[0] ? held.pieces[0] : Buffer.concat(held.pieces));
      gone++;
    }
    queue.splice(0, gone);
    written -= gone;
  }

  const feed = framing({
    maxBytes: Number.POSITIVE_INFINITY,
    onPiece(piece, type, last) {
      const held = type === PUBACK ? queue[written] : undefined;
      if (!held) return send(piece);
      // The library may use its buffer again.
      held.pieces.push(Uint8Array.from(piece));
      if (!last) return;
      held.written = true;
      written++;
      flush();
    },
  });

  return {
    write: (chunk) => void feed(chunk),
    hold() {
      const held: Held = { pieces: [], written: false, free: false };
      queue.push(held);
      return () => {
        held.free = true;
        flush();
      };
    },
  };
}
