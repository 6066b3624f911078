/** MQTT 3.1.1 packets by hand, for bytes that no honest client library sends. */
import { connect, type Socket } from "node:net";

/** Remaining length: seven bits a byte, the low ones first (MQTT 3.1.1, 2.2.3). */
function lengthOf(bytes: number): number[] {
  const digits: number[] = [];
  let left = bytes;
  do {
    digits.push((left % 128) + (left >= 128 ? 0x80 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return digits;
}

const packet = (type: number, body: Uint8Array) => Buffer.concat([Buffer.from([type, ...lengthOf(body.length)]), body]);
const prefixed = (bytes: Uint8Array) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);

/** PUBLISH with QoS 0, or 1 with an id. The topic is bytes, so that it may be no UTF-8. */
export function publishPacket(topic: Uint8Array, payload: Uint8Array, id?: number): Buffer {
  if (id === undefined) return packet(0x30, Buffer.concat([prefixed(topic), payload]));
  return packet(0x32, Buffer.concat([prefixed(topic), Buffer.from([id >> 8, id & 0xff]), payload]));
}

/** A connection that is past its CONNECT with a clean session. */
export function rawClient(port: number, clientId: string): Promise<Socket> {
  const header = Buffer.concat([prefixed(Buffer.from("MQTT")), Buffer.from([4, 0x02, 0, 60])]);
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject);
    socket.once("connect", () => socket.write(packet(0x10, Buffer.concat([header, prefixed(Buffer.from(clientId))]))));
    socket.once("data", () => {
      socket.off("error", reject).on("error", () => {});
      resolve(socket);
    });
  });
}

/** SUBSCRIBE with QoS 0. */
export const subscribePacket = (filter: string): Buffer =>
  packet(0x82, Buffer.concat([Buffer.from([0, 1]), prefixed(Buffer.from(filter)), Buffer.from([0])]));

/** PUBLISH with QoS 2, as it is sent first or again. */
export const publishTwice = (topic: string, payload: string, id: number, again: boolean): Buffer =>
  packet(
    again ? 0x3c : 0x34,
    Buffer.concat([prefixed(Buffer.from(topic)), Buffer.from([id >> 8, id & 0xff]), Buffer.from(payload)]),
  );

/** PUBREL. */
export const releasePacket = (id: number): Buffer => packet(0x62, Buffer.from([id >> 8, id & 0xff]));
