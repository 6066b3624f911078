import fc from "fast-check";
import { expect, test } from "vitest";
import { framing } from "../../../devices/framing.ts";

/** A packet of type PUBLISH with a body of `length` zero bytes. */
function packet(length: number): Uint8Array {
  const header = [0x30];
  let left = length;
  do {
    header.push((left % 128) | (left >= 128 ? 0x80 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Uint8Array.from([...header, ...new Array<number>(length).fill(0)]);
}

test("packets up to the limit pass however they are cut, one byte more does not", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 50 }),
      (lengths, cut) => {
        const bytes = Uint8Array.from(lengths.flatMap((length) => [...packet(length)]));
        const accepts = framing({ maxBytes: 300 });
        for (let i = 0; i < bytes.length; i += cut) expect(accepts(bytes.subarray(i, i + cut))).toBe(true);
        expect(accepts(packet(301))).toBe(false);
      },
    ),
  );
});

test("a long packet is refused from its header, before any of its body came", () =>
  expect(framing({ maxBytes: 1000 })(Uint8Array.of(0x30, 0xff, 0xff, 0x7f))).toBe(false));

test("a length of more than four bytes is refused", () =>
  expect(framing({ maxBytes: 1e9 })(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x80, 0x01))).toBe(false));

test("however the bytes are cut, the pieces joined are the packets", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 50 }),
      (lengths, cut) => {
        const bytes = Uint8Array.from(lengths.flatMap((length) => [...packet(length)]));
        const packets: number[] = [];
        let size = 0;
        const feed = framing({
          maxBytes: 300,
          onPiece(piece, type, last) {
            expect(type).toBe(3);
            size += piece.length;
            if (!last) return;
            packets.push(size);
            size = 0;
          },
        });
        for (let i = 0; i < bytes.length; i += cut) feed(bytes.subarray(i, i + cut));
        expect(packets).toEqual(lengths.map((length) => packet(length).length));
      },
    ),
  );
});

test("the first packet may have a bound of its own", () => {
  const accepts = framing({ maxBytes: 100, firstMaxBytes: 10 });
  expect(accepts(packet(10))).toBe(true);
  expect(accepts(packet(100))).toBe(true);
  expect(framing({ maxBytes: 100, firstMaxBytes: 10 })(packet(11))).toBe(false);
});

test("what is no PUBLISH may have a bound of its own", () => {
  const subscribe = packet(11);
  subscribe[0] = 0x82;
  const accepts = framing({ maxBytes: 100, otherMaxBytes: 10 });
  expect(accepts(packet(100))).toBe(true);
  expect(accepts(subscribe)).toBe(false);
});
