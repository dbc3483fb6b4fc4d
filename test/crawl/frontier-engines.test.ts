import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { openFrontier, openFrontierOn } from "../../pipeline/crawl/frontier.ts";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { freshDatabase } from "../database/fresh.ts";
import { moves, play } from "./frontier-moves.ts";
import { temporaryFolder } from "./temporary-folder.ts";

it("answers alike in SQLite and in PostgreSQL, whatever happens", { timeout: 60_000 }, () => {
  const database = freshDatabase();
  const connection = openPostgres(database.url);
  onTestFinished(() => {
    connection.close();
    database.drop();
  });
  const shared = openFrontierOn(connection);
  fc.assert(
    fc.property(moves, (all) => {
      connection.exec("truncate url, name, night, shown");
      const own = openFrontier(join(temporaryFolder(), "hang-doi.db"));
      try {
        expect(play(shared, all)).toEqual(play(own, all));
      } finally {
        own.close();
      }
    }),
    { numRuns: 20 },
  );
});

it("loses and doubles nothing when several processes add, claim and end at once", { timeout: 60_000 }, async () => {
  const database = freshDatabase();
  const connection = openPostgres(database.url);
  onTestFinished(() => {
    connection.close();
    database.drop();
  });
  const run = promisify(execFile);
  const all = await Promise.all(
    ["11", "222", "3333"].map((seed) =>
      run(process.execPath, ["--import", "tsx", "test/crawl/frontier-child.ts", database.url, seed], { encoding: "utf8" }),
    ),
  );
  const number = (sql: string): number => Number(connection.row(sql, [])?.n);
  const rows = number("select count(*) as n from url");
  expect(all.reduce((sum, { stdout }) => sum + Number(stdout), 0)).toBe(rows);
  expect(number("select count(distinct regexp_replace(url, '^https?://(www\\.)?', '')) as n from url")).toBe(rows);
  expect(number("select count(*) as n from name n left join url u on u.host = n.host and u.seq = n.url where u.seq is null")).toBe(0);
  const strays =
    "select count(*) as n from url u where state <> 'moved' and not exists (select from name n where n.host = u.host and n.url = u.seq)";
  expect(number(strays)).toBe(0);
});
