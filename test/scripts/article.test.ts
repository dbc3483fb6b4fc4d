import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { call, parseLines } from "./cli.ts";

const sentence = "The council met on Monday to talk about the old bridge, and nobody left before the vote was counted. ";
const page = (body: string): string =>
  `<html><head><title>Bridge vote</title><meta property="article:published_time" content="2019-11-20T08:00:00Z"></head><body>
<header><a href="/">Home</a><h1>Council votes on the bridge</h1><h2 class="standfirst">What the vote means for the people on both banks of the river.</h2></header>
<article><div class="body">${body}</div></article></body></html>`;

interface Line {
  readonly file: string;
  readonly title: string;
  readonly sapo: string | null;
  readonly published: string | null;
  readonly text: string;
  readonly captions: readonly string[];
  readonly articles?: readonly { readonly title: string; readonly text: string }[];
}

describe("dangvu article", () => {
  it("gives one line of JSON a file: the body alone, its lead and captions apart", async () => {
    const file = join(temporaryFolder(), "bridge.html");
    writeFileSync(
      file,
      page(
        `<p>${sentence.repeat(2)}</p><figure><img src="a.jpg"><figcaption>The old bridge in spring.</figcaption></figure><p>Advertisement</p><p>${sentence.repeat(3)}</p>`,
      ),
    );
    const { code, out } = await call("article", file, "--json");
    const [line, ...others] = parseLines<Line>(out);
    expect([code, others.length, line?.file, line?.title]).toEqual([0, 0, "bridge.html", "Council votes on the bridge"]);
    expect(line?.published?.slice(0, 10)).toBe("2019-11-20");
    expect(line?.text).toBe(`${sentence.repeat(2).trim()}\n${sentence.repeat(3).trim()}`);
    expect(line?.sapo).toContain("both banks");
    expect(line?.captions).toEqual(["The old bridge in spring."]);
  });

  it("goes on behind a file that cannot be read, and says so by its exit code", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "trang"));
    writeFileSync(join(folder, "trang", "a.html"), "");
    writeFileSync(join(folder, "trang", "b.html"), page(`<p>${sentence.repeat(4)}</p>`));
    const { code, out, err } = await call("article", join(folder, "trang"), "--json");
    expect([code, parseLines<Line>(out).map((line) => line.file)]).toEqual([3, ["b.html"]]);
    expect(err).toContain("a.html");
  });

  it("gives all articles of a page of several, the first at the top", async () => {
    const { out } = await call("article", "test/read/pages/scroll.html", "--json");
    const [line] = parseLines<Line>(out);
    expect(line?.articles).toHaveLength(2);
    expect(line?.text).toBe(line?.articles?.[0]?.text);
  });

  it("prints for people the title, the body and what was left out", async () => {
    const { code, out } = await call("article", "test/read/pages/article-cards.html");
    expect(code).toBe(0);
    expect(out).toContain("bỏ (");
  });

  it("refuses a path that does not exist", async () => {
    expect((await call("article", "khong-co.html")).code).toBe(2);
  });
});
