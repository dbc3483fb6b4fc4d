import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "libsql";
import { expect, it } from "vitest";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { storePath } from "../../pipeline/jobs/workspace.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { finish, startProcess } from "./cli.ts";
import { dump, settingsFor } from "./dump.ts";

/** When a start is killed: after some milliseconds, once so many articles are stored, or when it has reported so many nights. */
type Moment = { readonly after: number } | { readonly articles: number } | { readonly nights: number };

/** One row a folder: its starts are killed one after the other before one may come to its end. */
const ROWS: readonly (readonly Moment[])[] = [
  [{ after: 300 }, { articles: 60 }],
  [{ articles: 1 }, { nights: 1 }],
  [{ articles: 100 }, { nights: 2 }],
];

const settingsIn = (folder: string): Settings => settingsFor(join(folder, "data"), join(folder, "indexes"));
const begin = ({ data, indexes }: Settings) => startProcess(["start", "--no-serve", "--data", data, "--indexes", indexes]);

/** How many articles are stored by now, seen from outside; 0 while the file is being made. */
function storedArticles(settings: Settings): number {
  if (!existsSync(storePath(settings))) return 0;
  const db = new Database(storePath(settings), { readonly: true });
  try {
    return (db.prepare("SELECT count(*) AS n FROM articles").get() as { n: number }).n;
  } catch (error) {
    if (/no such table|locked|busy/iu.test(String(error))) return 0;
    throw error;
  } finally {
    db.close();
  }
}

/** Starts, kills at the moment and tells whether the start was still under way. */
async function killAt(settings: Settings, moment: Moment): Promise<boolean> {
  const child = begin(settings);
  let nights = 0;
  child.stdout?.on("data", (chunk) => {
    nights += String(chunk).match(/ giây\n/gu)?.length ?? 0;
  });
  const ended = finish(child);
  if ("after" in moment) await wait(moment.after);
  const isReached = (): boolean =>
    "after" in moment || ("nights" in moment ? nights >= moment.nights : storedArticles(settings) >= moment.articles);
  while (child.exitCode === null && !isReached()) await wait(5);
  child.kill("SIGKILL");
  return (await ended).code === -1;
}

it("loses and doubles nothing when `dangvu start` is killed at any moment and started again", { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const undisturbed = settingsIn(join(folder, "undisturbed"));
  expect((await finish(begin(undisturbed))).code).toBe(0);
  const wanted = JSON.stringify(dump(undisturbed));
  const check = async (row: readonly Moment[], n: number): Promise<void> => {
    const settings = settingsIn(join(folder, String(n)));
    for (const moment of row) expect(await killAt(settings, moment), JSON.stringify(moment)).toBe(true);
    expect(await finish(begin(settings))).toMatchObject({ code: 0, err: "" });
    expect(JSON.stringify(dump(settings)) === wanted, `the store of row ${n}`).toBe(true);
  };
  await Promise.all(ROWS.map(check));
});
