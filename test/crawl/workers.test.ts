import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { crawl } from "../../pipeline/crawl/crawl.ts";
import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { openFrontier, openFrontierOn } from "../../pipeline/crawl/frontier.ts";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { openPostgres } from "../../pipeline/database/postgres.ts";
import { type Farm, startFarm } from "../../pipeline/farm/farm.ts";
import { loadPress } from "../../pipeline/farm/press.ts";
import { openRawPages } from "../../pipeline/store/raw/raw-pages.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { freshDatabase } from "../database/fresh.ts";
import { makeRun } from "./make-run.ts";
import { pauses, startFront } from "./slow-front.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Seconds between two requests to a host. */
const pace = 0.1;

/** Address and hash of every page that a crawl in one go finds. */
async function crawlUndisturbed(farm: Farm): Promise<readonly string[]> {
  const pages: string[] = [];
  const fetcher = makeFetcher({ contact: "thu@bao.vn", resolve: farm.resolve });
  const frontier = openFrontier(join(temporaryFolder(), "hang-doi.db"));
  const sources = loadSources("corpus/sample/sources").map((source) => ({ ...source, paceSeconds: 0 }));
  const onPage = async ({ url, sha256 }: Page) => {
    pages.push(`${url} ${sha256}`);
    return "new" as const;
  };
  await crawl({ sources, frontier, fetcher, run: makeRun().run, onPage });
  frontier.close();
  await fetcher.close();
  return pages.sort();
}

const pageSchema = z.object({ page: z.object({ url: z.string(), sha256: z.string() }) });

async function startSite() {
  const farm = await startFarm({ press: loadPress("corpus/sample/press"), edition: 1 });
  const front = await startFront(farm.port, 20);
  const database = freshDatabase();
  onTestFinished(async () => {
    await front.close();
    await farm.close();
    database.drop();
  });
  const raw = temporaryFolder();
  const connection = openPostgres(database.url);
  onTestFinished(connection.close);
  /** Address and hash of every page that the read stage is to read, once for each time. */
  const readJobs = () =>
    connection
      .rows("select data from jobs where stage = 'read'", [])
      .map(({ data }) => pageSchema.parse(JSON.parse(String(data))).page)
      .map(({ url, sha256 }) => `${url} ${sha256}`)
      .sort();
  const start = (): ChildProcess =>
    spawn(process.execPath, ["--import", "tsx", "test/crawl/workers-child.ts", database.url, raw, String(front.port), String(pace)], {
      stdio: "inherit",
    });
  return { farm, front, raw, connection, readJobs, start };
}

/** To be asked before it may have ended. */
const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once("exit", (code) => resolve(code)));
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

it("finds every article once with several processes, of which some are killed in the middle and one comes late, and no host is asked too soon", {
  timeout: 90_000,
}, async () => {
  const { farm, front, raw, connection, readJobs, start } = await startSite();
  const [first, second] = [start(), start()];
  const ends = [ended(first), ended(second)];
  await until(() => front.served.length > 40 && front.served.some((one) => one.ended === Number.POSITIVE_INFINITY));
  first.kill("SIGKILL");
  await ends[0];
  const third = start();
  const thirdEnds = ended(third);
  await until(() => front.served.length > 110);
  second.kill("SIGKILL");
  await ends[1];
  expect(await Promise.all([thirdEnds, ended(start())])).toEqual([0, 0]);

  const wanted = await crawlUndisturbed(farm);
  expect(readJobs()).toEqual(wanted);
  expect(pauses(front.served).filter(({ pause }) => pause < pace * 1000 - 1)).toEqual([]);
  const pages = openRawPages(raw);
  for (const line of wanted) expect(pages.read(line.split(" ")[1] ?? "")).not.toBeNull();
  const again = front.served.length - new Set(front.served.map(({ host, path }) => host + path)).size;
  expect(again).toBeLessThanOrEqual(2 * 6);
  expect(openFrontierOn(connection).night()).toBeNull();
});
