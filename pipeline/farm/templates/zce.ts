import { dateParts, escapeHtml, renderBody, sourceMeta } from "../markup.ts";
import type { ArticleView, ListingView, Template } from "../sites.ts";

/** The `cms-body` family: figures with figcaption, dates in `time` and `meta`, a related article in the middle of the body. */
export const zce: Template = {
  articlePath: ({ slug, number }) => `/${slug}-post${number}.html`,
  listingPath: (page) => (page === 1 ? "/xay-dung-dang/" : `/xay-dung-dang/?trang=${page}`),
  article,
  listing,
};

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, number } = view;
  const picture =
    article.caption === null
      ? ""
      : `<figure class="picture"><img src="/images/${number}.webp" alt="${escapeHtml(article.caption)}"><figcaption>${escapeHtml(article.caption)}</figcaption></figure>`;
  const aside =
    spotlight[0] === undefined
      ? ""
      : `<div class="notebox nContentBox"><a class="cms-relate" href="${spotlight[0].path}"><strong>${escapeHtml(spotlight[0].title)}</strong></a></div>`;
  return `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(article.title)}</title>
${article.published === null ? "" : `<meta property="article:published_time" content="${dateParts(article.published).iso}">`}
<meta property="og:title" content="${escapeHtml(article.title)}">
${sourceMeta(article)}
</head><body class="article-page">
<header class="site-header"><a class="logo" href="/">${site.name}</a><div class="menu"><a href="/xay-dung-dang/">Xây dựng Đảng</a><a href="/bien-dao/">Biển đảo</a><a href="/du-lich/">Du lịch</a></div></header>
<div class="article">
<div class="breadcrumb"><a href="/xay-dung-dang/">${section}</a></div>
${article.kicker === null ? "" : `<div class="article__sub-title">${escapeHtml(article.kicker)}</div>`}
<h1 class="article__title cms-title">${escapeHtml(article.title)}</h1>
<div class="article__meta">${article.byline === null ? "" : `<a class="cms-author" href="#">${escapeHtml(article.byline)}</a>`} ${article.published === null ? "" : longDate(article.published)}</div>
${article.sapo === null ? "" : `<div class="article__sapo cms-desc">${escapeHtml(article.sapo)}</div>`}
<div class="article__body zce-content-body cms-body" itemprop="articleBody">
${renderBody(article.body, picture + aside, { heading: (text) => `<h2 class="cms-h2">${text}</h2>` })}
</div>
<div class="article__tag"><a href="/tu-khoa/dang-vien">đảng viên</a> <a href="/tu-khoa/chi-bo">chi bộ</a></div>
</div>
<div class="article-related"><h3>Tin liên quan</h3>${related.map(({ path, title }) => `<article class="story"><h4 class="story__heading"><a href="${path}">${escapeHtml(title)}</a></h4></article>`).join("")}</div>
<div class="comment"><h3>Bình luận</h3><p>Ý kiến của bạn sẽ được biên tập trước khi đăng.</p><p>Chưa có bình luận</p></div>
<div class="highlight"><h3>Đọc nhiều</h3>${spotlight
    .slice(1)
    .map(
      ({ path, title, sapo }) =>
        `<article class="story"><a href="${path}">${escapeHtml(title)}</a><div class="story__summary">${escapeHtml(sapo)}</div></article>`,
    )
    .join("")}</div>
<footer><p>${site.name}</p><p>Tổng Biên tập: ban biên tập miền duyên hải</p></footer>
</body></html>`;
}

function longDate(published: string): string {
  const { iso, dd, mm, yyyy, hh, mi } = dateParts(published);
  return `<time class="time" datetime="${iso}">${dd}/${mm}/${yyyy} ${hh}:${mi} GMT+7</time><meta class="cms-date" itemprop="datePublished" content="${iso}">`;
}

function listing({ site, teasers, next }: ListingView): string {
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xây dựng Đảng | ${site.name}</title>
${next === null ? "" : `<link rel="next" href="${next}">`}</head><body>
<div class="timeline content-list">${teasers.map(({ path, title, sapo }) => `<article class="story"><h2 class="story__heading"><a class="cms-link" href="${path}?utm_source=chuyenmuc">${escapeHtml(title)}</a></h2><div class="story__summary">${escapeHtml(sapo)}</div></article>`).join("\n")}</div>
</body></html>`;
}
