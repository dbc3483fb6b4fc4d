import { formatNumber, type Lang } from "./format.ts";

/** Words of watch-lists: their messages, their feed, and what the command prints. */
const vi = {
  subject: (title: string, facts: string, corrected: string | null) =>
    `${title}: ${facts} tin mới${corrected === null ? "" : `, ${corrected} đính chính`}`,
  testSubject: (title: string) => `[Thử] ${title}`,
  intro: (facts: string, time: string) => `${facts} tin mới, tìm thấy lúc ${time}.`,
  testIntro: "Đây là tin thử của danh sách theo dõi. Vài tin gần đây, để xem hình thức; tin thật sẽ đến sau mỗi đêm có tin mới.",
  noExample: "Chưa có tin nào khớp trong những ngày gần đây.",
  corrected: "Đính chính",
  correctedBy: { paper: "báo đã sửa", reviewer: "người soát đã sửa" },
  was: (values: string) => `trước đó: ${values}`,
  or: " hoặc ",
  doubtful: "chưa chắc, cần xem lại",
  cites: (document: string, quote: string) => `dẫn ${document}: «${quote}»`,
  newReport: "bài mới",
  moreFigures: (count: string) => `… và ${count} tin nữa trong bài này`,
  moreArticles: (count: string) => `… và ${count} tin nữa không kể ở đây.`,
  omitted: (count: string) => `Ngoài ra có ${count} tin nữa, không lưu từng tin.`,
  noDate: "không rõ ngày",
  readAt: "Xem trên trang",
  original: "Bài gốc",
  feed: (address: string) => `Nguồn tin Atom: ${address}`,
  why: (name: string) => `Tin này đến vì có người đăng ký danh sách theo dõi "${name}". Muốn thôi nhận, hãy báo cho người quản trị.`,
  nationwide: "cả nước",
  placeUnknown: "không rõ nơi",
  feedTitle: (title: string) => `dangvu: ${title}`,
  added: (name: string) => `Đã thêm danh sách ${name}; tin được tìm sau mỗi đêm, kể từ bây giờ.`,
  feedAt: (address: string) => `Nguồn tin Atom: ${address} (ai biết địa chỉ đều xem được)`,
  removed: (name: string) => `Đã bỏ danh sách ${name} và sổ ghi của nó.`,
  none: "Chưa có danh sách theo dõi nào; thêm bằng dangvu watch --add TÊN.",
  seen: (facts: string, until: string) => `${facts} tin đã tìm thấy, tìm lần cuối lúc ${until}`,
  notYet: "chưa tìm lần nào",
  channel: { email: "thư", webhook: "webhook" },
  state: {
    sending: "đang gửi",
    held: "sẽ gửi lại",
    sent: "đã gửi",
    failed: "gửi không được, đêm sau gửi lại",
    uncertain: "không rõ đã đến chưa, không gửi lại",
  },
  numbers: (waiting: string, sent: string, uncertain: string) => `${waiting} tin đang chờ, ${sent} đã gửi, ${uncertain} không rõ`,
  subjects: {
    figures: (what: string, where: string) => `số liệu ${what}${where}`,
    anyFigure: "mọi chỉ số",
    document: (id: string, where: string) => `bài dẫn ${id}${where}`,
    search: (query: string) => `bài khớp với "${query}"`,
    where: (names: string) => `, ${names}`,
  },
  tested: (where: string, error: string | null) => (error === null ? `${where}: đã gửi tin thử.` : `${where}: không gửi được: ${error}`),
  nothingToTest: "Danh sách này chỉ có nguồn tin Atom, không có gì để gửi thử.",
  sentNow: (found: string, sent: string, failed: string) => `${found} tin mới; ${sent} tin nhắn đã gửi, ${failed} không gửi được.`,
};

export type WatchWords = typeof vi;

const en: WatchWords = {
  subject: (title, facts, corrected) => `${title}: ${facts} new${corrected === null ? "" : `, ${corrected} corrected`}`,
  testSubject: (title) => `[Test] ${title}`,
  intro: (facts, time) => `${facts} new facts, found at ${time}.`,
  testIntro:
    "This is a test of the watch-list. Some recent facts show the form; real messages come after each night that brings something new.",
  noExample: "Nothing of the last days matches yet.",
  corrected: "Corrected",
  correctedBy: { paper: "by the paper", reviewer: "by a reviewer" },
  was: (values) => `before: ${values}`,
  or: " or ",
  doubtful: "uncertain, to be reviewed",
  cites: (document, quote) => `cites ${document}: “${quote}”`,
  newReport: "new article",
  moreFigures: (count) => `… and ${count} more in this article`,
  moreArticles: (count) => `… and ${count} more that are not told here.`,
  omitted: (count) => `There are ${count} further facts that are not kept one by one.`,
  noDate: "no date",
  readAt: "Read it here",
  original: "Original article",
  feed: (address) => `Atom feed: ${address}`,
  why: (name) => `You get this because somebody has put you on the watch-list "${name}". Tell the operator if you do not want it any more.`,
  nationwide: "nationwide",
  placeUnknown: "place unknown",
  feedTitle: (title) => `dangvu: ${title}`,
  added: (name) => `List ${name} is added; facts are looked for after each night, from now on.`,
  feedAt: (address) => `Atom feed: ${address} (open to all who know the address)`,
  removed: (name) => `List ${name} and its book are gone.`,
  none: "There are no watch-lists; add one with dangvu watch --add NAME.",
  seen: (facts, until) => `${facts} facts found, last looked for at ${until}`,
  notYet: "not looked for yet",
  channel: { email: "mail", webhook: "webhook" },
  state: {
    sending: "being sent",
    held: "to be sent again",
    sent: "sent",
    failed: "failed, goes again next night",
    uncertain: "may have come, not sent again",
  },
  numbers: (waiting, sent, uncertain) => `${waiting} facts waiting, ${sent} sent, ${uncertain} uncertain`,
  subjects: {
    figures: (what, where) => `figures of ${what}${where}`,
    anyFigure: "any indicator",
    document: (id, where) => `articles that cite ${id}${where}`,
    search: (query) => `articles that match "${query}"`,
    where: (names) => `, ${names}`,
  },
  tested: (where, error) => (error === null ? `${where}: test sent.` : `${where}: not sent: ${error}`),
  nothingToTest: "This list has only an Atom feed: there is nothing to send.",
  sentNow: (found, sent, failed) => `${found} new facts; ${sent} messages sent, ${failed} not sent.`,
};

/** The words of watch-lists. */
export const watchWords = (lang: Lang): WatchWords => (lang === "en" ? en : vi);

/** A number of facts as messages write it. */
export const countOf = (count: number, lang: Lang): string => formatNumber(count, lang);
