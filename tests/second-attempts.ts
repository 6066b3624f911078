/** Reporter of vitest: writes to `ZONECAST_SECOND_ATTEMPTS` which tests passed only when tried again, and why they had failed. */
import { writeFileSync } from "node:fs";
import { env } from "node:process";
import type { Reporter, TestCase } from "vitest/node";

export default class SecondAttempts implements Reporter {
  readonly #seen: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return;
    const why = test.result().errors?.[0]?.message ?? "";
    this.#seen.push(
      `AGAIN ${test.module.relativeModuleId} > ${test.fullName}\n    ${why.split("\n").slice(0, 6).join("\n    ")}`,
    );
  }

  onTestRunEnd(): void {
    const file = env.ZONECAST_SECOND_ATTEMPTS;
    if (file !== undefined) writeFileSync(file, JSON.stringify(this.#seen));
  }
}
