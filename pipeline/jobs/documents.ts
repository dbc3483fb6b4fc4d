import { canonicalSign, readSign, typeOf } from "../language/documents.ts";
import { foldAccents } from "../language/fold.ts";
import type { DocumentRecord } from "../language/reference.ts";
import { readReference } from "../language/reference.ts";
import { documentRegister } from "../language/register.ts";
import type { DocumentKind } from "../types/citation.ts";
import type { DocumentDetail, DocumentQuery, DocumentShelf, DocumentSummary, IssuerGroup } from "../types/document.ts";
import type { DocumentTally, Store } from "../types/store.ts";
import type { Boundaries } from "../types/table.ts";
import { documentGraph, lagTable } from "./cite.ts";

/** Kinds that the type in a number tells by itself; QĐ is a decision or a regulation. */
const KIND_OF_TYPE: Readonly<Record<string, DocumentKind>> = {
  NQ: "resolution",
  CT: "directive",
  KL: "conclusion",
  HD: "guideline",
  KH: "plan",
  CTr: "programme",
  CTHĐ: "programme",
  ĐA: "scheme",
  TB: "notice",
  BC: "report",
  QC: "rules",
  ĐL: "charter",
};

const KINDS: ReadonlySet<string> = new Set([...Object.values(KIND_OF_TYPE), "decision", "regulation"]);

/** Issuers of the State in numbers: 318/QĐ-TTg, 178/2024/NĐ-CP, 65/2025/QH15. */
const STATE_ISSUER = /(?:-(?:TTg|CP|UBND|HĐND)|\/(?:UBTV)?QH\d*)(?=@|$)/u;

/** Place and day in the id of a local document: `33-NQ/TU@63-20:2017-02-17`, `03-NQ/QU@63-92/Cái Răng:2011`, `NQĐH@63-87:?`. */
const LOCAL_ID = /@((?:63|34)-\d\d|\?)(\/[^:]*)?(?::(.*))?$/u;

const isDate = (text: string | undefined): text is string => text !== undefined && /^\d{4}(?:-\d{2}){0,2}$/u.test(text);

/** The type in a sign: `NQ` of `21-NQ/TW`, of `NQTW4`, of `318/QĐ-TTg`. */
function typeIn(sign: string): string {
  if (!/^\d/u.test(sign)) return /^NQ|^ĐL/u.exec(sign)?.[0] ?? "";
  return typeOf(/^\d+(?:\/\d{4})?[-/]([\p{L}]+)/u.exec(sign)?.[1] ?? "") ?? "";
}

function groupOf(id: string, local: RegExpExecArray | null): IssuerGroup {
  if (STATE_ISSUER.test(id)) return "state";
  if (local === null) return "centre";
  return local[1] !== "?" && local[2] === undefined ? "province" : "other";
}

/** What an id and the register tell of a document; nothing is counted yet. */
function described(id: string, record: DocumentRecord | null): DocumentSummary {
  const sign = id.split("@")[0] ?? id;
  const local = LOCAL_ID.exec(id);
  const day = local === null ? id.split("@")[1] : local[3];
  const kind = record !== null && KINDS.has(record.kind) ? (record.kind as DocumentKind) : (KIND_OF_TYPE[typeIn(sign)] ?? null);
  return {
    id,
    sign,
    kind,
    title: record?.subject ?? null,
    issuer: record?.issuedBy ?? null,
    group: groupOf(id, local),
    province: local?.[1] === undefined || local[1] === "?" ? null : local[1],
    issued: record?.issued ?? (isDate(day) ? day : null),
    isRegistered: record !== null,
    ...{ articles: 0, mentions: 0, provinces: 0, firstCited: null, lastCited: null },
  };
}

/** The id that a document is shown under: the register's, where it has it under one of its usual ids. */
export function canonicalId(id: string): string {
  const register = documentRegister();
  if (register.byId(id) !== null) return id;
  return register.usualIds(id).find((other) => register.byId(other) !== null) ?? id;
}

/** A store has some ten thousand documents; what the register says of them stays. */
const MOST_DESCRIBED = 20_000;
const describedIds = new Map<string, DocumentSummary>();

/** The document that an id is one of, read off the id and the register once. */
function knownSummary(id: string): DocumentSummary {
  const known = describedIds.get(id) ?? summaryOf(canonicalId(id));
  if (describedIds.size < MOST_DESCRIBED) describedIds.set(id, known);
  return known;
}

/** What its id and the register tell of a document. */
export const summaryOf = (id: string): DocumentSummary => described(id, documentRegister().byId(id));

const least = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a);
const most = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

/** Counts of one more id of the document. How many provinces two ids have together is not known without their articles: at least the larger number. */
function withCounts(summary: DocumentSummary, tally: DocumentTally): DocumentSummary {
  return {
    ...summary,
    articles: summary.articles + tally.articles,
    mentions: summary.mentions + tally.citations,
    provinces: Math.max(summary.provinces, tally.provinces),
    firstCited: least(summary.firstCited, tally.firstAt),
    lastCited: most(summary.lastCited, tally.lastAt),
  };
}

