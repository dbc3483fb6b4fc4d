import { analyze } from "../../../pipeline/language/layers.ts";
import { provinces } from "../../../pipeline/language/provinces.ts";
import { termsOf } from "../../../pipeline/search/analyze.ts";
import { type IndexedArticle, storedPlain, storedTerm, toIndexed } from "../../../pipeline/search/indexed.ts";
import { digestOf, type Library } from "../../../pipeline/search/query.ts";
import type { Article } from "../../../pipeline/types/article.ts";
import type { ArticleHead, ReadArticle } from "../../../pipeline/types/store.ts";
import { makeRandom, samplePress } from "./texts.ts";

/** Characters of an article, about as many as a newspaper report has. */
const LENGTH = 2500;
const INDICATORS = ["members.admitted", "discipline.members", "orgs.rating", "inspection.orgs", "members.total"];
const DOCUMENTS = ["21-NQ/TW@2022-06-16", "05-CT/TW@2016-05-15", "33-NQ/TU@63-20:2017-02-17"];

interface Sentence {
  readonly text: string;
  readonly terms: readonly string[];
}

/**
 * Articles mixed from the sentences of the sample press, so that most terms stand in most articles: the hard case for ranking. Each is made anew from its number
 * whenever it is asked for, so that 100,000 of them take no memory.
 */
export class MixedPress {
  readonly #sentences: readonly Sentence[];
  readonly #titles: readonly string[];
  readonly #model: Article;
  readonly #places = provinces("63").map(({ id }) => id);
  readonly size: number;

  constructor(size: number) {
    const press = samplePress();
    this.size = size;
    this.#model = press[0] as Article;
    this.#titles = press.map(({ title }) => title);
    this.#sentences = press.flatMap(({ text }) =>
      text
        .split(/(?<=\.)\s+|\n/u)
        .filter((sentence) => sentence.length > 40)
        .map((sentence) => ({ text: sentence, terms: termsOf(analyze(sentence)).map(({ term }) => storedTerm(term)) })),
    );
  }

  get sentences(): readonly string[] {
    return this.#sentences.map(({ text }) => text);
  }

  read(number: number): ReadArticle {
    const { title, chosen, place, year, indicator, document } = this.#draw(number);
    const text = [title, ...chosen.map((sentence) => sentence.text)].join("\n");
    const article = {
      ...this.#model,
      id: idOf(number),
      title,
      text,
      publishedAt: `${year}-0${1 + (number % 9)}-15`,
      publisher: `Báo ${place}`,
    };
    const about = { level: "province" as const, province: place, name: null };
    const blocks = [
      { kind: "title" as const, start: 0, end: title.length },
      { kind: "paragraph" as const, start: title.length + 1, end: text.length },
    ];
    const span = { article: article.id, start: title.length + 1, end: title.length + 5, quote: "" };
    const figure = {
      ...span,
      indicator,
      dims: {},
      measure: "count",
      value: number,
      bound: "exact",
      status: "actual",
      place: about,
    } as const;
    const rest = { period: null, basis: "unknown", rule: "", confidence: 1, links: [], checks: [] } as const;
    const citation = {
      ...span,
      id: document,
      number: null,
      type: null,
      issuer: null,
      issuerPlace: null,
      issued: null,
      term: null,
    } as const;
    return {
      article: { ...article, blocks },
      place: { place: about, reason: "" },
      observations: [{ ...figure, ...rest }],
      citations: [{ ...citation, basis: "explicit" }],
      checks: [],
    };
  }

  /** What the index takes of an article; the sentences were analysed once for all, or building would measure nothing else. */
  indexed(number: number): IndexedArticle {
    const read = this.read(number);
    const whole = toIndexed({ ...read, article: { ...read.article, text: "", blocks: [] } }, digestOf(this.head(number), new Map()));
    const body = this.#draw(number).chosen.flatMap(({ terms }) => terms);
    const plain = [...whole.fields.plain, ...body.map(storedPlain)];
    return { ...whole, fields: { ...whole.fields, body, plain } };
  }

  head(number: number): ArticleHead {
    const { article, place, observations } = this.read(number);
    const { id, url, title, publisher, source, publishedAt, basedOn, trust } = article;
    const about = { place: place.place, trust, current: true, figures: observations.length };
    return { id, url, title, publisher, source, publishedAt, basedOn, fetchedAt: "2026-01-01T00:00:00Z", ...about };
  }

  *allIndexed(): Generator<IndexedArticle> {
    for (let number = 0; number < this.size; number++) yield this.indexed(number);
  }

  library(): Library {
    return {
      article: (id) => this.read(Number.parseInt(id, 10)),
      head: (id) => this.head(Number.parseInt(id, 10)),
      articles: () => Array.from({ length: this.size }, (_, number) => this.head(number)),
      fingerprint: () => FINGERPRINT,
      pages: () => [],
      versions: () => [],
    };
  }

  #draw(number: number) {
    const random = makeRandom(number + 1);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const title = pick(this.#titles);
    const chosen: Sentence[] = [];
    for (let length = 0; length < LENGTH; length += chosen.at(-1)?.text.length ?? 0) chosen.push(pick(this.#sentences));
    return {
      title,
      chosen,
      place: pick(this.#places),
      year: 2010 + Math.floor(random() * 16),
      indicator: pick(INDICATORS),
      document: pick(DOCUMENTS),
    };
  }
}

export const FINGERPRINT = "bench";
const idOf = (number: number): string => `${number}-0`;
