/** The tables of `docs/excitation.md` are what the code makes now. */
import { expect, test } from "vitest";
import { excitationPage, writtenPage } from "../../scripts/excitation-page.ts";
import { WALKER_IDS } from "../../sim/excitation/walkers.ts";

test("fresh (node scripts/excitation-page.ts)", () => {
  expect(writtenPage()).toBe(excitationPage(writtenPage()));
}, 240_000);

test("every walker has its section", () => {
  for (const id of WALKER_IDS) expect(writtenPage()).toContain(`### \`${id}\``);
});
