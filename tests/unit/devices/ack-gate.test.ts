import fc from "fast-check";
import { expect, test } from "vitest";
import { ackGate } from "../../../devices/ack-gate.ts";

const puback = (id: number): Uint8Array => Uint8Array.of(0x40, 2, id >> 8, id & 0xff);
const PINGREQ = Uint8Array.of(0xc0, 0);

function setUp() {
  const wire: number[][] = [];
  const gate = ackGate((bytes) => void wire.push([...bytes]));
  return { wire, gate };
}

test("an acknowledgement waits for its message, anything else goes at once", () => {
  const { wire, gate } = setUp();
  const release = gate.hold();
  gate.write(puback(1));
  gate.write(PINGREQ);
  expect(wire).toEqual([[...PINGREQ]]);
  release();
  expect(wire).toEqual([[...PINGREQ], [...puback(1)]]);
});

test("acknowledgements keep the order of their messages, whatever is stored first and however the bytes are cut", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), fc.integer({ min: 1, max: 30 }), (order, cut) => {
      const { wire, gate } = setUp();
      const releases = order.map(() => gate.hold());
      const bytes = Uint8Array.from([0, 1, 2, 3, 4, 5].flatMap((id) => [...puback(id)]));
      for (let i = 0; i < bytes.length; i += cut) gate.write(bytes.subarray(i, i + cut));
      expect(wire).toEqual([]);
      const seen: number[] = [];
      for (const i of order) {
        releases[i]?.();
        seen.push(i);
        let expected = 0;
        while (seen.includes(expected)) expected++;
        expect(wire.length).toBe(expected);
      }
      expect(wire.map((packet) => packet[3])).toEqual([0, 1, 2, 3, 4, 5]);
    }),
  );
});

test("a message that was stored before the library acknowledged it does not wait again", () => {
  const { wire, gate } = setUp();
  gate.hold()();
  gate.write(puback(7));
  expect(wire).toEqual([[...puback(7)]]);
});

test("the library's buffer may be used again while the acknowledgement waits", () => {
  const { wire, gate } = setUp();
  const release = gate.hold();
  const buffer = puback(9);
  gate.write(buffer);
  buffer.fill(0);
  release();
  expect(wire).toEqual([[...puback(9)]]);
});
