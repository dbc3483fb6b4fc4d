// In a process of its own: opens a saved index, asks it, and prints what that took, as JSON. Arguments: folder or address, number of articles, number of queries, engine.
import { parseQuery } from "../../../pipeline/search/parse.ts";
import { bestSentence } from "../../../pipeline/search/sentence.ts";
import { cpuMs } from "./measure.ts";
import { MixedPress } from "./mixed-press.ts";
import { type EngineName, openPlace } from "./search-places.ts";
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
const { index, databaseMs, close } = openPlace(folder, engine as EngineName, library);
const openMs = cpuMs(opened);
const taken: number[] = [];
const databaseBefore = databaseMs();
for (const query of mixedQueries(press.sentences, Number(queries))) {
  const start = process.cpuUsage();
  index?.search(query, { limit: 20, offset: 0 });
  taken.push(cpuMs(start));
}
const residentMb = (process.memoryUsage.rss() - before) / 1e6;
console.log(JSON.stringify({ openMs, residentMb, ms: taken, databaseMs: databaseMs() - databaseBefore }));
close();
