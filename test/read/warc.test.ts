import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WARCRecord, WARCSerializer } from "warcio";
import { canonicalUrl } from "../../pipeline/crawl/urls.ts";
import { readWarc, type WarcEntry } from "../../pipeline/read/warc.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage, packed, type RecordFields, warcRecord } from "./warc-file.ts";

async function entriesOf(bytes: Uint8Array): Promise<readonly WarcEntry[]> {
  const path = join(temporaryFolder(), "a.warc.gz");
  writeFileSync(path, bytes);
  const entries: WarcEntry[] = [];
  for await (const entry of readWarc(path, canonicalUrl)) entries.push(entry);
  return entries;
}

/** The address of a page, or why there is none: what most tests want to know. */
const short = (entry: WarcEntry): string => ("page" in entry ? entry.page.url : `- ${entry.skipped}`);
const shortOf = async (bytes: Uint8Array): Promise<readonly string[]> => (await entriesOf(bytes)).map(short);
const numbered = (n: number, fields: RecordFields = {}): Buffer =>
  warcRecord({ url: `https://bao.test/${n}`, body: htmlPage(`Bài ${n}`), ...fields });
const text = (entry: WarcEntry | undefined): string =>
  entry !== undefined && "page" in entry ? Buffer.from(entry.page.body).toString() : "";

describe("reading an archive", () => {
  it("makes a page of an answer: address, time, type, charset, body", async () => {
    const record = warcRecord({ url: "HTTPS://Bao.test:443/1?utm_source=zalo#x", body: htmlPage("Một") });
    const [entry] = await entriesOf(packed([record]));
    expect(entry).toMatchObject({
      offset: 0,
      length: packed([record]).length,
      page: { url: "https://bao.test/1", source: null, fetchedAt: "2024-03-01T05:06:07.000Z", mediaType: "text/html", charset: "utf-8" },
    });
    expect(text(entry)).toBe(htmlPage("Một"));
  });

  it.each(["WARC/1.0", "WARC/1.1"])("reads %s, packed by record, packed as a whole, and not packed", async (version) => {
    const records = [1, 2, 3].map((n) => numbered(n, { version }));
    const wanted = ["https://bao.test/1", "https://bao.test/2", "https://bao.test/3"];
    expect(await shortOf(packed(records))).toEqual(wanted);
    expect(await shortOf(gzipSync(Buffer.concat(records)))).toEqual(wanted);
    expect(await shortOf(Buffer.concat(records))).toEqual(wanted);
  });

  it("tells where each record lies, so that it can be read alone", async () => {
    const file = packed([numbered(1), numbered(2), numbered(3)]);
    const second = (await entriesOf(file))[1]!;
    expect(second.offset).toBeGreaterThan(0);
    const alone = file.subarray(second.offset, second.offset + ("page" in second ? second.length! : 0));
    expect(await shortOf(alone)).toEqual(["https://bao.test/2"]);
    const plain = Buffer.concat([numbered(1), numbered(2), numbered(3)]);
    const third = (await entriesOf(plain))[2]!;
    expect(plain.subarray(third.offset).toString()).toBe(numbered(3).toString());
  });

  it("reads what another program wrote", async () => {
    const write = async (type: "response" | "warcinfo", url: string): Promise<Uint8Array> => {
      const body = (async function* () {
        yield Buffer.from(htmlPage(url));
      })();
      const options = { url, type, date: "2024-03-01T05:06:07Z", httpHeaders: { "Content-Type": "text/html" } };
      return WARCSerializer.serialize(WARCRecord.create(options, body), { gzip: true });
    };
    const file = Buffer.concat([await write("warcinfo", ""), await write("response", "https://bao.test/1")]);
    expect(await shortOf(file)).toEqual(["https://bao.test/1"]);
  });

  it("takes resources by the type of their record, and unknown types by their bytes", async () => {
    const resource = warcRecord({ type: "resource", http: null });
    const pdf = warcRecord({ http: ["HTTP/1.1 200 OK", "Content-Type: application/octet-stream"], body: "%PDF-1.7 …" });
    const zip = warcRecord({ http: ["HTTP/1.1 200 OK"], body: Uint8Array.of(0x50, 0x4b, 3, 4, 0) });
    const entries = await entriesOf(packed([resource, pdf, zip]));
    expect(entries.map((entry) => ("page" in entry ? entry.page.mediaType : entry.skipped))).toEqual([
      "text/html",
      "application/pdf",
      "type",
    ]);
  });

  it.each([
    ["a request", { type: "request", http: ["GET /1 HTTP/1.1", "Host: bao.test"] }, []],
    ["metadata", { type: "metadata", http: null }, []],
    ["the file's own head", { type: "warcinfo", http: null }, []],
    ["a page that was the same", { type: "revisit" }, ["- revisit"]],
    ["a page that is gone", { http: ["HTTP/1.1 404 Not Found", "Content-Type: text/html"] }, ["- status"]],
    ["a redirect", { http: ["HTTP/1.1 301 Moved", "Content-Type: text/html"] }, ["- status"]],
    ["a piece of a page", { http: ["HTTP/1.1 206 Partial Content", "Content-Type: text/html"] }, ["- status"]],
    ["an image", { http: ["HTTP/1.1 200 OK", "Content-Type: image/png"] }, ["- type"]],
    ["a name look-up", { url: "dns:bao.test", http: null, heads: ["Content-Type: text/dns"] }, ["- address"]],
    ["a body that its crawler cut", { heads: ["Content-Type: application/http", "WARC-Truncated: length"] }, ["- incomplete"]],
    ["one of several segments", { heads: ["Content-Type: application/http", "WARC-Segment-Number: 1"] }, ["- incomplete"]],
    ["a record without a time", { date: "hôm qua" }, ["- damaged"]],
  ] as const)("gives no page for %s", async (_what, fields, skipped) => {
    expect(await shortOf(packed([numbered(1), warcRecord(fields), numbered(2)]))).toEqual([
      "https://bao.test/1",
      ...skipped,
      "https://bao.test/2",
    ]);
  });
});

