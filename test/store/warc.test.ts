import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { WARCParser, type WARCRecord } from "warcio";
import { listMigrations, migrate } from "../../pipeline/store/schema.ts";
import { openStore, type StoreOptions } from "../../pipeline/store/sqlite.ts";
import { StoreBroken, UnreadableDocument } from "../../pipeline/types/errors.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { SaveOutcome, Store } from "../../pipeline/types/store.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "./documents.ts";

const NOON = new Date("2026-11-22T12:00:00Z");
const HEADERS = { "content-type": "text/html; charset=utf-8", "content-encoding": "gzip", "content-length": "31", etag: '"a"' };

function open(path: string, archive: NonNullable<StoreOptions["archive"]> = {}): Store {
  const store = openStore(path, {
    archive: { archivist: { software: "dangvu/9.9", operator: "thu@bao.test" }, now: () => NOON, ...archive },
  });
  onTestFinished(() => store.close());
  return store;
}

const newPath = (): string => join(temporaryFolder(), "dangvu.sqlite");
const answered = (url: string, text: string): Page => ({ ...makePage(url, text), answer: { status: 200, headers: HEADERS } });

function save(store: Store, page: Page, rules = "rules-1"): SaveOutcome {
  const articles = [makeRead(makeArticle(page), { observations: [makeObservation()] })];
  return store.saveDocument({ page, articles, run: "run-1", rules });
}

const saveNumbered = (store: Store, ...numbers: readonly number[]): readonly Page[] =>
  numbers.map((n) => {
    const page = answered(`https://bao.test/${n}`, `trang ${n}`);
    save(store, page);
    return page;
  });

