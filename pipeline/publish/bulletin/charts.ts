import { formatDayOf } from "../../labels/format.ts";
import { tableLabels } from "../../labels/table.ts";
import type { Block, QuestionFacts } from "../../types/bulletin.ts";
import type { BarChart, ChartFrame, LineChart } from "../../types/chart.ts";
import { fillWords, upperFirst } from "./fill.ts";
import { boundedWords, isPercent, sectionsFor } from "./phrases.ts";
import { figuresIn, nameOf, periodOf, type Writing, wordsOf } from "./writing.ts";

/** Bars that a page holds beside a table. */
const MOST_BARS = 12;
const LEAST_BARS = 3;
/** Lines that can still be told apart. */
const MOST_LINES = 5;
/** Two points are no course. */
const LEAST_POINTS = 3;

type ChartBlock = Extract<Block, { readonly kind: "chart" }>;

/** The largest provinces as bars; null where there are too few to compare. */
export function leadersChart(writing: Writing, question: QuestionFacts, topic: string): ChartBlock | null {
  const shown = question.provinces.slice(0, MOST_BARS);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined || shown.length < LEAST_BARS) return null;
  const { measure } = question.spec;
  const said = { name: nameOf(writing, question, topic), period: periodOf(writing, question) };
  const value = ({ now }: typeof first): string => boundedWords({ ...now, measure }, writing.speaker);
  const caption = fillWords(writing.speaker.choose(sectionsFor(question, "bars_title"), topic), said);
  const description = fillWords(writing.speaker.choose(sectionsFor(question, "bars_about"), topic), {
    ...said,
    first: `${value(last)} (${last.name})`,
    last: `${value(first)} (${first.name})`,
  });
  const chart: BarChart = {
    ...frameOf(writing, question, { title: caption, description }),
    kind: "bars",
    bars: shown.map(({ name, now, rank }) => ({
      name,
      value: now.value,
      bound: now.bound,
      rank: rank?.place ?? null,
      isDerived: now.kind === "derived",
    })),
  };
  return { kind: "chart", caption, chart };
}

/** The course of the largest provinces over the last columns; null where none has a course. */
export function coursesChart(writing: Writing, question: QuestionFacts, topic: string): ChartBlock | null {
  const { columns, lines } = question.series;
  const isLong = (segments: QuestionFacts["series"]["lines"][number]["segments"]): boolean =>
    segments.reduce((sum, { length }) => sum + length, 0) >= LEAST_POINTS;
  const shown = orderedLines(question, lines)
    .filter(({ segments }) => isLong(segments))
    .slice(0, MOST_LINES);
  const [from, to] = [columns[0], columns.at(-1)];
  if (shown.length === 0 || from === undefined || to === undefined) return null;
  const label = tableLabels(writing.lang).column;
  const said = {
    name: nameOf(writing, question, topic),
    from: label(from),
    to: label(to),
    places: shown.map(({ name }) => name).join(", "),
  };
  const caption = fillWords(writing.speaker.choose(sectionsFor(question, "lines_title"), topic), said);
  const description = fillWords(writing.speaker.choose(sectionsFor(question, "lines_about"), topic), said);
  const chart: LineChart = {
    ...frameOf(writing, question, { title: caption, description }),
    kind: "lines",
    columns: columns.map((column) => ({ key: column.key, label: label(column) })),
    series: shown.map(({ name, segments }) => ({ name, segments })),
    breaks: question.breaks.map(({ beforePeriod, beforeYear, note }) => ({
      beforeKey: beforePeriod ?? String(beforeYear),
      note: note[writing.lang],
    })),
  };
  return { kind: "chart", caption, chart };
}

/** Lines in the order of the provinces' values. */
function orderedLines(question: QuestionFacts, lines: QuestionFacts["series"]["lines"]): QuestionFacts["series"]["lines"] {
  const order = new Map(question.provinces.map(({ province }, index) => [province, index]));
  const at = (province: string): number => order.get(province) ?? order.size;
  return [...lines].sort((a, b) => at(a.province) - at(b.province));
}

function frameOf(writing: Writing, question: QuestionFacts, said: Pick<ChartFrame, "title" | "description">): ChartFrame {
  const { measure } = question.spec;
  const { speaker, lang, facts } = writing;
  const articles = new Set(figuresIn(question).map(({ article }) => article.id)).size;
  return {
    ...said,
    lang,
    measure,
    unit: isPercent(measure) ? "%" : upperFirst(spelledOut(wordsOf(writing, question, "unit"), writing)),
    source: fillWords(speaker.choose(["chart_source"], ""), { articles: String(articles), made: formatDayOf(facts.madeAt, lang) }),
  };
}

const spelledOut = (text: string, { speaker }: Writing): string => speaker.templates.abbreviations.get(text) ?? text;
