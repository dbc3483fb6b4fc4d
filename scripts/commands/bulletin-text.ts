import type { SeriesOutcome } from "../../pipeline/jobs/bulletin/due.ts";
import { bulletinWords } from "../../pipeline/labels/bulletin.ts";
import { formatDate, formatDayOf, formatFigure, formatNumber, formatTime, type Lang } from "../../pipeline/labels/format.ts";
import type { BulletinHead, FigureExplained, FigureUse, UsedFigure } from "../../pipeline/types/bulletin-desk.ts";

/** A kept bulletin in one line: id, title, when and how it was made. */
export function headLine({ id, title, madeAt, origin, series, figures, files }: BulletinHead, lang: Lang): string {
  const words = bulletinWords(lang);
  const how = series === null ? words.origins[origin] : words.series(series.name, series.slot);
  const formats = files.map(({ format }) => format).join(", ");
  return `${id}  ${title} · ${words.madeAt(formatTime(madeAt, lang))}, ${how} · ${words.figures(formatNumber(figures, lang))} · ${formats}`;
}

const useText = ({ role, name, column, value, spec }: FigureUse, lang: Lang): string =>
  `${name}, ${column.key} (${bulletinWords(lang).roles[role]}): ${formatFigure({ ...value, measure: spec.measure }, lang)}`;

/** A figure of a bulletin in one line. */
export function figureLine({ figure, uses }: UsedFigure, lang: Lang): string {
  return `${figure.id}  ${figure.observation.indicator} · ${uses.map((use) => useText(use, lang)).join("; ")}`;
}

/** Where a figure of a bulletin came from, and what the store says now. */
export function explanationLines({ head, figure, today, uses }: FigureExplained, lang: Lang): readonly string[] {
  const words = bulletinWords(lang);
  const { observation, article, sentence } = figure;
  const now = today.observation;
  const published = article.publishedAt === null ? [] : [formatDate(article.publishedAt, lang)];
  return [
    `${words.inBulletin} ${head.id}, ${words.madeAt(formatTime(head.madeAt, lang))}: ${head.title}`,
    ...uses.map((use) => `  ${useText(use, lang)}`),
    words.whenMade,
    `  ${observation.indicator} = ${formatFigure(observation, lang)}`,
    `  «${sentence?.quote ?? observation.quote}»`,
    `  ${[article.publisher, article.title, ...published, article.basedOn ?? article.url].filter((part) => part !== null).join(" · ")}`,
    `  ${words.retrieved(formatDayOf(article.fetchedAt, lang))} · ${words.article}: ${article.id}`,
    ...(figure.doubts.length === 0 ? [] : [`  ${figure.doubts.map((doubt) => words.doubts[doubt]).join(", ")}`]),
    `  ${words.provenance(head.rules, head.version, head.fingerprint.slice(0, 12))}`,
    words.now,
    `  ${words.states[today.state]}`,
    ...(today.note === null ? [] : [`  ${words.reviewNote(today.note)}`]),
    ...(now === null ? [] : [`  ${words.asRead}: ${formatFigure(now, lang)} «${now.quote}»`]),
    ...uses.map((use) => `  ${words.asAnswer} (${use.name}, ${use.column.key}): ${answerText(use, lang)}`),
  ];
}

function answerText({ today, spec }: FigureExplained["uses"][number], lang: Lang): string {
  return today === null ? bulletinWords(lang).noAnswer : formatFigure({ ...today, measure: spec.measure }, lang);
}

/** What became of a series, in one line. */
export function seriesLine(outcome: SeriesOutcome, lang: Lang): string {
  const words = bulletinWords(lang);
  if ("head" in outcome) return (outcome.state === "made" ? words.seriesMade : words.seriesKept)(outcome.series, outcome.head.id);
  const why = `${outcome.message} ${outcome.hint}`;
  return (outcome.state === "early" ? words.seriesEarly : words.seriesFailed)(outcome.series, why);
}
