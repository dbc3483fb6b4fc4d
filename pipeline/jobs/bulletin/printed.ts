import * as z from "zod";
import type { BulletinFacts, BulletinText, BulletinValue, Inline, QuestionFacts } from "../../types/bulletin.ts";
import type { BulletinDraft } from "../../types/bulletin-desk.ts";
import type { Column } from "../../types/table.ts";

const bound = z.enum(["exact", "about", "more_than", "at_least", "less_than", "at_most"]);

const cell = z.object({
  /** Null for the country. */
  province: z.string().nullable(),
  name: z.string(),
  /** Null where a bulletin told that no report says it any more. */
  value: z.number().nullable(),
  bound,
  /** The figures that it rests on, with the article each stood in. */
  figures: z.array(z.object({ id: z.string(), article: z.string(), url: z.string() })),
});

/** What a bulletin printed, a question and a column at a time. */
export const printedSchema = z.array(
  z.object({
    topic: z.string(),
    spec: z.object({
      indicator: z.string(),
      dims: z.record(z.string(), z.union([z.string(), z.boolean()])),
      measure: z.enum(["count", "share", "attainment", "points", "percent_change"]),
      status: z.enum(["actual", "target"]),
      boundaries: z.enum(["then", "now"]),
      period: z.enum(["year", "half", "quarter", "month", "term"]),
    }),
    column: z.object({ key: z.string(), year: z.int(), from: z.string(), to: z.string() }),
    cells: z.array(cell),
  }),
);

export type Printed = Readonly<z.infer<typeof printedSchema>>;
export type PrintedGroup = Printed[number];
export type PrintedCell = PrintedGroup["cells"][number];

/**
 * What a bulletin gives to its readers: of each topic's main question all that its table shows, of the others what the text says; then what it corrects
 * of earlier ones, which its readers know from now on.
 */
export function printedIn({ facts, text }: BulletinDraft): Printed {
  const told = figuresTold(text);
  const groups = facts.topics.flatMap(({ topic, questions }) =>
    questions.flatMap((question, place) =>
      groupsOf(question, { topic: topic.name, isMeant: (value) => place === 0 || isTold(value, told) }),
    ),
  );
  return [...groups, ...correctionGroups(facts)].filter(({ cells }) => cells.length > 0);
}

const isTold = (value: BulletinValue, told: ReadonlySet<string>): boolean => value.figures.some(({ id }) => told.has(id));

/** Ids of the figures that the words of a bulletin give. */
export function figuresTold({ blocks, notes }: BulletinText): ReadonlySet<string> {
  const inlines = blocks.flatMap((block): readonly Inline[] => {
    if (block.kind === "list") return block.items.flat();
    if (block.kind === "table") return block.rows.flat(2);
    return block.kind === "paragraph" || block.kind === "quote" ? block.inlines : [];
  });
  return new Set([...inlines, ...notes.flat()].flatMap(({ figure }) => figure ?? []));
}

function specOf({ spec }: Pick<QuestionFacts, "spec">): PrintedGroup["spec"] {
  const { indicator, dims, measure, status, boundaries, period = "year" } = spec;
  return { indicator, dims: { ...dims }, measure, status, boundaries, period };
}

function groupsOf(question: QuestionFacts, { topic, isMeant }: { topic: string; isMeant: (value: BulletinValue) => boolean }): Printed {
  const { provinces, national, column, beforeColumn } = question;
  const answers = [...provinces, ...(national === null ? [] : [{ ...national, province: null }])];
  const cells = (pick: (answer: (typeof answers)[number]) => BulletinValue | null): PrintedCell[] =>
    answers.flatMap((answer) => {
      const value = pick(answer);
      return value === null || !isMeant(value) ? [] : [cellOf(answer, value)];
    });
  const spec = specOf(question);
  const before = beforeColumn === null ? [] : [{ topic, spec, column: beforeColumn, cells: cells((answer) => answer.before) }];
  return [{ topic, spec, column, cells: cells((answer) => answer.now) }, ...before];
}

function cellOf({ province, name }: { readonly province: string | null; readonly name: string }, value: BulletinValue): PrintedCell {
  const figures = value.figures.map(({ id, article }) => ({ id, article: article.id, url: article.url }));
  return { province, name, value: value.value, bound: value.bound, figures };
}

function correctionGroups({ corrections, topics, provinces }: BulletinFacts): Printed {
  return corrections.flatMap(({ spec, column, name, now }) => {
    const topic = topics.find((one) => one.questions.some((question) => isSame(question.spec, spec)))?.topic.name;
    if (topic === undefined) return [];
    const province = provinces.find((one) => one.name === name)?.id ?? null;
    const gone: PrintedCell = { province, name, value: null, bound: "exact", figures: [] };
    return [{ topic, spec: specOf({ spec }), column, cells: [now === null ? gone : cellOf({ province, name }, now)] }];
  });
}

const isSame = (a: QuestionFacts["spec"], b: QuestionFacts["spec"]): boolean =>
  questionKey(specOf({ spec: a })) === questionKey(specOf({ spec: b }));

/** The same for the same question, whatever the order of its dimensions. */
export function questionKey({ indicator, dims, measure, status, boundaries, period }: PrintedGroup["spec"]): string {
  const sorted = Object.entries(dims).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([indicator, sorted, measure, status, boundaries, period]);
}

/** The same for the same cell of the same question. */
export const cellKey = (spec: PrintedGroup["spec"], column: Column, province: string | null): string =>
  `${questionKey(spec)} ${column.key} ${province ?? "-"}`;
