import type { BulletinValue, Inline, ProvinceFact, QuestionFacts } from "../../types/bulletin.ts";
import type { Change } from "../../types/table.ts";
import { asInlines, type Fillings, fill, fillWords, joinList, joinWords } from "./fill.ts";
import {
  beforeWords,
  type ChangeForm,
  changeWords,
  daysOf,
  isInPercent,
  isOfColumn,
  ownSpan,
  periodWords,
  questionName,
  sectionsFor,
} from "./phrases.ts";
import { nameOf, periodOf, sayValue, sumWords, type Writing, wordsOf } from "./writing.ts";

type Told = readonly Inline[];
type Asked = { readonly question: QuestionFacts; readonly topic: string };

/** How many provinces a sentence names at most. */
const NAMED = 3;
/** Fewer provinces with a change than these have no "most". */
const LEAST_COMPARED = 3;

/** One part of a question, said in the words of its own section or of the nearest general one. */
function say(writing: Writing, { question }: Asked, part: string, fillings: Fillings): Told {
  const about = `${questionName(question.spec)} ${question.column.key} ${question.provinces.length}`;
  return fill(writing.speaker.choose(sectionsFor(question, part), about), fillings);
}

const partWords = (writing: Writing, asked: Asked, part: string, fillings: Fillings): string =>
  say(writing, asked, part, fillings)
    .map(({ text }) => text)
    .join("");

/** Sentences as one paragraph. */
export function paragraph(sentences: readonly Told[]): Told {
  return joinWords(sentences.filter(({ length }) => length > 0).flatMap((told, index) => (index === 0 ? told : [{ text: " " }, ...told])));
}

/** The paragraphs on a question: how it stands, and, of a topic's main question, who rose and who fell. */
export function sayQuestion(writing: Writing, asked: Asked, isMain: boolean): readonly Told[] {
  const { question } = asked;
  const hasNothing = question.provinces.length === 0 && question.national === null;
  if (hasNothing) return isMain ? [say(writing, asked, "none", subject(writing, asked))] : [];
  const standing = paragraph([sayNational(writing, asked), ...sayProvinces(writing, asked)]);
  const moves = isMain ? paragraph([sayMoves(writing, asked, 1), sayMoves(writing, asked, -1)]) : [];
  return [standing, moves, sayBreaks(writing, asked)].filter(({ length }) => length > 0);
}

const subject = (writing: Writing, { question, topic }: Asked): Readonly<Record<"name" | "period", string>> => ({
  name: nameOf(writing, question, topic),
  period: periodOf(writing, question),
});

function sayNational(writing: Writing, asked: Asked): Told {
  const { national } = asked.question;
  if (national === null) return [];
  return sayOne(writing, asked, "national", { ...national, place: fillWords(writing.speaker.choose(["national_place"], "")) });
}

/** One place with its value and its change. */
function sayOne(
  writing: Writing,
  asked: Asked,
  part: "national" | "single",
  fact: Pick<ProvinceFact, "now" | "before" | "change"> & { readonly place: string },
): Told {
  const { question } = asked;
  const span = ownSpan(fact.now, question.column);
  // The sentence begins with the span that its figure is of, so that none has to stand behind it.
  const column = span === null ? question.column : { ...question.column, ...daysOf(span) };
  const clause = sayValue(writing, { question, value: fact.now, key: "clause", column });
  const change = sayChange(writing, asked, fact);
  const period = span === null ? periodOf(writing, question) : periodWords(span, writing.lang);
  return say(writing, asked, part, { period, place: fact.place, clause, change });
}

/** ", tăng 16,5% so với cùng kỳ năm 2023 (260 đảng viên)"; nothing where the two cannot be compared. */
function sayChange(writing: Writing, asked: Asked, fact: Pick<ProvinceFact, "now" | "before" | "change">): Told {
  const { question } = asked;
  const told = fact.change === null ? null : changeWords(fact.change, wordsOf(writing, question, "unit"), writing.speaker);
  if (told === null || question.beforeColumn === null) return [];
  const before = beforeWords(question.beforeColumn, writing.speaker);
  if (told.sign === 0) return say(writing, asked, "same", { before });
  const direction = told.sign > 0 ? "rise" : "fall";
  const figure = beforeFigure(writing, question, fact);
  if (figure === null) return say(writing, asked, direction, { change: told.words, before });
  return say(writing, asked, `${direction}_from`, { change: told.words, before, figure });
}

/** The value of a year before, where it was reported for just the period that the sentence tells. */
function beforeFigure(writing: Writing, question: QuestionFacts, { now, before }: Pick<ProvinceFact, "now" | "before">): Told | null {
  const { column, beforeColumn } = question;
  if (before === null || beforeColumn === null || !isOf(now, column) || !isOf(before, beforeColumn)) return null;
  if (writing.speaker.templates.phrases.get(questionName(question.spec))?.has("before") !== true) return null;
  return sayValue(writing, { question, value: before, key: "before", column: beforeColumn });
}

