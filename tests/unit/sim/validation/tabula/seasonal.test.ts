import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TABULA_FILE, tabulaRows } from "../../../../../sim/validation/tabula/read.ts";
import { intermittencyOf, seasonalNeed } from "../../../../../sim/validation/tabula/seasonal.ts";
import { sharedData, sharedDataMissing } from "../../../../support/shared-data.ts";
import { describeUnless } from "../../../../support/visible-skip.ts";

test("factor F bends at one and at four", () => {
  expect([0, 1, 2.5, 4, 9].map((h) => intermittencyOf("SFH", h))).toEqual([1.1, 0.9, expect.closeTo(0.85, 9), 0.8, 0.8]);
  expect([0, 1, 4].map((h) => intermittencyOf("MFH", h))).toEqual([1.05, 0.95, 0.85]);
});

test("without gains the need is the loss; gains as large as the loss are used in part", () => {
  const base = { days: 200, outdoorC: 5, transmission: 1, ventilation: 0.5, roomC: 20, capacity: 45, intermittency: 1 };
  expect(seasonalNeed({ ...base, internalGain: 0, solarGain: 0 })).toBeCloseTo(0.024 * 1.5 * 15 * 200, 9);
  const loss = 0.024 * 1.5 * 15 * 200;
  const a = 0.8 + 30 / 30;
  expect(seasonalNeed({ ...base, internalGain: loss, solarGain: 0 })).toBeCloseTo(loss * (1 - a / (a + 1)), 6);
});

describeUnless(sharedDataMissing(TABULA_FILE), "on the columns of the table", () => {
  const rows = [...tabulaRows({ [TABULA_FILE]: readFileSync(sharedData(TABULA_FILE), "utf8") }).values()];

  test("gives the table's own heat need for each of its rows", () => {
    expect(rows).toHaveLength(836);
    const worst = Math.max(
      ...rows.map((r) => {
        const need = seasonalNeed({
          days: r.HeatingDays,
          outdoorC: r.Theta_e,
          transmission: r.h_Transmission,
          ventilation: r.h_Ventilation,
          roomC: r.theta_i,
          internalGain: r.q_int,
          solarGain: r.q_sol,
          capacity: r.c_m,
          intermittency: intermittencyOf(r.size, r.h_Transmission),
        });
        return Math.abs(need / r.q_h_nd - 1);
      }),
    );
    expect(worst).toBeLessThan(1e-6);
  });
});