describe("the body of an answer", () => {
  const page = htmlPage("Đóng gói");
  const chunked = (body: Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(`${(10).toString(16)}\r\n`),
      body.subarray(0, 10),
      Buffer.from(`\r\n${(body.length - 10).toString(16)}\r\n`),
      body.subarray(10),
      Buffer.from("\r\n0\r\n\r\n"),
    ]);

  it.each([
    ["gzip", ["Content-Encoding: gzip"], gzipSync(page)],
    ["deflate", ["Content-Encoding: deflate"], deflateSync(page)],
    ["deflate without its head", ["Content-Encoding: deflate"], deflateRawSync(page)],
    ["br", ["Content-Encoding: br"], brotliCompressSync(page)],
    ["chunks", ["Transfer-Encoding: chunked"], chunked(Buffer.from(page))],
    ["packed chunks", ["Transfer-Encoding: chunked", "Content-Encoding: gzip"], chunked(gzipSync(page))],
    ["a header left over from what was unpacked before", ["Content-Encoding: br"], Buffer.from(page)],
    ["a header left over from chunks", ["Transfer-Encoding: chunked"], Buffer.from(page)],
  ])("is unpacked from %s", async (_what, heads, body) => {
    const [entry] = await entriesOf(packed([warcRecord({ http: ["HTTP/1.1 200 OK", "Content-Type: text/html", ...heads], body })]));
    expect(text(entry)).toBe(page);
  });

  it.each([
    ["an encoding nobody knows", "zstd", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), "encoding"],
    ["half of a packed body", "gzip", gzipSync(page).subarray(0, 60), "encoding"],
    ["a bomb", "gzip", gzipSync(Buffer.alloc(60 * 1024 * 1024)), "too-large"],
  ])("is refused for %s", async (_what, encoding, body, skipped) => {
    const http = ["HTTP/1.1 200 OK", "Content-Type: text/html", `Content-Encoding: ${encoding}`];
    expect(await shortOf(packed([warcRecord({ http, body }), numbered(2)]))).toEqual([`- ${skipped}`, "https://bao.test/2"]);
  });
});

