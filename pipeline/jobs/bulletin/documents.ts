import { citationGraph } from "../../compare/graph.ts";
import { provinceById, successor } from "../../language/provinces.ts";
import { readReference } from "../../language/reference.ts";
import { documentRegister } from "../../language/register.ts";
import type { DocumentFacts } from "../../types/bulletin.ts";
import type { DocumentSummary } from "../../types/document.ts";
import type { OwnDocument } from "../../types/graph.ts";
import type { CitingTally, Store } from "../../types/store.ts";
import type { Boundaries, Column } from "../../types/table.ts";
import { canonicalId, summaryOf } from "../documents.ts";
import { type ArticleOpener, evidenceFor, isQuotable, type OpenArticle } from "./evidence.ts";

/** So many documents of each kind, the most cited or most carried out: more make a list, no bulletin. */
const [MOST_NEW, MOST_OLDER] = [12, 8];
/** Reports that are read for what provinces issued in the period; of each document of theirs the first so many mentions. */
const [MOST_READ, MENTIONS_READ] = [400, 6];
/** Reports of a province that are read for documents that carry out a new one, the earliest. */
const READ_PER_PROVINCE = 2;

/** A province's own document by its id: `45-CTr/TU@63-20:2022-10-10`; bodies below it have a name behind a stroke. */
const OWN_ID = /@((?:63|34)-\d\d):(\d{4}(?:-\d{2}){0,2})$/u;

export interface DocumentsInput {
  readonly store: Pick<Store, "citations"> & { readonly tallies: Pick<Store["tallies"], "citing" | "citingWithOwn" | "documents"> };
  readonly column: Column;
  readonly boundaries: Boundaries;
  /** Ids of the provinces that the bulletin is about; null for all. */
  readonly provinces: ReadonlySet<string> | null;
  readonly open: ArticleOpener;
}

/** Does the date, of whatever precision, surely lie in the column? "2022" lies in no quarter. */
export function liesIn(date: string | null, { key, from, to }: Column): date is string {
  // Halves, quarters and months begin and end with a month, so a month is exact enough for them.
  if (date === null || (date.length < 7 && key.length > 4)) return false;
  return date >= from.slice(0, date.length) && date <= to.slice(0, date.length);
}

/**
 * The Party's central documents that were issued in the period, most cited first, and older ones that provinces carried out in it, by what quotable reports say. A programme is told
 * only where it is sure that it was issued in the period: by its own date, or of a new document by a report of the period.
 */
export function gatherDocuments(input: DocumentsInput): readonly DocumentFacts[] {
  const cited = citedIds(input);
  const fresh = newDocuments(input, cited);
  const reports = ownReports(input, cited);
  const older = centralIn(reports).filter((id) => !fresh.some((document) => document.id === id));
  const [isNew, wasBefore] = [factsFinder(input, reports, true), factsFinder(input, reports, false)];
  return [
    ...fresh.slice(0, MOST_NEW).flatMap(isNew),
    ...older
      .flatMap((id) => wasBefore(summaryOf(id)))
      .filter(({ programmes, issued }) => programmes.length > 0 && (issued === null || issued < input.column.from))
      .sort((a, b) => b.programmes.length - a.programmes.length || b.citing - a.citing || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_OLDER),
  ];
}

/** Ids under which documents are cited, with the number of articles. */
type Cited = ReadonlyMap<string, number>;

function citedIds({ store }: DocumentsInput): Cited {
  return new Map(store.tallies.documents({}).map(({ id, articles }) => [id, articles]));
}

/** Central documents of the period that are cited, the most cited first. */
function newDocuments({ column }: DocumentsInput, cited: Cited): readonly DocumentSummary[] {
  const dated = [...cited.keys()].filter((id) => liesIn(/@(\d{4}-\d{2}-\d{2})$/u.exec(id)?.[1] ?? null, column));
  const registered = readReference("documents").documents.flatMap(({ id, issued }) => (liesIn(issued, column) ? [id] : []));
  const ids = new Set([...dated.map(canonicalId), ...registered]);
  const weight = (id: string): number => idsOf(id).reduce((sum, one) => sum + (cited.get(one) ?? 0), 0);
  return [...ids]
    .map(summaryOf)
    .filter(({ id, group, issued }) => group === "centre" && liesIn(issued, column) && weight(id) > 0)
    .sort((a, b) => weight(b.id) - weight(a.id) || (a.id < b.id ? -1 : 1));
}

