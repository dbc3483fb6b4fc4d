import { closeSync, createReadStream, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { WARCParser, WARCRecord, WARCSerializer } from "warcio";
import { type Extent, openWarc, readRecord } from "../../pipeline/store/warc.ts";
import { bodyOfRecord, pageRecord } from "../../pipeline/store/warc-format.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { type BenchOptions, cpuMs, type Figures, median, rounded } from "./support/measure.ts";
import { endlessPress, makeRandom, samplePress } from "./support/texts.ts";

export const notes = [
  "pages of 72 kB (articles of the sample press between menus), one gzip member each; each is flushed to the disk of the temporary folder by itself, as the store does, but for writtenInTwenties",
  "warcio 2.4.11: its WARCSerializer with its own gzip, and with Node's gzip around it, writing to a file in the same way",
  "all records of our file are read back by warcio's parser and compared, else the bench fails",
];

const PAGE_BYTES = 72_000;
const [PAGES, ROUNDS] = [300, 3];
const HEADERS = { "content-type": "text/html; charset=utf-8", server: "nginx", etag: '"5f1e"' };

/** Pages as newspapers send them: an article, and around it several times as much of menus. */
function makePages(count: number): readonly Page[] {
  const random = makeRandom(7);
  const articles = [...endlessPress(samplePress(), count * 0.004)];
  return Array.from({ length: count }, (_, i) => {
    const article = articles[i % articles.length];
    let html = `<!doctype html><html><body><article><h1>${article?.title}</h1><p>${article?.text}</p></article><ul>`;
    while (Buffer.byteLength(html) < PAGE_BYTES)
      html +=
        `<li class="item"><a href="/tin-tuc/${Math.floor(random() * 1e9)}.html">${article?.text.slice(Math.floor(random() * 900)).slice(0, 60)}</a></li>\n`.repeat(
          4,
        );
    const body = Buffer.from(html).subarray(0, PAGE_BYTES);
    const same = { source: "bao-thu", fetchedAt: "2026-01-01T00:00:00.000Z", mediaType: "text/html", charset: "utf-8", sha256: "" };
    return { ...same, url: `https://bao.test/${i}`, body, answer: { status: 200, headers: HEADERS } };
  });
}

function writeOurs(path: string, pages: readonly Page[], group: number): readonly Extent[] {
  const file = openWarc(path);
  let end = 0;
  const extents = pages.map((page, n) => {
    const extent = file.append(pageRecord(page), end);
    end += extent.length;
    if ((n + 1) % group === 0) file.flush();
    return extent;
  });
  file.flush();
  file.close();
  return extents;
}

async function writeTheirs(path: string, pages: readonly Page[], gzip: boolean): Promise<void> {
  const fd = openSync(path, "w");
  for (const { url, body, fetchedAt } of pages) {
    const options = { url, date: fetchedAt, type: "response", warcVersion: "WARC/1.1", httpHeaders: HEADERS } as const;
    const written = await WARCSerializer.serialize(WARCRecord.create(options, [body]), {
      gzip,
      digest: { algo: "sha-1", prefix: "sha1:", base32: true },
    });
    writeSync(fd, gzip ? written : gzipSync(written));
    fdatasyncSync(fd);
  }
  closeSync(fd);
}

/** Reads our file with warcio. Throws for a record that is not what was written. */
async function readByPeer(path: string, pages: readonly Page[]): Promise<void> {
  let n = 0;
  for await (const record of new WARCParser(createReadStream(path)))
    if (!Buffer.from(await record.readFully(false)).equals(pages[n++]?.body ?? Buffer.alloc(0))) throw new Error(`record ${n} differs`);
  if (n !== pages.length) throw new Error(`${n} records instead of ${pages.length}`);
}

function readByOffset(path: string, extents: readonly Extent[], pages: readonly Page[]): void {
  // Backwards, so that no read follows from the one before.
  for (let n = extents.length - 1; n >= 0; n--) {
    const body = bodyOfRecord(readRecord(path, extents[n] as Extent));
    if (body === null || !body.equals(pages[n]?.body ?? Buffer.alloc(0))) throw new Error(`record ${n} differs`);
  }
}

/** Records a second, written and read back, beside warcio; the ways take turns. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const pages = makePages(quick ? 10 : PAGES);
  const folder = mkdtempSync(join(tmpdir(), "dangvu-bench-"));
  const taken = new Map<string, { seconds: number[]; cpu: number[] }>();
  const measure = async (name: string, work: () => unknown): Promise<void> => {
    const [start, began] = [process.cpuUsage(), performance.now()];
    await work();
    const entry = taken.get(name) ?? { seconds: [], cpu: [] };
    entry.seconds.push((performance.now() - began) / 1000);
    entry.cpu.push(cpuMs(start));
    taken.set(name, entry);
  };
  try {
    for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
      const path = join(folder, `${round}.warc.gz`);
      let extents: readonly Extent[] = [];
      await measure("written", () => {
        extents = writeOurs(path, pages, 1);
      });
      await measure("writtenInTwenties", () => writeOurs(join(folder, `${round}-20.warc.gz`), pages, 20));
      await measure("warcio.ownGzip", () => writeTheirs(join(folder, "own.warc.gz"), pages, true));
      await measure("warcio.nodeGzip", () => writeTheirs(join(folder, "node.warc.gz"), pages, false));
      await measure("readByOffset", () => readByOffset(path, extents, pages));
      await measure("readByWarcio", () => readByPeer(path, pages));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return Object.fromEntries(
    [...taken].flatMap(([name, { seconds, cpu }]) => [
      [`${name}.recordsPerSecond`, Math.round(pages.length / median(seconds))],
      [`${name}.cpuMsPerRecord`, rounded(median(cpu) / pages.length)],
    ]),
  );
}