describe("a damaged archive", () => {
  const records = [1, 2, 3, 4].map((n) => numbered(n));
  const wanted = (lost: number, why: string): readonly string[] =>
    [1, 2, 3, 4].map((n) => (n === lost ? `- ${why}` : `https://bao.test/${n}`));

  it("loses one record by a flipped bit, and says so", async () => {
    const file = packed(records);
    const at = packed(records.slice(0, 1)).length + 80;
    file[at] = (file[at] ?? 0) ^ 0x10;
    expect(await shortOf(file)).toEqual(wanted(2, "damaged"));
  });

  it("goes on behind rubbish between records", async () => {
    const rubbish = Buffer.from("đây không phải là WARC");
    expect(await shortOf(Buffer.concat([packed(records.slice(0, 2)), rubbish, packed(records.slice(2))]))).toEqual([
      "https://bao.test/1",
      "https://bao.test/2",
      "- damaged",
      "https://bao.test/3",
      "https://bao.test/4",
    ]);
  });

  it("finds the next record of an unpacked file after a wrong length", async () => {
    const short = numbered(2, { claims: 100 });
    expect(await shortOf(Buffer.concat([records[0]!, short, records[2]!, records[3]!]))).toEqual(wanted(2, "damaged"));
    const long = numbered(2, { claims: 600 });
    expect(await shortOf(Buffer.concat([records[0]!, long, records[2]!, records[3]!]))).toContain("https://bao.test/4");
  });

  it("tells of a tail that is cut off, wherever that is, and ends", async () => {
    const file = packed(records);
    const last = packed(records.slice(0, 3)).length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: last + 1, max: file.length - 1 }), async (at) => {
        expect(await shortOf(file.subarray(0, at))).toEqual(wanted(4, "cut-off"));
      }),
      { numRuns: 25, seed: 11 },
    );
    const plain = Buffer.concat(records);
    expect(await shortOf(plain.subarray(0, plain.length - 40))).toEqual(wanted(4, "cut-off"));
  });

  it("ends on any bytes, and gives nothing that is not in the file", { timeout: 30_000 }, async () => {
    const whole = packed(records);
    const change = fc.record({ at: fc.integer({ min: 0, max: whole.length - 1 }), byte: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const file = Buffer.from(whole);
        for (const { at, byte } of changes) file[at] = byte;
        const found = await entriesOf(file).catch((error: unknown) => {
          if (error instanceof UnreadableDocument) return [];
          throw error;
        });
        for (const entry of found) if ("page" in entry) expect(text(entry)).toBe(htmlPage(`Bài ${entry.page.url.at(-1)}`));
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it("passes over a record beyond the limit without holding it, and goes on behind it", async () => {
    const large = numbered(2, { body: Buffer.alloc(52 * 1024 * 1024, "a b c d e f g h i j k l ") });
    expect(await shortOf(Buffer.concat([packed(records.slice(0, 1)), gzipSync(large, { level: 1 }), packed(records.slice(2))]))).toEqual(
      wanted(2, "too-large"),
    );
  });

  it("leaves a record that is a decompression bomb", async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from("WARC/1.1\r\nContent-Length: 900000000\r\n\r\n"), Buffer.alloc(200 * 1024 * 1024)]));
    expect(await shortOf(Buffer.concat([packed(records.slice(0, 1)), bomb, packed(records.slice(2))]))).toEqual(wanted(2, "damaged"));
  });

  it.each([
    ["text", Buffer.from("Đảng bộ tỉnh họp.\n".repeat(100))],
    ["another packed file", gzipSync("Đảng bộ tỉnh họp.\n".repeat(100))],
    ["nothing", Buffer.alloc(0)],
  ])("says that %s is no archive", async (_what, bytes) => {
    await expect(entriesOf(bytes)).rejects.toThrow(UnreadableDocument);
  });
});
