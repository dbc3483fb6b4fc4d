// Many small papers for nights in fast time, in a process of its own: virtual hosts on one port of this machine.
import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Article } from "../../../pipeline/types/article.ts";
import type { Source } from "../../../pipeline/types/source.ts";
import { endlessPress, samplePress } from "./texts.ts";

const ON_A_LIST = 20;
/** Each paper has a new article every so many nights. */
export const EVERY = 4;
/** Of the articles, one in so many is corrected the night after, and another taken down two nights after. */
const [CORRECTED, TAKEN_DOWN] = [10, 15] as const;

/** What ails a paper: each tenth one is sick in one of these ways. */
const ILLS = ["errors", "cut-off", "no-list", "no-robots", "empty"] as const;
type Ill = (typeof ILLS)[number];

const illOf = (n: number): Ill | null => (n % 10 === 7 ? (ILLS[Math.floor(n / 10) % ILLS.length] ?? null) : null);

export interface NightsPress {
  readonly resolve: (host: string) => { readonly address: string; readonly port: number } | null;
  /** Moves all papers on to this night. */
  readonly setNight: (night: number) => Promise<void>;
  readonly close: () => void;
}

export async function startNightsPress(): Promise<NightsPress> {
  const child = fork(import.meta.filename, [], { execArgv: ["--import", "tsx"] });
  const port = await answerOf<number>(child);
  return {
    resolve: (host) => (host.endsWith(".baodem.test") ? { address: "127.0.0.1", port } : null),
    setNight: async (night) => {
      child.send(night);
      await answerOf(child);
    },
    close: () => child.kill(),
  };
}

async function answerOf<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, "message");
  return message as T;
}

/** So many papers as sources. */
export function nightSources(count: number): readonly Source[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `bao-${n}`,
    name: `Báo đêm ${n}`,
    kind: "newspaper",
    province: null,
    home: `http://b${n}.baodem.test/`,
    enabled: true,
    feeds: [],
    sitemaps: [],
    listings: [`http://b${n}.baodem.test/tin.html`],
    links: "a.bai",
    articleUrl: "^/bai-\\d+\\.html$",
    selectors: { title: "h1.title", body: ".content", published: ".date" },
    datelines: [],
    paceSeconds: 0,
    allowPrivate: true,
  }));
}

/** How many articles the papers have published by the end of a night; those of the sick ones that can be had only now and then count, too. */
export function publishedBy(night: number, papers: number): number {
  const reachable = Array.from({ length: papers }, (_, n) => n).filter((n) => illOf(n) === null || illOf(n) === "cut-off");
  return reachable.reduce((sum, n) => sum + numbersOf(n, night).length, 0);
}

/** The nights in which a paper had a new article, oldest first: also the numbers of the articles. */
const numbersOf = (n: number, night: number): number[] =>
  Array.from({ length: night }, (_, i) => i + 1).filter((born) => (born + n) % EVERY === 0);

const isTakenDown = (n: number, born: number, night: number): boolean => (born * 7 + n) % TAKEN_DOWN === 3 && night >= born + 2;
const isCorrected = (n: number, born: number, night: number): boolean => (born * 7 + n) % CORRECTED === 4 && night > born;

function pageOf(path: string, n: number, night: number, articles: readonly Article[]): string | null {
  const born = Number(/^\/bai-(\d+)\.html$/u.exec(path)?.[1] ?? 0);
  if (path === "/robots.txt") return "User-agent: *\nAllow: /\n";
  if (path === "/tin.html") return listPage(illOf(n) === "empty" ? [] : numbersOf(n, night).reverse().slice(0, ON_A_LIST));
  if (!numbersOf(n, night).includes(born) || isTakenDown(n, born, night)) return null;
  return articlePage(articles[(born * 131 + n) % articles.length] as Article, born * 1000 + n, isCorrected(n, born, night));
}

function listPage(numbers: readonly number[]): string {
  return `<html><body><ul>${numbers.map((born) => `<li><a class="bai" href="/bai-${born}.html">Bài ${born}</a></li>`).join("")}</ul></body></html>`;
}

function articlePage({ title, text }: Article, number: number, corrected: boolean): string {
  const paragraphs = text.split("\n").filter((line) => line.trim() !== "" && line !== title);
  const told = corrected ? [...paragraphs, "Đính chính: Đảng bộ đã kết nạp 87 đảng viên mới."] : paragraphs;
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${title} ${number}</title></head><body><h1 class="title">${title} ${number}</h1>
<p class="date">05/10/2026</p><div class="content">${told.map((line) => `<p>${line.replace(/&/gu, "&amp;").replace(/</gu, "&lt;")}</p>`).join("\n")}</div></body></html>`;
}

function answer(request: IncomingMessage, response: ServerResponse, night: number, articles: readonly Article[]): void {
  const n = Number(/^b(\d+)\./u.exec(request.headers.host ?? "")?.[1] ?? 0);
  const path = request.url ?? "/";
  const ill = illOf(n);
  if (ill === "errors" || (ill === "no-robots" && path === "/robots.txt")) response.writeHead(503).end();
  else if (ill === "cut-off" && night % 3 === 0) request.socket.destroy();
  else if (ill === "no-list" && path === "/tin.html") response.writeHead(404).end();
  else sendPage(request, response, pageOf(path, n, night, articles));
}

function sendPage(request: IncomingMessage, response: ServerResponse, body: string | null): void {
  if (body === null) {
    response.writeHead(410).end();
    return;
  }
  const etag = `"${createHash("sha1").update(body).digest("hex").slice(0, 12)}"`;
  const isKnown = request.headers["if-none-match"] === etag;
  response.writeHead(isKnown ? 304 : 200, { etag, "content-type": "text/html; charset=utf-8" }).end(isKnown ? undefined : body);
}

/** As a child process: tells its port, and answers each night that it is told with the same number. */
async function main(): Promise<void> {
  const articles = [...endlessPress(samplePress(), 4)];
  let night = 0;
  const server = createServer((request, response) => answer(request, response, night, articles)).listen(0, "127.0.0.1");
  server.keepAliveTimeout = 60_000;
  await once(server, "listening");
  process.on("message", (message) => {
    night = Number(message);
    process.send?.(night);
  });
  const address = server.address();
  process.send?.(typeof address === "object" && address !== null ? address.port : 0);
}

if (process.argv[1] === import.meta.filename) await main();
