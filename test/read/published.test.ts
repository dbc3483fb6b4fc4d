import { describe, expect, it } from "vitest";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { pageOf } from "./bench.ts";

const sentence = "Chi bộ họp đúng ngày, nghe từng đảng viên nói việc được giao rồi bàn việc của tháng tới, ai cũng ghi vào sổ riêng. ";
const text = `<div class="noi-dung"><p>${sentence.repeat(2)}</p><p>${sentence.repeat(2)}</p></div>`;
const title = "Chi bộ thôn Trung giữ nếp họp đúng ngày";

interface Shape {
  readonly head?: string;
  readonly above?: string;
  readonly below?: string;
  readonly after?: string;
  readonly url?: string;
}

function read({ head = "", above = "", below = "", after = "", url = "https://bao.test/bai" }: Shape): Article {
  const html = `<html><head><title>${title}</title>${head}</head><body>${above}<h1>${title}</h1>${below}${text}${after}</body></html>`;
  return readWrittenPage(pageOf(html, { url }), { source: null })[0] as Article;
}

describe("the day of publication", () => {
  it.each([
    ...[
      "article:published_time",
      "og:article:published_time",
      "og:published_time",
      "og:pubdate",
      "pubdate",
      "PubDate",
      "publish-date",
      "publish_date",
      "publishdate",
      "published",
      "published_date",
      "publication_date",
      "date",
      "DC.date",
      "DC.date.issued",
      "dcterms.created",
      "datePublished",
      "sailthru.date",
      "parsely-pub-date",
      "citation_publication_date",
      "bt:pubDate",
      "rbpubdate",
      "displaydate",
      "originalpublicationdate",
      "cXenseParse:recs:publishtime",
      "video:release_date",
      "created",
      "dateCreated",
    ].map((name) => [`meta ${name}`, { head: `<meta name="${name}" content="2021-05-06T07:08:00+07:00">` }, "meta"] as const),
    ["meta property", { head: '<meta property="article:published_time" content="2021-05-06 07:08">' }, "meta"],
    ["a meta in Vietnamese order", { head: '<meta name="pubdate" content="06/05/2021 07:08">' }, "meta"],
    ["itemprop", { below: '<meta itemprop="datePublished" content="2021-05-06T07:08:00+07:00">' }, "itemprop"],
    ["itemprop in its text", { below: '<span itemprop="datePublished">06/05/2021 07:08</span>' }, "itemprop"],
    [
      "RDFa as Drupal writes it",
      { below: '<span property="dc:date dc:created" content="2021-05-06T07:08:00+07:00">hôm ấy</span>' },
      "itemprop",
    ],
    ["time", { below: '<time datetime="2021-05-06T07:08:00+07:00">hôm ấy</time>' }, "time"],
    ["time without its attribute", { below: "<time>06/05/2021 | 07:08</time>" }, "time"],
    [
      "the time below the title before one above",
      { above: '<time datetime="2020-01-01">1/1</time>', below: '<time datetime="2021-05-06T07:08">6/5</time>' },
      "time",
    ],
    ["abbr", { below: '<abbr class="published" title="2021-05-06T07:08:00+07:00">6/5</abbr>' }, "time"],
    ["a line below the title", { below: "<div>Thứ năm, 06/05/2021 | 07:08</div>" }, "dateline"],
    ["a line above the title, with its time", { above: "<div>06/05/2021 07:08</div>" }, "dateline"],
    ["a labelled line below the text", { after: "<div>Ngày đăng: 06/05/2021 - 07:08</div>" }, "dateline"],
    ["the stamp in the page's own address", { head: '<link rel="canonical" href="https://bao.test/bai-20210506070812345.htm">' }, "url"],
    ["the stamp in the address", { url: "https://bao.test/bai-20210506070812345.htm" }, "url"],
    [
      "an element named after the date, far from the title",
      { after: `<p>${sentence}</p><p>${sentence}</p><p>${sentence}</p><span class="post-date">06/05/2021 07:08</span>` },
      "dateline",
    ],
    [
      "the line before the stamp in the address",
      { below: "<div>06/05/2021 07:08</div>", url: "https://bao.test/bai-20200101010112345.htm" },
      "dateline",
    ],
    [
      "the first day, not the day of a change",
      { below: "<div>Lần cập nhật cuối: 09/05/2021 10:00</div><div>Ngày đăng: 06/05/2021 07:08</div>" },
      "dateline",
    ],
    ["two days on a labelled line: the first", { below: "<div>Ngày đăng: 06/05/2021 07:08 | Cập nhật: 09/05/2021</div>" }, "dateline"],
  ] as readonly (readonly [string, Shape, Article["publishedFrom"]])[])("is taken from %s", (_where, shape, from) => {
    const article = read(shape);
    expect([article.publishedAt, article.publishedFrom]).toEqual(["2021-05-06T07:08+07:00", from]);
  });

  it.each<[string, Shape]>([
    ["the visitor's clock", { above: '<div id="today">Thứ năm, 06/05/2021 07:08</div>' }],
    ["a clock without a name", { above: "<div>Thứ năm, 06/05/2021</div>" }],
    ["the day of the crawl above the title", { above: "<div>22/11/2026 08:10</div>" }],
    ["a comment's day", { after: '<div class="comments"><div class="date">06/05/2021 07:08</div><p>Bài hay.</p></div>' }],
    [
      "a teaser's day",
      { after: '<div class="tin-lien-quan"><a href="/b">Huyện bạn họp chi bộ lưu động</a> <span class="date">06/05/2021</span></div>' },
    ],
    ["a document's day below the title", { below: "<p>Hướng dẫn số 12-HD/BTCTW, ngày 06/05/2021</p>" }],
    ["a birthday", { below: "<p>Sinh ngày 06/05/1991</p>" }],
    ["the licence at the foot", { after: "<footer>Giấy phép số 12/GP-BTTTT ngày 06/05/2021</footer>" }],
    ["a stretch of time", { below: "<p>Từ ngày 06/05 đến 31/12/2021</p>" }],
    ["how long ago it was", { below: '<span class="time">3 giờ trước</span>' }],
  ])("is never %s", (_what, shape) => {
    expect(read(shape).publishedAt).toBeNull();
  });

  it("is only a month where the address tells only the month", () => {
    const article = read({ url: "https://bao.test/xa-hoi/201608/bai-71a04be/" });
    expect([article.publishedAt, article.publishedFrom]).toEqual(["2016-08", "url"]);
  });
});

