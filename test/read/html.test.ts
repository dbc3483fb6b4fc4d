import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { bodyOf, pageOf, textOfKinds } from "./bench.ts";

interface Imitated {
  readonly file: string;
  readonly url?: string;
  readonly title: string;
  readonly published: string | null;
  readonly from: Article["publishedFrom"];
  readonly byline: string | null;
  readonly captions?: readonly string[];
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
}

const imitated: readonly Imitated[] = [
  {
    file: "mastercms.html",
    title: "Xã vùng ven giữ nếp sinh hoạt chi bộ đúng ngày",
    published: "2019-03-20T14:30+07:00",
    from: "dateline",
    byline: "LÂM VIÊN",
    captions: ["Họp chi bộ ở nhà văn hóa thôn"],
    must: ["thu xếp việc nhà.", "kết nạp 7 đảng viên mới", "kỳ giao ban."],
    mustNot: ["90 đảng viên", "Bản quyền", "nhà văn hóa thôn", "22/11/2026"],
  },
  {
    file: "fck-detail.html",
    title: "Khu chế xuất có thêm tổ chức đảng",
    published: "2021-08-04T05:37+07:00",
    from: "meta",
    byline: "Hữu Phước",
    captions: ["Công nhân đọc bản tin của chi bộ giờ nghỉ trưa."],
    must: ["14 chi bộ với 236 đảng viên", "nền nếp trong xưởng tốt hơn."],
    mustNot: ["21 công nhân", "ý kiến phù hợp", "Trang chủ"],
  },
  {
    file: "broken-form.html",
    title: "Đảng ủy thị trấn bàn cách giữ chân đảng viên trẻ",
    published: "2018-05-09T16:20+07:00",
    from: "dateline",
    byline: "T. Hạnh",
    must: ["11 đảng viên chuyển sinh hoạt đi nơi khác, phần lớn", "Giao việc cụ thể", "mỗi quý rà lại một lần."],
    mustNot: ["999", "1.204.377", "Kết nạp 5 đảng viên", "CỔNG THÔNG TIN"],
  },
  {
    file: "wordpress.html",
    title: "Người giữ sổ chi bộ bản Mây",
    published: "2023-02-03T01:30+07:00",
    from: "json-ld",
    byline: null,
    must: ["Từ ba đảng viên đầu tiên", "Nay là 19, trong đó 6 nữ", "Năm | Kết nạp\n2021 | 2\n2022 | 4", "vừa được bầu."],
    mustNot: ["tệp ghi nhớ", "Chợ phiên"],
  },
  {
    file: "address-date.html",
    url: "https://bao.test/xa-hoi/d20090421083100000.htm",
    title: "Đảng bộ xã Bình Yên qua một nhiệm kỳ",
    published: "2009-04-21T08:31+07:00",
    from: "url",
    byline: null,
    must: ["kết nạp được 43 đảng viên", "rồi mới bàn mở thêm nghề."],
    mustNot: ["Hội chợ xuân"],
  },
  {
    file: "article-cards.html",
    title: "Thành phố trẻ và những chi bộ chung cư",
    published: "2024-05-02T08:00+07:00",
    from: "time",
    byline: "Đoàn Thụy",
    must: ["8 chi bộ chung cư, gồm 121 đảng viên", "nhân ra toàn thành phố."],
    mustNot: ["500 triệu", "lập 4 chi bộ", "60 gian hàng", "Xe buýt"],
  },
  {
    file: "plain-divs.html",
    title: "Hợp tác xã mía có chi bộ đầu tiên",
    published: "2017-02-07",
    from: "dateline",
    byline: "Nguyễn Thị Sim",
    captions: ["Trao quyết định cho chi ủy"],
    must: ["LMO - Sáng nay", "Chi bộ có 5 đảng viên", "ngay tại đồng mía."],
    mustNot: ["Lượt xem", "Lịch"],
  },
];

function readFilePage(file: string, url = "https://bao.test/bai"): readonly Article[] {
  return readWrittenPage(pageOf(readFileSync(new URL(`pages/${file}`, import.meta.url)), { url }), { source: null });
}

