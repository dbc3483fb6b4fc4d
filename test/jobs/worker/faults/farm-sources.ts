import { loadSources } from "../../../../pipeline/crawl/sources.ts";
import type { Source, SourceId } from "../../../../pipeline/types/source.ts";

/** The sources of the sample press, asked every so many seconds. */
export function farmSources(paceSeconds: number): ReadonlyMap<SourceId, Source> {
  const sources = loadSources("corpus/sample/sources").map((source) => ({ ...source, paceSeconds }));
  return new Map(sources.map((source) => [source.id, source]));
}
