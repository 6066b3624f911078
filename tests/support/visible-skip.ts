/** Tests that need something from outside: they run when it is there, and otherwise say on the terminal what is missing. */
import { describe } from "vitest";

/** `describe`, skipped with a line on stderr and in the name when `reason` says that something is missing. */
export function describeUnless(reason: string | undefined, name: string, tests: () => void): void {
  if (reason === undefined) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`skipped: ${name} (${reason})\n`);
  describe.skip(`${name} (skipped: ${reason})`, tests);
}
