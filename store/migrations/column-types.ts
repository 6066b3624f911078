/** The engines' own words for the kinds of column and table that migrations ask for. */
import type { RawBuilder } from "kysely";

export interface ColumnTypes {
  readonly text: RawBuilder<unknown>;
  readonly int: RawBuilder<unknown>;
  readonly bigint: RawBuilder<unknown>;
  readonly real: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  /** A number that the database gives; the primary key. */
  readonly identity: RawBuilder<unknown>;
  /** After the columns of a table. */
  readonly plain: RawBuilder<unknown>;
  /** After the columns of a table whose rows lie in the order of the primary key, where the engine can do that. */
  readonly clustered: RawBuilder<unknown>;
}
