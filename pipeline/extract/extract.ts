import { findAmounts } from "../language/amounts.ts";
import { findPlaces, type Gazetteer, MERGER_DAY, type PlaceMention, placeStarts, successor } from "../language/gazetteer.ts";
import { analyze } from "../language/layers.ts";
import { findTimes } from "../language/periods/times.ts";
import { findPeriods, type PeriodMention } from "../language/periods.ts";
import type { Article, ArticlePlace } from "../types/article.ts";
import type { Citation } from "../types/citation.ts";
import type { Figure, Indicator, Reading, Rule } from "../types/indicator.ts";
import type { Check, Observation, Period } from "../types/observation.ts";
import type { TokenLayers } from "../types/tokens.ts";
import { checkArticle } from "./article-checks.ts";
import { findArticlePlace, findProvince } from "./article-place.ts";
import { reportingPeriod, withTerms } from "./article-times.ts";
import { findCitations } from "./citations.ts";
import { CODEBOOK } from "./codebook.ts";
import { linkConfidence, withDoubts } from "./confidence.ts";
import { OWN_DECISION, withDeciders } from "./deciders.ts";
import { type Carried, type FoundFigure, readFigures } from "./grammar/figures.ts";
import { changed } from "./grammar/found.ts";
import { lastLongPeriod, lastPeriod, linkPeriod } from "./grammar/link-period.ts";
import { linkPlace, namedIn, subjectPlace } from "./grammar/link-place.ts";
import type { ArticleScope, ParagraphScope } from "./grammar/scope.ts";
import { type CellSentence, type LabelPlace, tableCells } from "./grammar/tables.ts";
import { hasMentions, indexMentions, type MentionIndex, type Unit, unitsOf } from "./grammar/units.ts";
import { type IssuedScope, issuedPlace, issuedScope, observeIssued, withOwnTimes } from "./issued.ts";
import { withRatingYears } from "./rating-years.ts";
import { withTextOfTitles } from "./titles.ts";

/** Raised with every change of rules or grammar: a document that is saved again with the same bytes but newer rules is read anew; `dangvu reread` does so with all that is stored. */
export const RULES_VERSION = "extract-5";

export interface Extraction {
  readonly place: ArticlePlace;
  readonly observations: readonly Observation[];
  readonly citations: readonly Citation[];
  readonly checks: readonly Check[];
}

/** What `explain` gets to see of every number: the sentence, the figure as read, and the indicator that took it, if one did. */
export interface Traced {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly found: FoundFigure;
  readonly accepted: { readonly indicator: Indicator; readonly rule: Rule } | null;
  readonly observation: Observation | null;
}

/** "đạt 13,2" with its sign lost: nobody counts members in parts. */
const isBrokenCount = ({ isPercent, relation, value }: Figure): boolean =>
  !isPercent && (relation === "plain" || relation === "change") && !Number.isInteger(value);

/** The first indicator of the codebook that accepts a figure, with its rule and reading; a norm for each body, or a number of those commended, is no figure of any. */
function classify(figure: Figure): { indicator: Indicator; rule: Rule; reading: Reading } | null {
  if (figure.isNorm || figure.isHonoured || isBrokenCount(figure)) return null;
  for (const indicator of CODEBOOK) {
    for (const rule of indicator.rules) {
      const reading = rule.accept(figure);
      if (reading !== null) return { indicator, rule, reading };
    }
  }
  return null;
}

interface Context {
  readonly article: Article;
  readonly layers: TokenLayers;
  readonly index: MentionIndex;
  readonly scope: ArticleScope;
  readonly labelPlace: LabelPlace;
  /** Null for an article that is no issued document itself. */
  readonly issued: IssuedScope | null;
  readonly trace: ((traced: Traced) => void) | null;
}

const startOf = (layers: TokenLayers, token: number): number => layers.tokens[token]?.start ?? layers.text.length;
const endOf = (layers: TokenLayers, token: number): number => layers.tokens[token - 1]?.end ?? 0;

function keysOf(layers: TokenLayers, unit: Unit): string {
  let keys = "";
  for (let token = unit.from; token < unit.to; token++) keys += (token === unit.from ? "" : " ") + layers.tokens[token]?.key;
  return keys;
}

const firstKeyOf =
  (layers: TokenLayers) =>
  (mention: PeriodMention): string =>
    layers.tokens[mention.from]?.key ?? "";

