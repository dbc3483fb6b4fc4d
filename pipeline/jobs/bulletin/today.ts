import { reviewId } from "../../store/decisions.ts";
import type { BulletinFigure } from "../../types/bulletin.ts";
import type { AnswerToday, FigureToday, FigureUse } from "../../types/bulletin-desk.ts";
import type { Observation } from "../../types/observation.ts";
import type { Decision } from "../../types/review.ts";
import type { ArticleHead, Store } from "../../types/store.ts";
import type { Cell, Table, TableSpec } from "../../types/table.ts";
import { tableOf } from "../tables.ts";

/** What of a figure is needed to find it again. */
export interface Traced {
  readonly id: string;
  readonly article: string;
  readonly url: string;
}

type TodayStore = Pick<Store, "head" | "articles" | "observations" | "decisions">;

/** What the store says now of a figure that a bulletin gave at `madeAt`. Throws StoreBroken. */
export function figureToday(store: TodayStore, figure: BulletinFigure, madeAt: string): FigureToday {
  const { observation } = figure;
  const traced: Traced = { id: figure.id, article: figure.article.id, url: figure.article.url };
  const article = articleToday(store, traced);
  if (article === null) return { state: "gone", observation: null, article: null, note: null };
  const decision = decisionSince(store, figure.id, madeAt);
  const all = store.observations({ article: article.id }).map((one) => one.observation);
  const exact = all.find((one) => reviewId(one, article.url) === figure.id);
  if (decision?.verdict === "reject" && exact === undefined) return { state: "rejected", observation: null, article, note: decision.why };
  if (exact !== undefined)
    return { state: decision === null ? "same" : "reviewed", observation: exact, article, note: decision?.why ?? null };
  const similar = all.find((one) => isSameQuestion(one, observation)) ?? null;
  return { state: article.id === traced.article ? "reread" : "report_changed", observation: similar, article, note: null };
}

/** The article at the same place of the same address as it is now; null where there is none any more. */
export function articleToday(store: Pick<Store, "head" | "articles">, { article, url }: Traced): ArticleHead | null {
  const known = store.head(article);
  if (known?.current === true) return known;
  const position = article.split("-").at(-1);
  const current = store.articles({ url });
  return current.find(({ id }) => id.split("-").at(-1) === position) ?? current[0] ?? null;
}

/** What a person decided about a figure after `madeAt` and has not taken back; null for nothing. */
export function decisionSince(store: Pick<Store, "decisions">, id: string, madeAt: string): Decision | null {
  const decision = store.decisions({ id })[0];
  return decision === undefined || decision.verdict === "withdraw" || decision.at <= madeAt ? null : decision;
}

function isSameQuestion(a: Observation, b: Observation): boolean {
  const key = ({ indicator, dims, measure, status, place, period }: Observation): string =>
    JSON.stringify([indicator, Object.entries(dims).sort(), measure, status, place.level, place.province, place.name, period]);
  return key(a) === key(b);
}

type TableStore = Parameters<typeof tableOf>[0];

/** The cell of a province, or what is published of the country (`province` null), in a column; null where there is none. */
export function cellOf(table: Table, key: string, province: string | null): Cell | null {
  if (province === null) {
    const total = table.totals?.find(({ level }) => level === "national")?.cells.find(({ period }) => period === key);
    return total?.published ?? null;
  }
  const at = (table.columns ?? []).findIndex((column) => column.key === key);
  return table.rows.find((row) => row.province === province)?.cells[at] ?? null;
}

/** The question without what tables show beside the values, over these years. */
export function plainSpec(
  {
    indicator,
    dims,
    measure,
    status,
    boundaries,
    period,
  }: Pick<TableSpec, "indicator" | "dims" | "measure" | "status" | "boundaries" | "period">,
  { years, hasCountry }: { readonly years: TableSpec["years"]; readonly hasCountry: boolean },
): TableSpec {
  const frame = { ...(period === undefined || period === "year" ? {} : { period }), ...(hasCountry ? { totals: true as const } : {}) };
  return { indicator, dims, measure, status, years, boundaries, ...frame };
}

/** What a table answers now where a bulletin used a figure; null where it has no value. Throws StoreBroken. */
export function answerToday(
  store: TableStore,
  { spec, column, province }: Pick<FigureUse, "spec" | "column" | "province">,
): AnswerToday | null {
  const years = { from: column.year, to: column.year };
  const cell = cellOf(tableOf(store, plainSpec(spec, { years, hasCountry: province === null })), column.key, province);
  if (cell === null || cell.value === null || cell.kind === "partial") return null;
  return { value: cell.value, bound: cell.bound, kind: cell.kind };
}
