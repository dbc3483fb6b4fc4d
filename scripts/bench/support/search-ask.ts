// In a process of its own: opens a saved FTS5 index, asks it, and prints what that took, as JSON. Arguments: folder, number of articles, number of queries.
import { loadIndex } from "../../../pipeline/search/build.ts";
import { parseQuery } from "../../../pipeline/search/parse.ts";
import { bestSentence } from "../../../pipeline/search/sentence.ts";
import { cpuMs } from "./measure.ts";
import { MixedPress } from "./mixed-press.ts";
import { mixedQueries } from "./search-queries.ts";

const [folder = "", articles = "0", queries = "0", engine = "fts5"] = process.argv.slice(2);
const press = new MixedPress(Number(articles));
const library = press.library();
// What is not the index: the segmenter's model, and warm code.
parseQuery("kết nạp đảng viên");
for (let i = 0; i < 50; i++) bestSentence(press.read(i).article, new Set(["đảng"]));
globalThis.gc?.();
const before = process.memoryUsage.rss();
const opened = process.cpuUsage();
const index = loadIndex({ folder, engine: engine === "fts5" ? "fts5" : "minisearch", library });
const openMs = cpuMs(opened);
const taken: number[] = [];
for (const query of mixedQueries(press.sentences, Number(queries))) {
  const start = process.cpuUsage();
  index?.search(query, { limit: 20, offset: 0 });
  taken.push(cpuMs(start));
}
console.log(JSON.stringify({ openMs, residentMb: (process.memoryUsage.rss() - before) / 1e6, ms: taken }));
