import { dateParts, escapeHtml, renderBody, sourceMeta } from "../markup.ts";
import type { ArticleView, ListingView, Template } from "../sites.ts";

/** The `-a<id>.html` family: the first `h1` is the section, captions and byline are paragraphs of the body with a class. */
export const aid: Template = {
  articlePath: ({ slug, number }) => `/${slug}-a${number}.html`,
  listingPath: (page) => (page === 1 ? "/xay-dung-dang.html" : `/xay-dung-dang-p${page}.html`),
  article,
  listing,
};

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, number } = view;
  const picture =
    article.caption === null
      ? ""
      : `<p style="text-align:center"><img src="/image/${number}.jpg"></p>\n<p class="note ignore">${escapeHtml(article.caption)}</p>`;
  return `<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>${escapeHtml(article.title)}</title>
${sourceMeta(article)}
</head><body>
<div class="header"><a href="/"><img src="/logo.png" alt="${site.name}"></a></div>
<div class="nav"><a href="/xay-dung-dang.html">Xây dựng Đảng</a> <a href="/cong-nghiep.html">Công nghiệp</a> <a href="/noibo/ban-in.html">Bản in</a></div>
<h1 class="breadcrumb"><a href="/xay-dung-dang.html">${section}</a></h1>
<div class="detail">
${article.kicker === null ? "" : `<p class="kicker">${escapeHtml(article.kicker)}</p>`}
<h1 class="detail-title">${escapeHtml(article.title)}</h1>
${article.published === null ? "" : `<div class="pubdate">${longDate(article.published)}</div>`}
${article.sapo === null ? "" : `<div class="detail-desc">${escapeHtml(article.sapo)}</div>`}
<div id="newscontents" class="content-fck">
${renderBody(article.body, picture, { paragraph: (text) => `<p style="text-align: justify;">${text}</p>`, heading: (text) => `<p><b>${text}</b></p>` })}
${article.byline === null ? "" : `<p class="author ignore">${escapeHtml(article.byline)}</p>`}
</div>
<div class="share"><span>Chia sẻ bài viết</span></div>
<div class="tinlienquan"><b>Tin cùng chuyên mục</b><ul>${related.map(({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a></li>`).join("")}</ul></div>
</div>
<div class="sidebar-right"><h2>Tin nóng</h2>${spotlight.map(({ path, title, sapo }) => `<div class="item"><a href="${path}">${escapeHtml(title)}</a><p>${escapeHtml(sapo)}</p></div>`).join("")}</div>
<div class="footer">${site.name}. Bản quyền thuộc tòa soạn. Đường dây nóng 0900 000 061.</div>
</body></html>`;
}

function longDate(published: string): string {
  const { dd, mm, yyyy, hh, mi } = dateParts(published);
  return `${dd}/${mm}/${yyyy} - ${hh}:${mi}`;
}

function listing({ site, teasers, previous, next }: ListingView): string {
  return `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"><title>${site.name}</title></head><body>
<div class="list-news">${teasers.map(({ path, title, sapo }) => `<div class="news-item"><a class="news-title" href="${path}#binhluan">${escapeHtml(title)}</a><div class="news-lead">${escapeHtml(sapo)}</div></div>`).join("\n")}</div>
<div class="paging">${previous === null ? "" : `<a href="${previous}">«</a>`}${next === null ? "" : `<a class="next" href="${next}">»</a>`}</div>
</body></html>`;
}
