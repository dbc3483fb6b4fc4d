import { parts, successor } from "../../language/provinces.ts";
import { documentRegister } from "../../language/register.ts";
import type { Citation } from "../../types/citation.ts";
import type { Observation } from "../../types/observation.ts";
import type { SearchIndex } from "../../types/search.ts";
import type { ArticleHead } from "../../types/store.ts";
import type { WatchList, WatchSubject } from "../../types/watch.ts";

/** So many of the hits that were published last are looked at for new ones: a night brings fewer. */
const MOST_HITS = 2_000;
const HITS_AT_ONCE = 200;

/** What a list wants of articles. */
export interface Wanted {
  readonly figure: (observation: Observation, head: ArticleHead) => boolean;
  readonly citation: (citation: Citation, head: ArticleHead) => boolean;
  readonly report: (head: ArticleHead) => boolean;
}

const never = (): boolean => false;

/** What this list wants. Throws WrongUse for a search whose words cannot be meant. */
export function wantedBy({ subject }: WatchList, search: Pick<SearchIndex, "search">): Wanted {
  if (subject.kind === "figures") return { figure: figureTest(subject), citation: never, report: never };
  if (subject.kind === "document") return { figure: never, citation: citationTest(subject), report: never };
  const found = findArticles(search, subject.query);
  const isFound = ({ id }: ArticleHead): boolean => found.has(id);
  return { figure: (_figure, head) => isFound(head), citation: never, report: isFound };
}

function figureTest({ indicator, dims = {}, provinces }: Extract<WatchSubject, { kind: "figures" }>): Wanted["figure"] {
  const wanted = Object.entries(dims);
  const isThere = provinceTest(provinces);
  return (observation) =>
    (indicator === undefined || observation.indicator === indicator) &&
    wanted.every(([name, value]) => observation.dims[name] === value) &&
    isThere(observation.place.province);
}

function citationTest({ id, provinces }: Extract<WatchSubject, { kind: "document" }>): Wanted["citation"] {
  const ids = new Set([id, ...documentRegister().usualIds(id)]);
  const isThere = provinceTest(provinces);
  return (citation, head) => citation.id !== null && ids.has(citation.id) && isThere(head.place?.province ?? null);
}

/** A unit of today stands for its parts, too, and a province that was not merged for its unit of today: figures of one place come under both codes. */
function provinceTest(provinces: readonly string[] | undefined): (province: string | null) => boolean {
  if (provinces === undefined) return () => true;
  const all = new Set(provinces.flatMap((id) => [id, ...parts(id), ...unmerged(id)]));
  return (province) => province !== null && all.has(province);
}

function unmerged(id: string): readonly string[] {
  const today = successor(id);
  return today !== null && parts(today).length === 1 ? [today] : [];
}

/** Articles that hold all words of the search, the last published. */
function findArticles(search: Pick<SearchIndex, "search">, query: string): ReadonlySet<string> {
  const found = new Set<string>();
  let cursor: string | null = null;
  do {
    const more: { readonly cursor?: string } = cursor === null ? {} : { cursor };
    const result = search.search(query, { limit: HITS_AT_ONCE, offset: 0, sort: "date", withoutFacets: true, ...more });
    // No text has all words: what stands here instead is about something else.
    if (result.reading === "some") break;
    for (const { head } of result.hits) found.add(head.id);
    cursor = result.next;
  } while (cursor !== null && found.size < MOST_HITS);
  return found;
}
