import { dateParts, escapeHtml, renderBody, sourceMeta } from "../markup.ts";
import type { Addressed, ArticleView, ListingView, Template } from "../sites.ts";

/** The `afcbc-body` family: date in JSON-LD and in the address, movable boxes inside the body, the byline as its last paragraph. */
export const afcbc: Template = {
  articlePath,
  listingPath: (page) => (page === 1 ? "/xay-dung-dang.htm" : `/xay-dung-dang/trang-${page}.htm`),
  article,
  listing,
};

function articlePath({ article, slug, number }: Addressed): string {
  if (article.published === null) return `/${slug}-${number}.htm`;
  const { yyyy, mm, dd, hh, mi } = dateParts(article.published);
  const rest = String(number).slice(-5).padStart(5, "0");
  return `/${slug}-${yyyy}${mm}${dd}${hh}${mi}${rest}.htm`;
}

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, number, path } = view;
  const picture =
    article.caption === null
      ? ""
      : `<figure class="VCSortableInPreviewMode" type="Photo"><div><img src="/thumb/${number}.jpg"></div><figcaption class="PhotoCMS_Caption"><p>${escapeHtml(article.caption)}</p></figcaption></figure>`;
  const boxes = spotlight
    .slice(0, 1)
    .map(
      ({ path, title }) => `<div class="VCSortableInPreviewMode" type="RelatedOneNews"><a href="${path}">${escapeHtml(title)}</a></div>`,
    );
  return `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>${escapeHtml(article.title)}</title>
<script type="application/ld+json">${linkedData(view)}</script>
${sourceMeta(article)}
<link rel="canonical" href="http://${site.host}${path}">
</head><body>
<div class="header__nav"><a href="/">${site.name}</a><a href="/xay-dung-dang.htm">Xây dựng Đảng</a><a href="/lua-gao.htm">Lúa gạo</a><a href="/noibo/thu-vien.htm">Thư viện</a></div>
<div class="detail-cmain">
<div class="detail-cate"><a href="/xay-dung-dang.htm">${section}</a></div>
${article.kicker === null ? "" : `<div class="detail-kicker">${escapeHtml(article.kicker)}</div>`}
<h1 class="detail-title">${escapeHtml(article.title)}</h1>
${article.published === null ? "" : `<div class="detail-time"><div data-role="publishdate">${longDate(article.published)}</div></div>`}
${article.sapo === null ? "" : `<h2 class="detail-sapo" data-role="sapo">${escapeHtml(article.sapo)}</h2>`}
<div class="detail-content afcbc-body" data-role="content">
${renderBody(article.body, picture, { heading: (text) => `<h3>${text}</h3>` })}
${boxes.join("")}
${article.byline === null ? "" : `<p class="detail-author" style="text-align:right"><b>${escapeHtml(article.byline)}</b></p>`}
</div></div>
<div class="detail__related"><div class="title">Tin liên quan</div>${related.map(({ path, title }) => `<div class="box-category-item"><a href="${path}">${escapeHtml(title)}</a></div>`).join("")}</div>
<div class="detail__comment"><p>Bình luận (0)</p><p>Hãy là người bình luận đầu tiên</p></div>
<div class="popup-policy" style="display:none"><p>Chúng tôi coi trọng thông tin cá nhân của bạn đọc.</p><p>Khi tiếp tục đọc, bạn đồng ý với cách trang này dùng tệp ghi nhớ.</p><p>Bạn có thể rút lại sự đồng ý bất cứ lúc nào.</p></div>
<div class="footer"><p>${site.name}</p><p>Cơ quan chủ quản: tòa soạn vùng sông nước</p></div>
</body></html>`;
}

function linkedData({ article, site, path }: ArticleView): string {
  const dates = article.published === null ? {} : { datePublished: dateParts(article.published).iso };
  const news = { "@type": "NewsArticle", headline: article.title, mainEntityOfPage: `http://${site.host}${path}`, ...dates };
  const data = { "@context": "https://schema.org", "@graph": [{ "@type": "WebSite", name: site.name }, news] };
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}

function longDate(published: string): string {
  const { dd, mm, yyyy, hh, mi } = dateParts(published);
  return `${dd}/${mm}/${yyyy} ${hh}:${mi} GMT+7`;
}

function listing({ site, teasers, next }: ListingView): string {
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${site.name}</title></head><body>
<div class="list__listing-main">${teasers.map(({ path, title, sapo }) => `<div class="box-category-item"><h3><a class="box-category-link-title" href="${path}">${escapeHtml(title)}</a></h3><p class="box-category-sapo">${escapeHtml(sapo)}</p></div>`).join("\n")}</div>
${next === null ? "" : `<a class="list__viewmore" href="${next}">Xem thêm</a>`}
</body></html>`;
}
