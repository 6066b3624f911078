/** The whole server on PostgreSQL: what comes in is there again after a restart. */

import { expect, it } from "vitest";
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { seriesSchema } from "#domain";
import { postgresMissing, startPostgres } from "../support/postgres.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

describeUnless(postgresMissing, "the server on PostgreSQL", () => {
  it("stores, answers, and has it all after kill -9", async () => {
    await using database = await startPostgres();
    await using server = await startServer({ env: { ZONECAST_DATABASE_URL: await database.newDatabase() } });
    // The lines below "is ready" may arrive a moment later.
    await until("it says where its data lie", () => server.output().includes("postgresql"));
    const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
    const startTs = Math.floor(Date.now() / 1000) * 1000 - 600_000;
    for (let i = 0; i < 100; i++)
      await publisher.publish(plainTopic("mill", "hall", "probe"), plainPayload(startTs + i * 1_000, { airTempC: 20 + i / 100 }));
    await server.kill9();
    await publisher.stop();
    await server.restart();
    const query = `building=mill&zone=hall&signal=airTempC&source=plain:mill.hall.probe&fromTs=${startTs}&toTs=${startTs + 100_000}`;
    const series = seriesSchema.parse(await (await fetch(`${server.url}/api/series?${query}`)).json());
    expect(series.mean).toEqual(Array.from({ length: 100 }, (_, i) => 20 + i / 100));
  }, 120_000);
});
