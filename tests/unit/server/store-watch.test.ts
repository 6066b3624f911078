import { expect, it } from "vitest";
import { ZonecastError } from "#domain";
import { createStoreWatch } from "../../../server/store-watch.ts";

it("tells why the last write failed until one succeeds, and changes neither outcome", async () => {
  const storing = createStoreWatch();
  expect(storing.problem()).toBeUndefined();
  const failure = new ZonecastError("store-full", "the disk is full");
  await expect(storing.watch(Promise.reject(failure))).rejects.toBe(failure);
  expect(storing.problem()).toContain("the disk is full");
  await expect(storing.watch(Promise.resolve(7))).resolves.toBe(7);
  expect(storing.problem()).toBeUndefined();
});
