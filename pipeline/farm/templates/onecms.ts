import { dateParts, escapeHtml, grouped, renderBody, sourceMeta, visitorClock } from "../markup.ts";
import type { ArticleView, ListingView, Template } from "../sites.ts";

/** The OneCMS family: long-form header classes, `.b-maincontent`, a related box with figures inside the body. */
export const onecms: Template = {
  articlePath: ({ slug, number }) => `/${slug}-${number}.html`,
  listingPath: (page) => (page === 1 ? "/xay-dung-dang" : `/xay-dung-dang?page=${page}`),
  article,
  listing,
};

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, views, now, path } = view;
  const date = article.published === null ? "" : longDate(article.published);
  const picture =
    article.caption === null
      ? ""
      : `<div class="b-photo"><img src="/media/${view.number}(1).jpeg" alt=""><p class="sc-photo-note"><em>${escapeHtml(article.caption)}</em></p></div>`;
  const inner =
    spotlight[0] === undefined
      ? ""
      : `<div class="c-box c-news-related"><a href="${spotlight[0].path}">${escapeHtml(spotlight[0].title)}</a></div>`;
  return `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(article.title)} - ${site.name}</title>
<link rel="canonical" href="http://${site.host}${path}">
${sourceMeta(article)}
</head><body>
<header class="site-header"><a href="/">${site.name}</a> <span class="current-date">${visitorClock(now)}</span>
<nav><ul><li><a href="/xay-dung-dang">Xây dựng Đảng</a></li><li><a href="/kinh-te">Kinh tế</a></li><li><a href="/van-hoa">Văn hóa</a></li><li><a href="/noibo/lich-tuan">Lịch tuần</a></li></ul></nav></header>
<main><article class="entry sc-longform"><div class="sc-longform-header">
<a class="sc-longform-header-cate" href="/xay-dung-dang">${section}</a>
<h1 class="sc-longform-header-title">${escapeHtml(article.title)}</h1>
${date === "" ? "" : `<span class="sc-longform-header-date">${date}</span> - `}<span class="sc-view">Lượt đọc: ${grouped(views)}</span>
${article.kicker === null ? "" : `<p class="sc-longform-header-kicker">${escapeHtml(article.kicker)}</p>`}
${article.sapo === null ? "" : `<p class="sc-longform-header-sapo">${escapeHtml(article.sapo)}</p>`}
</div>
<div class="b-maincontent">
${renderBody(article.body, picture)}
${inner}
</div>
${article.byline === null ? "" : `<span class="sc-longform-header-author">${escapeHtml(article.byline)}</span>`}
</article>
<section class="c-comment"><h3>(0) Bình luận</h3><form action="/binh-luan"><textarea name="noidung"></textarea><button>Gửi ý kiến</button></form></section>
<section class="c-related"><h3>Bài liên quan</h3><ul>${related.map(({ path, title }) => `<li><a href="${path}">${escapeHtml(title)}</a></li>`).join("")}</ul></section>
<section class="c-hot"><h3>Nổi bật</h3>${spotlight.map(({ path, title, sapo }) => `<div class="c-hot-item"><a href="${path}">${escapeHtml(title)}</a><p>${escapeHtml(sapo)}</p></div>`).join("")}</section>
</main>
<footer>${site.name}. Giấy phép số 118/GP-BTTTT. Ghi rõ nguồn khi phát hành lại. POWERED BY ONECMS</footer>
</body></html>`;
}

function longDate(published: string): string {
  const { dd, mm, yyyy, hh, mi } = dateParts(published);
  return `${dd}/${mm}/${yyyy}, ${hh}:${mi}`;
}

function listing({ site, teasers, next, now }: ListingView): string {
  return `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Xây dựng Đảng - ${site.name}</title></head><body>
<header><a href="/">${site.name}</a> <span class="current-date">${visitorClock(now)}</span></header>
<div class="b-listing">${teasers.map(({ path, title, sapo }) => `<div class="b-grid"><h3 class="b-grid__title"><a href="${path}">${escapeHtml(title)}</a></h3><p class="b-grid__desc">${escapeHtml(sapo)}</p></div>`).join("\n")}</div>
${next === null ? "" : `<a class="b-more" rel="next" href="${next}">Xem thêm</a>`}
<footer>POWERED BY ONECMS</footer></body></html>`;
}
