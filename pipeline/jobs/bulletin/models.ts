import { provinceById, successor } from "../../language/provinces.ts";
import type { ModelFacts } from "../../types/bulletin.ts";
import type { Place } from "../../types/observation.ts";
import type { ArticleHead, Store } from "../../types/store.ts";
import type { Column } from "../../types/table.ts";
import type { Quoted, Span } from "../../types/tokens.ts";
import { type ArticleOpener, evidenceFor, isQuotable, type OpenArticle } from "./evidence.ts";

const MOST_MODELS = 5;
/** Reports of the period that are looked through, those first whose title names a model: some 2 ms each. */
const MOST_READ = 240;

/** Words as people count them in Vietnamese: what stands between spaces. */
const [LEAST_WORDS, MOST_WORDS] = [8, 25];

/** A model by what it is, or a way of doing that is praised. "Mô hình tổ chức", "mô hình chính quyền" are forms of administration; "mô hình hay" alone tells of none. */
const TELLING =
  /(?:mô hình(?! (?:tổ chức|chính quyền|tăng trưởng|quản lý nhà nước|hay|mới|tốt|hiệu quả|tiêu biểu|khác|điểm|này|ấy|đó|trên|nào|gì)(?!\p{L}))(?= ["“]?\p{L})|cách làm (?:hay|mới|sáng tạo|hiệu quả|linh hoạt)(?!\p{L})|điển hình (?:là|như|trong)(?!\p{L}))/iu;
/** Named in quotation marks right behind: `mô hình "Chi bộ bốn tốt"`. */
const NAMED = /mô hình[^."“”]{0,20}["“]/iu;
/** A title that promises one. */
const TITLED = /mô hình|cách làm|điển hình|sáng tạo|điểm sáng/iu;

/** What is wanted, lacking or yet to come is no model that works. */
const NOT_YET =
  /(?<!\p{L})(?:cần|phải|sẽ|chưa|thiếu|tiếp tục|đề nghị|yêu cầu|phấn đấu|đẩy mạnh|chú trọng|nhân rộng|quan tâm|tăng cường|không có|tránh|dự kiến|nếu)(?!\p{L})|\?/iu;
/** Words that point to a sentence before: alone nobody knows what is meant. */
const POINTING =
  /^(?:["“(]*)(?:đây|đó|điều này|việc này|qua đó|từ đó|nhờ (?:đó|vậy|thế)|tuy|nhưng|song|và|còn|bởi|vì vậy|do đó|theo đó|trong đó|cùng với đó|bên cạnh đó|ngoài ra|mô hình (?:này|ấy|đó|trên)|cách làm (?:này|ấy|đó|trên)|anh|chị|ông|bà|tôi|chúng tôi|em)(?![\p{L}])/iu;
const POINTING_INSIDE = /cách làm (?:này|ấy|đó|trên|nào|gì)(?!\p{L})/iu;

/** Where a clause ends, outside quotation marks and brackets. */
const CLAUSE_END = /[,;:–—]/u;

const countWords = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** The same text with what stands in quotation marks blanked: digits and commas of a name are part of it. */
const withoutNames = (text: string): string => text.replace(/["“][^"“”]*["”]/gu, (name) => "x".repeat(name.length));

/** Are quotation marks and brackets opened and closed within? */
function isBalanced(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  return count('"') % 2 === 0 && count("“") === count("”") && count("(") === count(")");
}

/** The bounds of clauses in a sentence: its start, behind every mark that ends a clause, its end. */
function clauseBounds(sentence: string): readonly Span[] {
  const plain = withoutNames(sentence);
  const spans: Span[] = [];
  let start = 0;
  for (let at = 0; at <= plain.length; at++) {
    const isMark = at < plain.length && CLAUSE_END.test(plain.charAt(at)) && !/\d/u.test(plain.charAt(at + 1));
    if (at < plain.length && !isMark) continue;
    spans.push({ start, end: at });
    start = at + 1;
  }
  return spans;
}

/** A sentence without the mark that ends it. */
const withoutEnd = (sentence: string): string => sentence.replace(/[.…!\s]+$/u, "");

/**
 * The longest run of whole clauses of at most 25 words that tells of a model, begun with the sentence where that is possible; null where there is none. Words in it are those of
 * the sentence, character by character.
 *
 * @example cutQuote("Huyện có mô hình “Ngày thứ bảy vì dân”, mỗi tháng một lần.") // start 0, without the full stop
 */
export function cutQuote(sentence: string): Span | null {
  const text = withoutEnd(sentence);
  const clauses = clauseBounds(text);
  const spans = clauses.flatMap((from, first) =>
    clauses.slice(first).map((to) => ({ ...trimmed(text, { start: from.start, end: to.end }), first })),
  );
  const fitting = spans.filter(({ start, end }) => isQuote(text.slice(start, end)));
  const best = fitting.sort((a, b) => a.first - b.first || b.end - a.end)[0];
  return best === undefined ? null : { start: best.start, end: best.end };
}

/** The span without the spaces at its ends. */
function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length };
}

function isQuote(words: string): boolean {
  const count = countWords(words);
  if (count < LEAST_WORDS || count > MOST_WORDS || !isBalanced(words)) return false;
  const plain = withoutNames(words);
  return TELLING.test(plain) && !/\p{N}/u.test(plain) && !NOT_YET.test(plain) && !POINTING.test(words) && !POINTING_INSIDE.test(words);
}

/** The quotation of an article that tells most: a named model first, then the first in the text. */
function quoteOf({ text, sentences }: OpenArticle): Quoted | null {
  const found = sentences.flatMap(({ start, end }) => {
    const sentence = text.slice(start, end);
    const cut = TELLING.test(sentence) && !NOT_YET.test(withoutNames(sentence)) ? cutQuote(sentence) : null;
    if (cut === null) return [];
    const span = { start: start + cut.start, end: start + cut.end };
    return [{ ...span, quote: text.slice(span.start, span.end) }];
  });
  return found.find(({ quote }) => NAMED.test(quote)) ?? found[0] ?? null;
}

export interface ModelsInput {
  readonly store: Pick<Store, "articles">;
  readonly column: Column;
  /** Ids of the provinces that the bulletin is about; null for all. */
  readonly provinces: ReadonlySet<string> | null;
  readonly open: ArticleOpener;
}

/** Local models in the words of reports published in the period: at most five, one a province, those first whose report's title names one, then the newest. */
export function gatherModels({ store, column, provinces, open }: ModelsInput): readonly ModelFacts[] {
  const isAbout = (id: string): boolean => provinces === null || provinces.has(id) || provinces.has(successor(id) ?? "");
  const heads = store.articles({ since: column.from, before: dayAfter(column.to) });
  const local = heads.filter((head) => isQuotable(head) && isAbout(head.place?.province ?? ""));
  const sorted = [...local.filter(isTitled), ...local.filter((head) => !isTitled(head))].slice(0, MOST_READ);
  const models = new Map<string, ModelFacts>();
  for (const { id, place } of sorted) {
    if (models.size >= MOST_MODELS) break;
    const province = place?.province ?? "";
    if (province === "" || models.has(province)) continue;
    const article = open(id);
    const quoted = article === null ? null : quoteOf(article);
    if (article !== null && quoted !== null)
      models.set(province, { quote: quoted.quote, place: placeName(place), evidence: evidenceFor(article, quoted) });
  }
  return [...models.values()];
}

const isTitled = ({ title }: ArticleHead): boolean => TITLED.test(title);

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** "Mai Sơn, Sơn La"; of a province its name alone. */
function placeName(place: Place | null): string | null {
  const province = place?.province == null ? null : (provinceById(place.province)?.name ?? place.province);
  if (place?.name == null || province === null) return province;
  return place.name.includes(province) ? place.name : `${place.name}, ${province}`;
}
