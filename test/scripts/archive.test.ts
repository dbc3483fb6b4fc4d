import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage, packed, warcRecord } from "../read/warc-file.ts";
import { call, parseLines } from "./cli.ts";

const page = (n: number): Buffer => warcRecord({ url: `https://bao.test/${n}`, body: htmlPage(`Bài ${n}`, `${n}05`) });
const image = warcRecord({ http: ["HTTP/1.1 200 OK", "Content-Type: image/png"], body: "x" });
const empty = warcRecord({ url: "https://bao.test/trong", body: "<html><body></body></html>" });

function archive(bytes: Uint8Array, name = "kho.warc.gz"): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

describe("dangvu read of an archive", () => {
  it("prints the articles of all pages and says what was passed over", async () => {
    const path = archive(packed([page(1), image, page(2)]));
    const { code, out, err } = await call("read", path);
    expect([code, err]).toEqual([0, `${path}: bỏ qua 1 bản ghi (1 loại tệp không đọc)\n`]);
    expect(out).toContain("https://bao.test/1 · bài 1: Bài 1");
    expect(out).toContain("https://bao.test/2 · bài 1: Bài 2");
    expect(out).toMatch(/\n2 bài, 2 số liệu\.\n$/u);
  });

  it("goes on behind a page without an article and ends with 3", async () => {
    const { code, out, err } = await call("read", archive(Buffer.concat([page(1), empty, page(2)]), "kho.warc"), "--json");
    expect(code).toBe(3);
    expect(parseLines<{ file: string }>(out).map(({ file }) => file)).toEqual(["https://bao.test/1", "https://bao.test/2"]);
    expect(err).toContain("https://bao.test/trong");
  });

  it("reads what is left of a file that was cut off, and ends with 3", async () => {
    const { code, out, err } = await call("read", archive(packed([page(1), page(2)]).subarray(0, -30)));
    expect(code).toBe(3);
    expect(out).toMatch(/\n1 bài, 1 số liệu\.\n$/u);
    expect(err).toContain("1 đứt ở cuối tệp");
  });

  it("fails for what is no archive", async () => {
    const { code, err } = await call("read", archive(Buffer.from("không phải")));
    expect(code).toBe(1);
    expect(err).toContain("không phải tệp WARC");
  });

  it("gives annotation records of each page under its address", async () => {
    const { code, out } = await call("extract", archive(packed([page(1), page(2)])));
    expect(code).toBe(0);
    const articles = parseLines<{ kind: string; doc: string; url?: string }>(out).filter(({ kind }) => kind === "article");
    expect(articles.map(({ doc, url }) => [doc, url])).toEqual([1, 2].map((n) => [`https://bao.test/${n}`, `https://bao.test/${n}`]));
  });
});
