import { dateParts, escapeHtml, renderBody, sourceMeta } from "../markup.ts";
import type { Addressed, ArticleView, ListingView, Template } from "../sites.ts";

/** The family with the month in its addresses: lead as first bold paragraph of `#content`, captions in a two-row table. */
export const monthFolder: Template = {
  articlePath,
  listingPath: (page) => (page === 1 ? "/chinhtri/" : `/chinhtri/trang-${page}/`),
  article,
  listing,
};

function articlePath({ article, slug, number }: Addressed): string {
  const key = number.toString(16).padStart(7, "0");
  if (article.published === null) return `/chinhtri/${slug}-${key}/`;
  const { yyyy, mm } = dateParts(article.published);
  return `/chinhtri/${yyyy}${mm}/${slug}-${key}/`;
}

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, number } = view;
  const picture =
    article.caption === null
      ? ""
      : `<table class="image center" align="center"><tbody><tr><td><img src="/dataimages/original/images${number}.jpg"></td></tr><tr><td class="image_desc">${escapeHtml(article.caption)}</td></tr></tbody></table>`;
  const sapo = article.sapo === null ? "" : `<p><strong>${escapeHtml(article.sapo)}</strong></p>\n`;
  const byline =
    article.byline === null ? "" : `\n<p class="author" style="text-align: right"><strong>${escapeHtml(article.byline)}</strong></p>`;
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${escapeHtml(article.title)}</title>
${sourceMeta(article)}
</head><body>
<div id="top"><a href="/">${site.name}</a><ul class="menu"><li><a href="/chinhtri/">Chính trị</a></li><li><a href="/kinhte/">Kinh tế</a></li><li><a href="/xahoi/">Xã hội</a></li></ul></div>
<div id="left"><div class="bread"><a href="/chinhtri/">${section}</a></div>
${article.published === null ? "" : `<div class="date">${longDate(article.published)}</div>`}
${article.kicker === null ? "" : `<div class="kicker">${escapeHtml(article.kicker)}</div>`}
<h1 class="title">${escapeHtml(article.title)}</h1>
<div id="content">
${sapo}${renderBody(article.body, picture, { heading: (text) => `<p><strong><em>${text}</em></strong></p>` })}${byline}
</div>
<div class="tools"><a href="#">In bài viết</a> | <a href="#">Gửi phản hồi</a></div>
<div class="other"><h4>Các tin khác</h4><ul>${related.map(({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a></li>`).join("")}</ul></div>
<div class="most"><h4>Xem nhiều nhất</h4><ol>${spotlight.map(({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a></li>`).join("")}</ol></div>
</div>
<div id="footer">Cơ quan ngôn luận của vùng châu thổ. Tòa soạn: đường Đê Chính, điện thoại 0200 3 555 010.</div>
</body></html>`;
}

function longDate(published: string): string {
  const { weekday, dd, mm, yyyy, hh, mi } = dateParts(published);
  return `${weekday}, ${dd}/${mm}/${yyyy} | ${hh}:${mi}`;
}

function listing({ site, teasers, previous, next }: ListingView): string {
  const link = (path: string | null, label: string, name: string) =>
    path === null ? "" : `<a class="${name}" href="${path}">${label}</a>`;
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${site.name}</title></head><body>
<div id="top"><a href="/">${site.name}</a></div>
<ul class="list">${teasers.map(({ path, title, sapo }) => `<li><h3><a class="t" href="${path}">${escapeHtml(title)}</a></h3><div>${escapeHtml(sapo)}</div></li>`).join("\n")}</ul>
<div class="pages">${link(previous, "Trang trước", "prev")} ${link(next, "Trang sau", "next")}</div>
</body></html>`;
}
