/** Buildings, devices, mappings, commands and the audit trail: few rows, kept whole as JSON beside the columns that are searched. */

import { buildingSchema, commandSchema, controlId, controlRecordSchema, deviceSchema, jobSchema, mappingSchema } from "#domain";
import type { StoreCore } from "../core.ts";
import type { Engine } from "../engine.ts";
import { storable } from "./text.ts";

type Registry = Pick<
  StoreCore,
  | "saveBuilding"
  | "buildings"
  | "saveDevices"
  | "devices"
  | "removeDevices"
  | "saveMapping"
  | "mappings"
  | "removeMapping"
  | "saveControl"
  | "controls"
  | "removeControl"
  | "saveJob"
  | "jobs"
  | "saveCommand"
  | "commands"
  | "audit"
  | "auditLog"
>;

/** Bound parameters of one statement; both engines take more. */
const IDS_PER_DELETION = 500;

/** What a row of JSON must be. */
interface Schema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { readonly issues: readonly { readonly message: string }[] } };
}

export function registry({ db, log }: Engine): Registry {
  /** Rows may be older or newer than this program: what it cannot read is named in the log and left where it is. */
  const read = <T>(what: string, schema: Schema<T>, rows: readonly { id: string; body: string }[]): T[] =>
    rows.flatMap(({ id, body }) => {
      const parsed = schema.safeParse(JSON.parse(body));
      if (parsed.success) return [parsed.data];
      log.error({ [what]: id, problem: parsed.error.issues[0]?.message }, `a stored ${what} cannot be read and is left out`);
      return [];
    });

  return {
    async saveBuilding(building) {
      const body = JSON.stringify(building);
      await db
        .insertInto("building")
        .values({ id: building.id, body })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ body }))
        .execute();
    },

    buildings: async () => read("building", buildingSchema, await db.selectFrom("building").selectAll().orderBy("id").execute()),

    async saveDevices(devices) {
      await db.transaction().execute(async (trx) => {
        for (const device of devices) {
          const body = JSON.stringify(device);
          await trx
            .insertInto("device")
            .values({ id: device.id, body })
            .onConflict((conflict) => conflict.column("id").doUpdateSet({ body }))
            .execute();
        }
      });
    },

    devices: async () => read("device", deviceSchema, await db.selectFrom("device").selectAll().orderBy("id").execute()),

    async removeDevices(ids) {
      for (let from = 0; from < ids.length; from += IDS_PER_DELETION)
        await db
          .deleteFrom("device")
          .where("id", "in", ids.slice(from, from + IDS_PER_DELETION))
          .execute();
    },

    async saveMapping(mapping) {
      const body = JSON.stringify(mapping);
      await db
        .insertInto("mapping")
        .values({ id: mapping.id, body })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ body }))
        .execute();
    },

    mappings: async () => read("mapping", mappingSchema, await db.selectFrom("mapping").selectAll().orderBy("id").execute()),

    async removeMapping(id) {
      const deleted = await db.deleteFrom("mapping").where("id", "=", id).executeTakeFirst();
      return deleted.numDeletedRows > 0n;
    },

    async saveControl(record) {
      const body = JSON.stringify(record);
      await db
        .insertInto("control")
        .values({ kind: record.kind, id: controlId(record), body })
        .onConflict((conflict) => conflict.columns(["kind", "id"]).doUpdateSet({ body }))
        .execute();
    },

    controls: async () =>
      read(
        "control",
        controlRecordSchema,
        await db.selectFrom("control").select(["id", "body"]).orderBy("kind").orderBy("id").execute(),
      ),

    async removeControl(kind, id) {
      await db.deleteFrom("control").where("kind", "=", kind).where("id", "=", id).execute();
    },

    async saveJob(job) {
      const row = { created_at: job.createdAt, body: JSON.stringify(job) };
      await db
        .insertInto("job")
        .values({ id: job.id, ...row })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },

    jobs: async (limit) =>
      read(
        "job",
        jobSchema,
        await db
          .selectFrom("job")
          .select(["id", "body"])
          .orderBy("created_at", "desc")
          .orderBy("id", "desc")
          .limit(limit)
          .execute(),
      ),

    async saveCommand(command) {
      const row = { building: command.building, at: command.at, body: JSON.stringify(command) };
      await db
        .insertInto("command")
        .values({ id: command.id, ...row })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },

    async commands(building, limit) {
      const rows = await db
        .selectFrom("command")
        .select(["id", "body"])
        .where("building", "=", building)
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute();
      return read("command", commandSchema, rows);
    },

    async audit({ at, who, action, subject, detail }) {
      const row = { at, who: storable(who), action: storable(action), subject: storable(subject), detail: storable(detail) };
      await db.insertInto("audit").values(row).execute();
    },

    auditLog: (limit) =>
      db
        .selectFrom("audit")
        .select(["at", "who", "action", "subject", "detail"])
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .execute(),
  };
}
