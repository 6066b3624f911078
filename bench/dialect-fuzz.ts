/** One million messages of nonsense to each dialect: nothing may be thrown, no number may be none, no prototype may change. */
import process, { stdout } from "node:process";
import { DIALECTS } from "../devices/dialects/index.ts";
import { fuzzDialect } from "../tests/support/dialect-fuzz.ts";
import { dialectTraffic } from "../tests/support/dialect-traffic.ts";

/** Another seed by `ZONECAST_FUZZ_SEED`, fewer messages by `ZONECAST_FUZZ_MESSAGES`. */
const SEED = Number(process.env.ZONECAST_FUZZ_SEED ?? 1);
const MESSAGES = Number(process.env.ZONECAST_FUZZ_MESSAGES ?? 1_000_000);

/** Ends the process with an error when there was a fault. */
export async function run(): Promise<void> {
  const traffic = dialectTraffic();
  let total = 0;
  for (const dialect of DIALECTS) {
    const start = performance.now();
    const { messages, claimed, events, faults } = fuzzDialect(dialect, SEED, MESSAGES, traffic);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const counts = Object.entries(events).map(([type, count]) => `${count.toLocaleString("en")} ${type}`);
    stdout.write(
      `${dialect.name}: ${messages.toLocaleString("en")} messages, ${claimed.toLocaleString("en")} claimed, in ${seconds} s\n`,
    );
    stdout.write(`  ${counts.join(", ")}; ${faults.length} faults\n`);
    for (const fault of faults) stdout.write(`  ${fault}\n`);
    total += faults.length;
  }
  stdout.write(`seed ${SEED}: ${total} faults\n`);
  if (total > 0) process.exit(1);
}
