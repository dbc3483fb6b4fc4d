import { formatNumber, formatTime, type Lang } from "./format.ts";

/** Words of the terminal about decisions of people. */
const vi = {
  queue: (count: string) => `${count} số liệu cần xem lại`,
  more: (count: string) => `… và ${count} số liệu nữa (--limit để xem thêm)`,
  empty: "Không còn số liệu nào cần xem lại.",
  lowConfidence: (percent: string) => `độ tin cậy ${percent}%`,
  failedCheck: (detail: string) => `kiểm tra không đạt: ${detail}`,
  conflict: (values: string) => `bài khác nói khác: ${values}`,
  verdicts: { confirm: "đã xác nhận", correct: "đã sửa", reject: "đã loại", withdraw: "đã rút lại quyết định" },
  states: { applied: "đang áp dụng", withdrawn: "đã rút lại", passage_gone: "đoạn văn không còn trong bài, chưa áp dụng" },
  decidedBy: (by: string, when: string, why: string) => `${by}, ${when}: ${why}`,
  reviewed: "có người xem",
  noDecisions: "Chưa có quyết định nào.",
  exported: (articles: string, figures: string, file: string, texts: string) =>
    `${figures} số liệu của ${articles} bài → ${file}; văn bản → ${texts}`,
  partial: (title: string, count: string) => `  ! ${title}: còn ${count} số liệu chưa quyết định, không có trong gold`,
  askName: "Tên người xem: ",
  askVerdict: "[x]ác nhận, [s]ửa, [l]oại, [b]ỏ qua, [t]hoát? ",
  askCorrection: "Sửa (ví dụ value=1168 period=2023): ",
  askWhy: "Lý do: ",
  keys: { confirm: "x", correct: "s", reject: "l", skip: "b", quit: "t" },
  unknownKey: (typed: string) => `Không hiểu "${typed}".`,
  token: (name: string, token: string) => `Mã của ${name} (chỉ hiện lần này; giữ kín, dán vào trang /soat):\n${token}`,
  removed: (name: string) => `Đã thu mã của ${name}; các quyết định vẫn còn.`,
  noReviewers: "Chưa có người soát nào; thêm bằng --add-reviewer TÊN.",
  since: (name: string, time: string) => `${name} (từ ${time})`,
  done: (count: string, left: string) => `${count} quyết định đã lưu; còn ${left} số liệu.`,
};

const en: typeof vi = {
  queue: (count) => `${count} figures to look at`,
  more: (count) => `… and ${count} more (--limit shows more)`,
  empty: "No figures left to look at.",
  lowConfidence: (percent) => `confidence ${percent}%`,
  failedCheck: (detail) => `failed check: ${detail}`,
  conflict: (values) => `another article differs: ${values}`,
  verdicts: { confirm: "confirmed", correct: "corrected", reject: "rejected", withdraw: "decision withdrawn" },
  states: { applied: "in force", withdrawn: "withdrawn", passage_gone: "its passage is not in the article any more: not in force" },
  decidedBy: (by, when, why) => `${by}, ${when}: ${why}`,
  reviewed: "reviewed",
  noDecisions: "No decisions yet.",
  exported: (articles, figures, file, texts) => `${figures} figures of ${articles} articles → ${file}; texts → ${texts}`,
  partial: (title, count) => `  ! ${title}: ${count} figures are undecided and not in the gold`,
  askName: "Your name: ",
  askVerdict: "[c]onfirm, c[o]rrect, [r]eject, [s]kip, [q]uit? ",
  askCorrection: "Correction (such as value=1168 period=2023): ",
  askWhy: "Why: ",
  keys: { confirm: "c", correct: "o", reject: "r", skip: "s", quit: "q" },
  unknownKey: (typed) => `"${typed}" is no choice.`,
  token: (name, token) => `Token of ${name} (shown this once; keep it secret, paste it at /soat):\n${token}`,
  removed: (name) => `The token of ${name} is taken back; decisions stay.`,
  noReviewers: "There are no reviewers; add one with --add-reviewer NAME.",
  since: (name, time) => `${name} (since ${time})`,
  done: (count, left) => `${count} decisions stored; ${left} figures left.`,
};

export type ReviewLabels = typeof vi;

/** The words about decisions in a language. */
export function reviewLabels(lang: Lang): ReviewLabels {
  return lang === "vi" ? vi : en;
}

/**
 * Who decided what, when and why, in one line.
 * @example "đã sửa (có người xem): Lan, 09:30 12/03/2026: đối chiếu bản gốc"
 */
export function formatDecision(
  {
    verdict,
    by,
    at,
    why,
  }: { readonly verdict: keyof ReviewLabels["verdicts"]; readonly by: string; readonly at: string; readonly why: string },
  lang: Lang,
): string {
  const words = reviewLabels(lang);
  return `${words.verdicts[verdict]} (${words.reviewed}): ${words.decidedBy(by, formatTime(at, lang), why)}`;
}

/** A count as the language writes it. */
export const countText = (count: number, lang: Lang): string => formatNumber(count, lang);