describe("an imitated page", () => {
  it.each(imitated.map((page) => [page.file, page] as const))("%s gives its article and nothing else", (_file, page) => {
    const articles = readFilePage(page.file, page.url);
    expect(articles).toHaveLength(1);
    const [article] = articles as [Article];
    expect([article.title, article.publishedAt, article.publishedFrom, article.byline]).toEqual([
      page.title,
      page.published,
      page.from,
      page.byline,
    ]);
    expect(article.captions).toEqual(page.captions ?? []);
    for (const phrase of page.must) expect(bodyOf(article)).toContain(phrase);
    for (const phrase of page.mustNot) expect(article.text).not.toContain(phrase);
  });

  it("of an endless scroll gives its articles apart, each with its own date and author", () => {
    const found = readFilePage("scroll.html").map(({ title, publishedAt, byline, position }) => ({ title, publishedAt, byline, position }));
    expect(found).toEqual([
      { title: "Huyện đảo củng cố chi bộ tổ đoàn kết", publishedAt: "2017-06-12T07:45+07:00", byline: "HẢI YẾN", position: 0 },
      { title: "Thị xã biên giới họp bàn việc kết nghĩa", publishedAt: "2017-06-13T09:10+07:00", byline: "MINH TRÍ", position: 1 },
    ]);
  });
});

const sentence = "Đảng ủy xã họp phiên thường kỳ, nghe các chi bộ báo cáo và bàn việc của quý tới, ai cũng nói ngắn. ";
const wrap = (head: string, body: string): string =>
  `<html><head>${head}</head><body><h1>Đảng ủy xã họp phiên thường kỳ</h1>${body}</body></html>`;
const readOne = (html: string, source: Source | null = null, url = "https://bao.test/bai"): Article =>
  readWrittenPage(pageOf(html, { url }), { source })[0] as Article;

function sourceWith(selectors: Source["selectors"]): Source {
  return {
    id: "thu",
    name: "Báo Thử",
    kind: "newspaper",
    province: null,
    home: "https://bao.test/",
    enabled: true,
    feeds: [],
    sitemaps: [],
    listings: [],
    articleUrl: ".",
    selectors,
    datelines: [],
    paceSeconds: 1,
    allowPrivate: false,
  };
}

describe("the cascade", () => {
  const two = `<div id="a"><p>${sentence.repeat(6)}</p></div><div id="b"><p>${sentence.repeat(2)}</p><p class="qc">Mua một tặng một.</p></div>`;

  it("believes the source's own selector and drops what it names", () => {
    const article = readOne(wrap("", two), sourceWith({ body: "#b", drop: [".qc"] }));
    expect(bodyOf(article)).toBe(sentence.repeat(2).trim());
    expect(article.removed).toContainEqual({ step: "selector", reason: "drop", text: "Mua một tặng một." });
    expect([article.source, article.publisher]).toEqual(["thu", "Báo Thử"]);
  });

  it("falls back to its own rules when the selector matches nothing", () => {
    expect(bodyOf(readOne(wrap("", two), sourceWith({ body: "#khong-co" })))).toContain(sentence.trim());
  });

  it("does not empty a page whose wrapper is called a sidebar", () => {
    expect(bodyOf(readOne(wrap("", `<div class="sidebar hidden tags"><p>${sentence.repeat(3)}</p></div>`)))).toBe(
      sentence.repeat(3).trim(),
    );
  });

  it("takes what paragraphs there are when nothing looks like a body", () => {
    expect(bodyOf(readOne("<p>Huyện ủy họp bàn công tác phát triển Đảng ở các xã vùng xa.</p>"))).toContain("Huyện ủy họp bàn");
  });

  it("takes text between line breaks as paragraphs, and joins what goes on in lower case", () => {
    const article = readOne(
      wrap(
        "",
        `<div>${sentence}<br><br>Đoạn hai nói về việc\n<br>thu nộp đảng phí, ai nộp chậm thì nhắc ngay trong buổi họp gần nhất.<br>Cuối buổi, ai cũng ký vào sổ.</div>`,
      ),
    );
    expect(article.blocks.filter((block) => block.kind === "paragraph")).toHaveLength(3);
    expect(article.text).toContain("nói về việc thu nộp đảng phí");
  });

  it("keeps a lead that is printed twice once, and says what it took out", () => {
    const article = readOne(
      wrap(
        "",
        `<p class="sapo">${sentence.trim()}</p><div class="noi-dung"><p>${sentence.trim()}</p><p>${sentence.repeat(2).trim()}</p></div>`,
      ),
    );
    expect(textOfKinds(article, "sapo")).toBe(sentence.trim());
    expect(bodyOf(article)).toBe(sentence.repeat(2).trim());
  });

  it("reads tables as rows, and lists as items", () => {
    const article = readOne(
      wrap(
        "",
        `<div><p>${sentence.repeat(2)}</p><table><tr><th>Xã</th><th>Kết nạp</th></tr><tr><td>Hạ</td><td>12</td></tr><tr><td>Thượng</td><td>9</td></tr></table><ul><li>Việc một.</li><li>Việc hai.</li></ul><p>${sentence}</p></div>`,
      ),
    );
    expect(textOfKinds(article, "table")).toBe("Xã | Kết nạp\nHạ | 12\nThượng | 9");
    expect(textOfKinds(article, "list")).toBe("Việc một.\nViệc hai.");
  });
});

