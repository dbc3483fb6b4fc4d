import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { escapeHtml, renderBody } from "../../pipeline/farm/markup.ts";
import { loadPress, type SampleArticle } from "../../pipeline/farm/press.ts";

/** What one paper shows in an edition: articles by number, newest first; those that it has taken down answer 410. */
interface Paper {
  readonly articles: ReadonlyMap<number, SampleArticle>;
  readonly gone: ReadonlySet<number>;
}

const [PAPERS, REPORTS, ON_A_LIST] = [4, 9, 6];

/** Small papers on ports of this machine, for processes that crawl them with the real command line and are killed meanwhile. */
export interface KillPress {
  /** The corpus folder with the entries of the papers: what `--corpus` takes. */
  readonly corpus: string;
  /** 2: a report was corrected at each paper, one taken down, three are new, one of them a reprint of another paper's. */
  readonly setEdition: (edition: 1 | 2) => void;
  /** How many requests a reader with this contact in its name has made. */
  readonly askedBy: (contact: string) => number;
  /** Their addresses, in order. */
  readonly addressesOf: (contact: string) => readonly string[];
  readonly close: () => void;
}

/** Starts the papers; each answer takes some milliseconds, as no answer from afar comes at once. */
export async function startKillPress(folder: string): Promise<KillPress> {
  const reports = loadPress("corpus/sample/press").map(({ current }) => current);
  const asked: { readonly agent: string; readonly address: string }[] = [];
  let edition: 1 | 2 = 1;
  const servers = await Promise.all(
    Array.from({ length: PAPERS }, async (_, n) => {
      const editions = { 1: makePaper(reports, n, 1), 2: makePaper(reports, n, 2) };
      return listen((path, agent, port) => {
        asked.push({ agent, address: `http://127.0.0.1:${port}${path}` });
        return answerOf(editions[edition], path);
      });
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  writeEntries(join(folder, "corpus", "sources"), ports);
  const by = (contact: string) => asked.filter(({ agent }) => agent.includes(contact)).map(({ address }) => address);
  return {
    corpus: join(folder, "corpus"),
    setEdition: (next) => {
      edition = next;
    },
    askedBy: (contact) => by(contact).length,
    addressesOf: by,
    close: () => {
      for (const server of servers) server.closeAllConnections();
      for (const server of servers) server.close();
    },
  };
}

function makePaper(reports: readonly SampleArticle[], n: number, edition: 1 | 2): Paper {
  const own = reports.slice(n * 12, n * 12 + REPORTS + 2);
  const articles = new Map(own.slice(0, REPORTS).map((report, i) => [100 + i, report]));
  if (edition === 1) return { articles, gone: new Set() };
  const [first, second] = own.slice(REPORTS);
  const reprinted = reports[((n + 1) % PAPERS) * 12];
  const fresh: [number, SampleArticle | undefined][] = [
    [200, first],
    [201, second],
    [202, reprinted],
  ];
  for (const [number, report] of fresh) if (report !== undefined) articles.set(number, report);
  const corrected = articles.get(103);
  if (corrected !== undefined) articles.set(103, { ...corrected, body: [...corrected.body, CORRECTION] });
  articles.delete(105);
  return { articles, gone: new Set([105]) };
}

const CORRECTION = { kind: "paragraph", text: "Đính chính: Đảng bộ kết nạp 87 đảng viên mới, không phải như tin đã đưa." } as const;

interface Given {
  readonly status: number;
  readonly body: string;
}

function answerOf({ articles, gone }: Paper, path: string): Given {
  const number = Number(/^\/bai-(\d+)\.html$/u.exec(path)?.[1] ?? 0);
  const list = Number(/^\/tin-(\d+)\.html$/u.exec(path)?.[1] ?? 0);
  const article = articles.get(number);
  if (article !== undefined) return { status: 200, body: articlePage(article) };
  if (list > 0)
    return {
      status: 200,
      body: listPage(
        [...articles.keys()].sort((a, b) => b - a),
        list,
      ),
    };
  return { status: gone.has(number) ? 410 : 404, body: "" };
}

function listPage(numbers: readonly number[], list: number): string {
  const shown = numbers.slice((list - 1) * ON_A_LIST, list * ON_A_LIST);
  const next = numbers.length > list * ON_A_LIST ? `<a class="sau" href="/tin-${list + 1}.html">Trang sau</a>` : "";
  return `<html><body><ul>${shown.map((number) => `<li><a class="bai" href="/bai-${number}.html">Bài ${number}</a></li>`).join("")}</ul>${next}</body></html>`;
}

function articlePage({ title, published, body }: SampleArticle): string {
  const day = published?.slice(0, 10).split("-").reverse().join("/") ?? "";
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body><h1 class="title">${escapeHtml(title)}</h1>
<p class="date">${day}</p><div class="content">${renderBody(body, "")}</div></body></html>`;
}

async function listen(answer: (path: string, agent: string, port: number) => Given): Promise<Server> {
  const server = createServer(async (request, response) => {
    await wait(4);
    const { status, body } = answer(request.url ?? "/", request.headers["user-agent"] ?? "", request.socket.localPort ?? 0);
    const etag = `"${status}-${Buffer.byteLength(body)}"`;
    const isKnown = status === 200 && request.headers["if-none-match"] === etag;
    response.writeHead(isKnown ? 304 : status, { "content-type": "text/html; charset=utf-8", etag }).end(isKnown ? undefined : body);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return server;
}

function writeEntries(folder: string, ports: readonly number[]): void {
  mkdirSync(folder, { recursive: true });
  ports.forEach((port, n) => {
    const entry = {
      id: `bao-${n}`,
      name: `Báo thử ${n}`,
      kind: "newspaper",
      province: null,
      home: `http://127.0.0.1:${port}/`,
      listings: [`http://127.0.0.1:${port}/tin-1.html`],
      links: "a.bai",
      nextPage: "a.sau",
      articleUrl: "^/bai-\\d+\\.html$",
      selectors: { title: "h1.title", body: ".content", published: ".date" },
      paceSeconds: 0.01,
      allowPrivate: true,
    };
    // JSON is YAML.
    writeFileSync(join(folder, `bao-${n}.yaml`), JSON.stringify(entry));
  });
}
