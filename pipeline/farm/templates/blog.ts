import { escapeHtml } from "../markup.ts";
import type { SampleArticle, SampleBlock } from "../press.ts";

/** The site that copies reports of others, several to a page. */
export const blogSite = { id: "tonghop", host: "tonghop.baomau.test", name: "Tổng hợp mẫu" } as const;

/** Headlines of the link blocks between the copied reports. */
const filler: readonly string[] = [
  "Cách Trình Bày Báo Cáo Tổng Kết Chi Bộ",
  "Mẫu Biên Bản Họp Chi Bộ Thường Kỳ",
  "Bài Thu Hoạch Lớp Bồi Dưỡng Đảng Viên",
  "Kinh Nghiệm Viết Bài Tham Luận Hay",
  "Hướng Dẫn Ghi Lý Lịch Cá Nhân",
  "Câu Hỏi Thường Gặp Khi Sinh Hoạt Chi Bộ",
  "Lịch Sử Ngành Tổ Chức Qua Các Thời Kỳ",
];

/** The address of a page that copies reports. */
export function blogPath(slug: string): string {
  return `/tong-hop/${slug}.html`;
}

/**
 * A page with several copied reports. As on the page that it imitates, each report stands between two blocks of links; its own first
 * paragraph is the last bullet of the block above, and the next report's title is the last bullet of the block below.
 */
export function blogPage(articles: readonly SampleArticle[]): string {
  const [head] = articles;
  const title = head === undefined ? "" : bloggedTitle(head);
  const sources = articles.map(
    ({ facts, publisher }) =>
      `<meta name="dcterms.source" content="${escapeHtml(facts)}">\n<meta name="dcterms.publisher" content="${escapeHtml(publisher)}">`,
  );
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>${escapeHtml(title)} | ${blogSite.name}</title>
<meta name="generator" content="WordPress 5.9">
${sources.join("\n")}
</head><body class="post-template-default single">
<div class="site-branding"><a href="/">${blogSite.name}</a></div>
<div class="content-area"><article class="post"><h1 class="entry-title">${escapeHtml(title)}</h1>
<div class="entry-content">
${articles.map((article, position) => section(article, position, articles[position + 1])).join("\n")}
</div></article></div>
<aside class="widget-area"><h2>Web hay</h2><ul><li><a href="/p/1">Tra cứu điểm thi</a></li><li><a href="/p/2">Mẹo vặt gia đình</a></li></ul>
<h2>Chủ đề top 10</h2><ul><li>Top 10 Bài Phát Biểu Khai Mạc Được Xem Nhiều Nhất</li><li>Top 12 Mẫu Nghị Quyết Được Tải Nhiều Nhất</li></ul></aside>
<footer>${blogSite.name}</footer></body></html>`;
}

function section(article: SampleArticle, position: number, next: SampleArticle | undefined): string {
  const paragraphs = [...(article.sapo === null ? [] : [article.sapo]), ...article.body.flatMap(paragraphsOf)];
  const [first = "", ...rest] = paragraphs;
  const byline = article.byline === null ? "" : `<p>Bài, ảnh: ${escapeHtml(article.byline)}</p>`;
  return `<p>--- Bài mới hơn ---</p>
${links(position, first)}
${rest.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}
${byline}
<p>--- Bài cũ hơn ---</p>
${links(position + 3, next === undefined ? null : bloggedTitle(next))}`;
}

function links(from: number, last: string | null): string {
  const items = Array.from({ length: 5 }, (_, step) => filler[(from + step) % filler.length] ?? "");
  const linked = items.map((title) => `<li><a href="/p/${title.length}">${title}</a></li>`);
  return `<ul>${linked.join("")}${last === null ? "" : `<li>${escapeHtml(last)}</li>`}</ul>`;
}

function paragraphsOf(block: SampleBlock): readonly string[] {
  if (block.kind === "list") return block.items.map((item) => `– ${item}`);
  return block.kind === "table" ? block.rows.map((row) => row.join(" ")) : [block.text];
}

/** A title as the copying site writes it: every word with a capital. */
export function bloggedTitle({ title }: SampleArticle): string {
  return title.replace(/(?<![\p{L}\p{M}])\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** The list of the site's pages. */
export function blogListing(pages: readonly (readonly SampleArticle[])[], paths: readonly string[]): string {
  const items = pages.map(
    (articles, index) =>
      `<h2 class="entry-title"><a href="${paths[index]}">${escapeHtml(articles[0] === undefined ? "" : bloggedTitle(articles[0]))}</a></h2>`,
  );
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>${blogSite.name}</title></head><body class="archive">
${items.join("\n")}
<h2 class="entry-title"><a href="/noibo/quan-tri.html">Bảng điều khiển</a></h2></body></html>`;
}
