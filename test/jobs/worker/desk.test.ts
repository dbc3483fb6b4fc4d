import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { readSettings, type Settings } from "../../../pipeline/jobs/settings.ts";
import { openDesk } from "../../../pipeline/jobs/worker/desk.ts";
import { type Fresh, freshDatabase } from "../../database/fresh.ts";

let folder: string;
let database: Fresh;
let settings: Settings;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-desk-"));
  database = freshDatabase();
  settings = readSettings({ data: join(folder, "data"), indexes: join(folder, "indexes"), databaseUrl: database.url }, { env: {} });
});
afterEach(() => {
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

it("a worker makes the tables of all parts, and takes no jobs where those of one are newer", () => {
  openDesk(settings).close();
  const connection = openPostgres(database.url);
  const parts = connection.rows("SELECT part FROM parts ORDER BY part", []).map(({ part }) => String(part));
  expect(parts).toEqual(["frontier", "queue", "raw", "search", "store"]);
  for (const part of parts) {
    connection.run("UPDATE parts SET version = version + 50 WHERE part = ?", [part]);
    expect(() => openDesk(settings)).toThrow(new RegExp(`phần "${part}" phiên bản \\d+, mới hơn`, "u"));
    connection.run("UPDATE parts SET version = version - 50 WHERE part = ?", [part]);
  }
  connection.close();
});
