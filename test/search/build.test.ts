import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildIndex, loadIndex, saveIndex } from "../../pipeline/search/build.ts";
import type { MemoryIndex } from "../../pipeline/search/query.ts";
import { StoreBroken } from "../../pipeline/types/errors.ts";
import { headOf, makeLibrary } from "./library.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dangvu-index-"));
  path = join(folder, "indexes", "search.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ARTICLES = { a: "Một\nChi bộ kết nạp 3 đảng viên.", b: "Hai\nXếp loại TCCSĐ." };
const answers = (index: MemoryIndex | null): unknown =>
  ["kết nạp", "tổ chức cơ sở đảng", "hai"].map((query) => index?.search(query, { limit: 9, offset: 0 }));

describe("a saved index", () => {
  it("answers as the one that was built", () => {
    const library = makeLibrary(ARTICLES);
    const built = buildIndex(path, library);
    const loaded = loadIndex(path, library);
    expect(answers(loaded)).toEqual(answers(built));
    expect([loaded?.size, loaded?.fingerprint]).toEqual([2, library.fingerprint()]);
    expect(readdirSync(join(folder, "indexes"))).toEqual(["search.json"]);
  });

  it("is written the same way for the same articles", () => {
    buildIndex(path, makeLibrary(ARTICLES));
    const first = readFileSync(path);
    buildIndex(path, makeLibrary(ARTICLES));
    expect(readFileSync(path).equals(first)).toBe(true);
  });

  it("goes on taking articles after it was loaded", () => {
    const library = makeLibrary(ARTICLES);
    buildIndex(path, library);
    const loaded = loadIndex(path, library)!;
    library.put("c", { text: "Ba\nKỷ luật hai người." });
    const read = library.article("c")!;
    loaded.add([{ head: headOf(read), read }]);
    saveIndex(path, loaded);
    expect(loadIndex(path, library)?.search("kỷ luật", { limit: 9, offset: 0 }).total).toBe(1);
  });

  it("is of no use once the library has changed", () => {
    const library = makeLibrary(ARTICLES);
    buildIndex(path, library);
    library.put("c", { text: "Ba\nThêm bài." });
    expect(loadIndex(path, library)).toBeNull();
  });

  it("is of no use to another analyser", () => {
    const library = makeLibrary(ARTICLES);
    buildIndex(path, library);
    writeFileSync(path, readFileSync(path, "utf8").replace(/"analyzer":"[^"]+"/u, '"analyzer":"search-0/language-0"'));
    expect(loadIndex(path, library)).toBeNull();
  });

  it.each<[string, (text: string) => string]>([
    ["a letter changed", (text) => text.replace('"documentCount":2', '"documentCount":3')],
    ["an end cut off", (text) => text.slice(0, -20)],
    ["no header", (text) => text.slice(text.indexOf("\n") + 1)],
    ["nothing", () => ""],
    ["something else", () => "\u0000\u0001 chào"],
    ["another JSON", () => '{"format":"khác"}\n{}'],
  ])("is of no use with %s, and is built anew", (_, damage) => {
    const library = makeLibrary(ARTICLES);
    const built = buildIndex(path, library);
    writeFileSync(path, damage(readFileSync(path, "utf8")));
    expect(loadIndex(path, library)).toBeNull();
    expect(answers(buildIndex(path, library))).toEqual(answers(built));
    expect(loadIndex(path, library)).not.toBeNull();
  });
});

it("has no index where none was saved", () => {
  expect(loadIndex(path, makeLibrary(ARTICLES))).toBeNull();
  expect(existsSync(path)).toBe(false);
});

it("says where it cannot write, and leaves nothing behind", () => {
  writeFileSync(join(folder, "indexes"), "một tệp, không phải thư mục");
  expect(() => buildIndex(path, makeLibrary(ARTICLES))).toThrow(StoreBroken);
  expect(readdirSync(folder)).toEqual(["indexes"]);
});
