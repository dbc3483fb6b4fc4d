import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type CrawlInput, crawl, type Gone } from "../../pipeline/crawl/crawl.ts";
import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { routes, startServer } from "./local-server.ts";
import { makeRun } from "./make-run.ts";
import { makeSource } from "./make-source.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export type Table = Record<string, Parameters<typeof routes>[0][string]>;

/** Links to articles, as listings of the test source have them, and the one to its next page. */
export const links = (...paths: readonly string[]): string => paths.map((path) => `<a class="bai" href="${path}">bài</a>`).join("");
export const after = (path: string): string => `<a class="sau" href="${path}">sau</a>`;

/** A site whose table of routes may be changed between nights, and a `night` that crawls it; `{origin}` in bodies is not replaced. */
export async function makeSite(table: Table, rest: Partial<Source> = {}) {
  const server = await startServer((request, response) => routes(table)(request, response));
  onTestFinished(() => server.close());
  const frontier = new Frontier(join(temporaryFolder(), "hang-doi.db"));
  const fetcher = makeFetcher({
    contact: "thu@bao.vn",
    timeoutSeconds: 4,
    resolve: (host) => (host.endsWith(".test") ? { address: "127.0.0.1", port: server.port } : null),
  });
  onTestFinished(async () => {
    frontier.close();
    await fetcher.close();
  });
  const source = makeSource(server.origin, rest);
  const pages: Page[] = [];
  const gone: Gone[] = [];
  const input = (id: string, now: string) => {
    const { run, ...seen } = makeRun({ id, now });
    const onPage: CrawlInput["onPage"] = async (found: Page) => {
      pages.push(found);
      return "new";
    };
    return { seen, input: { frontier, fetcher, run, onPage, onGone: (one: Gone) => void gone.push(one), random: () => 0.5 } };
  };
  const night = async (id: string, now: string, more: Partial<CrawlInput> = {}) => {
    const made = input(id, now);
    const [report] = await crawl({ sources: [source], ...made.input, ...more });
    return { report: report!, ...made.seen };
  };
  const asked = () => server.requests.map(({ path }) => path);
  return { server, frontier, fetcher, source, pages, gone, input, night, asked, table };
}