/** Places and periods that belong to a figure, and what the codebook wants of it, as an Observation. */
function toObservation(
  context: Context,
  sentence: { units: readonly Unit[]; paragraph: ParagraphScope },
  found: FoundFigure,
  taken: { indicator: Indicator; rule: Rule; reading: Reading },
): Observation {
  const { article, layers, scope } = context;
  const { units, paragraph } = sentence;
  const { figure } = found;
  const start = startOf(layers, (units[found.first] as Unit).from);
  const end = endOf(layers, (units[found.last] as Unit).to);
  const place = linkPlace(units, found, { paragraph, article: scope });
  const period = linkPeriod(units, found, {
    paragraph,
    article: scope,
    kind: taken.indicator.kind,
    isOnDay: taken.indicator.onAnniversary === true,
    firstKey: firstKeyOf(layers),
  });
  const dims =
    taken.reading.dims.kind === "subordinate"
      ? { ...taken.reading.dims, kind: place.place.level === "province" ? "superior" : "committee" }
      : taken.reading.dims;
  // Badges of an anniversary are told of before the day.
  const isAhead = figure.status === "actual" && taken.indicator.onAnniversary !== true && beginsBehind(period.period, scope.published);
  const isUntrusted = article.trust === "years_rewritten" && period.basis !== "unknown";
  return {
    article: article.id,
    indicator: taken.indicator.code,
    dims,
    measure: taken.reading.measure,
    value: figure.value,
    bound: figure.bound,
    status: isAhead ? "target" : figure.status,
    place: place.place,
    period: isUntrusted ? null : period.period,
    basis: isUntrusted ? "unknown" : period.basis,
    ...(figure.numerator === undefined ? {} : { numerator: figure.numerator }),
    ...(figure.denominator === undefined ? {} : { denominator: figure.denominator }),
    ...(figure.against === undefined ? {} : { against: figure.against }),
    ...(figure.per === undefined ? {} : { per: figure.per }),
    ...(figure.subset ? { subset: true as const } : {}),
    ...(figure.decidedBy === null || taken.indicator.hasDecider !== true
      ? {}
      : { decidedBy: figure.decidedBy === "standing" ? ("committee" as const) : figure.decidedBy }),
    rule: `${taken.indicator.code}: ${taken.rule.name}`,
    confidence: linkConfidence({ rule: taken.rule.confidence, place, period, trust: article.trust }),
    links: [
      ...found.links,
      ...(figure.decidedBy === "standing" ? [{ what: "subset" as const, reason: OWN_DECISION }] : []),
      ...(isAhead ? [{ what: "status" as const, reason: "thời gian ở sau ngày đăng bài" }] : []),
      { what: "place", reason: place.reason },
      { what: "period", reason: isUntrusted ? "bài đã bị sửa năm" : period.reason },
    ],
    checks: [],
    start,
    end,
    quote: layers.text.slice(start, end),
  };
}

/** Nothing has been reached in a time that begins behind the day on which the article was published. */
function beginsBehind(period: Period | null, published: string | null): boolean {
  if (period === null || published === null) return false;
  const from = "at" in period ? period.at : period.from;
  return from !== null && from > published.slice(0, from.length);
}

/** The observation of a figure, in an issued document as its layout has it. */
function observationOf(
  context: Context,
  sentence: { units: readonly Unit[]; paragraph: ParagraphScope },
  found: FoundFigure,
  taken: { indicator: Indicator; rule: Rule; reading: Reading },
): Observation {
  const { issued, layers } = context;
  if (issued === null) return toObservation(context, sentence, found, taken);
  return observeIssued(found, {
    ...sentence,
    scope: issued,
    at: startOf(layers, (sentence.units[found.at] as Unit).from),
    observe: (candidate, paragraph) => toObservation(context, { units: sentence.units, paragraph }, candidate, taken),
  });
}

interface State {
  readonly carried: Carried;
  /** The sentence before: what a table is about is said in it. */
  readonly above: { readonly from: number; readonly end: number } | null;
  readonly paragraph: ParagraphScope;
}

