import { formatDate, formatFigure, formatNumber, formatPeriod, labelsOf } from "../../labels/format.ts";
import { findAmounts } from "../../language/amounts.ts";
import { analyze } from "../../language/layers.ts";
import { isCentralCity, MERGER_DAY, parts, provinceById, provinces } from "../../language/provinces.ts";
import type { BulletinFacts, BulletinValue, QuestionFacts } from "../../types/bulletin.ts";
import type { Bound, Measure, Observation, Period } from "../../types/observation.ts";
import type { Change, Column, TableSpec } from "../../types/table.ts";
import { fillWords, type Speaker } from "./fill.ts";

type Lang = "vi" | "en";

/** Order of the dimensions in a question's name. */
const DIMS = ["group", "kind", "form", "type", "grade", "cumulative"];

/**
 * The name of a question in the files of words.
 * @example questionName({ indicator: "orgs.rating", dims: { grade: "good", cumulative: true, kind: "grassroots" }, measure: "share", … }) // "orgs.rating.grassroots.good.cumulative.share"
 */
export function questionName({ indicator, dims, measure, status }: Pick<TableSpec, "indicator" | "dims" | "measure" | "status">): string {
  const order = (name: string): number => (DIMS.includes(name) ? DIMS.indexOf(name) : DIMS.length);
  const values = Object.entries(dims)
    .sort(([a], [b]) => order(a) - order(b) || a.localeCompare(b))
    .map(([name, value]) => (value === true ? name : String(value)));
  return [indicator, ...values, measure, ...(status === "target" ? ["target"] : [])].join(".");
}

/** Every figure of the answers. */
export const figuresOf = ({ provinces: rows, national }: QuestionFacts): readonly BulletinValue[] =>
  [...rows, ...(national === null ? [] : [national])].flatMap(({ now, before }) => (before === null ? [now] : [now, before]));

/** Is a standing number asked for? Its figures have a day instead of a span. */
export const isStock = (question: QuestionFacts): boolean =>
  figuresOf(question).some(({ figures }) => figures.some(({ observation: { period } }) => period !== null && "at" in period));

/** The sections that may say a part of a question, its own first: `discipline.members.count.leaders`, `discipline.members.leaders`, …, `shares.leaders`, `leaders`. */
export function sectionsFor(question: QuestionFacts, part: string): readonly string[] {
  const names = questionName(question.spec).split(".");
  const own = names.map((_, index) => `${names.slice(0, names.length - index).join(".")}.${part}`);
  return [...own, ...(isPercent(question.spec.measure) ? [`shares.${part}`] : []), ...(isStock(question) ? [`stocks.${part}`] : []), part];
}

export const isPercent = (measure: Measure): boolean => measure === "share" || measure === "attainment";

const ROMAN = ["", "I", "II", "III", "IV"];

/** A column in words: "năm 2024", "6 tháng đầu năm 2024", "quý I/2024"; of a standing number its last day. */
export function columnWords(column: Column, lang: Lang, isOfDay = false): string {
  if (isOfDay) return lang === "vi" ? `đến ngày ${formatDate(column.to, lang)}` : `by ${formatDate(column.to, lang)}`;
  if (/^\d{4}$/u.test(column.key) && lang === "en") return column.key;
  const half = /^(\d{4})-H([12])$/u.exec(column.key);
  if (half !== null && lang === "en") return `the ${half[2] === "1" ? "first" : "second"} half of ${half[1]}`;
  const quarter = /^(\d{4})-Q([1-4])$/u.exec(column.key);
  if (quarter !== null) return lang === "vi" ? `quý ${ROMAN[Number(quarter[2])]}/${quarter[1]}` : `quarter ${quarter[2]} of ${quarter[1]}`;
  return formatPeriod({ from: column.from, to: column.to }, lang);
}

/** Is it the column a year before, told as such: "cùng kỳ năm 2023" of a part of a year, "năm 2023" of a whole one? */
export function beforeWords(column: Column, speaker: Speaker): string {
  const { lang } = speaker.templates;
  if (/^\d{4}$/u.test(column.key)) return columnWords(column, lang);
  return fillWords(speaker.choose(["same_period"], column.key), { year: String(column.year) });
}

/** The period that a bulletin is about, as a column. */
export function columnOfPeriod(period: string): Column {
  const match = /^(\d{4})(?:-(?:(H|Q)(\d)|(\d\d)))?$/u.exec(period);
  const year = Number(match?.[1] ?? period.slice(0, 4));
  const months = match?.[2] === "H" ? 6 : match?.[2] === "Q" ? 3 : match?.[4] === undefined ? 12 : 1;
  const first = (Number(match?.[3] ?? match?.[4] ?? 1) - 1) * months + 1;
  const last = first + months - 1;
  const to = new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
  return { key: period, year, from: `${year}-${String(first).padStart(2, "0")}-01`, to };
}

const firstDay = (date: string): string => (date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10));

function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date.slice(0, 10);
  return new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

/** Does a figure's period say just what the column says? Then it need not be told again. */
export function isOfColumn(period: Period | null, column: Column): boolean {
  if (period === null) return false;
  if ("at" in period) return lastDay(period.at) === column.to;
  return period.from !== null && period.to !== null && firstDay(period.from) === column.from && lastDay(period.to) === column.to;
}

/** First and last day of a period. */
export function daysOf(period: Period): Pick<Column, "from" | "to"> {
  if ("at" in period) return { from: firstDay(period.at), to: lastDay(period.at) };
  return { from: firstDay(period.from ?? ""), to: lastDay(period.to ?? "") };
}

