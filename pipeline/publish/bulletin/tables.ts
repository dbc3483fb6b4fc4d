import type { Block, BulletinValue, Inline, ProvinceFact, QuestionFacts } from "../../types/bulletin.ts";
import type { Column } from "../../types/table.ts";
import { capital, fillWords, upperFirst } from "./fill.ts";
import { beforeWords, changeCell, columnWords, isStock, sectionsFor } from "./phrases.ts";
import { cellValue, nameOf, periodOf, type Writing, wordsOf } from "./writing.ts";

type Row = readonly (readonly Inline[])[];
/** The national row has no id and no rank. */
type Fact = Pick<ProvinceFact, "now" | "before" | "change" | "rank"> & { readonly place: readonly Inline[] };

/** More provinces than there ever were: a longer table is none of provinces. */
const MOST_ROWS = 64;

/** A column of the table: its head, and what stands in it. */
interface Field {
  readonly head: string;
  readonly cell: (fact: Fact) => readonly Inline[];
  readonly isNumber: boolean;
}

/** The comparison table of a question: provinces with their value, that of the same period before, the change and the rank. Null where fewer than two would stand in it. */
export function comparisonTable(writing: Writing, question: QuestionFacts, topic: string): Block | null {
  if (question.provinces.length < 2) return null;
  const { speaker, place } = writing;
  const national = question.national === null ? [] : [question.national];
  const facts: readonly Fact[] = [
    ...national.map((fact) => ({ ...fact, rank: null, place: capital([{ text: fillWords(speaker.choose(["national_place"], "")) }]) })),
    ...question.provinces.map((fact) => ({ ...fact, place: capital([{ text: place(fact.province, fact.name) }]) })),
  ].slice(0, MOST_ROWS);
  const fields = fieldsOf(writing, question, facts);
  const rows: readonly Row[] = facts.map((fact) => fields.map(({ cell }) => cell(fact)));
  const coverage = `${question.reported}/${question.of}`;
  const isCompared = facts.some(({ change, rank }) => change !== null || rank !== null);
  return {
    kind: "table",
    caption: captionOf(writing, question, topic),
    head: fields.map(({ head }) => head),
    rows,
    isNumber: fields.map(({ isNumber }) => isNumber),
    note: fillWords(speaker.choose(sectionsFor(question, isCompared ? "table_note_compared" : "table_note"), topic), { coverage }),
  };
}

function captionOf(writing: Writing, question: QuestionFacts, topic: string): string {
  const { speaker } = writing;
  const said = { name: nameOf(writing, question, topic), period: periodOf(writing, question) };
  if (question.beforeColumn === null) return fillWords(speaker.choose(sectionsFor(question, "caption_alone"), topic), said);
  const before = beforeWords(question.beforeColumn, speaker);
  return fillWords(speaker.choose(sectionsFor(question, "caption"), topic), { ...said, before });
}

/** The columns that have something in them. */
function fieldsOf(writing: Writing, question: QuestionFacts, facts: readonly Fact[]): readonly Field[] {
  const { speaker } = writing;
  const word = (part: string): string => fillWords(speaker.choose([part], ""));
  const { beforeColumn } = question;
  const text = (said: string): readonly Inline[] => (said === "" ? [] : [{ text: said }]);
  const before = beforeColumn !== null && facts.some((fact) => fact.before !== null) ? [valueField(writing, question, beforeColumn)] : [];
  const change: Field = {
    head: word("change_column"),
    cell: (fact) => text(fact.change === null ? "" : changeCell(fact.change, speaker)),
    isNumber: true,
  };
  const rank: Field = {
    head: word("rank_column"),
    cell: (fact) =>
      text(
        fact.rank === null ? "" : fillWords(speaker.choose(["rank_cell"], ""), { rank: String(fact.rank.place), of: String(fact.rank.of) }),
      ),
    isNumber: true,
  };
  return [
    { head: word("place_column"), cell: (fact) => fact.place, isNumber: false },
    valueField(writing, question, question.column),
    ...before,
    ...(facts.some((fact) => fact.change !== null) ? [change] : []),
    ...(facts.some((fact) => fact.rank !== null) ? [rank] : []),
  ];
}

function valueField(writing: Writing, question: QuestionFacts, column: Column): Field {
  const valueIn = (fact: Fact): BulletinValue | null => (column === question.column ? fact.now : fact.before);
  const period = columnWords(column, writing.lang, isStock(question));
  return {
    head: upperFirst(wordsOf(writing, question, "column", { period })),
    cell: (fact) => {
      const value = valueIn(fact);
      return value === null ? [] : cellValue(writing, { question, value, column });
    },
    isNumber: true,
  };
}