describe("the day of the last change", () => {
  it.each<[string, Shape]>([
    ["meta", { head: '<meta property="article:modified_time" content="2021-05-09T10:00:00+07:00">' }],
    ["meta lastmod", { head: '<meta name="lastmod" content="2021-05-09T10:00:00+07:00">' }],
    ["JSON-LD", { head: '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2021-05-09T10:00:00+07:00"}</script>' }],
    ["itemprop", { below: '<meta itemprop="dateModified" content="2021-05-09T10:00:00+07:00">' }],
    ["an element named after it", { below: '<dd class="modified">Lần cập nhật cuối lúc Chủ nhật, 09 Tháng 5 2021 10:00</dd>' }],
  ])("is kept apart: %s", (_where, shape) => {
    expect(read(shape).modifiedAt).toBe("2021-05-09T10:00+07:00");
  });
});

describe("a page from elsewhere", () => {
  const page = (head: string, inner: string): Article => {
    const words = "The branch meets on the fifth of every month and each member speaks for three minutes about the work done. ";
    const html = `<html><head><title>A branch that never skips a meeting</title>${head}</head><body><h1>A branch that never skips a meeting</h1>${inner}<div><p>${words.repeat(3)}</p><p>${words.repeat(3)}</p></div></body></html>`;
    return readWrittenPage(pageOf(html), { source: null })[0] as Article;
  };

  it.each([
    ['<meta property="article:published_time" content="2019-06-04T22:30:00-05:00">', "", "2019-06-04"],
    ['<meta property="article:published_time" content="2019-06-04T22:30:00Z">', "", "2019-06-04"],
    ["", '<time datetime="2019-06-04T23:30:00-0400">June 4</time>', "2019-06-04"],
    ["", '<p class="byline">By Jane Roe, June 4, 2019</p>', "2019-06-04"],
    ["", '<div class="posted-on">Posted on June 4th, 2019 at 9:12 pm</div>', "2019-06-04"],
    ["", '<span class="datum">4. Juni 2019</span>', "2019-06-04"],
    ["", "<p>Stand: 4.6.19</p>", "2019-06-04"],
    ["", '<span class="date">06/14/2019</span>', "2019-06-14"],
    ["", '<abbr class="published" data-utime="1559620800">a day</abbr>', "2019-06-04"],
    ["", '<meta itemprop="datecreated" datetime="2019-06-04">', "2019-06-04"],
    ["", '<span class="date">4 juin 2019</span>', "2019-06-04"],
  ])("keeps the day that it shows itself: %s%s", (head, inner, day) => {
    expect(page(head, inner).publishedAt?.slice(0, 10)).toBe(day);
  });
});