describe("metadata", () => {
  const body = `<div class="nd"><p>${sentence.repeat(3)}</p></div>`;

  it.each<[string, string, string, string | null, Article["publishedFrom"]]>([
    [
      "JSON-LD before meta",
      '<script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2021-05-06T07:08:00+07:00"}]</script><meta property="article:published_time" content="2020-01-01T00:00:00+07:00">',
      body,
      "2021-05-06T07:08+07:00",
      "json-ld",
    ],
    [
      "JSON-LD with a stray comma",
      '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-06T07:08:00+07:00",}</script>',
      body,
      "2021-05-06T07:08+07:00",
      "json-ld",
    ],
    [
      "meta before time",
      '<meta property="article:published_time" content="2020-01-02T03:04:00+07:00">',
      `<time datetime="2019-01-01">1/1/2019</time>${body}`,
      "2020-01-02T03:04+07:00",
      "meta",
    ],
    ["itemprop", "", `<span itemprop="datePublished" content="2018-03-04">4/3/2018</span>${body}`, "2018-03-04", "itemprop"],
    ["a date line near the title", "", `<div>Thứ sáu, 4/5/2018 | 06:00</div>${body}`, "2018-05-04T06:00+07:00", "dateline"],
    ["never the visitor's clock", "", `<div id="currentDate">Thứ sáu, 4/5/2018 06:00</div>${body}`, null, "none"],
    ["never a weekday and a day alone", "", `<div>Thứ sáu, 4/5/2018</div>${body}`, null, "none"],
    [
      "never a law's date in the text",
      "",
      `<div><p>Thực hiện Nghị quyết số 27-NQ/TW, ngày 9/11/2022 của Trung ương, ${sentence.repeat(2)}</p></div>`,
      null,
      "none",
    ],
    ["never a teaser's time", "", `${body}<div class="tin-lien-quan"><time datetime="2017-01-01">1/1/2017</time></div>`, null, "none"],
  ])("takes the date from the best place: %s", (_case, head, inner, at, from) => {
    const article = readOne(wrap(head, inner));
    expect([article.publishedAt, article.publishedFrom]).toEqual([at, from]);
  });

  it("refuses the day of the crawl above the title, whatever it looks like", () => {
    const article = readOne(`<html><body><div>22/11/2026 08:10</div><h1>Đảng ủy xã họp phiên thường kỳ</h1>${body}</body></html>`);
    expect(article.publishedAt).toBeNull();
  });

  it("keeps the time of the last change apart", () => {
    const article = readOne(
      wrap(
        '<meta property="article:published_time" content="2020-01-02"><meta property="article:modified_time" content="2020-02-03T04:05:00+07:00">',
        body,
      ),
    );
    expect([article.publishedAt, article.modifiedAt]).toEqual(["2020-01-02", "2020-02-03T04:05+07:00"]);
  });

  it("names publisher and the report that the figures come from", () => {
    const article = readOne(
      wrap('<meta name="dcterms.publisher" content="Báo Khác"><meta name="dcterms.source" content="https://khac.test/goc">', body),
    );
    expect([article.publisher, article.basedOn]).toEqual(["Báo Khác", "https://khac.test/goc"]);
  });

  it("knows the title from a site's name and a section in an h1", () => {
    const html = `<html><head><title>Giữ nếp họp chi bộ ở xã ven sông - Báo Vùng Cao</title></head><body><h1>Báo Vùng Cao</h1><h1>Xây dựng Đảng</h1><h2>Giữ nếp họp chi bộ ở xã ven sông</h2>${body}</body></html>`;
    expect(readOne(html).title).toBe("Giữ nếp họp chi bộ ở xã ven sông");
  });
});

