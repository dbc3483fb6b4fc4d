import { CODEBOOK } from "../../extract/codebook.ts";
import { formatChange, formatDate, formatFigure, formatPeriod, type Lang, labelsOf } from "../../labels/format.ts";
import { watchWords } from "../../labels/watch.ts";
import { provinceById } from "../../language/provinces.ts";
import type { Dims, Measure, Observation, Place } from "../../types/observation.ts";
import type { ArticleHead } from "../../types/store.ts";
import type { ArticleFact, FigureFact } from "../../types/watch.ts";

const filled = (words: readonly (string | null | undefined)[], between: string): string =>
  words.filter((word) => word !== null && word !== undefined && word !== "").join(between);

/** A fact in words, on one line. */
export function factText(fact: ArticleFact, lang: Lang): string {
  const words = watchWords(lang);
  if (fact.kind === "report") return words.newReport;
  if (fact.kind === "citation") return words.cites(fact.citation.id?.split("@")[0] ?? "", fact.citation.quote);
  return figureText(fact, lang);
}

/** "Đính chính (báo đã sửa): 1.170 Đảng viên mới kết nạp — Lạng Sơn, năm 2023; trước đó: 1.168". */
function figureText({ observation, change, was, correctedBy, isDoubtful }: FigureFact, lang: Lang): string {
  const words = watchWords(lang);
  const by = correctedBy === null ? "" : ` (${words.correctedBy[correctedBy]})`;
  const before = was.map((said) => figureOf({ ...observation, ...said }, lang)).join(words.or);
  return [
    change === "corrected" ? `${words.corrected}${by}: ` : "",
    figureOf(observation, lang),
    " ",
    filled([...subjectWords(observation, lang), ...qualifiers(observation, lang)], ", "),
    ` — ${placeText(observation.place, lang)}, ${formatPeriod(observation.period, lang)}`,
    before === "" ? "" : `; ${words.was(before)}`,
    isDoubtful ? ` [${words.doubtful}]` : "",
  ].join("");
}

function figureOf(observation: Observation, lang: Lang): string {
  const { article, against } = labelsOf(lang);
  return filled(
    [
      observation.status === "change" ? formatChange(observation, lang) : formatFigure(observation, lang),
      observation.per === "year" ? article.per : null,
      observation.against === undefined ? null : article.against(against[observation.against]),
    ],
    " ",
  );
}

const subjectWords = ({ indicator, dims }: { indicator: string; dims: Dims; measure?: Measure }, lang: Lang): readonly string[] => [
  indicatorText(indicator, lang),
  dimsText(indicator, dims, lang),
];

export function indicatorText(code: string, lang: Lang): string {
  return CODEBOOK.find((indicator) => indicator.code === code)?.label[lang] ?? code;
}

/** The dimensions in words, "" when there are none. */
export function dimsText(code: string, dims: Dims, lang: Lang): string {
  const declared = CODEBOOK.find((indicator) => indicator.code === code)?.dims ?? [];
  const labelOf = ([name, value]: readonly [string, string | boolean]): string =>
    declared.find((dim) => dim.name === name)?.values.find((one) => one.code === value)?.label[lang] ?? String(value);
  return Object.entries(dims).map(labelOf).join(", ");
}

function qualifiers({ status, subset, decidedBy }: Observation, lang: Lang): readonly string[] {
  const { article, statuses, deciders } = labelsOf(lang);
  return [
    status === "actual" ? "" : statuses[status],
    subset === true ? article.subset : "",
    decidedBy === undefined ? "" : article.decidedBy(deciders[decidedBy]),
  ];
}

export const provinceText = (id: string): string => provinceById(id)?.name ?? id;

function placeText({ level, name, province }: Place, lang: Lang): string {
  const words = filled([name, province === null ? null : provinceText(province)], ", ");
  if (words !== "") return words;
  return level === "national" ? watchWords(lang).nationwide : watchWords(lang).placeUnknown;
}

/** "Báo Lạng Sơn, 22/11/2026". */
export function originText({ publisher, publishedAt }: ArticleHead, lang: Lang): string {
  return filled([publisher, publishedAt === null ? watchWords(lang).noDate : formatDate(publishedAt, lang)], ", ");
}
