import { dateParts, escapeHtml, renderBody, sourceMeta } from "../markup.ts";
import type { ArticleView, ListingView, Template } from "../sites.ts";

/** NukeViet as its standard theme writes it: `#news_detail`, `#hometext`, `.bodytext`, author and origin as right-aligned paragraphs. */
export const nukeviet: Template = {
  articlePath: ({ article, slug, number }) => `/vi/news/${article.section}/${slug}-${number % 10_000}.html`,
  listingPath: (page) => (page === 1 ? "/vi/news/" : `/vi/news/page-${page}/`),
  article,
  listing,
};

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, number } = view;
  const picture =
    article.caption === null
      ? ""
      : `<figure class="article center"><img src="/uploads/news/${number}.jpg" width="460"><figcaption>${escapeHtml(article.caption)}</figcaption></figure>`;
  return `<!DOCTYPE html>
<html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#"><head><meta charset="utf-8"><title>${escapeHtml(article.title)}</title>
<meta name="generator" content="NukeViet v4.5">
${sourceMeta(article)}
</head><body>
<header><div class="logo"><a href="/vi/">${site.name}</a></div></header>
<nav class="navbar"><ul class="nav"><li><a href="/vi/news/">Tin tức</a></li><li><a href="/vi/laws/">Văn bản</a></li><li><a href="/noibo/">Nội bộ</a></li></ul></nav>
<ul class="breadcrumbs"><li><a href="/vi/news/">Tin tức</a></li><li><a href="/vi/news/${article.section}/">${section}</a></li></ul>
<div class="news_column panel panel-default" id="news_detail"><div class="panel-body">
${article.kicker === null ? "" : `<p class="kicker">${escapeHtml(article.kicker)}</p>`}
<h1 class="title margin-bottom-lg">${escapeHtml(article.title)}</h1>
${article.published === null ? "" : `<div class="row margin-bottom-lg"><div class="col-md-12"><span class="h5 time">${longDate(article.published)}</span></div></div>`}
<div class="clearfix">${article.sapo === null ? "" : `<div class="hometext m-bottom" id="hometext">${escapeHtml(article.sapo)}</div>`}</div>
<div id="news-bodyhtml" class="bodytext margin-bottom-lg">
${renderBody(article.body, picture)}
</div>
${article.byline === null ? "" : `<div class="margin-bottom-lg"><p class="h5 text-right author"><strong>Tác giả bài viết: </strong>${escapeHtml(article.byline)}</p></div>`}
</div></div>
<div class="news_column panel panel-default"><div class="panel-body"><form id="form3B"><div class="h5">Tổng số điểm của bài viết là: 15 trong 3 đánh giá</div></form></div></div>
<div class="news_column related-news"><p class="h3"><strong>Những tin cũ hơn</strong></p><ul class="related list-inline">${related.map(({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a></li>`).join("")}</ul></div>
<aside class="col-md-6"><div class="panel-heading">Tin xem nhiều</div><ul>${spotlight.map(({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a></li>`).join("")}</ul>
<div class="panel-heading">Thống kê</div><ul class="counter"><li>Đang truy cập 9</li><li>Hôm nay 1.204</li><li>Tháng hiện tại 38.117</li></ul></aside>
<footer>${site.name}</footer>
</body></html>`;
}

function longDate(published: string): string {
  const { weekday, dd, mm, yyyy, hh, mi } = dateParts(published);
  return `${weekday} - ${dd}/${mm}/${yyyy} ${hh}:${mi}`;
}

function listing({ site, teasers, next }: ListingView): string {
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${site.name}</title></head><body>
<div class="viewcat">${teasers.map(({ path, title, sapo }) => `<div class="news_column"><h3><a href="${path}" title="${escapeHtml(title)}">${escapeHtml(title)}</a></h3><div class="text-justify">${escapeHtml(sapo)}</div></div>`).join("\n")}</div>
<ul class="pagination">${next === null ? "" : `<li><a rel="next" href="${next}">»</a></li>`}</ul>
</body></html>`;
}