describe("a page of any language", () => {
  const text = "The council met on Monday to talk about the old bridge, and nobody left before the vote was counted. ";
  const english = (inner: string): string =>
    `<html><head><title>Council votes on the bridge</title></head><body><h1>Council votes on the bridge</h1>${inner}</body></html>`;

  it.each<[string, string, string]>([
    [
      "advertisements and invitations between the paragraphs",
      `<div class="story"><p>${text.repeat(2)}</p><p>Story continues below advertisement</p><p>${text}</p><p>Sign up for our morning newsletter today</p><p>${text.repeat(3)}</p></div>`,
      `${text.repeat(2).trim()}\n${text.trim()}\n${text.repeat(3).trim()}`,
    ],
    [
      "a text in several elements, with a module between",
      `<main><div class="part"><p>${text}</p></div><div class="ad-slot">Buy a bridge now, two for one, only this week.</div><div class="part"><p>${text.repeat(2)}</p></div></main>`,
      `${text.trim()}\n${text.repeat(2).trim()}`,
    ],
    [
      "comments that are longer than the article",
      `<div class="text"><p>${text.repeat(3)}</p></div><div class="reader-comments"><p>${text.replaceAll("council", "committee").repeat(9)}</p><p>${text.replaceAll("Monday", "Sunday").repeat(9)}</p></div>`,
      text.repeat(3).trim(),
    ],
    [
      "a pull quote, which is text, and an aside of links, which is none",
      `<article><p>${text.repeat(2)}</p><aside class="pullquote">“Nobody left before the vote”</aside><aside><a href="/a">Ten bridges to see in spring</a></aside><p>${text}</p></article>`,
      `${text.repeat(2).trim()}\n“Nobody left before the vote”\n${text.trim()}`,
    ],
    [
      "a text whose name says something else",
      `<div id="content_print" class="share-wrapper article-content"><p>${text}</p><p>${text.repeat(2)}</p><p>${text.repeat(3)}</p></div><div class="x">${"<p>Weather and tides for the week.</p>".repeat(30)}</div>`,
      `${text.trim()}\n${text.repeat(2).trim()}\n${text.repeat(3).trim()}`,
    ],
    [
      "a list that a sentence announces, though its items are links",
      `<div><p>${text.repeat(2)}</p><p>These are the bridges that the council wants to keep, whatever it may cost:</p><ul><li><a href="/1">The mill bridge by the weir</a></li><li><a href="/2">The long bridge at the harbour</a></li></ul><p>${text}</p></div>`,
      `${text.repeat(2).trim()}\nThese are the bridges that the council wants to keep, whatever it may cost:\nThe mill bridge by the weir\nThe long bridge at the harbour\n${text.trim()}`,
    ],
  ])("keeps its text and nothing else: %s", (_case, inner, wanted) => {
    expect(bodyOf(readOne(english(inner)))).toBe(wanted);
  });

  it("reads Chinese by its own full stops", () => {
    const sentence = "市议会星期一开会讨论旧桥的去留问题、会议一直开到深夜才宣布结束。";
    const html = `<html><head><title>旧桥去留</title></head><body><h1>旧桥去留</h1><ul><li>首页</li></ul><div><p>${sentence}</p><p>${sentence.repeat(2)}</p></div></body></html>`;
    expect(bodyOf(readOne(html))).toBe(`${sentence}\n${sentence.repeat(2)}`);
  });
});