/** The WARC files beside a store, by name. */
function filesOf(path: string): readonly string[] {
  const folder = join(dirname(path), "warc");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

interface Found {
  readonly record: WARCRecord;
  readonly payload: Buffer;
  readonly offset: number;
  readonly length: number;
}

/** All records of a file, read by another program than the one that wrote them. */
async function recordsOf(file: string): Promise<readonly Found[]> {
  const parser = new WARCParser([readFileSync(file)], { keepHeadersCase: true });
  const found: Found[] = [];
  for await (const record of parser) {
    const payload = Buffer.from(await record.readFully(false));
    await record.skipFully();
    found.push({ record, payload, offset: parser.offset, length: parser.recordLength });
  }
  return found;
}

const typesOf = async (file: string): Promise<readonly string[]> =>
  (await recordsOf(file)).map(({ record }) => `${record.warcType} ${record.warcTargetURI ?? ""}`.trim());

const at = (path: string, name = "2026/dangvu-20261122-00001.warc.gz"): string => join(dirname(path), "warc", name);

function sha1(bytes: Uint8Array): string {
  let [number, text] = [BigInt(`0x${createHash("sha1").update(bytes).digest("hex")}`), ""];
  for (let i = 0; i < 32; i++) {
    text = `${"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number(number % 32n)]}${text}`;
    number /= 32n;
  }
  return `sha1:${text}`;
}

describe("the archive of raw pages", () => {
  it("is a file a day with its own head, which another program reads", async () => {
    const path = newPath();
    saveNumbered(open(path), 1, 2);
    expect(filesOf(path)).toEqual(["2026/dangvu-20261122-00001.warc.gz"]);
    expect(await typesOf(at(path))).toEqual(["warcinfo", "response https://bao.test/1", "response https://bao.test/2"]);
    const [info] = await recordsOf(at(path));
    expect(info?.record.warcHeaders.statusline).toBe("WARC/1.1");
    expect(info?.record.warcHeader("WARC-Filename")).toBe("dangvu-20261122-00001.warc.gz");
    expect(info?.payload.toString()).toMatch(/^software: dangvu\/9\.9\r\noperator: thu@bao\.test\r\nformat: WARC File Format 1\.1\r\n/u);
  });

  it("keeps an answer with its status and heads; what it was wrapped in stands beside", async () => {
    const path = newPath();
    const [page] = saveNumbered(open(path), 1);
    const { record, payload } = (await recordsOf(at(path)))[1]!;
    expect(record.warcDate).toBe("2024-01-02T12:00:00.000Z");
    expect(record.httpHeaders?.statusline).toBe("HTTP/1.1 200 OK");
    expect(Object.fromEntries(record.httpHeaders?.headers ?? [])).toEqual({
      "content-type": "text/html; charset=utf-8",
      "X-Orig-content-encoding": "gzip",
      "X-Orig-content-length": "31",
      etag: '"a"',
      "Content-Length": String(page!.body.length),
    });
    expect(payload.equals(page!.body)).toBe(true);
    expect(record.warcPayloadDigest).toBe(sha1(page!.body));
    expect(record.warcBlockDigest).toBe(sha1(Buffer.concat([Buffer.from(`${record.httpHeaders}\r\n`), payload])));
  });

  it("keeps a file of a user as a resource, under a proper address", async () => {
    const path = newPath();
    const page = { ...makePage("file:/tài liệu/báo cáo.txt", "Đảng bộ xã"), source: null, mediaType: "text/plain" };
    save(open(path), page);
    const { record, payload } = (await recordsOf(at(path)))[1]!;
    expect([record.warcType, record.warcTargetURI]).toEqual(["resource", "file:/t%C3%A0i%20li%E1%BB%87u/b%C3%A1o%20c%C3%A1o.txt"]);
    expect(record.warcContentType).toBe("text/plain");
    expect([payload.toString(), record.warcPayloadDigest, record.warcBlockDigest]).toEqual(["Đảng bộ xã", sha1(payload), sha1(payload)]);
    expect(open(path).page(page.sha256)).toEqual(page);
  });

  it("notes that another address brought the same body, and keeps it once", async () => {
    const path = newPath();
    const store = open(path);
    save(store, answered("https://bao.test/1", "một"));
    expect(save(store, { ...answered("https://bao.test/2", "một"), fetchedAt: "2024-01-05T12:00:00Z" })).toBe("new");
    expect(await typesOf(at(path))).toEqual(["warcinfo", "response https://bao.test/1", "revisit https://bao.test/2"]);
    const { record } = (await recordsOf(at(path)))[2]!;
    expect(record.warcHeader("WARC-Profile")).toBe("http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
    expect([record.warcRefersToTargetURI, record.warcRefersToDate]).toEqual(["https://bao.test/1", "2024-01-02T12:00:00.000Z"]);
    expect(record.warcPayloadDigest).toBe(sha1(Buffer.from("một")));
    expect(record.httpHeaders?.statusline).toBe("HTTP/1.1 200 OK");
  });

  it("notes that a page went back to what it was", async () => {
    const path = newPath();
    const store = open(path);
    for (const text of ["một", "hai", "một"]) save(store, answered("https://bao.test/1", text));
    expect((await typesOf(at(path))).map((type) => type.split(" ")[0])).toEqual(["warcinfo", "response", "response", "revisit"]);
  });

  it("writes nothing for a page that is the same, read again, or refused by the store", async () => {
    const path = newPath();
    const store = open(path);
    const [page] = saveNumbered(store, 1);
    const before = readFileSync(at(path));
    expect([save(store, page!), save(store, page!, "rules-2")]).toEqual(["same", "reread"]);
    expect(readFileSync(at(path))).toEqual(before);
  });

  it("gives a body back by its place alone, after the store was closed", async () => {
    const path = newPath();
    const pages = saveNumbered(open(path), 1, 2, 3);
    const again = open(path);
    for (const { answer: _answer, ...page } of pages) expect(again.page(page.sha256)).toEqual(page);
    const db = new Database(path, { readonly: true });
    const rows = db.prepare("SELECT warc_offset, warc_length, length(body) AS inside FROM pages ORDER BY warc_offset").all() as Record<
      string,
      number
    >[];
    db.close();
    const found = (await recordsOf(at(path)))
      .slice(1)
      .map(({ offset, length }) => ({ warc_offset: offset, warc_length: length, inside: 0 }));
    expect(rows).toEqual(found);
  });

  it("begins another file when one is full and when the day is over", async () => {
    const path = newPath();
    let now = NOON;
    const store = open(path, { mostBytes: 1500, now: () => now });
    saveNumbered(store, 1, 2, 3, 4);
    now = new Date("2027-01-01T00:00:01Z");
    saveNumbered(store, 5);
    expect(filesOf(path)).toEqual([
      "2026/dangvu-20261122-00001.warc.gz",
      "2026/dangvu-20261122-00002.warc.gz",
      "2027/dangvu-20270101-00001.warc.gz",
    ]);
    const types = await Promise.all(filesOf(path).map((name) => typesOf(at(path, name))));
    expect(types.map(([first]) => first)).toEqual(["warcinfo", "warcinfo", "warcinfo"]);
    expect(types.flat().filter((type) => type !== "warcinfo")).toHaveLength(5);
    for (const n of [1, 2, 3, 4, 5]) expect(open(path).page(makePage("", `trang ${n}`).sha256)?.url).toBe(`https://bao.test/${n}`);
  });

  it("goes on with the day's file after a restart, and leaves files alone that it does not know", async () => {
    const path = newPath();
    saveNumbered(open(path), 1);
    saveNumbered(open(path), 2);
    expect(filesOf(path)).toHaveLength(1);
    const other = join(dirname(path), "moi.sqlite");
    saveNumbered(open(other), 3);
    expect(await typesOf(at(path))).toHaveLength(3);
    expect(await typesOf(at(path, "2026/dangvu-20261122-00002.warc.gz"))).toEqual(["warcinfo", "response https://bao.test/3"]);
  });
});

describe("an archive whose writer died", () => {
  /** A packed record as it would be added, and all that a death in the middle of writing may leave of it. */
  const record = gzipSync(Buffer.from(`WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 600\r\n\r\n${"đ".repeat(300)}\r\n\r\n`));

  const torn = fc.oneof(
    fc.integer({ min: 1, max: record.length - 1 }).map((cut) => record.subarray(0, cut)),
    fc.constantFrom(1, 2, 3, 10, 18).map((cut) => record.subarray(0, cut)),
    // After a power cut a file may have its new length without its new bytes.
    fc.integer({ min: 1, max: 200 }).map((length) => Buffer.alloc(length)),
    fc.integer({ min: 12, max: record.length - 1 }).map((cut) => Buffer.from(record).fill(0, cut)),
  );

  it("loses the torn record and nothing else, wherever it was torn", { timeout: 30_000 }, async () => {
    const path = newPath();
    const first = open(path);
    let known = saveNumbered(first, 0).length;
    first.close();
    await fc.assert(
      fc.asyncProperty(torn, fc.integer({ min: 0, max: 2 }), async (tail, whole) => {
        const before = statSync(at(path)).size;
        for (let n = 0; n < whole; n++) appendFileSync(at(path), record);
        appendFileSync(at(path), tail);
        const store = openStore(path, { archive: { now: () => NOON } });
        // Whole records are kept: that their transaction was cut off does not make them untrue.
        expect(statSync(at(path)).size).toBe(before + whole * record.length);
        saveNumbered(store, known++);
        store.close();
        gunzipSync(readFileSync(at(path)));
      }),
      { numRuns: 30, seed: 5 },
    );
    const store = open(path);
    for (let n = 0; n < known; n++) expect(store.page(makePage("", `trang ${n}`).sha256)?.url).toBe(`https://bao.test/${n}`);
    expect((await typesOf(at(path))).filter((type) => type.startsWith("response"))).toHaveLength(known);
  });

  it("has no record too many after a transaction that SQLite gave up, and goes on", async () => {
    const path = newPath();
    const store = open(path);
    saveNumbered(store, 1);
    const db = new Database(path);
    db.exec("CREATE TRIGGER disk_full BEFORE INSERT ON observations BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END");
    expect(() => saveNumbered(store, 2)).toThrow(StoreBroken);
    db.exec("DROP TRIGGER disk_full");
    db.close();
    saveNumbered(store, 2, 3);
    expect(new Set(await typesOf(at(path)))).toEqual(
      new Set(["warcinfo", "response https://bao.test/1", "response https://bao.test/2", "response https://bao.test/3"]),
    );
    for (const n of [1, 2, 3]) expect(store.page(makePage("", `trang ${n}`).sha256)).not.toBeNull();
  });

  it("tells which body is lost when a file has lost its end, keeps the others, and goes on in a new file", async () => {
    const path = newPath();
    const first = open(path);
    saveNumbered(first, 1, 2);
    first.close();
    truncateSync(at(path), statSync(at(path)).size - 10);
    const before = readFileSync(at(path));
    const store = open(path);
    saveNumbered(store, 3);
    expect(readFileSync(at(path))).toEqual(before);
    expect(await typesOf(at(path, "2026/dangvu-20261122-00002.warc.gz"))).toEqual(["warcinfo", "response https://bao.test/3"]);
    expect(store.page(makePage("", "trang 1").sha256)).not.toBeNull();
    expect(() => store.page(makePage("", "trang 2").sha256)).toThrow(/https:\/\/bao\.test\/2: tệp .*00001\.warc\.gz thiếu hoặc đã hỏng/u);
    expect(store.articles({})).toHaveLength(3);
    expect(store.rawFiles().map(({ known, found }) => found - known)).toEqual([-10, 0]);
  });

  it("notices a body that is not what was stored", () => {
    const path = newPath();
    const store = open(path);
    const [page] = saveNumbered(store, 1);
    const db = new Database(path);
    db.exec("UPDATE pages SET warc_length = warc_offset, warc_offset = 0");
    db.close();
    expect(() => store.page(page!.sha256)).toThrow(UnreadableDocument);
  });

  it("says that there is no place for raw pages, and stores nothing then", () => {
    const path = newPath();
    writeFileSync(join(dirname(path), "warc"), "");
    const store = open(path);
    expect(() => saveNumbered(store, 1)).toThrow(/không có thư mục cho trang gốc/u);
    expect(store.articles({})).toEqual([]);
  });
});

describe("a store made before bodies were kept in WARC files", () => {
  /** As version 2 of the schema had it, with one page. */
  function oldStore(): { readonly path: string; readonly page: Page } {
    const path = join(temporaryFolder(), "kho", "dangvu.sqlite");
    mkdirSync(dirname(path));
    const page = makePage("https://bao.test/1", "trang cũ");
    const db = new Database(path);
    migrate(
      db,
      listMigrations().filter(({ version }) => version <= 2),
    );
    db.prepare("INSERT INTO pages (sha256, body, rules, digest) VALUES (?, ?, 'rules-0', ?)").run(
      page.sha256,
      gzipSync(page.body),
      "0".repeat(64),
    );
    const version =
      "INSERT INTO versions (url, sha256, source, fetched_at, media_type, charset, is_current, run) VALUES (?, ?, ?, ?, ?, ?, 1, 'run-0')";
    db.prepare(version).run(page.url, page.sha256, page.source, page.fetchedAt, page.mediaType, page.charset);
    db.exec(`UPDATE fingerprint SET total = '${"0".repeat(64)}'`);
    db.close();
    return { path, page };
  }

  it("gives its bodies back, and keeps new ones in files", async () => {
    const { path, page } = oldStore();
    const store = open(path);
    expect(store.page(page.sha256)).toEqual(page);
    expect(store.pages({}).map(({ rules }) => rules)).toEqual(["rules-0"]);
    expect(save(store, page)).toBe("reread");
    expect(save(store, { ...page, url: "https://bao.test/2" })).toBe("new");
    expect(save(store, answered("https://bao.test/3", "trang mới"))).toBe("new");
    expect(await typesOf(at(path))).toEqual(["warcinfo", "response https://bao.test/3"]);
    expect(store.page(page.sha256)).toEqual(page);
    const undisturbed = openStore(":memory:");
    for (const url of ["https://bao.test/1", "https://bao.test/2"]) save(undisturbed, { ...page, url });
    save(undisturbed, answered("https://bao.test/3", "trang mới"));
    expect(store.fingerprint()).toBe(undisturbed.fingerprint());
  });
});
