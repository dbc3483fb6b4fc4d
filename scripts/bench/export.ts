import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { type BenchOptions, type Figures, rounded } from "./support/measure.ts";
import { makeRandom } from "./support/texts.ts";

export const notes = [
  "whole exports out of a SQLite store of 100,000 and of 1,000,000 figures (50 an article), each in a process of its own",
  "peakMb: resident memory at its highest, the program itself with reference lists and rules included; flat when the second is as the first",
];

const FIGURES_IN_AN_ARTICLE = 50;
const ARTICLES_AT_ONCE = 200;
const FORMATS = ["csv", "parquet", "xlsx"] as const;

const said = z.object({ rows: z.number(), cpuS: z.number(), peakMb: z.number() });

function makePage(i: number): Page {
  const body = Buffer.from(`bài ${i}`);
  const sha256 = createHash("sha256").update(body).digest("hex");
  return {
    url: `https://bao.test/${i}`,
    source: "bao-thu",
    fetchedAt: "2024-01-02T00:00:00Z",
    mediaType: "text/html",
    charset: null,
    sha256,
    body,
  };
}

function makeArticle(page: Page): Article {
  const text = "Kết nạp đảng viên\nNăm qua, Đảng bộ tỉnh kết nạp 1.168 đảng viên.";
  const origin = {
    publisher: "Báo Thử",
    byline: null,
    publishedAt: "2024-01-01",
    publishedFrom: "meta" as const,
    modifiedAt: null,
    basedOn: null,
  };
  const about = { id: `${page.sha256.slice(0, 16)}-0`, url: page.url, page: page.sha256, position: 0, source: page.source };
  const rest = { captions: [], text, blocks: [], offsets: null, removed: [], trust: "ok" as const, madeBy: "bench" };
  return { ...about, title: "Kết nạp đảng viên", ...origin, ...rest };
}

function makeFigure(article: string, n: number, random: () => number): Observation {
  const province = `63-${String(1 + Math.floor(random() * 96)).padStart(2, "0")}`;
  const year = 2010 + Math.floor(random() * 15);
  const words = { article, start: 18 + n, end: 60 + n, quote: "Đảng bộ tỉnh kết nạp 1.168 đảng viên mới", rule: "kết nạp <n> đảng viên" };
  const reading = {
    indicator: "members.admitted",
    dims: { group: "female" },
    measure: "count" as const,
    value: Math.floor(random() * 1e5),
  };
  const sense = { bound: "exact" as const, status: "actual" as const, basis: "explicit" as const, confidence: 0.9 };
  const where = { place: { level: "province" as const, province, name: null }, period: { from: `${year}-01-01`, to: `${year}-12-31` } };
  return { ...words, ...reading, ...sense, ...where, links: [{ what: "place", reason: "Đảng bộ tỉnh" }], checks: [] };
}

function fill(store: Store, figures: number): void {
  const random = makeRandom(5);
  const articles = figures / FIGURES_IN_AN_ARTICLE;
  for (let from = 0; from < articles; from += ARTICLES_AT_ONCE) {
    const inputs = Array.from({ length: Math.min(ARTICLES_AT_ONCE, articles - from) }, (_, i) => {
      const page = makePage(from + i);
      const article = makeArticle(page);
      const observations = Array.from({ length: FIGURES_IN_AN_ARTICLE }, (_, n) => makeFigure(article.id, n, random));
      const read = { article, place: { place: null, reason: "" }, observations, citations: [], checks: [] };
      return { page, articles: [read], run: "bench", rules: "bench" };
    });
    store.saveDocuments(inputs);
  }
}

/** Figures of one size of store: seconds of processor time, peak of memory and size of the file, by format. */
function measure(folder: string, figures: number): Figures {
  const database = join(folder, String(figures), "dangvu.sqlite");
  const store = openStore(database);
  fill(store, figures);
  store.close();
  const child = join(import.meta.dirname, "support", "export-child.ts");
  const all = FORMATS.map((format): Figures => {
    const path = join(folder, `${figures}.${format}`);
    const output = execFileSync(process.execPath, ["--import", "tsx", child, database, format, path], { encoding: "utf8" });
    const { cpuS, peakMb } = said.parse(JSON.parse(output));
    const name = `${figures}.${format}`;
    const megabytes = statSync(path).size / 1e6;
    return { [`${name}.cpuS`]: rounded(cpuS), [`${name}.peakMb`]: rounded(peakMb), [`${name}.fileMb`]: rounded(megabytes) };
  });
  return Object.assign({}, ...all);
}

/** Processor time, peak of memory and size of exports of 100,000 and of a million figures. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-bench-"));
  try {
    const sizes = quick ? [500, 1000] : [100_000, 1_000_000];
    return Object.assign({}, ...sizes.map((figures) => measure(folder, figures)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