/** The span that a value was told of, where it is not the column's: a year told on 20 December. Standing numbers have a day, which goes beside them. */
export function ownSpan({ kind, figures }: BulletinValue, column: Column): Period | null {
  const period = figures[0]?.observation.period ?? null;
  return kind === "reported" && period !== null && !("at" in period) && !isOfColumn(period, column) ? period : null;
}

/** A figure's own period: "ngày 15/3/2024" of a standing number, "từ 01/01/2024 đến 20/12/2024" of what happened. */
export function periodWords(period: Period, lang: Lang): string {
  if (!("at" in period) || lang === "en") return formatPeriod(period, lang);
  const kind = period.at.length === 4 ? "năm" : period.at.length === 7 ? "tháng" : "ngày";
  return `${kind} ${formatDate(period.at, lang)}`;
}

/** A province as it is called: "tỉnh Lạng Sơn", "TP Hà Nội"; in English its name alone. */
function placeWords(id: string, name: string, day: string, lang: Lang): string {
  const bare = name.replace(/^(?:tỉnh|thành phố|tp\.?)\s+/iu, "");
  if (lang === "en") return bare;
  // A unit of today is told of older times too: then by the kind that it began as.
  const from = id.startsWith("34-") && day < MERGER_DAY ? MERGER_DAY : day;
  return `${isCentralCity(id, from) ? "TP" : "tỉnh"} ${bare}`;
}

/** Has a unit of today the same name and more land? Then the one of then is told apart, as soon as there is the new one. */
function isRenewed(id: string, name: string, madeAt: string): boolean {
  if (!id.startsWith("63-") || madeAt.slice(0, 10) < MERGER_DAY) return false;
  return provinces("34").some((unit) => unit.name === name && parts(unit.id).length > 1);
}

/** Names a province in a sentence. */
export function placeNamer(facts: BulletinFacts, speaker: Speaker): (province: string, name: string) => string {
  const day = columnOfPeriod(facts.spec.period).to;
  return (province, name) => {
    const words = placeWords(province, provinceById(province)?.name ?? name, day, facts.spec.lang);
    return isRenewed(province, provinceById(province)?.name ?? name, facts.madeAt)
      ? fillWords(speaker.choose(["old_unit"], province), { place: words })
      : words;
  };
}

/** The words of the bound as the report has them ("gần", "trên"), where the file of words knows them. */
function sourceBound({ quote, value, review }: Observation, bounds: ReadonlyMap<string, string>): string | undefined {
  if (review?.verdict === "correct") return undefined;
  const amount = findAmounts(analyze(quote)).find((found) => found.value === value);
  if (amount === undefined) return undefined;
  const said = quote.slice(amount.start, amount.numberStart).trim().toLocaleLowerCase("vi");
  return bounds.get(said);
}

/** A value as a bulletin writes it: "hơn 1.303", "54,83%"; with the source's own word for the bound where it is a report's. */
export function valueWords(value: BulletinValue, measure: Measure, speaker: Speaker): string {
  const [figure] = value.figures;
  const own = value.kind === "reported" && figure !== undefined ? figure.observation : null;
  return boundedWords({ value: value.value, bound: value.bound, measure, observation: own }, speaker);
}

/** A number with its unit and the words of its bound. */
export function boundedWords(
  said: { readonly value: number; readonly bound: Bound; readonly measure: Measure; readonly observation?: Observation | null },
  { templates: { lang, bounds } }: Speaker,
): string {
  const number = labelsOf(lang).units[said.measure](formatNumber(said.value, lang));
  if (said.bound === "exact") return number;
  const words = (said.observation == null ? undefined : sourceBound(said.observation, bounds)) ?? bounds.get(said.bound);
  return words === undefined ? formatFigure(said, lang) : `${words} ${number}`;
}

/** Below this number a change is told as a number, not in percent: from 3 to 5 is "tăng 2", not "tăng 66,67%". */
const LEAST_FOR_PERCENT = 100;

/** In what a change is told: `usual` in percent, of small numbers as a number; `counted` always as a number. Percentages move by points. */
export type ChangeForm = "usual" | "counted";

/** Is a change of this size told in percent? */
export const isInPercent = ({ percent, before }: Change): boolean => percent !== null && before >= LEAST_FOR_PERCENT;

/** How far a value has moved: its direction, and the amount in words. Null where it is not known. */
export function changeWords(
  change: Change,
  unit: string,
  speaker: Speaker,
  form: ChangeForm = "usual",
): { readonly sign: number; readonly words: string } | null {
  const { lang } = speaker.templates;
  const far = change.points ?? change.absolute;
  if (far === null) return null;
  const number = (value: number): string => formatNumber(Math.abs(value), lang);
  const amount =
    change.points !== null
      ? `${number(change.points)} ${lang === "vi" ? "điểm phần trăm" : "percentage points"}`
      : form === "usual" && isInPercent(change)
        ? `${number(change.percent ?? 0)}%`
        : `${number(far)} ${unit}`.trimEnd();
  const about = change.bound === "about" ? `${speaker.templates.bounds.get("about") ?? ""} ` : "";
  return { sign: Math.sign(far), words: `${about}${amount}` };
}

/** A change in a table: "tăng 8,6%", "giảm 2 điểm phần trăm", "không đổi". */
export function changeCell(change: Change, speaker: Speaker): string {
  const told = changeWords(change, "", speaker);
  if (told === null) return "";
  const part = told.sign === 0 ? "same_cell" : told.sign > 0 ? "rise_cell" : "fall_cell";
  return fillWords(speaker.choose([part], ""), { change: told.words });
}
