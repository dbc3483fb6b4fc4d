// Crawls the farm of its parent and writes each page to a file before saying that it is stored. Killed by kill.test.ts in the middle.
import { appendFileSync } from "node:fs";
import { crawl } from "../../pipeline/crawl/crawl.ts";
import { makeFetcher } from "../../pipeline/crawl/fetch.ts";
import { Frontier } from "../../pipeline/crawl/frontier.ts";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { makeRun } from "./make-run.ts";

const [port = "", database = "", output = ""] = process.argv.slice(2);
const fetcher = makeFetcher({ contact: "thu@bao.vn", resolve: () => ({ address: "127.0.0.1", port: Number(port) }) });
const frontier = new Frontier(database);
await crawl({
  sources: loadSources("corpus/sample/sources").map((source) => ({ ...source, paceSeconds: 0.005 })),
  frontier,
  fetcher,
  run: makeRun({ id: `lan-${process.pid}` }).run,
  onPage: async ({ url, sha256 }) => {
    appendFileSync(output, `${url} ${sha256}\n`);
    return "new";
  },
});
frontier.close();
await fetcher.close();