const idsOf = (id: string): readonly string[] => [id, ...documentRegister().usualIds(id)];

/** Is the bulletin about this province, under its own id or that of the unit that took it in? */
function isAbout({ provinces }: DocumentsInput, id: string): boolean {
  return provinces === null || provinces.has(id) || provinces.has(successor(id) ?? "");
}

/** Quotable reports that name a document which a province of the bulletin issued in the period. */
function ownReports(input: DocumentsInput, cited: Cited): readonly OpenArticle[] {
  const own = [...cited.keys()].filter((id) => {
    const [, province = "", date = ""] = OWN_ID.exec(id) ?? [];
    return province !== "" && liesIn(date, input.column) && isAbout(input, province);
  });
  const articles = new Set<string>();
  for (const id of own.sort()) {
    if (articles.size >= MOST_READ) break;
    const quotable = input.store.citations({ id, limit: MENTIONS_READ }).filter(({ head }) => isQuotable(head));
    for (const { head } of quotable) articles.add(head.id);
  }
  return [...articles].flatMap((id) => input.open(id) ?? []);
}

/** Central documents that these reports cite. */
function centralIn(reports: readonly OpenArticle[]): readonly string[] {
  const ids = new Set(reports.flatMap(({ citations }) => citations.flatMap(({ id }) => (id === null ? [] : [canonicalId(id)]))));
  return [...ids].filter((id) => summaryOf(id).group === "centre");
}

/** What is told of a document; nothing where no quotable report cites it. */
function factsFinder(
  input: DocumentsInput,
  reports: readonly OpenArticle[],
  isNew: boolean,
): (document: DocumentSummary) => readonly DocumentFacts[] {
  return ({ id, sign, title, kind, issued }) => {
    const ids = idsOf(id);
    const tallies = input.store.tallies.citing({ ids, issued });
    const evidence = firstEvidence(input, ids, tallies);
    if (evidence === null) return [];
    const more = isNew
      ? input.store.tallies.citingWithOwn({ ids, perProvince: READ_PER_PROVINCE }).flatMap((one) => input.open(one) ?? [])
      : [];
    const programmes = programmesOf(input, { ids, issued, isNew }, [...new Set([...reports, ...more])]);
    const citing = tallies.reduce((sum, { articles }) => sum + articles, 0);
    return [{ id, number: sign, title, kind, issued, isNew, citing, programmes, evidence }];
  };
}

/** The earliest report that cites a document, of those from its day of issue on. */
function firstEvidence(
  { open }: DocumentsInput,
  ids: readonly string[],
  tallies: readonly CitingTally[],
): DocumentFacts["evidence"] | null {
  const sorted = tallies.toSorted((a, b) => ((a.firstAt ?? "9999") < (b.firstAt ?? "9999") ? -1 : 1));
  for (const { firstArticle } of sorted) {
    const article = open(firstArticle);
    const mention = article?.citations.find(({ id }) => id !== null && ids.includes(id));
    if (article != null && mention !== undefined) return evidenceFor(article, mention);
  }
  return null;
}

/** A document that may have been carried out. */
interface Carried {
  readonly ids: readonly string[];
  readonly issued: string | null;
  readonly isNew: boolean;
}

function programmesOf(
  input: DocumentsInput,
  { ids, issued, isNew }: Carried,
  reports: readonly OpenArticle[],
): DocumentFacts["programmes"] {
  const articles = reports.filter(({ citations }) => citations.some(({ id }) => id !== null && ids.includes(id)));
  const unitOf = (province: string): string => (input.boundaries === "now" ? (successor(province) ?? province) : province);
  const isOfPeriod = ({ issued: day, evidence }: OwnDocument): boolean =>
    day === null
      ? isNew && evidence.article.publishedAt !== null && evidence.article.publishedAt.slice(0, 10) <= input.column.to
      : liesIn(day, input.column);
  const graph = citationGraph({ ids: new Set(ids), issued, articles, unitOf });
  return graph.provinces
    .filter(({ province }) => isAbout(input, province))
    .flatMap(({ province, own }) =>
      own.filter(isOfPeriod).map(({ id, issued: day, evidence }) => ({
        province,
        name: provinceById(province)?.name ?? province,
        document: id,
        issued: day,
        evidence,
      })),
    );
}
