import { dateParts, escapeHtml, grouped, renderBody, sourceMeta } from "../markup.ts";
import type { ArticleView, ListingView, Template } from "../sites.ts";

/** A Liferay portal: the number of an article is in the query alone, portlets inside portlets, the date in words. Names no charset. */
export const liferay: Template = {
  articlePath: ({ slug, number }) => `/web/guest/-/asset_publisher/${slug.slice(0, 40).replace(/-$/, "")}?${number}`,
  listingPath: (page) => (page === 1 ? "/web/guest/tin-tuc" : `/web/guest/tin-tuc?cur=${page}`),
  article,
  listing,
};

function portlet(name: string, inner: string): string {
  return `<div class="portlet-boundary" id="p_p_id_${name}_"><section class="portlet"><div class="portlet-content">${inner}</div></section></div>`;
}

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, views, number } = view;
  const picture =
    article.caption === null
      ? ""
      : `<p style="text-align: center;"><img src="/documents/${number}/anh.jpg" alt=""></p>\n<p class="picture-note" style="text-align: center;"><em>${escapeHtml(article.caption)}</em></p>`;
  const list = (teasers: ArticleView["related"]) =>
    `<ul>${teasers.map(({ path, title }) => `<li><a href="${escapeHtml(path)}">${escapeHtml(title)}</a></li>`).join("")}</ul>`;
  return `<!DOCTYPE html><html class="aui ltr"><head><title>${escapeHtml(article.title)} - ${site.name}</title>
${sourceMeta(article)}
</head><body class="site">
<header id="banner"><a class="logo" href="/web/guest">${site.name}</a><nav id="navigation"><ul><li><a href="/web/guest/tin-tuc">Tin tức</a></li><li><a href="/web/guest/tap-chi">Tạp chí in</a></li><li><a href="/noibo/dang-nhap">Đăng nhập</a></li></ul></nav></header>
<div id="main-content">
${portlet(
  "asset_publisher",
  `<div class="asset-full-content"><div class="category">${section}</div>
${article.kicker === null ? "" : `<div class="sub-header">${escapeHtml(article.kicker)}</div>`}
<h3 class="header-title"><span>${escapeHtml(article.title)}</span></h3>
${article.published === null ? "" : `<div class="meta-data-date">${longDate(article.published)}</div>`}
${article.sapo === null ? "" : `<div class="article-summary">${escapeHtml(article.sapo)}</div>`}
<div class="journal-content-article">
${renderBody(article.body, picture, { heading: (text) => `<p><strong>${text}</strong></p>` })}
</div>
${article.byline === null ? "" : `<div class="article-author">${escapeHtml(article.byline)}</div>`}
<div class="asset-view-count">${grouped(views)} lượt xem</div></div>`,
)}
${portlet("related", `<h4>Tin bài khác</h4>${list(related)}`)}
</div>
${portlet("highlights", `<h4>Đáng quan tâm</h4>${list(spotlight)}`)}
${portlet("comments", "<fieldset><legend>Phản hồi của bạn đọc</legend><textarea></textarea></fieldset>")}
<footer id="footer">${site.name}. Phát triển trên nền tảng cổng thông tin.</footer>
</body></html>`;
}

function longDate(published: string): string {
  const { dd, mm, yyyy, hh, mi } = dateParts(published);
  return `${hh}:${mi}, ngày ${Number(dd)} tháng ${Number(mm)} năm ${yyyy}`;
}

function listing({ site, teasers, next }: ListingView): string {
  return `<!DOCTYPE html><html class="aui ltr"><head><title>${site.name}</title></head><body>
${portlet("list", teasers.map(({ path, title, sapo }) => `<div class="asset-abstract"><h3 class="asset-title"><a href="${escapeHtml(path)}">${escapeHtml(title)}</a></h3><div class="asset-summary">${escapeHtml(sapo)}</div></div>`).join("\n"))}
<div class="taglib-page-iterator">${next === null ? "" : `<a class="next" href="${escapeHtml(next)}">Tiếp</a>`}</div>
</body></html>`;
}
