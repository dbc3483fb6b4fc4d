// A press of its own for benches of the crawl: twenty papers, each on a port of this machine, in a process of its own, so that what serving costs is nobody else's.
import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Article } from "../../../pipeline/types/article.ts";
import type { Source } from "../../../pipeline/types/source.ts";
import { endlessPress, makeRandom, samplePress } from "./texts.ts";

export const PAPERS = 20;
const LINKS_A_LIST = 20;
/** Of an article's page; 230 links in menus, footer and beside it make up most of it, as on real ones. */
const PAGE_BYTES = 75_000;
const MENU_LINKS = 230;

/** What a farm has answered: `at` is the time of the wall clock in milliseconds, of the last request. */
export interface Asked {
  readonly url: string;
  readonly status: number;
  readonly conditional: boolean;
  readonly bytes: number;
  readonly at: number;
}

/** The running papers. `pages` counts lists and articles of all papers together. */
export interface Papers {
  readonly ports: readonly number[];
  readonly pages: number;
  /** What was asked since the last call, oldest first. */
  readonly asked: () => Promise<readonly Asked[]>;
  /** How many pages were given since the last call of `asked`. */
  readonly given: () => Promise<number>;
  readonly close: () => void;
}

/** Starts papers with so many pages together (lists and articles); resolves when all of them answer. */
export async function startPapers(pages: number): Promise<Papers> {
  const child = fork(import.meta.filename, [String(pages)], { execArgv: ["--import", "tsx"] });
  const ports = await answerOf<readonly number[]>(child);
  const ask = async <T>(what: "asked" | "given"): Promise<T> => {
    child.send(what);
    return answerOf<T>(child);
  };
  return { ports, pages: PAPERS * pagesOfEach(pages), asked: () => ask("asked"), given: () => ask("given"), close: () => child.kill() };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, "message");
  return message as T;
}

/** The papers as sources: one list to begin with, no pause, one request at a time. */
export function sourcesOf(ports: readonly number[]): readonly Source[] {
  return ports.map((port, n) => ({
    id: `bao-${n}`,
    name: `Báo thử ${n}`,
    kind: "newspaper",
    province: null,
    home: `http://127.0.0.1:${port}/`,
    enabled: true,
    feeds: [],
    sitemaps: [],
    listings: [`http://127.0.0.1:${port}/tin-1.html`],
    links: "a.bai",
    nextPage: "a.sau",
    articleUrl: "^/bai-\\d+\\.html$",
    selectors: {},
    datelines: [],
    paceSeconds: 0,
    allowPrivate: true,
  }));
}

const pagesOfEach = (pages: number): number => Math.max(3, Math.round(pages / PAPERS));

/** Of so many pages of a paper, those that are lists: each but the last is full. */
const listsOf = (pages: number): number => Math.ceil(pages / (LINKS_A_LIST + 1));

interface Sheet {
  readonly packed: Buffer;
  readonly plain: number;
  readonly etag: string;
}

function makeSheet(html: string): Sheet {
  const bytes = Buffer.from(html);
  const etag = `"${createHash("sha1").update(bytes).digest("hex").slice(0, 16)}"`;
  return { packed: gzipSync(bytes, { level: 3 }), plain: bytes.length, etag };
}

/** All pages of one paper, packed once. */
function makePaper(n: number, pages: number, articles: Iterator<Article>): ReadonlyMap<string, Sheet> {
  const random = makeRandom(n + 1);
  const lists = listsOf(pages);
  const numbers = Array.from({ length: pages - lists }, (_, i) => 100_000 + n * 10_000 + i);
  const sheets = new Map<string, Sheet>([["/robots.txt", makeSheet("User-agent: *\nAllow: /\n")]]);
  for (let list = 0; list < lists; list++) {
    const shown = numbers.slice(list * LINKS_A_LIST, (list + 1) * LINKS_A_LIST);
    const links = shown.map((number) => `<li><a class="bai" href="/bai-${number}.html">Bài số ${number} của báo thử</a></li>`).join("\n");
    const next = list + 1 < lists ? `<a class="sau" rel="next" href="/tin-${list + 2}.html">Trang sau</a>` : "";
    sheets.set(`/tin-${list + 1}.html`, makeSheet(framed(`Tin, trang ${list + 1}`, `<ul>${links}</ul>${next}`, random)));
  }
  for (const number of numbers) {
    const { value } = articles.next();
    sheets.set(`/bai-${number}.html`, makeSheet(articlePage(value as Article, number, random)));
  }
  return sheets;
}

