import { formatDayOf, formatNumber } from "../../labels/format.ts";
import type { Block, BulletinFacts, BulletinText, Inline, QuestionFacts, TopicFacts } from "../../types/bulletin.ts";
import { spellOutFirst } from "./abbreviations.ts";
import { coursesChart, leadersChart } from "./charts.ts";
import { fillWords } from "./fill.ts";
import { beforeWords, columnOfPeriod, columnWords } from "./phrases.ts";
import { correctionBlocks, documentBlocks, modelBlocks } from "./sections.ts";
import { sayQuestion } from "./sentences.ts";
import { comparisonTable } from "./tables.ts";
import type { Templates } from "./templates.ts";
import { figuresIn, openWriting, type Writing } from "./writing.ts";

/** Selected provinces that the subtitle still names. */
const MOST_NAMED = 4;
/** Hours that Viet Nam is ahead of UTC. */
const AHEAD = 7;

/**
 * A bulletin in the language of its templates: everything that the facts hold, and nothing else. The same facts and templates give the same text. `templates` as `readTemplates` gives
 * them for the language of the facts.
 */
export function writeText(facts: BulletinFacts, templates: Templates): BulletinText {
  const writing = openWriting(facts, templates);
  const drawn = { bars: false, lines: false };
  const topics = facts.topics.filter(({ topic }) => topic.kind === "figures");
  const blocks = [
    ...topics.flatMap((topic) => topicBlocks(writing, topic, drawn)),
    ...documentBlocks(writing, facts.topics.find(({ topic }) => topic.kind === "documents")?.topic ?? null),
    ...modelBlocks(writing),
    ...correctionBlocks(writing),
    ...marksBlock(writing),
    ...leftOutBlock(writing),
  ];
  return {
    lang: templates.lang,
    ...headOf(writing),
    blocks: spellOutFirst(blocks, templates.abbreviations),
    notes: writing.notes.all(),
    colophon: colophonOf(writing),
  };
}

const words = (writing: Writing, part: string, fillings: Readonly<Record<string, string>> = {}): string =>
  fillWords(writing.speaker.choose([part], ""), fillings);

function headOf(writing: Writing): Pick<BulletinText, "title" | "subtitle" | "dateline"> {
  const { facts, lang, speaker } = writing;
  const column = columnOfPeriod(facts.spec.period);
  const before = beforeWords({ ...column, key: `${column.year - 1}${column.key.slice(4)}`, ...yearBefore(column) }, speaker);
  const day = new Date(Date.parse(facts.madeAt) + AHEAD * 3_600_000);
  const month = lang === "vi" ? String(day.getUTCMonth() + 1) : day.toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" });
  return {
    title: words(writing, "title", { period: columnWords(column, lang) }),
    subtitle: words(writing, "subtitle", { scope: scopeOf(writing), before }),
    dateline: words(writing, "dateline", { day: String(day.getUTCDate()), month, year: String(day.getUTCFullYear()) }),
  };
}

const yearBefore = ({ year, from, to }: { readonly year: number; readonly from: string; readonly to: string }) => ({
  year: year - 1,
  from: `${year - 1}${from.slice(4)}`,
  to: `${year - 1}${to.slice(4)}`,
});

/** Which provinces the bulletin is about. */
function scopeOf(writing: Writing): string {
  const { facts } = writing;
  const count = String(facts.provinces.length);
  if (facts.spec.provinces.length === 0) return words(writing, "all_provinces", { count });
  if (facts.provinces.length > MOST_NAMED) return words(writing, "some_provinces", { count });
  const names = facts.provinces.map(({ id, name }) => writing.place(id, name)).join(", ");
  return names.charAt(0).toLocaleUpperCase("vi") + names.slice(1);
}

function topicBlocks(writing: Writing, { topic, questions }: TopicFacts, drawn: { bars: boolean; lines: boolean }): readonly Block[] {
  const label = topic.label[writing.lang];
  const [main, ...others] = questions;
  if (main === undefined) return [];
  const told = [...sayQuestion(writing, { question: main, topic: label }, true), ...moreOf(writing, others, label)];
  const table = comparisonTable(writing, main, label);
  return [
    { kind: "heading", level: 1, text: label },
    ...told.map((inlines): Block => ({ kind: "paragraph", inlines })),
    ...(table === null ? [] : [table]),
    ...chartsOf(writing, main, label, drawn),
  ];
}

const moreOf = (writing: Writing, questions: readonly QuestionFacts[], topic: string): readonly (readonly Inline[])[] =>
  questions.flatMap((question) => sayQuestion(writing, { question, topic }, false));

/** One chart of each kind in the whole bulletin, at the first topic that has one. */
function chartsOf(writing: Writing, main: QuestionFacts, topic: string, drawn: { bars: boolean; lines: boolean }): readonly Block[] {
  const bars = drawn.bars ? null : leadersChart(writing, main, topic);
  const lines = drawn.lines ? null : coursesChart(writing, main, topic);
  if (bars !== null) drawn.bars = true;
  if (lines !== null) drawn.lines = true;
  return [...(bars === null ? [] : [bars]), ...(lines === null ? [] : [lines])];
}

/** What the sign of doubtful figures means, where one stands. */
function marksBlock(writing: Writing): readonly Block[] {
  const kinds = (["low_confidence", "conflict", "failed_check"] as const).filter((kind) => writing.doubts.has(kind));
  if (kinds.length === 0) return [];
  const doubts = kinds.map((kind) => words(writing, kind)).join("; ");
  return [{ kind: "paragraph", inlines: [{ text: words(writing, "marks", { doubts }), style: "emphasis" }] }];
}

function leftOutBlock(writing: Writing): readonly Block[] {
  const { leftOut } = writing.facts;
  if (leftOut === 0) return [];
  return [{ kind: "paragraph", inlines: [{ text: words(writing, "left_out", { count: formatNumber(leftOut, writing.lang) }) }] }];
}

function colophonOf(writing: Writing): string {
  const { facts, lang, told } = writing;
  const figures = facts.topics.flatMap(({ questions }) => questions.flatMap(figuresIn)).filter(({ id }) => told.has(id));
  return words(writing, "colophon", {
    made: formatDayOf(facts.madeAt, lang),
    figures: formatNumber(new Set(figures.map(({ id }) => id)).size, lang),
    articles: formatNumber(new Set(figures.map(({ article }) => article.id)).size, lang),
    fingerprint: facts.fingerprint.slice(0, FINGERPRINT),
  });
}

/** Letters of the store's fingerprint that tell two stores apart. */
const FINGERPRINT = 12;
