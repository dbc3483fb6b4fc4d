import type { Facet, FacetCount, FacetName, SearchFilters } from "../types/search.ts";
import type { Catalog } from "./catalog.ts";
import type { Narrowing } from "./engine.ts";
import type { FacetValue } from "./indexed.ts";

export const FACETS: readonly FacetName[] = ["province63", "province34", "year", "publisher", "indicator", "document", "trust"];

/** Values of a facet with fewer hits than the first hundred are not listed. */
const MOST_VALUES = 100;
/** No article has this value: what nothing can match is asked for with it. */
const NO_VALUE = 0xffff_ffff;

/** Filters that must all hold; where both name a facet, only values that both name are left. */
export function joinFilters(all: readonly SearchFilters[]): SearchFilters {
  const joined: { [facet in FacetName]?: readonly string[] } = {};
  for (const filters of all) {
    for (const facet of FACETS) {
      const values = filters[facet];
      if (values === undefined) continue;
      const before = joined[facet];
      joined[facet] = before === undefined ? values : before.filter((value) => values.includes(value));
    }
  }
  return joined;
}

/** The filters in the numbers of the catalog; `except` leaves one facet out. */
export function narrowingOf(filters: SearchFilters, catalog: Catalog, except: FacetName | null = null): Narrowing {
  return FACETS.flatMap((facet) => {
    const values = facet === except ? undefined : filters[facet];
    if (values === undefined) return [];
    const numbers = values.flatMap((value) => catalog.find({ facet, value }) ?? []);
    return [numbers.length === 0 ? [NO_VALUE] : numbers];
  });
}

/** Lists all facets by the counts of the hits; a facet with a filter by those of the hits without it. */
export function listFacets(
  catalog: Catalog,
  { counts, filters, countsWithout }: { counts: Uint32Array; filters: SearchFilters; countsWithout: (facet: FacetName) => Uint32Array },
): readonly Facet[] {
  return FACETS.map((name) => {
    const chosen = filters[name];
    return listFacet(catalog, { name, counts: chosen === undefined ? counts : countsWithout(name), chosen: new Set(chosen) });
  });
}

function listFacet(
  catalog: Catalog,
  { name, counts, chosen }: { name: FacetName; counts: Uint32Array; chosen: ReadonlySet<string> },
): Facet {
  const listed: FacetCount[] = [];
  for (const number of catalog.numbersOf(name)) {
    const { value } = catalog.values[number] as FacetValue;
    const count = counts[number] as number;
    if (count > 0 || chosen.has(value)) listed.push({ value, count, isChosen: chosen.has(value) });
  }
  listed.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { name, counts: listed.slice(0, MOST_VALUES) };
}
