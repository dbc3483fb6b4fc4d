import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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
  "processor time of reading an article out of the bytes of an HTML page, against cheerio.load (parse5) of the same page as a string; the two take turns in one process",
  "imitated: the small pages of test/read/pages; large: 170 kB each, half of it scripts, styles and drawings as on real news pages, the rest menus, teasers and the article",
  "peakRssMB: a process of its own, `dangvu article FOLDER --json` over 181 large pages, from its start to its end",
  "goal: at most 0.40 of cheerio.load; at most 260 MB resident",
];

const NOW = new Date("2026-01-01T00:00:00Z");
/** As many as the public benchmark of article extraction has. */
const PAGES = 181;
const PAGE_LENGTH = 170_000;
/** Share of a page that nobody sees: scripts, styles, drawings. */
const UNSEEN_SHARE = 0.5;

function imitatedPages(): readonly Page[] {
  const folder = join(HOME, "test", "read", "pages");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".html"))
    .map((name) => loadFile({ path: join(folder, name), name }, NOW));
}

function* largePages(count: number): Generator<Page> {
  const press = samplePress();
  const same = { source: null, fetchedAt: NOW.toISOString(), mediaType: "text/html", charset: null };
  for (let index = 0; index < count; index++) {
    const body = Buffer.from(largePage(press[index % press.length] as Article, index));
    yield { ...same, sha256: String(index).padStart(64, "0"), url: `https://bao.test/${index}`, body };
  }
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const script = (k: number): string =>
  `<script>(function(w,d){var s=${k},q=w._q${k}=w._q${k}||[];for(var i=0;i<s;i++){q.push({id:"khung-${k}-"+i,size:[300,250],"lazy":true});}if(d.readyState!=="loading"&&q.length>3){w.tai&&w.tai("/ma/khung-${k}.js?v=20240${k % 10}",function(x){return x?x.data:null});}})(window,document);</script>`;
const style = (k: number): string =>
  `<style>.khoi-${k}{display:flex;margin:0 auto;padding:${k % 9}px 12px}.khoi-${k} .the>a:hover{color:#b${k % 10}2;text-decoration:underline}@media(max-width:${600 + k}px){.khoi-${k}{display:block}}</style>`;
const drawing = (k: number): string =>
  `<svg class="icon icon-${k}" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 ${k % 20}c-2.2 0-4 1.8-4 4s1.8 4 4 4 4-1.8 4-4-1.8-4-4-4zm0 10c-4.4 0-8 1.8-8 4v2h16v-2"/></svg><!-- khung ${k} -->`;
const menuItem = (k: number): string =>
  `<li class="menu-item menu-item-${k}"><a href="/muc/bai-${k}.html" title="Bài số ${k}" data-track="menu">Chuyên mục số ${k}</a></li>`;
const card = (k: number): string =>
  `<div class="card story-card" data-id="${k}"><a href="/tin-${k}.html" class="thumb"><img src="/anh/${k}.jpg" alt="" width="120" loading="lazy"></a><h3 class="card-title"><a href="/tin-${k}.html">Đầu đề của bài khác, bài số ${k} trong ngày</a></h3><p class="sum">Một câu giới thiệu cho bài số ${k}, không thuộc bài này.</p><time class="when" datetime="2020-01-02">2/1/2020</time></div>`;

/** So many pieces, and more, that they are at least `length` characters long. */
function pieces(length: number, make: (k: number) => string): readonly string[] {
  const made: string[] = [];
  for (let k = 0, total = 0; total < length; k++) {
    made.push(make(k));
    total += (made[k] as string).length;
  }
  return made;
}

/** A page of a news site as they are: half of it for machines, a tenth of it the article. */
function largePage({ title, text }: Article, index: number): string {
  const unseen = pieces(PAGE_LENGTH * UNSEEN_SHARE, (k) => (k % 9 === 8 ? drawing(k) : k % 3 === 2 ? style(k) : script(k)));
  const [inHead, inBody] = [unseen.slice(0, unseen.length >> 1), unseen.slice(unseen.length >> 1)];
  const described = `{"@context":"https://schema.org","@type":"NewsArticle","headline":${JSON.stringify(title)},"datePublished":"2021-05-${String((index % 28) + 1).padStart(2, "0")}T07:08:00+07:00"}`;
  const head = `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${escaped(title)} - Báo Mẫu</title><meta property="og:title" content="${escaped(title)}"><script type="application/ld+json">${described.replaceAll("</", "<\\/")}</script>${inHead.join("\n")}</head>`;
  const menu = `<header class="site"><nav class="main-nav"><ul>${Array.from({ length: 120 }, (_, k) => menuItem(k)).join("\n")}</ul></nav></header>`;
  const paragraphs = text.split("\n").map((line) => `<p class="Normal">${escaped(line)}</p>`);
  const main = `<main><article class="post"><h1 class="title">${escaped(title)}</h1><div class="entry-content">${paragraphs.join("\n")}</div></article></main>`;
  const seen = head.length + menu.length + main.length + inBody.join("").length;
  const cards = pieces(Math.max(1, PAGE_LENGTH - seen), card);
  const between = Math.ceil(inBody.length / Math.max(1, cards.length));
  const side = cards.map((one, k) => one + inBody.slice(k * between, (k + 1) * between).join("\n"));
  return `${head}<body class="bai">${menu}${main}<aside class="sidebar">${side.join("\n")}</aside><footer class="foot">Báo Mẫu</footer></body></html>`;
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

/** The most memory, in MB, that the command holds while it reads a folder of large pages. Throws when the command fails. */
function peakOf(count: number): number {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-bench-"));
  try {
    let index = 0;
    for (const { body } of largePages(count)) writeFileSync(join(folder, `${index++}.html`), body);
    const command = [join(HOME, "scripts", "bench", "support", "peak.mjs"), "article", folder, "--json"];
    const { status, stderr, stdout } = spawnSync(process.execPath, command, { encoding: "utf8", maxBuffer: 2 ** 28 });
    const peak = /peak (\d+)\s*$/u.exec(stderr)?.[1];
    const lines = stdout.trim().split("\n").length;
    if (status !== 0 || peak === undefined || lines !== count) throw new Error(`dangvu article: ${status}, ${lines} lines. ${stderr}`);
    return Number(peak);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ratios, milliseconds a page, and the memory that reading 181 large pages takes. */
export async function bench(options: BenchOptions): Promise<Figures> {
  const peakRssMB = peakOf(options.quick ? 3 : PAGES);
  const imitated = ratioOf(imitatedPages(), options);
  const large = ratioOf([...largePages(options.quick ? 2 : 20)], options);
  return {
    "imitated.ratio": imitated.ratio,
    "imitated.msPerPage": imitated.ms,
    "large.ratio": large.ratio,
    "large.msPerPage": large.ms,
    peakRssMB,
  };
}
