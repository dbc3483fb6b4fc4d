import type { Article, Block, BlockKind } from "../../pipeline/types/article.ts";
import type { Citation } from "../../pipeline/types/citation.ts";
import type { IssuedDocument } from "../../pipeline/types/issued.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { ArticleHead, ReadArticle } from "../../pipeline/types/store.ts";

/** A stored article as the fake store keeps it. */
export interface Stored {
  readonly head: ArticleHead;
  readonly read: ReadArticle;
  readonly run: string;
}

interface Draft {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly publisher?: string;
  readonly publishedAt?: string | null;
  readonly fetchedAt?: string;
  readonly basedOn?: string | null;
  readonly trust?: Article["trust"];
  readonly current?: boolean;
  readonly province?: string;
  readonly run?: string;
  /** The body after the title, block by block. */
  readonly body: readonly (readonly [BlockKind, string])[];
  readonly figures?: readonly FigureDraft[];
  readonly citations?: readonly CitationDraft[];
  readonly document?: IssuedDocument;
}

type FigureDraft = Partial<Observation> & { readonly quote: string; readonly indicator: string; readonly value: number };
type CitationDraft = Partial<Citation> & { readonly quote: string };

/** An article built from its blocks; figures and citations stand where their quote first occurs. */
export function store(draft: Draft): Stored {
  const { text, blocks } = layOut([["title", draft.title], ...draft.body]);
  const place = { level: "province" as const, province: draft.province ?? "63-20", name: null };
  const observations = (draft.figures ?? []).map((figure) => placeFigure(text, draft, figure));
  const citations = (draft.citations ?? []).map((citation) => placeCitation(text, draft, citation));
  const head: ArticleHead = {
    id: draft.id,
    url: draft.url,
    title: draft.title,
    publisher: draft.publisher ?? "Báo Mẫu",
    source: null,
    publishedAt: draft.publishedAt === undefined ? "2015-01-12" : draft.publishedAt,
    fetchedAt: draft.fetchedAt ?? "2026-11-20T18:05:00Z",
    basedOn: draft.basedOn === undefined ? "https://bao.example/bai-goc" : draft.basedOn,
    place,
    trust: draft.trust ?? "ok",
    current: draft.current ?? true,
    figures: observations.length,
  };
  return {
    head,
    run: draft.run ?? "run-2",
    read: {
      article: { ...articleOf(head, text, blocks), ...(draft.document === undefined ? {} : { document: draft.document }) },
      place: { place, reason: "nêu ở đầu bài" },
      observations,
      citations,
      checks: observations.flatMap(({ checks }) => checks),
    },
  };
}

function articleOf(head: ArticleHead, text: string, blocks: readonly Block[]): Article {
  const { id, url, title, publisher, source, publishedAt, basedOn, trust } = head;
  return {
    ...{ id, url, title, publisher, source, publishedAt, basedOn, trust },
    page: id.slice(0, 16).repeat(4),
    position: Number(id.split("-")[1]),
    byline: "Người Viết",
    publishedFrom: "meta",
    modifiedAt: null,
    captions: [],
    text,
    blocks,
    offsets: null,
    removed: [],
    madeBy: "test",
  };
}

function layOut(parts: readonly (readonly [BlockKind, string])[]): { text: string; blocks: Block[] } {
  const blocks: Block[] = [];
  let text = "";
  for (const [kind, words] of parts) {
    if (text !== "") text += "\n";
    blocks.push({ kind, start: text.length, end: text.length + words.length });
    text += words;
  }
  return { text, blocks };
}

function locate(text: string, quote: string): { start: number; end: number } {
  const start = text.indexOf(quote);
  if (start === -1) throw new Error(`the quote "${quote}" does not stand in the text`);
  return { start, end: start + quote.length };
}

function placeFigure(text: string, draft: Draft, figure: FigureDraft): Observation {
  return {
    article: draft.id,
    dims: {},
    measure: "count",
    bound: "exact",
    status: "actual",
    place: { level: "province", province: draft.province ?? "63-20", name: null },
    period: { from: "2014-01-01", to: "2014-12-31" },
    basis: "explicit",
    rule: "kết nạp <n> đảng viên",
    confidence: 0.93,
    links: [{ what: "place", reason: "“Đảng bộ tỉnh” đứng đầu câu" }],
    checks: [],
    ...locate(text, figure.quote),
    ...figure,
  };
}

function placeCitation(text: string, draft: Draft, citation: CitationDraft): Citation {
  return {
    article: draft.id,
    id: null,
    number: null,
    type: null,
    issuer: null,
    issuerPlace: null,
    issued: null,
    term: null,
    basis: "explicit",
    ...locate(text, citation.quote),
    ...citation,
  };
}
