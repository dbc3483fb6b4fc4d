import type { Citation, DocumentKind } from "../types/citation.ts";
import type { CitationGraph, Evidence, OwnDocument, ProvinceCiting } from "../types/graph.ts";
import type { ArticleHead } from "../types/store.ts";
import type { Span } from "../types/tokens.ts";

/** An article that cites the document, with all it cites and its sentences. */
export interface CitingArticle {
  readonly head: ArticleHead;
  readonly text: string;
  readonly citations: readonly Citation[];
  /** In order, without gaps that matter. */
  readonly sentences: readonly Span[];
}

export interface GraphInput {
  /** Every id of the one document. */
  readonly ids: ReadonlySet<string>;
  /** ISO day; null when it is not known. */
  readonly issued: string | null;
  readonly articles: readonly CitingArticle[];
  /** The unit under which a province is shown. */
  readonly unitOf: (province: string) => string;
}

/** Documents by which a committee carries out another: a report or a notice tells of it, and carries out nothing. */
const CARRIES_OUT: ReadonlySet<DocumentKind> = new Set([
  "programme",
  "plan",
  "resolution",
  "directive",
  "conclusion",
  "decision",
  "regulation",
  "guideline",
  "scheme",
]);

/** The signs of such documents where the words do not say the kind. */
const SIGNS = /^(?:CTr|CTHĐ|KH|NQ|CT|KL|QĐ|QĐi|HD|ĐA)$/u;

/** "thực hiện Nghị quyết …", "cụ thể hóa các nội dung của Nghị quyết …": the verb stands close before the document. */
const CARRYING_OUT = /(?:thực hiện|triển khai|cụ thể h(?:óa|oá)|quán triệt|thi hành)(?:[^.;]{0,60})$/iu;
/** "Tỉnh ủy đã ban hành Chương trình …", "… được cụ thể hóa bằng Nghị quyết …": what stands between the two. */
const ISSUING = /(?:ban hành|xây dựng|thông qua|\bra\b|cụ thể h(?:óa|oá) (?:bằng|thành|qua)|bằng|\bcó\b)/iu;
const DAY_SAID = /ngày (\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/giu;

const MS_A_DAY = 86_400_000;
const isDay = (date: string | null): date is string => date !== null && /^\d{4}-\d{2}-\d{2}/u.test(date);

/** Days from one day to another; null where one of them is not a whole day. */
export function daysBetween(from: string | null, to: string | null): number | null {
  return isDay(from) && isDay(to) ? Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / MS_A_DAY) : null;
}

/** The number of the sentence that a position stands in; -1 before the first. */
function sentenceOf(sentences: readonly Span[], at: number): number {
  return sentences.findLastIndex(({ start }) => start <= at);
}

function evidenceOf({ head, text, sentences }: CitingArticle, { quote, start, end }: Citation): Evidence {
  const sentence = sentences[sentenceOf(sentences, start)];
  return {
    quote,
    start,
    end,
    sentence: sentence === undefined ? null : { text: text.slice(sentence.start, sentence.end), start: sentence.start },
    article: {
      id: head.id,
      title: head.title,
      publisher: head.publisher,
      publishedAt: head.publishedAt,
      url: head.url,
      sourceUrl: head.basedOn,
    },
  };
}

function isOwn({ issuer, issuerPlace, documentKind, type }: Citation, province: string, unitOf: GraphInput["unitOf"]): boolean {
  if (issuer !== "TU" || issuerPlace === null || unitOf(issuerPlace) !== unitOf(province)) return false;
  return documentKind === undefined ? SIGNS.test(type ?? "") : CARRIES_OUT.has(documentKind);
}

/**
 * Is it said that the own document carries out the cited one? In one sentence: "thực hiện A, Tỉnh ủy ban hành B", "A được cụ thể hóa bằng B", "B … thực hiện A"; or in the sentence
 * after one that says "thực hiện A": "Tỉnh ủy đã ban hành B". Standing beside each other ("thực hiện A và B") is not enough.
 */
function relation({ text, sentences }: CitingArticle, cited: Citation, own: Citation): OwnDocument["rule"] | null {
  const [at, ownAt] = [sentenceOf(sentences, cited.start), sentenceOf(sentences, own.start)];
  const sentence = sentences[at];
  if (sentence === undefined) return null;
  const before = text.slice(sentence.start, cited.start);
  if (at === ownAt && own.start < cited.start) {
    const between = text.slice(own.end, cited.start);
    return CARRYING_OUT.test(between) && !ISSUING.test(between) ? "same_sentence" : null;
  }
  const between = text.slice(cited.end, own.start);
  if (at === ownAt)
    return ISSUING.test(between) && (CARRYING_OUT.test(before) || /cụ thể h|triển khai/iu.test(between)) ? "same_sentence" : null;
  if (ownAt !== at + 1) return null;
  const next = text.slice(sentences[ownAt]?.start ?? own.start, own.start);
  return CARRYING_OUT.test(before) && ISSUING.test(next) ? "next_sentence" : null;
}

/** The own document's day: its own, else one said between the two ("ngày 10/10/2022, Tỉnh ủy ban hành …"). */
function issuedOf({ text }: CitingArticle, cited: Citation, own: Citation): string | null {
  if (own.issued !== null) return own.issued;
  const said = [...text.slice(Math.min(cited.end, own.start), own.start).matchAll(DAY_SAID)].at(-1);
  if (said === undefined) return null;
  const [, day = "", month = "", year = ""] = said;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(date);
  // February 31 is taken for a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : null;
}

