import { dateParts, escapeHtml, grouped, sourceMeta, visitorClock } from "../markup.ts";
import type { SampleBlock } from "../press.ts";
import type { ArticleView, ListingView, Template } from "../sites.ts";

/** An old site laid out in tables: no classes but a few, paragraphs as runs of text parted by line breaks, a visitor's clock on top. */
export const tables: Template = {
  articlePath: ({ number }) => `/chitiet.asp?muc=5&id=${number}`,
  listingPath: (page) => `/muc.asp?id=5&p=${page}`,
  article,
  listing,
};

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, views, now, number } = view;
  const caption =
    article.caption === null
      ? ""
      : `<table border="0" width="300" align="right"><tr><td><img src="anh/${number}.jpg" width="300"></td></tr><tr><td align="center"><font size="1"><i>${escapeHtml(article.caption)}</i></font></td></tr></table>\n`;
  const byline = article.byline === null ? "" : `<div align="right"><b>${escapeHtml(article.byline)}</b></div>`;
  const links = (teasers: ArticleView["related"]) =>
    teasers.map(({ path, title }) => `<img src="cham.gif"> <a href="${escapeHtml(path)}">${escapeHtml(title)}</a><br>`).join("\n");
  return `<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1258"><TITLE>${escapeHtml(article.title)}</TITLE>
${sourceMeta(article)}
</HEAD><BODY bgcolor="#ffffff">
<table width="780" align="center"><tr><td colspan="3"><img src="banner.jpg" alt="${site.name}"><br><font size="2" id="today">${visitorClock(now)}</font></td></tr>
<tr><td width="150" valign="top"><a href="/muc.asp?id=5&amp;p=1">Xây dựng Đảng</a><br><a href="/muc.asp?id=6&amp;p=1">Buôn làng</a><br><a href="/muc.asp?id=7&amp;p=1">Cà phê</a><br><a href="/noibo/baocao.asp">Báo cáo</a></td>
<td width="480" valign="top">
<font color="#990000">${section}</font><br>
${article.kicker === null ? "" : `<font class="phude">${escapeHtml(article.kicker)}</font><br>`}
<font class="tieude" size="4"><b>${escapeHtml(article.title)}</b></font><br>
${article.published === null ? "" : `<font class="ngay" size="1">${longDate(article.published)}</font><br>`}
${article.sapo === null ? "" : `<p class="dan"><b>${escapeHtml(article.sapo)}</b></p>`}
<div class="noidung" align="justify">
${caption}${article.body.map(block).join("<br><br>\n")}
</div>
${byline}
<hr><font size="1">Số lần đọc: ${grouped(views)}</font>
<p><b>Các bài đã đăng:</b><br>
${links(related)}</p>
</td>
<td width="150" valign="top"><b>Tin đáng chú ý</b><br>
${links(spotlight)}
<form action="/thamdo.asp"><b>Thăm dò ý kiến</b><br><input type="radio" name="y">Rất tốt<br><input type="radio" name="y">Tốt</form></td></tr>
<tr><td colspan="3" align="center"><font size="1">${site.name} - Người truy cập: ${grouped(2_300_000 + views)}</font></td></tr></table>
</BODY></HTML>`;
}

function block(block: SampleBlock): string {
  if (block.kind === "list") return block.items.map((item) => `- ${escapeHtml(item)}`).join("<br>\n");
  if (block.kind === "heading") return `<b>${escapeHtml(block.text)}</b>`;
  if (block.kind !== "table") return escapeHtml(block.text);
  return `<table border="1" cellpadding="2">${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`).join("\n")}</table>`;
}

function longDate(published: string): string {
  const { dd, mm, yyyy, hh, mi } = dateParts(published);
  return `Ngày đăng: ${dd}-${mm}-${yyyy} (${hh}h${mi})`;
}

function listing({ site, teasers, next, now }: ListingView): string {
  return `<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1258"><TITLE>${site.name}</TITLE></HEAD><BODY>
<table width="780" align="center"><tr><td><font size="2" id="today">${visitorClock(now)}</font></td></tr>
${teasers.map(({ path, title, sapo }) => `<tr><td><a class="tin" href="${escapeHtml(path)}"><b>${escapeHtml(title)}</b></a><br>${escapeHtml(sapo)}</td></tr>`).join("\n")}
<tr><td align="right">${next === null ? "" : `<a class="tiep" href="${escapeHtml(next)}">Trang tiếp &gt;&gt;</a>`}</td></tr></table></BODY></HTML>`;
}
