/** PostgreSQL as operators meet it: wrong addresses, a restart under load, several servers on one database. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Reading, type Store, systemClock } from "#domain";
import { openStore } from "#store";
import { silentLog } from "../support/fake-plant.ts";
import { NUMBERED_POINTS, numberedReading } from "../support/numbered-reading.ts";
import { freePort } from "../support/ports.ts";
import { type Postgres, postgresMissing, startPostgres } from "../support/postgres.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

const ALL = { fromTs: 0, toTs: 4e12 };
const open = (url: string): Promise<Store> => openStore({ kind: "postgresql", url }, { clock: systemClock, log: silentLog });
const numbered = (from: number, n: number): Reading[] => Array.from({ length: n }, (_, i) => numberedReading(from + i));

test("an address that is none is refused without quoting it", async () => {
  for (const url of ["mysql://u:secret@h/d", "postgresql://u:secret@h:port/d", "secret"]) {
    const error: unknown = await open(url).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: "bad-config" });
    expect(JSON.stringify([error, String(error)])).not.toContain("secret");
  }
});

test("a server that is not there is named without the password", async () => {
  const port = await freePort();
  const error: unknown = await open(`postgresql://user:secret@127.0.0.1:${port}/zonecast`).catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: "store-failed",
    retry: true,
    message: expect.stringContaining(`127.0.0.1:${port}/zonecast`),
  });
  expect(String(error)).not.toContain("secret");
});

describeUnless(postgresMissing, "with a server", () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  test("a database that does not exist is said to be missing", async () => {
    const url = (await server.newDatabase()).replace(/test_\d+/, "nowhere");
    await expect(open(url)).rejects.toMatchObject({ message: expect.stringContaining("no such database"), retry: false });
  });

  test("while the server is away writes are refused, and go on by themselves when it is back", async () => {
    const store = await open(await server.newDatabase());
    await store.writeReadings(numbered(0, 10));
    await server.stop();
    await expect(store.writeReadings(numbered(10, 10))).rejects.toMatchObject({ code: "store-failed", retry: true });
    await expect(store.latest()).rejects.toMatchObject({ code: "store-failed" });
    await server.run();
    await until("the store writes again", () => store.writeReadings(numbered(10, 10)).then(() => true));
    expect((await store.stats()).readings).toBe(20);
    await store.close();
  });

  test("several servers start on one empty database and write the same buckets at the same time", async () => {
    const url = await server.newDatabase();
    const stores = await Promise.all([open(url), open(url), open(url)]);
    await Promise.all(
      stores.flatMap((store, k) => Array.from({ length: 20 }, (_, i) => store.writeReadings(numbered(k * 1000 + i * 40, 60)))),
    );
    const [first, ...others] = stores;
    if (!first) throw new Error("no store");
    for (const point of NUMBERED_POINTS) {
      const raw = await first.window(point, ALL, "raw");
      const hours = await first.window(point, ALL, "1h");
      expect(Math.max(...hours.max)).toBe(Math.max(...raw.mean));
      expect(Math.min(...hours.min)).toBe(Math.min(...raw.mean));
    }
    expect((await first.stats()).readings).toBe(3 * (19 * 40 + 60));
    await Promise.all([first, ...others].map((store) => store.close()));
  });
});