/** The observations of a run of units whose figures are already read. */
function observe(context: Context, units: readonly Unit[], found: readonly FoundFigure[], paragraph: ParagraphScope): Observation[] {
  const { layers, trace } = context;
  return found.flatMap((figure) => {
    const taken = classify(figure.figure);
    const observation = taken === null ? null : observationOf(context, { units, paragraph }, figure, taken);
    if (trace !== null) {
      const unit = units[figure.at] as Unit;
      const start = startOf(layers, unit.from);
      const end = endOf(layers, unit.to);
      trace({ quote: layers.text.slice(start, end), start, end, found: figure, accepted: taken, observation });
    }
    return observation === null ? [] : [observation];
  });
}

/** The observations of one sentence, and what it leaves to the sentences behind it. */
function readSentence(context: Context, range: { from: number; end: number }, before: State): State & { observations: Observation[] } {
  const { layers, index } = context;
  if (!hasMentions(index, range))
    return { observations: [], carried: { last: null, head: before.carried.head ?? null }, above: range, paragraph: before.paragraph };
  const units = unitsOf(layers, index, range);
  const found = readFigures(units, before.carried, (unit) => keysOf(layers, unit));
  const paragraph: ParagraphScope = {
    place: subjectPlace(units) ?? before.paragraph.place,
    named: namedIn(units, before.paragraph.named),
    period: lastPeriod(units, firstKeyOf(layers)) ?? before.paragraph.period,
    long: lastLongPeriod(units) ?? before.paragraph.long,
  };
  return {
    observations: observe(context, units, found, before.paragraph),
    carried: {
      last: found.at(-1) ?? null,
      head: found.findLast(({ figure }) => figure.event !== null && figure.event !== "other") ?? before.carried.head ?? null,
    },
    above: range,
    paragraph,
  };
}

/** The observations of a table: each cell as a sentence of its column's head, its row's label and itself; the quote is the cell. */
function readTable(context: Context, range: { from: number; end: number }, state: State): Observation[] {
  const { layers, index } = context;
  const announced = state.above === null ? [] : unitsOf(layers, index, state.above);
  return tableCells(context, { ...range, announced }).flatMap(({ sentences, place, hasSubject }) => {
    const { last, head = null } = hasSubject ? NOTHING.carried : state.carried;
    const carried = { last, head, announces: true, cellPlace: place };
    let first: CellReading | null = null;
    for (const sentence of sentences) {
      const reading = readCell(layers, sentence, carried);
      first ??= reading;
      if (reading.found.some(({ figure }) => classify(figure) !== null))
        return observe(context, reading.units, reading.found, state.paragraph);
    }
    return first === null ? [] : observe(context, first.units, first.found, state.paragraph);
  });
}

interface CellReading {
  readonly units: readonly Unit[];
  readonly found: readonly FoundFigure[];
}

/** The figures of a cell in one of the sentences that it may be read as. */
function readCell(layers: TokenLayers, { units, from, to }: CellSentence, carried: Carried): CellReading {
  const within = (at: number): number => Math.min(Math.max(at, from), to - 1);
  const found = readFigures(units, carried, (unit) => keysOf(layers, unit))
    .filter(({ at }) => at >= from && at < to)
    .map((figure) => changed(figure, { first: within(figure.first), last: within(figure.last) }));
  return { units, found };
}

/** Where a character stands among the sentences: the index of the sentence whose first token is at or behind it. */
function sentencesOfBlock(layers: TokenLayers, block: { start: number; end: number }, from: number): { first: number; last: number } {
  let first = from;
  while (first + 1 < layers.sentences.length && startOf(layers, layers.sentences[first] as number) < block.start) first++;
  let last = first;
  while (last + 1 < layers.sentences.length && startOf(layers, layers.sentences[last] as number) < block.end) last++;
  return { first, last };
}

const NOTHING: State = {
  carried: { last: null, head: null },
  above: null,
  paragraph: { place: null, named: {}, period: null, long: null },
};

