/** The committed results of the independent PyTorch model, worked out again where PyTorch is installed. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { env } from "node:process";
import { expect, it } from "vitest";
import { ROOT } from "../support/paths.ts";
import { committedGolden, parseGolden } from "../support/torch/golden.ts";
import { describeUnless } from "../support/visible-skip.ts";

/** Debian's python3-torch belongs to the system's own Python. */
const PYTHON = "/usr/bin/python3";
const there = spawnSync(PYTHON, ["-c", "import torch, numpy"]).status === 0;

describeUnless(there ? undefined : `${PYTHON} has no torch`, "PyTorch", () => {
  it("says today what is committed", { timeout: 120_000 }, () => {
    // python3 tests/support/torch/tft_golden.py
    const script = join(ROOT, "tests/support/torch/tft_golden.py");
    const { status, stdout } = spawnSync(PYTHON, ["-B", script], { encoding: "utf8", env: { ...env, OMP_NUM_THREADS: "1" } });
    expect(status).toBe(0);
    const now = parseGolden(stdout).cases;
    for (const [name, golden] of Object.entries(committedGolden().cases)) {
      const again = now[name];
      expect(again?.quantiles).toHaveLength(golden.quantiles.length);
      const distance = golden.quantiles.map((v, i) => Math.abs(v - (again?.quantiles[i] ?? Number.NaN)));
      expect(Math.max(...distance), name).toBeLessThan(1e-5);
      expect(Math.abs((again?.loss ?? Number.NaN) / golden.loss - 1), name).toBeLessThan(1e-5);
    }
  });
});