const isOf = ({ kind, figures }: BulletinValue, column: QuestionFacts["column"]): boolean =>
  kind === "reported" && isOfColumn(figures[0]?.observation.period ?? null, column);

/** Who has figures, what they add up to, who leads. A single province is told by itself. */
function sayProvinces(writing: Writing, asked: Asked): readonly Told[] {
  const { question } = asked;
  const [first] = question.provinces;
  if (first === undefined) return [];
  if (question.of === 1) return [sayOne(writing, asked, "single", { ...first, place: writing.place(first.province, first.name) })];
  const coverage = `${question.reported}/${question.of}`;
  return [say(writing, asked, "coverage", { coverage, ...subject(writing, asked) }), saySum(writing, asked), sayLeaders(writing, asked)];
}

function saySum(writing: Writing, asked: Asked): Told {
  const { sum } = asked.question;
  if (sum === null || sum.reported < 2) return [];
  return say(writing, asked, sum.reported < sum.of ? "sum" : "sum_all", { sum: sumWords(writing, asked.question, sum) });
}

/** Names the first where there are enough figures for a rank; else the largest figures that there are, without a claim. */
function sayLeaders(writing: Writing, asked: Asked): Told {
  const { question } = asked;
  const { and } = joiner(writing);
  const named = subject(writing, asked);
  const firsts = question.provinces.filter(({ rank }) => rank?.place === 1);
  if (firsts.length === 0)
    return say(writing, asked, "listed", { ...named, list: joinList(items(writing, asked, question.provinces), and) });
  if (firsts.length > NAMED) return [];
  if (firsts.length > 1) return say(writing, asked, "tied", { ...named, list: joinList(items(writing, asked, firsts), and) });
  const [first = [], ...others] = items(writing, asked, question.provinces);
  if (others.length === 0) return say(writing, asked, "leader", { ...named, first });
  return say(writing, asked, "leaders", { ...named, first, rest: joinList(others, and), list: joinList([first, ...others], and) });
}

const joiner = (writing: Writing): { readonly and: string } => ({ and: fillWords(writing.speaker.choose(["and"], "")) });

const items = (writing: Writing, asked: Asked, provinces: readonly ProvinceFact[]): readonly Told[] =>
  provinces.slice(0, NAMED).map((fact) => item(writing, asked, fact));

/** "tỉnh Lạng Sơn với hơn 1.303 đảng viên mới kết nạp". */
function item(writing: Writing, asked: Asked, { province, name, now }: ProvinceFact): Told {
  const { question } = asked;
  const told = sayValue(writing, { question, value: now, key: "with", column: question.column });
  return say(writing, asked, "item", { place: writing.place(province, name), with: told });
}

/** Who rose most (`sign` 1) or fell most (-1): percentages by points; counts in percent where enough are large enough for one, else by the number. */
function sayMoves(writing: Writing, asked: Asked, sign: 1 | -1): Told {
  const { question } = asked;
  const all = question.provinces.flatMap((fact) =>
    fact.change === null || ownSpan(fact.now, question.column) !== null ? [] : [{ fact, change: fact.change }],
  );
  const large = all.filter(({ change }) => isInPercent(change));
  const form: ChangeForm = large.length >= LEAST_COMPARED ? "usual" : "counted";
  const compared = form === "usual" ? large : all;
  if (compared.length < LEAST_COMPARED || question.beforeColumn === null) return [];
  const moved = ({ points, percent, absolute }: Change): number => points ?? (form === "usual" ? percent : absolute) ?? 0;
  const most = compared
    .filter(({ change }) => Math.sign(moved(change)) === sign)
    .sort((a, b) => Math.abs(moved(b.change)) - Math.abs(moved(a.change)))
    .slice(0, NAMED);
  if (most.length === 0) return [];
  const before = beforeWords(question.beforeColumn, writing.speaker);
  const list = most.map(({ fact, change }) => [...item(writing, asked, fact), ...sayMove(writing, asked, { change, form, before })]);
  const { and } = joiner(writing);
  return say(writing, asked, sign > 0 ? "rises" : "falls", { list: joinList(list, and), period: periodOf(writing, question), before });
}

function sayMove(
  writing: Writing,
  asked: Asked,
  { change, form, before }: { readonly change: Change; readonly form: ChangeForm; readonly before: string },
): Told {
  const told = changeWords(change, wordsOf(writing, asked.question, "unit"), writing.speaker, form);
  return told === null ? [] : say(writing, asked, told.sign > 0 ? "rise" : "fall", { change: told.words, before });
}

/** Breaks and mergers that the comparisons of the question cross. */
function sayBreaks(writing: Writing, asked: Asked): Told {
  const { question } = asked;
  const isCompared = [...question.provinces, ...(question.national === null ? [] : [question.national])].some(
    ({ change }) => change !== null,
  );
  if (!isCompared || question.breaks.length === 0) return [];
  const notes = [...new Set(question.breaks.map(({ note }) => note[writing.lang]))].join(" ");
  return asInlines(partWords(writing, asked, "across", { notes }));
}
