import type { Observation } from "../../pipeline/types/observation.ts";
import type { ArticleHead, ObservationQuery, Portion, PortionQuery, Store } from "../../pipeline/types/store.ts";
import type { Stored } from "./press.ts";

/** The portions of a fake store: what `observations`, `citations` and `articles` would answer, in the order of the real ones. */
export function fakeLists(press: readonly Stored[]): Pick<Store, "listObservations" | "listCitations" | "listArticles"> {
  const current = press.filter(({ head }) => head.current).sort((a, b) => a.head.id.localeCompare(b.head.id));
  return {
    listObservations: (query) => {
      const rows = current.flatMap(({ head, read }) => read.observations.map((observation, n) => ({ n, observation, head })));
      return portion(
        rows.filter(({ observation, head }) => isAsked(query, observation, head)),
        query,
        rowKey,
      );
    },
    listCitations: (query) => {
      const rows = current.flatMap(({ head, read }) => read.citations.map((citation, n) => ({ n, citation, head })));
      const asked = rows.filter(
        ({ citation, head }) =>
          (query.id === undefined || citation.id === query.id) &&
          (query.article === undefined || head.id === query.article) &&
          (query.province === undefined || head.place?.province === query.province) &&
          (query.issuerPlace === undefined || citation.issuerPlace === query.issuerPlace),
      );
      return portion(asked, query, rowKey);
    },
    listArticles: (query) => {
      const heads = current
        .map(({ head }) => head)
        .filter((head) => query.province === undefined || head.place?.province === query.province);
      // The last fetched first: keys fall as times rise.
      const key = ({ fetchedAt, id }: ArticleHead) => `${(9e15 - Date.parse(fetchedAt)).toString().padStart(16, "0")}~${id}`;
      return portion(heads, query, key);
    },
  };
}

const rowKey = ({ head, n }: { readonly head: ArticleHead; readonly n: number }): string => `${head.id}~${String(n).padStart(6, "0")}`;

/** Rows behind the cursor in the order of their keys; the cursor is the key of the last one. */
function portion<T>(rows: readonly T[], { limit, after = "" }: PortionQuery, keyOf: (row: T) => string): Portion<T> {
  const ordered = rows.map((row) => ({ row, key: keyOf(row) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const rest = ordered.filter(({ key }) => key > after);
  const items = rest.slice(0, limit);
  return { items: items.map(({ row }) => row), next: rest.length > limit ? (items.at(-1)?.key ?? null) : null };
}

/** Does a figure meet all conditions of a question that are about itself and its article? */
export function isAsked(query: ObservationQuery, observation: Observation, head: ArticleHead): boolean {
  const { period, place, status, measure, confidence } = observation;
  const date = period === null ? null : "at" in period ? period.at : period.to;
  return (
    (query.indicator === undefined || observation.indicator === query.indicator) &&
    (query.article === undefined || head.id === query.article) &&
    (query.provinces === undefined || (place.province !== null && query.provinces.includes(place.province))) &&
    (query.level === undefined || place.level === query.level) &&
    (query.status === undefined || status === query.status) &&
    (query.measure === undefined || measure === query.measure) &&
    (query.year === undefined || date?.slice(0, 4) === String(query.year)) &&
    (query.minConfidence === undefined || confidence >= query.minConfidence) &&
    (query.storedSince === undefined || head.fetchedAt >= query.storedSince)
  );
}
