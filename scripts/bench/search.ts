import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Extraction } from "../../pipeline/extract/extract.ts";
import { extractArticle } from "../../pipeline/jobs/read-page.ts";
import { buildIndex, loadIndex } from "../../pipeline/search/build.ts";
import type { Library } from "../../pipeline/search/query.ts";
import type { ArticleHead, ReadArticle } from "../../pipeline/types/store.ts";
import { type BenchOptions, cpuMs, type Figures, median, rounded } from "./support/measure.ts";
import { endlessPress, samplePress } from "./support/texts.ts";

export const notes = ["the library is in memory: what the store takes is measured by the bench of its name"];

const ARTICLES = 3000;
const ROUNDS = 5;
const QUERIES = [
  "kết nạp đảng viên",
  "ket nap dang vien moi",
  '"trong sạch vững mạnh"',
  "21-NQ/TW",
  "Lạng Sơn kỷ luật 2021",
  "tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ",
  "chi bộ thôn trắng đảng viên",
  "giám sát chuyên đề Ủy ban kiểm tra",
];

function headOf({ article, place, observations }: ReadArticle): ArticleHead {
  const { id, url, title, publisher, source, publishedAt, basedOn, trust } = article;
  const about = { place: place.place, trust, current: true, figures: observations.length };
  return { id, url, title, publisher, source, publishedAt, basedOn, fetchedAt: "2026-01-01T00:00:00Z", ...about };
}

function libraryOf(count: number): Library {
  const articles = samplePress();
  const extractions = articles.map((article) => extractArticle(article, null));
  const reads = new Map<string, ReadArticle>();
  for (const article of endlessPress(articles, Number.POSITIVE_INFINITY)) {
    const i = reads.size;
    if (i >= count) break;
    const id = `${i}-0`;
    reads.set(id, { article: { ...article, id }, ...(extractions[i % extractions.length] as Extraction) });
  }
  const heads = [...reads.values()].map(headOf);
  return {
    article: (id) => reads.get(id) ?? null,
    articles: () => heads,
    head: (id) => heads[Number.parseInt(id, 10)] ?? null,
    fingerprint: () => "bench",
  };
}

/** Processor time to build, load and ask an index of 3,000 articles. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const library = libraryOf(quick ? 60 : ARTICLES);
  const folder = mkdtempSync(join(tmpdir(), "dangvu-bench-"));
  try {
    const path = join(folder, "search.json");
    const built = process.cpuUsage();
    const index = buildIndex(path, library);
    const buildMs = cpuMs(built);
    const loaded = process.cpuUsage();
    loadIndex(path, library);
    const loadMs = cpuMs(loaded);
    const asked = QUERIES.map((query) => {
      const rounds = Array.from({ length: quick ? 1 : ROUNDS }, () => {
        const start = process.cpuUsage();
        index.search(query, { limit: 20, offset: 0 });
        return cpuMs(start);
      });
      return median(rounds);
    });
    return {
      articles: index.size,
      "build.cpuMs": Math.round(buildMs),
      indexBytes: statSync(path).size,
      "load.cpuMs": Math.round(loadMs),
      "query.cpuMs.median": rounded(median(asked)),
      "query.cpuMs.slowest": rounded(Math.max(...asked)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
