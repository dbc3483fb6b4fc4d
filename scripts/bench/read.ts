import { readdirSync } from "node:fs";
import { join } from "node:path";
import { load } from "cheerio";
import { loadFile } from "../../pipeline/jobs/import.ts";
import { HOME } from "../../pipeline/jobs/settings.ts";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { type BenchOptions, type Figures, measureTurns, rounded } from "./support/measure.ts";
import { samplePress } from "./support/texts.ts";

export const notes = [
  "processor time of reading an article out of HTML, against cheerio.load (parse5) of the same pages in the same loop",
  "imitated: the small pages of test/read/pages; large: 170 kB each, heavy menus, scripts, related lists and a sidebar around articles of the sample press",
  "goal: at most 0.40 of cheerio.load; at most 260 MB resident for 181 large pages",
];

const NOW = new Date("2026-01-01T00:00:00Z");
/** As many as the public benchmark of article extraction has. */
const PAGES = 181;
const PAGE_LENGTH = 170_000;

function imitatedPages(): readonly Page[] {
  const folder = join(HOME, "test", "read", "pages");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".html"))
    .map((name) => loadFile({ path: join(folder, name), name }, NOW));
}

function* largePages(count: number): Generator<Page> {
  const press = samplePress();
  for (let index = 0; index < count; index++) yield largePage(press[index % press.length] as Article, index);
}

/** A page of a news site as they are: a tenth of it is the article. */
function largePage(article: Article, index: number): Page {
  const item = (k: number): string =>
    `<li class="menu-item menu-item-${k}"><a href="/muc-${index}/bai-${k}.html" title="Bài số ${k}" data-track="menu">Chuyên mục số ${k}</a></li>`;
  const card = (k: number): string =>
    `<div class="card story-card"><a href="/tin-${k}.html" class="thumb"><img src="/anh/${k}.jpg" alt="" width="120" loading="lazy"></a><h3><a href="/tin-${k}.html">Đầu đề của bài khác, bài số ${k} trong ngày</a></h3><p class="sum">Một câu giới thiệu cho bài số ${k}, không thuộc bài này.</p></div>`;
  const paragraphs = article.text.split("\n").map((line) => `<p class="Normal">${line.replaceAll("<", "&lt;")}</p>`);
  const head = `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${article.title} - Báo Mẫu</title><meta property="og:title" content="${article.title}"><script>${"window.q=window.q||[];q.push({a:1});".repeat(900)}</script></head>`;
  const menu = `<header class="site"><nav class="main-nav"><ul>${Array.from({ length: 220 }, (_, k) => item(k)).join("")}</ul></nav></header>`;
  const body = `<main><article class="post"><h1 class="title">${article.title}</h1><div class="entry-content">${paragraphs.join("\n")}</div></article></main>`;
  const start = `${head}<body>${menu}${body}<aside class="sidebar">`;
  const cards: string[] = [];
  for (let k = 0, length = start.length; length < PAGE_LENGTH; k++) {
    const one = card(k);
    cards.push(one);
    length += one.length;
  }
  const html = Buffer.from(`${start}${cards.join("\n")}</aside><footer class="foot">Báo Mẫu</footer></body></html>`);
  const page = {
    source: null,
    fetchedAt: NOW.toISOString(),
    mediaType: "text/html",
    charset: null,
    sha256: String(index).padStart(64, "0"),
  };
  return { ...page, url: `https://bao.test/${index}`, body: html };
}

/** The time of reading the pages as a share of loading them. */
function ratioOf(pages: readonly Page[], options: BenchOptions): { readonly ratio: number; readonly ms: number } {
  const texts = pages.map((page) => Buffer.from(page.body).toString());
  const taken = measureTurns(
    {
      load: () => {
        for (const text of texts) load(text);
      },
      read: () => {
        for (const page of pages) readWrittenPage(page, { source: null });
      },
    },
    options,
  );
  return { ratio: rounded((taken.read as number) / (taken.load as number)), ms: rounded((taken.read as number) / pages.length) };
}

/** Ratios, milliseconds a page, and the memory that reading 181 large pages takes. */
export async function bench(options: BenchOptions): Promise<Figures> {
  // one at a time, as they come off a disk; before parse5 has grown the process
  let characters = 0;
  for (const page of largePages(options.quick ? 3 : PAGES)) characters += readWrittenPage(page, { source: null })[0]?.text.length ?? 0;
  const peakRssMB = Math.round(process.resourceUsage().maxRSS / 1024);
  const imitated = ratioOf(imitatedPages(), options);
  const large = ratioOf([...largePages(options.quick ? 2 : 20)], options);
  return {
    "imitated.ratio": imitated.ratio,
    "imitated.msPerPage": imitated.ms,
    "large.ratio": large.ratio,
    "large.msPerPage": large.ms,
    charactersRead: characters,
    peakRssMB,
  };
}
