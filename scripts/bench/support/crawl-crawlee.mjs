// The same pages by Crawlee's CheerioCrawler with its default storage, in a process of its own; prints what it took as JSON.
// Called with the folder that @crawlee/cheerio is installed in, a folder for its storage, and the ports of the papers.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [installed = "", storage = "", ports = ""] = process.argv.slice(2);
process.env.CRAWLEE_STORAGE_DIR = storage;
process.env.CRAWLEE_LOG_LEVEL = "ERROR";
const entry = createRequire(join(installed, "package.json")).resolve("@crawlee/cheerio");
const { CheerioCrawler } = await import(pathToFileURL(entry).href);

const [start, began] = [process.cpuUsage(), performance.now()];
let pages = 0;
const crawler = new CheerioCrawler({
  minConcurrency: 20,
  maxConcurrency: 20,
  async requestHandler({ $, request, enqueueLinks }) {
    pages++;
    if (request.url.includes("/tin-")) await enqueueLinks({ selector: "a.bai, a.sau" });
    else $("h1.title").text();
  },
});
await crawler.run(ports.split(",").map((port) => `http://127.0.0.1:${port}/tin-1.html`));
const { user, system } = process.cpuUsage(start);
const taken = {
  seconds: (performance.now() - began) / 1000,
  cpuSeconds: (user + system) / 1e6,
  peakMiB: process.resourceUsage().maxRSS / 1024,
  pages,
};
process.stdout.write(`${JSON.stringify(taken)}\n`);
process.exit(0);