/** One saying of an own document. */
interface Said {
  readonly id: string;
  readonly document: OwnDocument;
}

/** Mentions of the document. There is one in every article of the input. */
function mentionsIn({ citations }: CitingArticle, ids: GraphInput["ids"]): readonly Citation[] {
  return citations.filter(({ id }) => id !== null && ids.has(id));
}

function ownDocuments(input: GraphInput, article: CitingArticle, province: string): readonly Said[] {
  const cited = mentionsIn(article, input.ids);
  const own = article.citations.filter((citation) => isOwn(citation, province, input.unitOf));
  return own.flatMap((one) => {
    const found = cited.flatMap((mention) => {
      const rule = relation(article, mention, one);
      return rule === null ? [] : [{ rule, mention }];
    });
    const best = found.find(({ rule }) => rule === "same_sentence") ?? found[0];
    if (best === undefined || one.id === null) return [];
    const issued = issuedOf(article, best.mention, one);
    const days = daysBetween(input.issued, issued);
    // What was issued before the document cannot carry it out.
    if (days !== null && days < 0) return [];
    const atMostDays = days === null ? daysBetween(input.issued, article.head.publishedAt) : null;
    const kind = one.documentKind ?? null;
    return [{ id: one.id, document: { id: one.id, kind, issued, days, atMostDays, rule: best.rule, evidence: evidenceOf(article, one) } }];
  });
}

function groupBy<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

const order = ({ days, atMostDays }: OwnDocument): number => days ?? atMostDays ?? Number.POSITIVE_INFINITY;

/** `45-CTr/TU@63-20:?` is `45-CTr/TU@63-20:2022-10-10` where another report dates it: said once, with the most that is known. */
function mergeSaid(said: readonly Said[]): readonly OwnDocument[] {
  const byNumber = groupBy(said, ({ id }) => id.split(":")[0] ?? id);
  const merged = [...byNumber.values()].flatMap((same) => {
    const documents = same.map(({ document }) => document).sort((a, b) => order(a) - order(b));
    const byDay = new Map(
      documents
        .filter(({ issued }) => isDay(issued))
        .reverse()
        .map((document) => [document.issued, document]),
    );
    return byDay.size > 0 ? [...byDay.values()] : documents.slice(0, 1);
  });
  return merged.sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
}

/** The earliest dated article from the day of issue on, else any. */
function firstCiting({ ids, issued }: GraphInput, articles: readonly CitingArticle[]): ProvinceCiting["first"] | null {
  const published = ({ head }: CitingArticle): string => head.publishedAt?.slice(0, 10) ?? "";
  const dated = articles.filter((article) => isDay(published(article)) && (daysBetween(issued, published(article)) ?? 0) >= 0);
  const first = dated.toSorted((a, b) => (published(a) < published(b) ? -1 : 1))[0];
  const article = first ?? articles[0];
  const mention = article === undefined ? undefined : mentionsIn(article, ids)[0];
  if (article === undefined || mention === undefined) return null;
  const day = first === undefined ? null : published(first);
  return { published: day, days: daysBetween(issued, day), evidence: evidenceOf(article, mention) };
}

function provinceCiting(input: GraphInput, unit: string, articles: readonly CitingArticle[]): readonly ProvinceCiting[] {
  const first = firstCiting(input, articles);
  if (first === null) return [];
  const mentions = articles.reduce((sum, article) => sum + mentionsIn(article, input.ids).length, 0);
  const own = mergeSaid(articles.flatMap((article) => ownDocuments(input, article, article.head.place?.province ?? unit)));
  return [{ province: unit, articles: articles.length, mentions, first, own }];
}

/**
 * Which provinces cite a document, when first, and with which documents of their own they carry it out. The article's province cites. Only current, trusted articles; a reprint
 * counts with its original. Days run from the day of issue; an article dated before that is no first one. Earliest own document first, then earliest report.
 */
export function citationGraph(input: GraphInput): CitationGraph {
  const counted = input.articles.filter(({ head }) => head.current && head.trust === "ok" && head.reprintOf === undefined);
  const placed = counted.filter(({ head }) => head.place?.province != null);
  const byUnit = groupBy(placed, ({ head }) => input.unitOf(head.place?.province ?? ""));
  const provinces = [...byUnit].flatMap(([unit, articles]) => provinceCiting(input, unit, articles));
  const rank = ({ own, first }: ProvinceCiting): readonly [number, number] => [
    own[0] === undefined ? Number.POSITIVE_INFINITY : order(own[0]),
    first.days ?? Number.POSITIVE_INFINITY,
  ];
  const sorted = provinces.sort((a, b) => {
    const [[ownA, firstA], [ownB, firstB]] = [rank(a), rank(b)];
    // Infinity minus itself is no number.
    return ownA < ownB ? -1 : ownA > ownB ? 1 : firstA < firstB ? -1 : firstA > firstB ? 1 : a.province < b.province ? -1 : 1;
  });
  return { ids: [...input.ids], issued: input.issued, provinces: sorted, withoutProvince: counted.length - placed.length };
}
