import { formatDate, formatDayOf, labelsOf } from "../../labels/format.ts";
import type { Block, BulletinTopic, CorrectionFacts, DocumentFacts, Inline, ModelFacts, QuestionFacts } from "../../types/bulletin.ts";
import { fill, fillWords, joinList, joinWords, upperFirst, withNotes } from "./fill.ts";
import { boundedWords, columnOfPeriod, columnWords } from "./phrases.ts";
import { nameOf, sayValue, type Writing } from "./writing.ts";

/** A part's words, those of its only section. */
const words = (writing: Writing, part: string, fillings: Readonly<Record<string, string>> = {}): string =>
  fillWords(writing.speaker.choose([part], Object.values(fillings).join(" ")), fillings);

/** New documents of the centre, older ones that were carried out in the period, and by whom. */
export function documentBlocks(writing: Writing, topic: BulletinTopic | null): readonly Block[] {
  const { documents, spec } = writing.facts;
  if (documents.length === 0 && topic === null) return [];
  const heading = { kind: "heading" as const, level: 1 as const, text: topic?.label[writing.lang] ?? words(writing, "documents_heading") };
  if (documents.length > 0) return [heading, { kind: "list", items: documents.map((document) => documentItem(writing, document)) }];
  const period = columnWordsOf(writing, spec.period);
  return [heading, { kind: "paragraph", inlines: [{ text: words(writing, "no_documents", { period }) }] }];
}

function documentItem(writing: Writing, document: DocumentFacts): readonly Inline[] {
  const { notes, speaker, lang } = writing;
  const kind = document.kind === null ? "" : kindWords(document.kind, lang);
  const number = kind === "" || lang === "en" ? `${document.number}` : `${upperFirst(kind)} ${document.number}`;
  const issued = document.issued === null ? "" : ` ${words(writing, "issued", { date: formatDate(document.issued, lang) })}`;
  const title = document.title === null ? "" : ` ${words(writing, "document_title", { title: document.title })}`;
  const citing = document.citing === 0 ? "" : words(writing, "citing", { count: String(document.citing) });
  const told = fill(speaker.choose([document.isNew ? "document_new" : "document_old"], document.id), {
    document: [{ text: number, style: "strong" }, { text: issued }],
    title,
    citing,
  });
  return joinWords([...withNotes(told, [notes.ofEvidence(document.evidence)]), ...programmes(writing, document)]);
}

function programmes(writing: Writing, document: DocumentFacts): readonly Inline[] {
  const { notes, place, speaker, lang } = writing;
  if (document.programmes.length === 0) return [];
  const list = document.programmes.map((programme) => {
    const issued = programme.issued === null ? "" : ` ${words(writing, "issued", { date: formatDate(programme.issued, lang) })}`;
    const number = `${programme.document.split("@")[0] ?? programme.document}${issued}`;
    const told = fill(speaker.choose(["programme"], programme.document), {
      place: place(programme.province, programme.name),
      document: number,
    });
    return withNotes(told, [notes.ofEvidence(programme.evidence)]);
  });
  const and = words(writing, "and");
  return [{ text: " " }, ...fill(speaker.choose(["programmes"], document.id), { list: joinList(list, and) })];
}

const kindWords = (kind: NonNullable<DocumentFacts["kind"]>, lang: "vi" | "en"): string => labelsOf(lang).documentKinds[kind];

/** Local models, each as the words of its report. */
export function modelBlocks(writing: Writing): readonly Block[] {
  const { models } = writing.facts;
  if (models.length === 0) return [];
  return [
    { kind: "heading", level: 1, text: words(writing, "models_heading") },
    ...models.map((model): Block => ({ kind: "quote", inlines: modelWords(writing, model) })),
  ];
}

function modelWords(writing: Writing, { quote, place, evidence }: ModelFacts): readonly Inline[] {
  const said: readonly Inline[] = [{ text: `“${quote}”`, style: "emphasis" }];
  const told = place === null ? said : [...said, { text: ` ${words(writing, "model_place", { place: namedPlace(writing, place) })}` }];
  return withNotes(told, [writing.notes.ofEvidence(evidence)]);
}

/** A province by its id as it is called; other places as they come. */
function namedPlace(writing: Writing, place: string): string {
  return /^(?:63|34)-\d\d$/u.test(place) ? writing.place(place, place) : place;
}

/** Figures of earlier bulletins that are told otherwise now. */
export function correctionBlocks(writing: Writing): readonly Block[] {
  const { corrections } = writing.facts;
  if (corrections.length === 0) return [];
  return [
    { kind: "heading", level: 1, text: words(writing, "corrections_heading") },
    { kind: "list", items: corrections.map((correction) => correctionItem(writing, correction)) },
  ];
}

function correctionItem(writing: Writing, correction: CorrectionFacts): readonly Inline[] {
  const { speaker, lang } = writing;
  const { spec, column, now, before } = correction;
  const question: QuestionFacts = { ...NOTHING, spec, column };
  const reason = words(writing, correction.why);
  const note = correction.note?.trim() ?? "";
  const said = {
    title: correction.title,
    made: formatDayOf(correction.madeAt, lang),
    place: correction.name,
    name: nameOf(writing, question, ""),
    period: columnWords(column, lang),
    before: boundedWords({ ...before, measure: spec.measure }, speaker),
    why: note === "" ? reason : words(writing, "because", { why: reason, note }),
  };
  if (now === null) return fill(speaker.choose(["correction_gone"], correction.bulletin), said);
  const value = sayValue(writing, { question, value: now, key: "with", column });
  return fill(speaker.choose(["correction"], correction.bulletin), { ...said, now: value });
}

/** A question of which a correction knows one value. */
const NOTHING: Omit<QuestionFacts, "spec" | "column"> = {
  beforeColumn: null,
  reported: 0,
  of: 0,
  provinces: [],
  national: null,
  sum: null,
  breaks: [],
  series: { columns: [], lines: [] },
};

const columnWordsOf = (writing: Writing, period: string): string => columnWords(columnOfPeriod(period), writing.lang);