function counted(tallies: readonly DocumentTally[]): Map<string, DocumentSummary> {
  const documents = new Map<string, DocumentSummary>();
  for (const tally of tallies) {
    const summary = knownSummary(tally.id);
    documents.set(summary.id, withCounts(documents.get(summary.id) ?? summary, tally));
  }
  return documents;
}

/** Every document that is cited, and those of the register that are not. */
function allDocuments(store: Store): readonly DocumentSummary[] {
  const cited = counted(store.tallies.documents({}));
  const others = readReference("documents").documents.filter(({ id }) => !cited.has(id));
  return [...cited.values(), ...others.map((record) => described(record.id, record))];
}

const byCitations = (a: DocumentSummary, b: DocumentSummary): number =>
  b.articles - a.articles || b.mentions - a.mentions || (a.id < b.id ? -1 : 1);

const byIssue = (a: DocumentSummary, b: DocumentSummary): number => (b.issued ?? "").localeCompare(a.issued ?? "") || byCitations(a, b);

/** Does a document bear the number, or have the words in what it is about? The number may be begun only. */
function wordsTest(words: string): (document: DocumentSummary) => boolean {
  const sign = readSign(words);
  const number =
    sign === null
      ? null
      : canonicalSign(sign)
          .replace(/\/?\?$/u, "")
          .toLowerCase();
  const folded = foldAccents(words).replace(/\s+/gu, " ").trim();
  return (document) => {
    const own = document.sign.toLowerCase();
    if (number !== null && own.startsWith(number)) return true;
    if (foldAccents(own).startsWith(folded)) return true;
    const names = [document.title ?? "", ...(documentRegister().byId(document.id)?.aliases ?? [])];
    return folded.length > 1 && names.some((name) => foldAccents(name).includes(folded));
  };
}

function matching(documents: readonly DocumentSummary[], { words = "", kind, group }: DocumentQuery): readonly DocumentSummary[] {
  const bears = words.trim() === "" ? () => true : wordsTest(words);
  return documents.filter(
    (document) => (kind === undefined || document.kind === kind) && (group === undefined || document.group === group) && bears(document),
  );
}

/** The documents of a store; what is listed without a province is kept as long as `version` says the same. */
export function makeDocumentShelf(store: Store, version: () => string): DocumentShelf {
  let kept: { readonly version: string; readonly documents: readonly DocumentSummary[] } | undefined;
  const all = (): readonly DocumentSummary[] => {
    const now = version();
    if (kept?.version !== now) kept = { version: now, documents: allDocuments(store).toSorted(byCitations) };
    return kept.documents;
  };
  const asked = ({ citedBy, issuedBy }: DocumentQuery): readonly DocumentSummary[] => {
    if (citedBy === undefined && issuedBy === undefined) return all();
    const query = { ...(citedBy === undefined ? {} : { province: citedBy }), ...(issuedBy === undefined ? {} : { issuerPlace: issuedBy }) };
    return [...counted(store.tallies.documents(query)).values()].sort(byCitations);
  };
  return {
    list: (query) => {
      const found = matching(asked(query), query);
      const sorted = query.sort === "newest" ? found.toSorted(byIssue) : found;
      return { total: sorted.length, documents: sorted.slice(query.offset, query.offset + query.limit) };
    },
    read: (id, boundaries) => readDocument(store, canonicalId(id), boundaries),
  };
}

/** A resolution that ten thousand articles cite is carried out soon or told of again and again: the earliest articles of each province are enough for its page. */
const READ_PER_PROVINCE = 3;

function readDocument(store: Store, id: string, boundaries: Boundaries): DocumentDetail | null {
  const record = documentRegister().byId(id);
  if (record === null && store.citations({ id, limit: 1 }).length === 0) return null;
  const graph = documentGraph(store, id, { boundaries, ownPerProvince: READ_PER_PROVINCE });
  const sum = (of: "articles" | "mentions") => graph.provinces.reduce((total, citing) => total + citing[of], 0);
  const firsts = graph.provinces.flatMap(({ first }) => first.published ?? []).sort();
  return {
    ...described(id, record),
    articles: sum("articles") + graph.withoutProvince,
    mentions: sum("mentions"),
    provinces: graph.provinces.length,
    firstCited: firsts[0] ?? null,
    ids: graph.ids,
    aliases: record?.aliases ?? [],
    term: record?.term ?? null,
    session: record?.session ?? null,
    replaces: (record?.replaces ?? []).map(summaryOf),
    replacedBy: (record?.replacedBy ?? []).map(summaryOf),
    graph,
    lags: lagTable(graph),
  };
}
