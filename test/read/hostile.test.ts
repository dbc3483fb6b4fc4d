import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { pageOf } from "./bench.ts";

const sentence = "Huyện ủy họp bàn việc của quý tới, mời bí thư các chi bộ cùng dự, ai cũng nói ngắn và nói thật. ";

/** Seconds that any page may take on a busy machine; each of these takes a tenth of it on an idle one. */
const PATIENCE = 60_000;

const pages: readonly (readonly [string, string, string])[] = [
  ["100,000 levels of tags", "text/html", `<h1>Huyện ủy họp bàn việc quý tới</h1>${"<div>".repeat(100_000)}<p>${sentence.repeat(4)}</p>`],
  ["a million tags that never close", "text/html", "<b><p><table><tr><td>".repeat(250_000) + sentence],
  ["a million links", "text/html", `<p>${sentence.repeat(4)}</p>${"<a href='/x'>tin bài</a> ".repeat(1_000_000)}`],
  ["one line of 20 MB in HTML", "text/html", `<p>${sentence.repeat(150_000)}`],
  ["one line of 20 MB in plain text", "text/plain", sentence.repeat(150_000)],
  ["a million short lines", "text/plain", "tin ngắn\n".repeat(1_000_000)],
  ["20 MB of blanks", "text/plain", " ".repeat(20_000_000)],
  ["a line with a million blanks between two words", "text/plain", `Huyện ủy${" ".repeat(1_000_000)}họp bàn\n${sentence.repeat(3)}`],
  ["100,000 link lists", "text/plain", "--- Bài mới hơn ---\n • một\n • hai\n".repeat(100_000)],
  ["5 million angle brackets", "text/html", "<".repeat(5_000_000)],
  ["a tag with a million attributes", "text/html", `<p ${"a=1 ".repeat(1_000_000)}>${sentence}</p>`],
  ["tables in tables", "text/html", "<table><tr><td>".repeat(20_000) + sentence],
  [
    "20,000 elements that call themselves title, author and lead",
    "text/html",
    `<div class="author title sapo kicker">${sentence}</div>`.repeat(20_000),
  ],
];

const utf8 = (text: string): Buffer => Buffer.from(text);
const bytes: readonly (readonly [string, Uint8Array])[] = [
  ["50 MB of nested tags", utf8(`<h1>Huyện ủy họp bàn việc quý tới</h1>${"<div><b>".repeat(6_200_000)}${sentence}`)],
  ["100,000 attributes on 100 elements", utf8(`<p ${"thuoc-tinh=1 ".repeat(1000)}>${sentence}</p>`.repeat(100))],
  ["endless entities", utf8(`<p>${"&amp;&#273;&nbsp;&khong;".repeat(400_000)}${sentence}</p>`)],
  ["an entity that never ends", utf8(`<p>&${"a".repeat(5_000_000)}${sentence}</p>`)],
  ["bytes of no encoding", Buffer.concat([utf8(`<p>${sentence.repeat(3)}`), Buffer.alloc(1_000_000, 0xc3), utf8("</p>")])],
  [
    "half of a UTF-16 character",
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`<p>${sentence}</p>`, "utf16le"), Buffer.from([0xd8])]),
  ],
  ["comments and scripts that never end", utf8(`<p>${sentence.repeat(3)}</p>${"<!-- <script> ".repeat(300_000)}`)],
  [
    "10,000 columns, each with a link list",
    utf8(`<div class="cot"><ul>${"<li><a href=x>tin</a></li>".repeat(5)}</ul></div>`.repeat(10_000) + sentence),
  ],
];

describe("a hostile page of bytes", () => {
  it.each(bytes)(
    "ends in bounded time, with articles or a clear refusal: %s",
    (_name, body) => {
      try {
        expect(readWrittenPage(pageOf(body), { source: null }).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableDocument);
      }
    },
    PATIENCE,
  );
});

describe("a hostile page", () => {
  it.each(pages)(
    "ends in bounded time, with articles or a clear refusal: %s",
    (_name, mediaType, body) => {
      try {
        expect(readWrittenPage(pageOf(body, { mediaType }), { source: null }).length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableDocument);
      }
    },
    PATIENCE,
  );

  it("is not kept alive by the strings of its article", () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    const articles = Array.from(
      { length: 10 },
      (_, i) =>
        readWrittenPage(
          pageOf(
            `<meta property="og:title" content="Huyện ủy họp bàn việc quý ${i}"><p>${sentence.repeat(3)}</p><!--${"đ".repeat(2_000_000)}-->`,
          ),
          {
            source: null,
          },
        )[0]?.title,
    );
    expect(used() - before).toBeLessThan(10_000_000);
    expect(articles).toHaveLength(10);
  });
});
