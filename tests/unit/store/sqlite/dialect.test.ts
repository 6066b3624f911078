import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sqliteDialect } from "../../../../store/sqlite/dialect.ts";

let database: DatabaseSync;
let db: Kysely<{ item: { id: number; text: string } }>;
beforeEach(async () => {
  database = new DatabaseSync(":memory:");
  db = new Kysely({ dialect: sqliteDialect(database) });
  await sql`create table item (id integer primary key, text text not null) strict`.execute(db);
});
afterEach(() => database.close());

const ids = async () => (await db.selectFrom("item").select("id").orderBy("id").execute()).map(({ id }) => id);

test("rows come back as they are, changes are counted", async () => {
  const inserted = await db.insertInto("item").values({ id: 7, text: "x" }).executeTakeFirst();
  expect(inserted.numInsertedOrUpdatedRows).toBe(1n);
  expect({ ...(await db.selectFrom("item").selectAll().executeTakeFirst()) }).toEqual({ id: 7, text: "x" });
  expect(await db.deleteFrom("item").returning("id").execute()).toHaveLength(1);
});

test("a failed transaction leaves nothing, tables included", async () => {
  const failing = db.transaction().execute(async (trx) => {
    await sql`create table other (id integer)`.execute(trx);
    await trx.insertInto("item").values({ id: 1, text: "x" }).execute();
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await ids()).toEqual([]);
  expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual(["item"]);
});

test("what is asked during a transaction waits for its end", async () => {
  const gate = Promise.withResolvers<void>();
  const writing = db.transaction().execute(async (trx) => {
    await trx.insertInto("item").values({ id: 1, text: "x" }).execute();
    await gate.promise;
    await trx.insertInto("item").values({ id: 2, text: "y" }).execute();
  });
  const seen = ids();
  gate.resolve();
  await writing;
  expect(await seen).toEqual([1, 2]);
});

test("a parameter that SQLite has no type for is refused by name", async () => {
  await expect(sql`select ${true}`.execute(db)).rejects.toThrow("boolean");
});

test("wrong types are refused by the table", async () => {
  await expect(sql`insert into item values ('no number', 'x')`.execute(db)).rejects.toThrow();
});
