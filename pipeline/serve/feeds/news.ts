import type { Observation } from "../../types/observation.ts";
import type { SearchFilters } from "../../types/search.ts";
import type { ArticleHead, ObservationQuery, StoredObservation } from "../../types/store.ts";
import type { Services } from "../services.ts";
import type { News } from "./entry.ts";

/** Entries of a feed: readers ask at least daily, and a night brings less of one subject. */
const ENTRIES = 50;
/** The spans of time that are looked through for figures, shortest first, in days; and how many figures are read at most. */
const SPANS = [2, 14, 90, 730];
const FIGURES = 1000;
const DAY_MS = 86_400_000;

/** Articles with new figures of one kind, the last stored first. */
export function newFigures({ store, now }: Services, query: ObservationQuery): readonly News[] {
  for (const days of SPANS) {
    const storedSince = new Date(now().getTime() - days * DAY_MS).toISOString();
    const figures = store.observations({ ...query, storedSince, limit: FIGURES });
    const news = groupByArticle(figures);
    if (news.length >= ENTRIES || figures.length >= FIGURES) return news.slice(0, ENTRIES);
    if (days === SPANS.at(-1)) return news;
  }
  return [];
}

/** Reprints bring no new figure. */
function groupByArticle(figures: readonly StoredObservation[]): readonly News[] {
  const groups = new Map<string, { readonly head: ArticleHead; readonly figures: Observation[] }>();
  for (const { head, observation } of figures) {
    if (head.reprintOf !== undefined) continue;
    const group = groups.get(head.id) ?? { head, figures: [] };
    group.figures.push(observation);
    groups.set(head.id, group);
  }
  return [...groups.values()].sort((a, b) => newestFirst(a.head, b.head)).map((group) => ({ ...group, of: group.figures.length }));
}

function newestFirst(a: ArticleHead, b: ArticleHead): number {
  return b.fetchedAt.localeCompare(a.fetchedAt) || a.id.localeCompare(b.id);
}

/** Articles about a province, the last stored first, with their figures of it. */
export function newOfProvince({ store }: Services, province: string): readonly News[] {
  const { items } = store.listArticles({ province, limit: ENTRIES });
  return items
    .filter(({ reprintOf }) => reprintOf === undefined)
    .map((head) => {
      const figures = head.figures === 0 ? [] : store.observations({ article: head.id, provinces: [province] });
      return { head, figures: figures.map(({ observation }) => observation), of: figures.length };
    });
}

/** Articles that a search finds, the last published first, with the figures nearest to what was looked for. */
export function newFound({ search }: Services, query: string, filters: SearchFilters): readonly News[] {
  const { hits } = search.search(query, { limit: ENTRIES, offset: 0, sort: "date", filters, withoutFacets: true });
  return hits.map(({ head, figures }) => ({ head, figures, of: head.figures }));
}