function articlePage({ title, text }: Article, number: number, random: () => number): string {
  const paragraphs = text.split("\n").filter((line) => line.trim() !== "" && line !== title);
  const body = paragraphs.map((line) => `<p>${line.replace(/&/gu, "&amp;").replace(/</gu, "&lt;")}</p>`).join("\n");
  const day = String(1 + (number % 28)).padStart(2, "0");
  const head = `<h1 class="title">${title}</h1><time datetime="2026-10-${day}T07:00:00+07:00">${day}/10/2026 07:00</time>`;
  return framed(`${title} (${number})`, `<article>${head}<div class="content">${body}</div></article>`, random);
}

/** A page with menus before, links beside and behind, and scripts until it is as long as real ones. */
function framed(title: string, content: string, random: () => number): string {
  const link = (i: number) =>
    `<li class="item item-${i % 7}"><a href="/muc/${Math.floor(random() * 1e6)}/trang-${i}.html" title="Mục ${i}">Chuyên mục thử số ${i}</a></li>`;
  const menu = Array.from({ length: MENU_LINKS / 2 }, (_, i) => link(i)).join("\n");
  const footer = Array.from({ length: MENU_LINKS / 2 }, (_, i) => link(i + MENU_LINKS / 2)).join("\n");
  const start = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title></head><body><nav><ul>${menu}</ul></nav><main>${content}</main>`;
  const end = `<footer><ul>${footer}</ul></footer></body></html>`;
  const missing = PAGE_BYTES - Buffer.byteLength(start) - Buffer.byteLength(end);
  return `${start}${scripts(missing, random)}${end}`;
}

/** Inline scripts of this many bytes, as players and advertisements write them. */
function scripts(bytes: number, random: () => number): string {
  const lines: string[] = [];
  for (let made = 0; made < bytes; made += lines.at(-1)?.length ?? 0) {
    const id = Math.floor(random() * 1e9).toString(36);
    lines.push(
      `<script>window.q=window.q||[];q.push({"slot":"${id}","size":[300,250],"targets":{"muc":"tin","vi-tri":"ben-phai"},"show":function(a){if(a<${id.length}){document.body.dataset.x="${id}";}}});</script>\n`,
    );
  }
  return lines.join("");
}

function send(response: ServerResponse, sheet: Sheet, isKnown: boolean): number {
  const heads = { etag: sheet.etag, "content-type": "text/html; charset=utf-8", vary: "accept-encoding" };
  if (isKnown) {
    response.writeHead(304, heads).end();
    return 304;
  }
  response.writeHead(200, { ...heads, "content-encoding": "gzip", "content-length": sheet.packed.length }).end(sheet.packed);
  return 200;
}

function servePaper(sheets: ReadonlyMap<string, Sheet>, note: (asked: Asked) => void): Server {
  return createServer((request, response) => {
    const sheet = sheets.get(request.url ?? "/");
    const condition = request.headers["if-none-match"];
    const status = sheet === undefined ? 404 : send(response, sheet, condition === sheet.etag);
    if (status === 404) response.writeHead(404).end();
    const url = `http://${request.headers.host}${request.url}`;
    note({ url, status, conditional: condition !== undefined, bytes: status === 200 ? (sheet?.packed.length ?? 0) : 0, at: Date.now() });
  });
}

/** As a child process: makes the papers, tells their ports, and answers questions of its parent. */
async function main(pages: number): Promise<void> {
  let asked: Asked[] = [];
  const each = pagesOfEach(pages);
  const articles = endlessPress(samplePress(), Number.POSITIVE_INFINITY);
  const ports: number[] = [];
  for (let n = 0; n < PAPERS; n++) {
    const server = servePaper(makePaper(n, each, articles), (one) => asked.push(one)).listen(0, "127.0.0.1");
    server.keepAliveTimeout = 60_000;
    await once(server, "listening");
    const address = server.address();
    ports.push(typeof address === "object" && address !== null ? address.port : 0);
  }
  process.on("message", (what) => {
    if (what === "given") process.send?.(asked.filter(({ status, url }) => status === 200 && !url.endsWith("/robots.txt")).length);
    else {
      process.send?.(asked);
      asked = [];
    }
  });
  process.send?.(ports);
}

if (process.argv[1] === import.meta.filename) await main(Number(process.argv[2]));
