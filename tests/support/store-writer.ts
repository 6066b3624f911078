/** A program for tests that writes numbered readings into a store for ever, and prints each number once it is acknowledged. */
import { type Reading, systemClock } from "#domain";
import { openStore } from "#store";
import { silentLog } from "./fake-plant.ts";
import { numberedReading } from "./numbered-reading.ts";

const [dataDir = "", first = "0"] = process.argv.slice(2);
const store = await openStore({ kind: "sqlite", dataDir }, { clock: systemClock, log: silentLog });
process.stdout.write("open\n");

let next = Number(first);
/** Writes of one to forty readings, as they come from a broker; the next one when this is acknowledged. */
async function writeForEver(size: number): Promise<never> {
  for (;;) {
    const numbers = Array.from({ length: size }, () => next++);
    const readings: Reading[] = numbers.map(numberedReading);
    await store.writeReadings(readings);
    process.stdout.write(numbers.map((n) => `${n}\n`).join(""));
  }
}
await Promise.all([1, 1, 2, 3, 5, 8, 13, 40, 400].map(writeForEver));
