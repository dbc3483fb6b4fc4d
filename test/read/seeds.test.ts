import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { originOf } from "../../pipeline/language/normalize.ts";
import { fileToPage, readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { NOW } from "./bench.ts";

const shared = new URL("../../../shared/", import.meta.url);
const isAbsent = !existsSync(new URL("seeds", shared)) || !existsSync(new URL("gold/seeds-dev.jsonl", shared));
const why = isAbsent ? " (bỏ qua: không có thư mục ../shared)" : "";

interface Gold {
  readonly kind: string;
  readonly doc: string;
  readonly article: number;
  readonly title: string;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly trust: string;
  readonly start: number;
  readonly end: number;
}

const names = isAbsent ? [] : readdirSync(new URL("seeds", shared)).sort();
const bodies = new Map(names.map((name) => [name.replace(/\.txt$/u, ""), readFileSync(new URL(`seeds/${name}`, shared))]));
const read = new Map([...bodies].map(([doc, body]) => [doc, readWrittenPage(fileToPage(`${doc}.txt`, body, NOW), { source: null })]));
const gold: readonly Gold[] = isAbsent
  ? []
  : readFileSync(new URL("gold/seeds-dev.jsonl", shared), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Gold => JSON.parse(line))
      .filter((record) => record.kind === "article");

/** Where the body stands in the file. */
function bodySpan(article: Article): { start: number; end: number } {
  const body = article.blocks.filter((block) => !["kicker", "title", "sapo"].includes(block.kind));
  const span = { start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 };
  return article.offsets === null ? span : originOf(article.offsets, span);
}

describe(`the five seeds${why}`, () => {
  it.skipIf(isAbsent)("hold 14 articles", () => {
    expect([...read.values()].map((articles) => articles.length)).toEqual([1, 1, 1, 1, 10]);
  });

  it.skipIf(isAbsent)("have the borders, titles, publishers, dates and trust of the gold, to the character", () => {
    const found = gold.map((want) => {
      const article = read.get(want.doc)?.[want.article] as Article;
      const { title, publishedAt, publisher, trust } = article;
      return {
        doc: want.doc,
        article: want.article,
        title,
        publisher,
        published: publishedAt?.slice(0, 10) ?? null,
        trust,
        ...bodySpan(article),
      };
    });
    expect(found).toEqual(
      gold.map(({ doc, article, title, publisher, published, trust, start, end }) => ({
        doc,
        article,
        title,
        publisher,
        published,
        trust,
        start,
        end,
      })),
    );
  });

  it.skipIf(isAbsent)("begin and end as the findings say where there is no gold", () => {
    const rows = [
      ["002_129da486c45f41e4", 0, "Khi có Nghị quyết 09 –", "tổ chức thực hiện Nghị quyết."],
      ["004_72a11eb13c2f540b", 7, "Thực hiện Nghị quyết (NQ) Đại", "lãnh đạo quản lý ở cơ sở…"],
      ["004_72a11eb13c2f540b", 8, "Cùng với gìn giữ sự đoàn", "trong sạch vững mạnh./."],
      ["004_72a11eb13c2f540b", 9, "Sau khi kiện toàn TCCS", "xã hội ở địa phương./."],
    ] as const;
    for (const [doc, position, begin, end] of rows) {
      const span = bodySpan(read.get(doc)?.[position] as Article);
      const text = (bodies.get(doc) as Buffer).toString("utf8").slice(span.start, span.end);
      expect([text.startsWith(begin), text.endsWith(end)], `${doc} ${position}`).toEqual([true, true]);
    }
  });

  it.skipIf(isAbsent)("keep 13 captions and the bylines apart from the bodies", () => {
    const all = [...read.values()].flat();
    expect(all.map((article) => article.captions.length)).toEqual([3, 1, 1, 1, 0, 0, 2, 1, 0, 0, 0, 1, 2, 1]);
    expect(all.map((article) => article.byline).filter((byline) => byline !== null)).toEqual([
      "PHAN MINH QUẢNG",
      "NGUYỆT THU",
      "PHÙNG KHIÊM",
      "QUỲNH LAM",
      "Hoài Anh",
      "ANH DŨNG",
    ]);
    for (const article of all) for (const caption of article.captions) expect(article.text).not.toContain(caption);
  });

  it.skipIf(isAbsent)("have dates to the minute, and none where only a visitor's clock or a law is dated", () => {
    const dates = [...read.values()].flat().map((article) => article.publishedAt);
    expect(dates.filter((date) => date !== null)).toEqual(["2022-09-19T14:11+07:00", "2022-10-28T10:04+07:00", "2020-02-26T11:16+07:00"]);
  });

  it.skipIf(isAbsent)("lead every word back to the file", () => {
    for (const [doc, articles] of read) {
      const raw = (bodies.get(doc) as Buffer).toString("utf8");
      for (const article of articles) {
        const words = [...article.text.matchAll(/\S+/gu)].filter((_, index) => index % 7 === 0);
        for (const match of words) {
          const span = originOf(article.offsets as NonNullable<Article["offsets"]>, {
            start: match.index,
            end: match.index + match[0].length,
          });
          expect(raw.slice(span.start, span.end).normalize("NFC").replaceAll("Ð", "Đ")).toBe(match[0]);
        }
      }
    }
  });
});
