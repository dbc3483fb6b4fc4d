import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { crawl } from "../../pipeline/crawl/crawl.ts";
import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { type Farm, startFarm } from "../../pipeline/farm/farm.ts";
import { loadPress } from "../../pipeline/farm/press.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { makeRun } from "./make-run.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Runs the crawl in a process of its own, kills it (SIGKILL) once it has written so many pages, and tells whether it came to its end. */
function crawlUntil(pages: number, { port, database, output }: { port: number; database: string; output: string }): Promise<boolean> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/crawl/kill-child.ts", String(port), database, output], {
    stdio: "inherit",
  });
  const watch = setInterval(() => {
    if (written(output).length >= pages) child.kill("SIGKILL");
  }, 2);
  return new Promise((resolve) => {
    child.on("exit", (code) => {
      clearInterval(watch);
      resolve(code === 0);
    });
  });
}

function written(file: string): readonly string[] {
  return existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];
}

/** Address and hash of every page that a crawl in one go finds. */
async function crawlUndisturbed(farm: Farm, database: string): Promise<ReadonlySet<string>> {
  const pages = new Set<string>();
  const fetcher = makeFetcher({ contact: "thu@bao.vn", resolve: farm.resolve });
  const frontier = new Frontier(database);
  const sources = loadSources("corpus/sample/sources").map((source) => ({ ...source, paceSeconds: 0 }));
  const onPage = async ({ url, sha256 }: Page) => {
    pages.add(`${url} ${sha256}`);
    return "new" as const;
  };
  await crawl({ sources, frontier, fetcher, run: makeRun().run, onPage });
  frontier.close();
  await fetcher.close();
  return pages;
}

it("loses nothing when it is killed in the middle, twice, and fetches no more again than was in flight", { timeout: 60_000 }, async () => {
  const press = loadPress("corpus/sample/press");
  const farm = await startFarm({ press, edition: 1 });
  onTestFinished(() => farm.close());
  const folder = temporaryFolder();
  const disturbed = { port: farm.port, database: join(folder, "a.db"), output: join(folder, "a.txt") };
  expect(await crawlUntil(20, disturbed)).toBe(false);
  expect(await crawlUntil(60, disturbed)).toBe(false);
  expect(await crawlUntil(Number.POSITIVE_INFINITY, disturbed)).toBe(true);

  const pages = written(disturbed.output);
  expect(new Set(pages)).toEqual(await crawlUndisturbed(farm, join(folder, "b.db")));
  const hosts = farm.hosts.length;
  expect(pages.length - new Set(pages).size).toBeLessThanOrEqual(2 * hosts);
});
