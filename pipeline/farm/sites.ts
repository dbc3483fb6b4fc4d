import type { pressSites, SampleArticle, SampleReport } from "./press.ts";
import { afcbc } from "./templates/afcbc.ts";
import { aid } from "./templates/aid.ts";
import { liferay } from "./templates/liferay.ts";
import { monthFolder } from "./templates/month-folder.ts";
import { nukeviet } from "./templates/nukeviet.ts";
import { onecms } from "./templates/onecms.ts";
import { sharepoint } from "./templates/sharepoint.ts";
import { tables } from "./templates/tables.ts";
import { zce } from "./templates/zce.ts";

/** A link with its words, as on listing pages and under articles. */
export interface Teaser {
  readonly title: string;
  readonly path: string;
  readonly sapo: string;
}

/** What content systems make an address of; `number` is that of the article in their database. */
export interface Addressed {
  readonly article: Pick<SampleArticle, "published" | "section">;
  readonly number: number;
  readonly slug: string;
}

/** An article in its place on a site; `views` is its counter. */
export interface Posted extends Addressed {
  readonly article: SampleArticle;
  readonly views: number;
}

export interface ArticleView extends Posted {
  readonly site: Site;
  readonly path: string;
  readonly section: string;
  /** Other articles of the site. */
  readonly related: readonly Teaser[];
  /** Headlines with figures that are no part of the article: they must not be read. */
  readonly spotlight: readonly Teaser[];
  readonly now: Date;
}

export interface ListingView {
  readonly site: Site;
  readonly teasers: readonly Teaser[];
  readonly previous: string | null;
  readonly next: string | null;
  readonly now: Date;
}

/** How one content system writes its addresses and pages. */
export interface Template {
  readonly articlePath: (posted: Addressed) => string;
  readonly article: (view: ArticleView) => string;
  /** Pages count from 1. */
  readonly listingPath: (page: number) => string;
  readonly listing: (view: ListingView) => string;
}

export interface Site {
  readonly id: string;
  readonly host: string;
  readonly name: string;
  readonly template: Template;
  readonly perPage: number;
  /** `declared`: in header and page; `silent`: UTF-8 that nothing names; `windows-1258`: named by the page alone. */
  readonly charset: "declared" | "silent" | "windows-1258";
  readonly validator: "etag" | "date" | "both";
  readonly sitemap: "urlset" | "index";
  readonly rss: "none" | "utf-8" | "utf-16le";
  readonly crawlDelay: string | null;
}

type SiteId = (typeof pressSites)[number];

function site(id: SiteId, name: string, template: Template, rest: Omit<Site, "id" | "host" | "name" | "template">): Site {
  return { id, host: `${id}.baomau.test`, name, template, ...rest };
}

/** The nine sites of the sample press: nine content systems (families as seen on Vietnamese papers and portals). */
export const sites: readonly Site[] = [
  site("vungcao", "Báo mẫu Vùng cao", onecms, {
    perPage: 6,
    charset: "declared",
    validator: "both",
    sitemap: "urlset",
    rss: "utf-8",
    crawlDelay: null,
  }),
  site("songhong", "Báo mẫu Sông Hồng", monthFolder, {
    perPage: 5,
    charset: "declared",
    validator: "date",
    sitemap: "index",
    rss: "none",
    crawlDelay: null,
  }),
  site("mientrung", "Báo mẫu Miền Trung", zce, {
    perPage: 6,
    charset: "declared",
    validator: "etag",
    sitemap: "urlset",
    rss: "utf-16le",
    crawlDelay: null,
  }),
  site("caonguyen", "Báo mẫu Cao Nguyên", tables, {
    perPage: 4,
    charset: "windows-1258",
    validator: "date",
    sitemap: "urlset",
    rss: "none",
    crawlDelay: "0.02",
  }),
  site("miendong", "Báo mẫu Miền Đông", aid, {
    perPage: 5,
    charset: "declared",
    validator: "etag",
    sitemap: "urlset",
    rss: "utf-8",
    crawlDelay: null,
  }),
  site("cuulong", "Báo mẫu Cửu Long", afcbc, {
    perPage: 7,
    charset: "declared",
    validator: "both",
    sitemap: "index",
    rss: "utf-8",
    crawlDelay: "0.01",
  }),
  site("kiemtra", "Cổng mẫu Kiểm tra", sharepoint, {
    perPage: 6,
    charset: "declared",
    validator: "date",
    sitemap: "urlset",
    rss: "none",
    crawlDelay: null,
  }),
  site("tochuc", "Cổng mẫu Tổ chức", nukeviet, {
    perPage: 4,
    charset: "declared",
    validator: "etag",
    sitemap: "urlset",
    rss: "none",
    crawlDelay: "0.02",
  }),
  site("xaydungdang", "Cổng mẫu Xây dựng Đảng", liferay, {
    perPage: 3,
    charset: "silent",
    validator: "both",
    sitemap: "urlset",
    rss: "none",
    crawlDelay: null,
  }),
];

const sectionNames: Readonly<Record<string, string>> = {
  "xay-dung-dang": "Xây dựng Đảng",
  "thoi-su": "Thời sự",
  "kiem-tra-giam-sat": "Kiểm tra, giám sát",
  "to-chuc": "Tổ chức",
  "chinh-tri": "Chính trị",
};

/** The words of a section's address. */
export function sectionName(section: string): string {
  return sectionNames[section] ?? "Tin trong tỉnh";
}

/** Headlines in our own words whose figures belong to no article. */
export const spotlightTitles: readonly string[] = [
  "Chi bộ khu phố 4 thăm, tặng quà 45 đảng viên cao tuổi",
  "Một huyện miền núi kết nạp 512 đảng viên mới chỉ trong 8 tháng",
  "Trên 97% chi bộ đã dùng sổ tay đảng viên điện tử",
  "Thi hành kỷ luật 17 đảng viên vi phạm quy định về đất đai",
  "Toàn xã có 286 đảng viên đăng ký việc làm theo gương Bác",
  "Có 31 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ năm 2019",
  "Kiểm tra 23 tổ chức đảng khi có dấu hiệu vi phạm",
  "Người bí thư chi bộ 80 tuổi và 12 lớp xóa mù chữ",
];

/** A steady number of a text (FNV-1a), for numbers that content systems would draw from their database. */
export function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** A title as addresses write it: "Đảng bộ tỉnh" → "dang-bo-tinh". */
export function slugOf(title: string): string {
  const letters = title.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  return letters
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 90)
    .replace(/-$/, "");
}

/** A report in its place; address and counters stay the same in every edition. */
export function post({ id, current }: SampleReport, article: SampleArticle): Posted {
  const number = 100_000 + (numberOf(id) % 900_000);
  return { article, number, slug: slugOf(current.title), views: 300 + (numberOf(`${id}/views`) % 9_000) };
}
