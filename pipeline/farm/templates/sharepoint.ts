import { dateParts, escapeHtml, grouped, renderBody, sourceMeta, visitorClock } from "../markup.ts";
import type { ArticleView, ListingView, Template } from "../sites.ts";

/** An ASP.NET portal: the whole page stands in one form, hidden state before it, the visitor's clock above, the print link beside the title. */
export const sharepoint: Template = {
  articlePath: ({ number }) => `/Pages/chi-tiet-tin.aspx?ItemID=${number}&l=Tinhoatdong`,
  listingPath: (page) => (page === 1 ? "/Pages/tin-hoat-dong.aspx" : `/Pages/tin-hoat-dong.aspx?Page=${page}`),
  article,
  listing,
};

function frame(title: string, head: string, now: Date, inner: string): string {
  return `<!DOCTYPE html>
<html dir="ltr" lang="vi-VN"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${escapeHtml(title)}</title>
${head}
</head><body><form method="post" action="#" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTc2NDI4NjQ4Nw9kFgJmD2QWAgIB">
<div id="s4-workspace"><div class="banner">Kỷ cương - Trách nhiệm - Nêu gương</div><div class="current-date">${visitorClock(now)}</div>
<div class="ms-menu"><a href="/Pages/tin-hoat-dong.aspx">Tin hoạt động</a> <a href="/Pages/van-ban.aspx">Văn bản</a> <a href="/noibo/Forms/AllItems.aspx">Thư mục nội bộ</a></div>
${inner}
</div></form></body></html>`;
}

function article(view: ArticleView): string {
  const { article, site, section, related, spotlight, views, now, number } = view;
  const picture =
    article.caption === null
      ? ""
      : `<div style="text-align:center"><img src="/PublishingImages/${number}.jpg" alt=""></div>\n<div style="text-align:center"><em class="ImageCaption">${escapeHtml(article.caption)}</em></div>`;
  const links = (teasers: ArticleView["related"]) =>
    teasers.map(({ path, title }) => `<div class="OtherItem"><a href="${escapeHtml(path)}">${escapeHtml(title)}</a></div>`).join("");
  return frame(
    article.title,
    sourceMeta(article),
    now,
    `<div class="ArticlePage"><div class="CategoryTitle">${section}</div>
${article.kicker === null ? "" : `<div class="ArticleKicker">${escapeHtml(article.kicker)}</div>`}
<div class="ArticleTitle">${escapeHtml(article.title)} <a class="print" href="javascript:print()">In trang</a></div>
${article.published === null ? "" : `<div class="PostDate">${longDate(article.published)}</div>`}
${article.sapo === null ? "" : `<div class="ArticleSummary">${escapeHtml(article.sapo)}</div>`}
<div class="ArticleContent"><div class="ExternalClass7F3A">
${renderBody(article.body, picture, { paragraph: (text) => `<div style="text-align:justify">${text}</div>`, heading: (text) => `<div><strong>${text}</strong></div>` })}
</div></div>
${article.byline === null ? "" : `<div class="ArticleAuthor">${escapeHtml(article.byline)}</div>`}
<div class="ViewCount">Lượt xem: ${grouped(views)}</div>
<div class="OtherNews"><span>Tin khác</span>${links(related)}</div></div>
<div class="RightZone"><span>Tiêu điểm</span>${links(spotlight)}</div>
<div class="Footer">${site.name}. Đang truy cập: 37. Tổng truy cập: 00${2_390_294 + views}</div>`,
  );
}

/** Twelve-hour clock with SA (morning) and CH (afternoon), as ASP.NET writes it for vi-VN. */
function longDate(published: string): string {
  const { dd, mm, yyyy, hh, mi } = dateParts(published);
  const hour = Number(hh);
  return `${dd}/${mm}/${yyyy} ${String(hour % 12 === 0 ? 12 : hour % 12)}:${mi} ${hour < 12 ? "SA" : "CH"}`;
}

function listing({ site, teasers, next, now }: ListingView): string {
  return frame(
    site.name,
    "",
    now,
    `<div class="NewsList">${teasers.map(({ path, title, sapo }) => `<div class="NewsItem"><a class="NewsTitle" href="${escapeHtml(path)}">${escapeHtml(title)}</a><div class="NewsSummary">${escapeHtml(sapo)}</div></div>`).join("\n")}</div>
<div class="Paging">${next === null ? "" : `<a class="NextPage" href="${escapeHtml(next)}">Tiếp theo</a>`}</div>`,
  );
}
