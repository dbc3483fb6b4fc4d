import type { BulletinFacts, BulletinFigure, BulletinValue, Inline, QuestionFacts } from "../../types/bulletin.ts";
import type { Column } from "../../types/table.ts";
import { asInlines, fill, fillWords, joinWords, openSpeaker, type Speaker, withNotes } from "./fill.ts";
import { type NoteBook, openNotes } from "./notes.ts";
import { boundedWords, columnWords, figuresOf, isOfColumn, isStock, periodWords, placeNamer, questionName, valueWords } from "./phrases.ts";
import type { Templates } from "./templates.ts";

export type Doubt = BulletinFigure["doubts"][number];

/** A bulletin while it is written. */
export interface Writing {
  readonly facts: BulletinFacts;
  readonly lang: "vi" | "en";
  readonly speaker: Speaker;
  readonly notes: NoteBook;
  readonly place: (province: string, name: string) => string;
  /** Ids of the figures that have been told. */
  readonly told: Set<string>;
  /** What marked figures are doubted for, since it was last explained. */
  readonly doubts: Set<Doubt>;
}

export function openWriting(facts: BulletinFacts, templates: Templates): Writing {
  const speaker = openSpeaker(templates);
  return {
    facts,
    lang: templates.lang,
    speaker,
    notes: openNotes(speaker),
    place: placeNamer(facts, speaker),
    told: new Set(),
    doubts: new Set(),
  };
}

/** The words of a value, with the id of the figure that they give. */
function figureWords(writing: Writing, question: QuestionFacts, value: BulletinValue): readonly Inline[] {
  const text = valueWords(value, question.spec.measure, writing.speaker);
  const [figure] = value.figures;
  for (const { id } of value.figures) writing.told.add(id);
  return value.kind === "reported" && figure !== undefined ? [{ text, figure: figure.id }] : [{ text }];
}

/** The period of a reported value, where it is not the column's; that a value is derived; its footnotes; the sign of doubtful figures. */
function withSources(
  writing: Writing,
  { words, value, column, question }: { words: readonly Inline[]; value: BulletinValue; column: Column; question: QuestionFacts },
): readonly Inline[] {
  const { speaker, notes, lang } = writing;
  const about = value.figures[0]?.id ?? questionName(question.spec);
  const asides = [
    ...(value.kind === "derived" ? [fillWords(speaker.choose(["derived"], about))] : []),
    ...ownPeriods(value, column).map((period) => fillWords(speaker.choose(["at"], about), { period: periodWords(period, lang) })),
  ];
  const said = joinWords([...words, ...asides.map((text) => ({ text: ` ${text}` }))]);
  const numbers = [...new Set(value.figures.map(({ article }) => notes.ofHead(article)))];
  const doubts = value.figures.flatMap((figure) => (figure.observation.review === undefined ? figure.doubts : []));
  for (const doubt of doubts) writing.doubts.add(doubt);
  return [...withNotes(said, numbers), ...(doubts.length === 0 ? [] : [{ text: " (*)", style: "mark" as const }])];
}

/** The period of a reported value that the column does not say; of derived ones the formula's inputs differ, and the table's column says which period is meant. */
function ownPeriods({ kind, figures }: BulletinValue, column: Column) {
  const period = figures[0]?.observation.period;
  return kind === "reported" && period != null && !isOfColumn(period, column) ? [period] : [];
}

/** A value in a question's words ("kết nạp hơn 1.303 đảng viên"), with its sources. `key` says which words. */
export function sayValue(
  writing: Writing,
  { question, value, key, column }: { question: QuestionFacts; value: BulletinValue; key: "clause" | "with" | "before"; column: Column },
): readonly Inline[] {
  const name = questionName(question.spec);
  const template = writing.speaker.phrase(name, key, `${column.key} ${value.figures[0]?.id ?? value.value}`);
  const figure = figureWords(writing, question, value);
  return withSources(writing, { words: template === null ? figure : fill(template, { figure }), value, column, question });
}

/** A value alone, as in a cell of a table, with its sources. */
export function cellValue(
  writing: Writing,
  { question, value, column }: { question: QuestionFacts; value: BulletinValue; column: Column },
): readonly Inline[] {
  return withSources(writing, { words: figureWords(writing, question, value), value, column, question });
}

/** What is asked, in words: "đảng viên mới kết nạp". */
export function nameOf(writing: Writing, question: QuestionFacts, topic: string): string {
  return wordsOf(writing, question, "name", { topic: lowerFirst(topic) });
}

/** The words of a question that give no figure. */
export function wordsOf(writing: Writing, question: QuestionFacts, key: string, fillings: Readonly<Record<string, string>> = {}): string {
  const name = questionName(question.spec);
  const template = writing.speaker.phrase(name, key, name);
  return template === null ? "" : fillWords(template, fillings);
}

/** The period of a question in words; of standing numbers the last day. */
export const periodOf = (writing: Writing, question: QuestionFacts): string =>
  columnWords(question.column, writing.lang, isStock(question));

/** The number of the provinces together, which no report gives. */
export const sumWords = (writing: Writing, question: QuestionFacts, sum: NonNullable<QuestionFacts["sum"]>): readonly Inline[] =>
  asInlines(boundedWords({ ...sum, measure: question.spec.measure }, writing.speaker));

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase("vi") + text.slice(1);

/** The figures behind the answers of a question. */
export const figuresIn = (question: QuestionFacts): readonly BulletinFigure[] => figuresOf(question).flatMap(({ figures }) => figures);
