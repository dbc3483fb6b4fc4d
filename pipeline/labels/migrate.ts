import { formatNumber, type Lang } from "./format.ts";

/** What `dangvu migrate` tells when it is done. */
export interface Migrated {
  readonly from: string;
  readonly to: string;
  readonly documents: number;
  readonly articles: number;
  readonly figures: number;
  /** Raw pages that were read back; null where they were not. */
  readonly bodies: number | null;
  readonly lost: number;
  readonly hash: string;
  /** Addresses of the frontier; null where there is none. */
  readonly addresses: number | null;
  /** Pages that workers are to bring into the search index; null where it is made in another way. */
  readonly indexing: number | null;
}

export interface MigrationPlan {
  readonly from: string;
  readonly to: string;
  readonly documents: number;
  readonly articles: number;
  readonly figures: number;
  /** In words: "1,5 GB". */
  readonly database: string;
  readonly raw: string | null;
  readonly state: "empty" | "begun" | "done";
}

type What = "copying" | "comparing" | "verifying";

const vi = {
  progress: { copying: "Đang chép", comparing: "Đang so và chép phần khác", verifying: "Đang đối chiếu" },
  documents: (done: string, of: string | null) => (of === null ? `${done} dòng` : `${done} trên ${of} trang`),
  done: (m: Migrated, n: (value: number) => string) =>
    [
      `Đã chuyển ${n(m.documents)} trang, ${n(m.articles)} bài, ${n(m.figures)} số liệu từ ${m.from} sang ${m.to}.`,
      `Hai kho giống nhau từng dòng (mã băm ${m.hash.slice(0, 16)}).`,
      ...(m.bodies === null ? [] : [`Đã đọc lại ${n(m.bodies)} trang gốc, tất cả nguyên vẹn.`]),
      ...(m.lost === 0 ? [] : [`${n(m.lost)} trang gốc đã mất từ trước trong kho nguồn; số liệu đã trích không mất.`]),
      ...(m.addresses === null ? [] : [`Đã chuyển hàng đợi thu thập: ${n(m.addresses)} địa chỉ.`]),
      "Bản tin, danh sách theo dõi và báo cáo các đêm vẫn ở thư mục dữ liệu cũ.",
      m.indexing === null
        ? "Chỉ mục tìm kiếm được dựng lại ở lần chạy đầu."
        : `Chỉ mục tìm kiếm do dangvu worker lập lại (đã thêm ${n(m.indexing)} việc); không dùng worker thì nó được dựng ở lần chạy đầu.`,
    ].join("\n"),
  plan: (p: MigrationPlan, n: (value: number) => string) =>
    [
      `Sẽ chuyển ${n(p.documents)} trang, ${n(p.articles)} bài, ${n(p.figures)} số liệu từ ${p.from} sang ${p.to}.`,
      `Cơ sở dữ liệu nguồn chiếm ${p.database}${p.raw === null ? "" : `, trang gốc ${p.raw}`}.`,
      {
        empty: "Nơi đến còn trống.",
        begun: "Nơi đến có một lần chuyển dở dang: sẽ làm tiếp.",
        done: "Nơi đến đã nhận kho này: chỉ phần mới được chép.",
      }[p.state],
    ].join("\n"),
};

const en: typeof vi = {
  progress: { copying: "Copying", comparing: "Comparing, and copying what differs", verifying: "Verifying" },
  documents: (done, of) => (of === null ? `${done} lines` : `${done} of ${of} pages`),
  done: (m, n) =>
    [
      `${n(m.documents)} pages, ${n(m.articles)} articles, ${n(m.figures)} figures moved from ${m.from} to ${m.to}.`,
      `Both stores are the same row by row (hash ${m.hash.slice(0, 16)}).`,
      ...(m.bodies === null ? [] : [`${n(m.bodies)} raw pages read back, all of them whole.`]),
      ...(m.lost === 0 ? [] : [`${n(m.lost)} raw pages had been lost in the source before; figures are not affected.`]),
      ...(m.addresses === null ? [] : [`The frontier has been moved: ${n(m.addresses)} addresses.`]),
      "Bulletins, watch-lists and reports of nights stay in the old data folder.",
      m.indexing === null
        ? "The search index is made anew at the first run."
        : `The search index is made anew by dangvu worker (${n(m.indexing)} jobs added); without workers, at the first run.`,
    ].join("\n"),
  plan: (p, n) =>
    [
      `${n(p.documents)} pages, ${n(p.articles)} articles, ${n(p.figures)} figures would be moved from ${p.from} to ${p.to}.`,
      `The source's database takes ${p.database}${p.raw === null ? "" : `, its raw pages ${p.raw}`}.`,
      {
        empty: "The target is empty.",
        begun: "The target holds a migration that was cut off: it would go on.",
        done: "The target has this store already: only what is new would be copied.",
      }[p.state],
    ].join("\n"),
};

export interface MigrateLabels {
  readonly progress: (what: What, done: number, of: number | null) => string;
  readonly done: (migrated: Migrated) => string;
  readonly plan: (plan: MigrationPlan) => string;
}

/** The words of moving a store, with numbers in the language's writing. */
export function migrateLabels(lang: Lang): MigrateLabels {
  const words = lang === "vi" ? vi : en;
  const n = (value: number): string => formatNumber(value, lang);
  return {
    progress: (what, done, of) => `${words.progress[what]}: ${words.documents(n(done), of === null ? null : n(of))}`,
    done: (migrated) => words.done(migrated, n),
    plan: (plan) => words.plan(plan, n),
  };
}
