import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { pageOf, shingleF1, textOfKinds } from "./bench.ts";

/** What stands beside `pages/<name>.html`: the page as a careful reader would copy it out. */
const Wanted = z.strictObject({
  url: z.url(),
  /** The content system whose markup the page imitates. */
  system: z.string().min(2),
  /** What the HTTP header said. */
  charset: z.string().optional(),
  title: z.string().min(8),
  kicker: z.string().optional(),
  /** To the minute where the page tells the minute; a month where only the address tells the month; null without any date. */
  published: z
    .string()
    .regex(/^\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}\+07:00)?)?$/u)
    .nullable(),
  publishedFrom: z.enum(["json-ld", "meta", "itemprop", "time", "selector", "dateline", "url", "header", "document", "none"]).optional(),
  modified: z.string().optional(),
  /** A person, or an office where the page marks it as the author. */
  byline: z.string().nullable(),
  captions: z.array(z.string()),
  must: z.array(z.string()).min(2),
  mustNot: z.array(z.string()).min(1),
  /** Everything below the title that is the article's own: lead, paragraphs, headings, lists, tables; one block a line. */
  body: z.string().min(60),
});
type Wanted = z.infer<typeof Wanted>;

const folder = new URL("pages/", import.meta.url);
const wanted = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => [name.slice(0, -5), Wanted.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")))] as const);

function read(name: string, want: Wanted): readonly Article[] {
  const bytes = readFileSync(new URL(`${name}.html`, folder));
  return readWrittenPage(pageOf(bytes, { url: want.url, charset: want.charset ?? null }), { source: null });
}

function textOf(article: Article): string {
  return textOfKinds(article, "sapo", "heading", "paragraph", "list", "table");
}

const printing = (["log", "info", "warn", "error", "debug"] as const).map((method) => vi.spyOn(console, method));

describe.each(wanted)("%s", (name, want) => {
  let articles: readonly Article[] = [];
  let article: Article;
  beforeAll(() => {
    articles = read(name, want);
    article = articles[0] as Article;
  });

  it("is one article, under its title", () => {
    const full = want.kicker?.endsWith(":") === true ? `${want.kicker} ${want.title}` : want.title;
    expect(articles.map((found) => found.title)).toEqual([full]);
    expect(textOfKinds(article, "title")).toBe(want.title);
    if (want.kicker !== undefined) expect(textOfKinds(article, "kicker")).toBe(want.kicker);
  });

  it("has its date, to the minute where the page tells it", () => {
    expect(minute(article.publishedAt)).toBe(want.published);
    if (want.publishedFrom !== undefined) expect(article.publishedFrom).toBe(want.publishedFrom);
    if (want.modified !== undefined) expect(minute(article.modifiedAt)).toBe(minute(want.modified));
  });

  it("names its author", () => {
    expect(article.byline).toBe(want.byline);
  });

  it("keeps the captions of its pictures apart", () => {
    expect(article.captions).toEqual(want.captions);
  });

  it("gives the whole text and nothing else", () => {
    for (const phrase of want.must) expect(textOf(article)).toContain(phrase);
    for (const phrase of want.mustNot) expect(article.text).not.toContain(phrase);
    expect(shingleF1(textOf(article), want.body), textOf(article)).toBeGreaterThanOrEqual(0.97);
  });
});

describe("the pages", () => {
  it("are at least 40, of at least 10 content systems", () => {
    expect(wanted.length).toBeGreaterThanOrEqual(40);
    expect(new Set(wanted.map(([, want]) => want.system.split(/[ ,(]/u)[0])).size).toBeGreaterThanOrEqual(10);
  });

  it("are read without a word on the console", () => {
    for (const method of printing) expect(method).not.toHaveBeenCalled();
  });
});

afterAll(() => {
  for (const method of printing) method.mockRestore();
});

/** `2024-05-02T08:00:12+07:00` without its seconds. */
function minute(date: string | null): string | null {
  return date === null ? null : date.replace(/(T\d{2}:\d{2}):\d{2}/u, "$1");
}
