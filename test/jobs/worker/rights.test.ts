import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { readSettings } from "../../../pipeline/jobs/settings.ts";
import { openDesk } from "../../../pipeline/jobs/worker/desk.ts";
import { indexJob } from "../../../pipeline/jobs/worker/payloads.ts";
import { openLibrary } from "../../../pipeline/jobs/workspace.ts";
import { type Fresh, freshDatabase } from "../../database/fresh.ts";
import { call } from "../../scripts/cli.ts";
import { makeArticle, makePage, makeRead } from "../../store/documents.ts";
import { workOnce } from "./trial.ts";

const ROLE = `khach_${process.pid}`;

let folder: string;
let database: Fresh;
/** The same database for the user who may not do everything. */
let url: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-rights-"));
  database = freshDatabase();
  openDesk(settingsOf(database.url)).close();
  const asGuest = new URL(database.url);
  asGuest.username = ROLE;
  url = asGuest.href;
  administer(`CREATE ROLE ${ROLE} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${ROLE}`);
});
afterEach(() => {
  administer(`DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`);
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const settingsOf = (databaseUrl: string) => readSettings({ data: join(folder, "data"), databaseUrl }, { env: {} });
const ALL = `GRANT ALL ON ALL TABLES IN SCHEMA public TO ${ROLE}; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${ROLE}`;

function administer(sql: string): void {
  const connection = openPostgres(database.url);
  connection.exec(sql);
  connection.close();
}

const dangvu = (...args: readonly string[]) => call(...args, "--data", join(folder, "data"), "--database-url", url);
const worker = () => dangvu("worker", "--once", "--stages", "read,extract,index,aggregate", "--health", "off");

describe("a worker whose user", () => {
  it("may only read ends at once, and says which rights are missing on what", async () => {
    const { code, err } = await worker();
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`Người dùng "${ROLE}" .* thiếu quyền ghi: .*DELETE, INSERT, UPDATE trên jobs`, "u"));
    expect(err).toMatch(/GRANT SELECT, INSERT/u);
    expect(await dangvu("work", "counts")).toMatchObject({ code: 0 });
  });

  it("is made to only read ends as well", async () => {
    administer(`${ALL}; ALTER ROLE ${ROLE} SET default_transaction_read_only = on`);
    const { code, err } = await worker();
    expect([code, err]).toEqual([1, expect.stringMatching(/bị đặt ở chế độ chỉ đọc/u)]);
  });

  it("may do everything works", async () => {
    administer(ALL);
    expect(await worker()).toMatchObject({ code: 0 });
  });

  it("loses a right in mid-work ends, and leaves the job for others", async () => {
    administer(ALL);
    const page = makePage("https://bao.test/1", "một");
    const store = openLibrary(settingsOf(database.url));
    store.saveDocument({ page, articles: [makeRead(makeArticle(page))], run: "run-1", rules: "rules-1" });
    store.close();
    const desk = openDesk(settingsOf(url));
    desk.queue.add([{ ...indexJob(page.url), delaySeconds: 0 }]);
    administer(`REVOKE INSERT ON search_articles FROM ${ROLE}`);
    await expect(workOnce(desk, { options: { stages: ["index"] } })).rejects.toThrow(/thiếu quyền ghi: INSERT trên search_articles/u);
    expect(desk.queue.counts()).toMatchObject([{ stage: "index", state: "held", jobs: 1 }]);
    desk.close();
  });

  it("may not touch the queue is told so by whatever asks it", () => {
    administer(`REVOKE SELECT ON jobs FROM ${ROLE}`);
    const desk = openDesk(settingsOf(url));
    expect(() => desk.queue.counts()).toThrow(/không cho phép thao tác này: permission denied for table jobs/u);
    desk.close();
  });
});
