import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EngineChoice, loadIndex, openIndex } from "../../pipeline/search/build.ts";
import type { ArticleIndex, Library } from "../../pipeline/search/query.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { FILE_ENGINES } from "./homes.ts";
import { headOf, makeLibrary } from "./library.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-index-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ARTICLES = { a: "Một\nChi bộ kết nạp 3 đảng viên.", b: "Hai\nXếp loại TCCSĐ.", c: "Ba\nHọp chi bộ.", d: "Bốn\nHọp đảng ủy." };
const answers = (index: ArticleIndex | null): unknown =>
  ["kết nạp", "tổ chức cơ sở đảng", "hai", "họp"].map((query) => index?.search(query, { limit: 9, offset: 0 }));

describe.each(FILE_ENGINES)("a saved index of %s", (engine) => {
  const file = (): string => join(folder, "indexes", engine === "fts5" ? "search.sqlite" : "search.json");
  const place = (library: Library) => ({ folder: join(folder, "indexes"), engine: engine as EngineChoice, library });

  it("answers as the one that was built", () => {
    const library = makeLibrary(ARTICLES);
    const built = answers(openIndex(place(library)));
    const loaded = loadIndex(place(library));
    expect(answers(loaded)).toEqual(built);
    expect([loaded?.size, loaded?.fingerprint, loaded?.engine]).toEqual([4, library.fingerprint(), engine]);
  });

  it("is brought up to date by what came, changed and went, and answers like one that is built anew", () => {
    const more = Object.fromEntries(["h", "i", "k", "l", "m"].map((name) => [name, "Tin ngắn\nThời tiết đẹp."]));
    const library = makeLibrary({ ...ARTICLES, ...more });
    openIndex(place(library)).close();
    library.put("e", { text: "Năm\nKỷ luật hai người." });
    library.put("a", { text: "Một\nChi bộ họp thay." });
    library.take("b");
    expect(loadIndex(place(library))).toBeNull();
    const asked: string[] = [];
    const watched: Library = {
      ...library,
      article: (id) => {
        asked.push(id);
        return library.article(id);
      },
    };
    const updated = openIndex(place(watched));
    expect(asked.sort()).toEqual(["a", "e"]);
    expect([updated.size, updated.fingerprint]).toEqual([9, library.fingerprint()]);
    const ids = (index: ArticleIndex | null, query: string) =>
      index?.search(query, { limit: 9, offset: 0 }).hits.map(({ head }) => head.id);
    for (const index of [updated, loadIndex(place(library))]) {
      expect(ids(index, "kỷ luật")).toEqual(["e"]);
      expect(ids(index, "kết nạp")).toEqual([]);
      expect(ids(index, "TCCSĐ")).toEqual([]);
      expect([...(ids(index, "họp") ?? [])].sort()).toEqual(["a", "c", "d"]);
    }
  });

  it("is built anew once most of it has changed", () => {
    const library = makeLibrary(ARTICLES);
    openIndex(place(library)).close();
    for (const name of ["a", "b", "c"]) library.put(name, { text: "Khác\nNội dung mới." });
    expect(openIndex(place(library)).search("nội dung", { limit: 9, offset: 0 }).total).toBe(3);
  });

  it("is whole again after articles were added", () => {
    const library = makeLibrary(ARTICLES);
    const index = openIndex(place(library));
    library.put("e", { text: "Năm\nKỷ luật hai người." });
    const read = library.article("e")!;
    index.add([{ head: headOf(read), read }]);
    const again = openIndex(place(library));
    expect([again.size, again.fingerprint, again.search("kỷ luật", { limit: 9, offset: 0 }).total]).toEqual([5, library.fingerprint(), 1]);
  });

  it("is of no use to another analyser", () => {
    const library = makeLibrary(ARTICLES);
    openIndex(place(library)).close();
    writeFileSync(file(), readFileSync(file(), "latin1").replace(/search-2\/language/u, "search-1/language"), "latin1");
    expect(loadIndex(place(library))).toBeNull();
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["an end cut off", (bytes) => bytes.subarray(0, bytes.length / 2)],
    ["nothing", () => Buffer.alloc(0)],
    ["something else", () => Buffer.from("\u0000\u0001 chào")],
    ["another JSON", () => Buffer.from('{"format":"khác"}\n{}')],
  ])("is of no use with %s, and is built anew", (_, damage) => {
    const library = makeLibrary(ARTICLES);
    const built = openIndex(place(library));
    const wanted = answers(built);
    built.close();
    writeFileSync(file(), damage(readFileSync(file())));
    expect(loadIndex(place(library))).toBeNull();
    expect(answers(openIndex(place(library)))).toEqual(wanted);
    expect(loadIndex(place(library))).not.toBeNull();
  });

  it("has no index where none was saved", () => {
    expect(loadIndex(place(makeLibrary(ARTICLES)))).toBeNull();
    expect(existsSync(file())).toBe(false);
  });

  it("says where it cannot write, and leaves nothing behind", () => {
    writeFileSync(join(folder, "indexes"), "một tệp, không phải thư mục");
    expect(() => openIndex(place(makeLibrary(ARTICLES)))).toThrow(StoreBroken);
    expect(readdirSync(folder)).toEqual(["indexes"]);
  });
});

it("lets the number of articles choose the engine, and keeps one index only", () => {
  const library = makeLibrary(ARTICLES);
  openIndex({ folder, engine: "fts5", library }).close();
  expect(openIndex({ folder, engine: "auto", library }).engine).toBe("minisearch");
  expect(readdirSync(folder)).toEqual(["search.json"]);
});

it("writes MiniSearch's index the same way for the same articles", () => {
  const bytes = [1, 2].map(() => {
    openIndex({ folder, engine: "minisearch", library: makeLibrary(ARTICLES) });
    const written = readFileSync(join(folder, "search.json"));
    rmSync(join(folder, "search.json"));
    return written;
  });
  expect(bytes[0]?.equals(bytes[1]!)).toBe(true);
});
