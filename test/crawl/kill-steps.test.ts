import { join } from "node:path";
import Database from "libsql";
import { expect, it } from "vitest";
import { crawl } from "../../pipeline/crawl/crawl.ts";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeObservation, makeRead } from "../store/documents.ts";
import { makeRun } from "./make-run.ts";
import { makeSource } from "./make-source.ts";
import { makeMemoryFetcher, NIGHTS } from "./memory-fetcher.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const HOSTS = ["http://mot.test"];
const SOURCES = HOSTS.map((origin, n) => makeSource(origin, { id: `bao-${n}` }));

/** Counts what is written or asked of the disk, and dies after one of these steps, as good as before the next: from then on nothing is done any more. */
interface Reaper {
  steps: number;
  readonly diesAt: number;
  isDead: boolean;
}

const DEATH = new StoreBroken("Tiến trình đã chết.", "Chạy lại.");

/** The same object, each of whose methods is a step. */
function mortal<T extends object>(target: T, reaper: Reaper): T {
  return new Proxy(target, {
    get: (_, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function" || name === "close") return value;
      return (...values: unknown[]) => {
        if (reaper.isDead) throw DEATH;
        reaper.isDead = ++reaper.steps === reaper.diesAt;
        const result: unknown = Reflect.apply(value, target, values);
        if (reaper.isDead) throw DEATH;
        return result;
      };
    },
  });
}

async function runNight(folder: string, night: number, reaper: Reaper): Promise<void> {
  const [store, frontier] = [openStore(join(folder, "kho.sqlite")), new Frontier(join(folder, "hang-doi.sqlite"))];
  const kept: Store = mortal(store, reaper);
  try {
    await crawl({
      sources: SOURCES,
      frontier: mortal(frontier, reaper),
      fetcher: makeMemoryFetcher(NIGHTS[night] ?? {}),
      run: makeRun({ id: `dem-${night}`, now: `2026-11-2${night}T02:00:00Z` }).run,
      onPage: async (page) =>
        kept.saveDocument({ page, articles: [makeRead(makeArticle(page), { observations: [makeObservation()] })], run: "r", rules: "r" }),
      onGone: (gone) => kept.noteGone(gone),
    });
  } finally {
    frontier.close();
    store.close();
  }
}

const rowsOf = (file: string, sql: string): unknown[] => {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
};

/** All that was kept and is remembered, in an order of its own. */
const traces = (folder: string): string =>
  JSON.stringify([
    rowsOf(join(folder, "kho.sqlite"), "SELECT url, sha256, is_current FROM versions ORDER BY url, sha256"),
    rowsOf(
      join(folder, "kho.sqlite"),
      "SELECT a.id, count(o.n) AS figures FROM articles a LEFT JOIN observations o ON o.article = a.id GROUP BY a.id ORDER BY a.id",
    ),
    rowsOf(join(folder, "hang-doi.sqlite"), "SELECT url, kind, state, sha256, tries FROM url ORDER BY url"),
    rowsOf(join(folder, "hang-doi.sqlite"), "SELECT count(*) AS nights, count(finished_at) AS finished FROM night"),
  ]);

/** Two nights, each run again when it dies; returns the steps that were taken. */
async function runBoth(folder: string, reaper: Reaper): Promise<number> {
  for (const night of NIGHTS.keys()) {
    while (true) {
      try {
        await runNight(folder, night, reaper);
        break;
      } catch (error) {
        if (error !== DEATH || !reaper.isDead) throw error;
        reaper.isDead = false;
      }
    }
  }
  return reaper.steps;
}

it("comes to the same end wherever it dies: after every single step of two nights", { timeout: 120_000 }, async () => {
  const undisturbed = temporaryFolder();
  const steps = await runBoth(undisturbed, { steps: 0, diesAt: 0, isDead: false });
  expect(steps).toBeGreaterThan(40);
  const wanted = traces(undisturbed);
  const home = temporaryFolder();
  for (let diesAt = 1; diesAt <= steps; diesAt++) {
    const folder = join(home, String(diesAt));
    const taken = await runBoth(folder, { steps: 0, diesAt, isDead: false });
    expect(taken, `died after step ${diesAt}`).toBeGreaterThan(diesAt);
    expect(traces(folder), `died after step ${diesAt}`).toBe(wanted);
  }
});
