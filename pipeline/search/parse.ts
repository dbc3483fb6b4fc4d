import { foldAccents } from "../language/fold.ts";
import { analyze } from "../language/layers.ts";
import { normalize } from "../language/normalize.ts";
import { chooseConcepts } from "./abbreviations.ts";
import { canonicalSign, termOf } from "./analyze.ts";
import { type FieldQuery, fieldOf } from "./fields.ts";

/** A thing that a text must have: a syllable or number, a document number, or an abbreviation in either writing. */
export interface Unit {
  readonly kind: "simple" | "sign" | "concept";
  readonly term: string;
}

/** Units in a row that make one word ("đảng viên"), or one unit alone. */
export interface Group {
  readonly units: readonly Unit[];
  readonly word: string | null;
}

export interface ParsedQuery {
  readonly groups: readonly Group[];
  /** Words in quotes, as terms that must follow one another. */
  readonly phrases: readonly (readonly string[])[];
  readonly excluded: readonly Unit[];
  readonly excludedPhrases: readonly (readonly string[])[];
  /** `tinh:…`, `nam:…` and their like. */
  readonly fields: readonly FieldQuery[];
  /** False when the whole query is typed without diacritics: then texts are read without them too. */
  readonly hasMarks: boolean;
}

/** A document number as people type it, in any case: "21 - nq/tw", "335/2025/NĐ-CP", "21-NQ/TW@2022-06-16". */
const SIGN = /(?<![\p{L}\d])\d{1,5}(?:\/\d{4})?\s?[-–—/]\s?\p{L}{2,4}\s?[/–-]\s?\p{L}{2,8}\d{0,2}(?:@\S+)?(?!\p{L})/giu;
/** A quoted phrase, perhaps excluded; quotes left open run to the end. */
const PHRASE = /(^|\s)?(-?)"([^"]*)(?:"|$)/gu;
/** A field and its value, perhaps excluded: tinh:"Lào Cai", nam:2015..2020, -bao:lao-cai. A name that is no field makes plain words of it. */
const FIELD = /(?<=^|\s)(-?)(\p{L}{2,12}):(?:"([^"]*)(?:"|$)|([^\s"]+))/gu;
/** An excluded word: the hyphen stands after a blank and before a letter or digit. */
const EXCLUDED = /(?<=^|\s)-([\p{L}\d]\S*)/gu;

/** What a query asks for. Everything can be read: an operator that makes no sense is a blank. */
export function parseQuery(query: string): ParsedQuery {
  const fields: FieldQuery[] = [];
  const text = normalize(query)
    .text.replace(/[“”„«»]/gu, '"')
    .replace(FIELD, (whole, minus: string, name: string, quoted: string | undefined, bare: string | undefined) => {
      const field = fieldOf(name);
      const value = (quoted ?? bare ?? "").trim();
      if (field === null || value === "") return whole;
      fields.push({ field, value, isExcluded: minus === "-" });
      return " ";
    });
  const groups: Group[] = [];
  const excluded: Unit[] = [];
  const phrases: (readonly string[])[] = [];
  const excludedPhrases: (readonly string[])[] = [];
  const withoutPhrases = text.replace(PHRASE, (_, __, minus: string, phrase: string) => {
    const terms = analyze(phrase).tokens.flatMap((token) => termOf(token) ?? []);
    if (terms.length > 0) (minus === "-" ? excludedPhrases : phrases).push(terms);
    return " ";
  });
  const withoutSigns = withoutPhrases.replace(SIGN, (sign: string, at: number) => {
    const unit: Unit = { kind: "sign", term: canonicalSign(sign) };
    if (/(?:^|\s)-$/u.test(withoutPhrases.slice(0, at))) excluded.push(unit);
    else groups.push({ units: [unit], word: null });
    return " ";
  });
  const hasMarks = foldAccents(withoutSigns) !== withoutSigns.toLowerCase() || phrases.flat().some((term) => foldAccents(term) !== term);
  const wanted = withoutSigns.replace(EXCLUDED, (_, word: string) => {
    excluded.push(...groupsOf(word, hasMarks).flatMap(({ units }) => units));
    return " ";
  });
  groups.push(...groupsOf(wanted, hasMarks));
  return { groups, phrases, excluded, excludedPhrases, fields, hasMarks };
}

/** The units of a piece of the query without operators, by words. */
function groupsOf(text: string, hasMarks: boolean): readonly Group[] {
  const layers = analyze(text);
  const concepts = new Map(chooseConcepts(layers.tokens, !hasMarks).map((concept) => [concept.from, concept]));
  const wordEnds = new Set(layers.words);
  const groups: Group[] = [];
  let units: Unit[] = [];
  const close = (): void => {
    if (units.length > 0)
      groups.push({
        units,
        word: units.length > 1 && units.every(({ kind }) => kind === "simple") ? units.map(({ term }) => term).join(" ") : null,
      });
    units = [];
  };
  for (let i = 0; i < layers.tokens.length; ) {
    const concept = concepts.get(i);
    if (concept !== undefined) {
      close();
      groups.push({ units: [{ kind: "concept", term: concept.term }], word: null });
    }
    const token = layers.tokens[i]!;
    const term = concept === undefined ? termOf(token) : null;
    if (term !== null) units.push({ kind: token.kind === "sign" ? "sign" : "simple", term });
    i = concept?.to ?? i + 1;
    if (wordEnds.has(i)) close();
  }
  close();
  return groups;
}
