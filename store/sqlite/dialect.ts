/** Kysely over node:sqlite: one connection, taken in turns. */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** Statements kept prepared. All of ours fit; inserts of varying length would not. */
const PREPARED = 200;

/** The oldest waiter gets the connection when it comes free. */
function turns(): { take(): Promise<void>; give(): void } {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    async take() {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      taken = true;
    },
    give() {
      const next = waiting.shift();
      // The connection passes on without coming free, so that nobody slips in between.
      if (next) next();
      else taken = false;
    },
  };
}

const isInput = (value: unknown): value is SQLInputValue =>
  value === null ||
  typeof value === "number" ||
  typeof value === "string" ||
  typeof value === "bigint" ||
  value instanceof Uint8Array;

function connectionTo(database: DatabaseSync): DatabaseConnection {
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? database.prepare(text);
    if (prepared.size >= PREPARED) prepared.clear();
    prepared.set(text, statement);
    return statement;
  };
  return {
    async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const statement = prepare(text);
      const inputs = parameters.map((value) => {
        if (isInput(value)) return value;
        throw new TypeError(`SQLite takes no ${typeof value} as a parameter`);
      });
      // Kysely knows the rows' type from the query; the engine cannot.
      if (statement.columns().length > 0) return { rows: statement.all(...inputs) as R[] };
      const { changes, lastInsertRowid } = statement.run(...inputs);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    },
    streamQuery() {
      throw new Error("streams are not needed on a connection in the same thread");
    },
  };
}

/** Schema changes are part of transactions in SQLite, so a migration that fails leaves nothing behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** The dialect on an open database, which it does not close. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  const connection = connectionTo(database);
  const turn = turns();
  const run = async (text: string) => void (await connection.executeQuery(CompiledQuery.raw(text)));
  const driver: Driver = {
    init: async () => {},
    async acquireConnection() {
      await turn.take();
      return connection;
    },
    releaseConnection: async () => turn.give(),
    beginTransaction: () => run("begin immediate"),
    commitTransaction: () => run("commit"),
    // After a full disk SQLite has rolled back by itself already.
    rollbackTransaction: async () => {
      if (database.isTransaction) await run("rollback");
    },
    destroy: async () => {},
  };
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
