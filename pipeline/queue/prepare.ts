import { bringForward, listMigrations } from "../database/parts.ts";
import type { Connection } from "../database/statements.ts";

/** Makes the tables of the queue and of the host clock, or brings them forward. @throws StoreBroken when they are newer than this code. */
export function prepareQueue(connection: Connection): void {
  bringForward(connection, "queue", listMigrations(new URL("./migrations-postgres/", import.meta.url)));
}
