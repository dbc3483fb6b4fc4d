import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { dumpLines, sumOf } from "../../pipeline/jobs/canonical.ts";
import { openFolderSource } from "../../pipeline/jobs/migrate/ends.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { type Fresh, freshDatabase } from "../database/fresh.ts";
import { makeNumbered } from "../store/writer.ts";

const DANGVU = fileURLToPath(new URL("../../scripts/dangvu.mjs", import.meta.url));
const DOCUMENTS = 450;

let folder: string;
let database: Fresh;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-killed-"));
  database = freshDatabase();
  const store = openStore(join(folder, "one", "dangvu.sqlite"));
  store.saveDocuments(
    Array.from({ length: DOCUMENTS }, (_, n) => ({ ...makeNumbered(n), articles: makeNumbered(n).articles.slice(0, 1) })),
  );
  store.close();
});
afterEach(() => {
  database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const env = (): NodeJS.ProcessEnv => ({ ...process.env, DANGVU_RAW_PAGES: join(folder, "pages"), DANGVU_DATA: join(folder, "one") });
const migrating = (...options: readonly string[]): ChildProcess =>
  spawn(process.execPath, [DANGVU, "migrate", ...options], { stdio: "ignore", env: env() });

/** Kills a migration as soon as `place` says something else than at its beginning; false when it ended by itself. */
async function killedWhen(child: ChildProcess, place: () => string): Promise<boolean> {
  const begun = place();
  const ended = once(child, "exit");
  while (place() === begun && child.exitCode === null) await wait(5);
  child.kill("SIGKILL");
  await ended;
  return child.signalCode === "SIGKILL";
}

describe("dangvu migrate", () => {
  it("is the whole store after it was killed again and again, there and back", { timeout: 180_000 }, async () => {
    const watch = openPostgres(database.url);
    const place = (): string => {
      const isThere = watch.row("SELECT to_regclass('migration') IS NOT NULL AS there", [])?.there === 1;
      return isThere ? JSON.stringify(watch.row("SELECT part, after FROM migration", [])) : "";
    };
    let kills = 0;
    for (let n = 0; n < 3; n++) kills += Number(await killedWhen(migrating("--to", database.url), place));
    expect(kills).toBeGreaterThan(1);
    const there = spawnSync(process.execPath, [DANGVU, "migrate", "--to", database.url, "--json"], { encoding: "utf8", env: env() });
    expect(there.stderr).toBe("");
    const source = openFolderSource(join(folder, "one"));
    const whole = sumOf(dumpLines(source.connection));
    source.close();
    expect(JSON.parse(there.stdout)).toMatchObject({ dump: whole, bodies: DOCUMENTS, lost: 0 });
    expect(sumOf(dumpLines(watch))).toEqual(whole);
    watch.close();
    const two = join(folder, "two");
    await killedWhen(migrating("--from", database.url, "--to", two), () => String(existsSync(join(two, "warc"))));
    expect(existsSync(join(two, "dangvu.sqlite"))).toBe(false);
    const back = spawnSync(process.execPath, [DANGVU, "migrate", "--from", database.url, "--to", two], { encoding: "utf8", env: env() });
    expect([back.status, back.stderr]).toEqual([0, ""]);
    expect(back.stdout).toMatch(/Đã chuyển 450 trang, 450 bài, 11\.250 số liệu .*\nHai kho giống nhau từng dòng/u);
    const copy = openFolderSource(two);
    expect(sumOf(dumpLines(copy.connection))).toEqual(whole);
    copy.close();
  });
});
