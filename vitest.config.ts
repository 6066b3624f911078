import { defineConfig } from "vitest/config";

/** Unit, contract, architecture and integration tests. Browser tests are Playwright's (`playwright.config.ts`). */
export default defineConfig({
  test: {
    include: ["tests/{unit,contract,architecture,validation,integration}/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    reporters: ["default"],
  },
});