function readBlocks(context: Context): Observation[] {
  const { article, layers } = context;
  const observations: Observation[] = [];
  let next = 0;
  let state = NOTHING;
  for (const block of article.blocks) {
    const { first, last } = sentencesOfBlock(layers, block, next);
    next = last;
    if (block.kind === "table") {
      // A table stands under the paragraph that announces it.
      observations.push(...readTable(context, { from: layers.sentences[first] as number, end: layers.sentences[last] as number }, state));
      continue;
    }
    // The items of a list stand under the paragraph that announces it.
    const { last: before, head = null } = state.carried;
    state =
      block.kind === "list"
        ? { carried: { last: before, head, announces: true }, above: state.above, paragraph: state.paragraph }
        : { carried: { last: null, head }, above: state.above, paragraph: NOTHING.paragraph };
    for (let i = first; i < last; i++) {
      const read = readSentence(context, { from: layers.sentences[i] as number, end: layers.sentences[i + 1] as number }, state);
      observations.push(...read.observations);
      const { carried, above, paragraph } = read;
      const goesOn = block.kind === "list";
      state = {
        carried: goesOn ? { last: carried.last ?? state.carried.last, head: carried.head ?? null, announces: true } : carried,
        above,
        paragraph,
      };
    }
  }
  return observations;
}

/** The province as it was on the day of publication: since the merger, the one that it went into. */
function provinceOn(province: string | null, published: string | null): string | null {
  return province !== null && published !== null && published >= MERGER_DAY ? successor(province) : province;
}

function placesOf(input: {
  article: Article;
  layers: TokenLayers;
  gazetteer: Gazetteer;
  published: string | null;
  publisherProvince: string | null;
}): { mentions: readonly PlaceMention[]; place: ArticlePlace & { place: ArticleScope["place"] } } {
  const { article, layers, gazetteer, published } = input;
  const issuer = article.document === undefined ? null : issuedPlace(article.document);
  const publisherProvince = provinceOn(issuer?.province ?? input.publisherProvince, published);
  const starts = placeStarts(layers, gazetteer);
  const firstLook = findPlaces(layers, gazetteer, { province: publisherProvince, date: published }, starts);
  if (article.document !== undefined && issuer !== null)
    return {
      mentions: firstLook,
      place: { place: issuedPlace(article.document, firstLook) ?? issuer, reason: "cơ quan ban hành văn bản" },
    };
  const captions = article.captions.flatMap((caption) => findPlaces(analyze(caption), gazetteer, { province: null, date: published }));
  const found = findProvince({ article, mentions: firstLook, captions, publisher: publisherProvince });
  const [province, provinceReason] = [provinceOn(found.province, published), found.reason];
  // Most articles are about the province of their paper: the first look stands.
  const mentions = province === publisherProvince ? firstLook : findPlaces(layers, gazetteer, { province, date: published }, starts);
  const { place, reason } = findArticlePlace({ article, mentions, province, provinceReason });
  return { mentions, place: { place, reason } };
}

/**
 * Reads one article to the end: its place, its figures with place, period and reasons, its mentions of documents, and the checks of codebook section 5.
 * The same article read twice gives equal results.
 */
export function extract(
  article: Article,
  options: { gazetteer: Gazetteer; publisherProvince?: string | null; trace?: (traced: Traced) => void },
): Extraction {
  const layers = analyze(article.text);
  const { document } = article;
  const published = (document?.issued?.length === 10 ? document.issued : article.publishedAt?.slice(0, 10)) ?? null;
  const { mentions, place } = placesOf({
    article,
    layers,
    gazetteer: options.gazetteer,
    published,
    publisherProvince: options.publisherProvince ?? null,
  });
  const times = findTimes(layers);
  const periods = withTerms(findPeriods(layers, { published }, times), layers, published);
  const issued = document === undefined ? null : issuedScope(article, document, periods);
  const scope: ArticleScope = {
    place: place.place,
    placeReason: place.reason,
    published,
    // the time of a resolution's subject is that of its targets
    reporting: issued === null || issued.isReport ? reportingPeriod(article, periods, layers) : null,
  };
  const timed = issued === null ? periods : withOwnTimes(periods, issued, article.text);
  const index = indexMentions({ amounts: findAmounts(layers, times), periods: timed, places: mentions });
  const labelPlace: LabelPlace = (label) =>
    findPlaces(analyze(`Đảng bộ ${label}`), options.gazetteer, { province: place.place.province, date: published })[0] ?? null;
  const found = readBlocks({ article, layers, index, scope, labelPlace, issued, trace: options.trace ?? null });
  const citations = findCitations({ article, layers, province: place.place.province, places: mentions });
  const { observations, checks } = checkArticle({
    text: article.text,
    observations: withDeciders(withRatingYears(withTextOfTitles(found, article))),
    citations,
    published,
  });
  return { place, observations: withDoubts(observations, article), citations, checks };
}
