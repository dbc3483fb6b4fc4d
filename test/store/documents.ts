import { createHash } from "node:crypto";
import type { Article } from "../../pipeline/types/article.ts";
import type { Citation } from "../../pipeline/types/citation.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { ArticleHead, ReadArticle, StoredObservation } from "../../pipeline/types/store.ts";

/** A page whose body is the text, as it would have come at noon of 2024-01-02. */
export function makePage(url: string, text: string): Page {
  const body = new TextEncoder().encode(text);
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { url, source: "bao-thu", fetchedAt: "2024-01-02T12:00:00Z", mediaType: "text/html", charset: null, sha256, body };
}

export function makeArticle(page: Page, fields: Partial<Article> = {}): Article {
  const text = fields.text ?? "Kết nạp đảng viên\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên.";
  const position = fields.position ?? 0;
  return {
    id: `${page.sha256.slice(0, 16)}-${position}`,
    url: page.url,
    page: page.sha256,
    position,
    source: page.source,
    publisher: "Báo Thử",
    title: text.split("\n")[0] ?? "",
    byline: null,
    publishedAt: "2024-01-01",
    publishedFrom: "meta",
    modifiedAt: null,
    basedOn: null,
    captions: ["Lễ kết nạp"],
    text,
    blocks: [{ kind: "title", start: 0, end: text.length }],
    offsets: null,
    removed: [{ step: "clutter", reason: "menu", text: "Trang chủ" }],
    trust: "ok",
    madeBy: "read-1",
    ...fields,
  };
}

export function makeObservation(fields: Partial<Observation> = {}): Observation {
  return {
    article: "a-0",
    start: 18,
    end: 25,
    quote: "kết nạp",
    indicator: "members.admitted",
    dims: {},
    measure: "count",
    value: 1168,
    bound: "exact",
    status: "actual",
    place: { level: "province", province: "63-10", name: null },
    period: { from: "2023-01-01", to: "2023-12-31" },
    basis: "explicit",
    rule: "kết nạp <n> đảng viên",
    confidence: 0.9,
    links: [{ what: "place", reason: "Đảng bộ tỉnh" }],
    checks: [],
    ...fields,
  };
}

export function makeCitation(fields: Partial<Citation> = {}): Citation {
  return {
    article: "a-0",
    start: 0,
    end: 8,
    quote: "21-NQ/TW",
    id: "21-NQ/TW@2022-06-16",
    number: "21",
    type: "NQ",
    issuer: "TW",
    issuerPlace: null,
    issued: "2022-06-16",
    term: "XIII",
    basis: "explicit",
    ...fields,
  };
}

/** An article with what was read out of it; observations and citations get its id. */
export function makeRead(
  article: Article,
  found: { observations?: readonly Observation[]; citations?: readonly Citation[] } = {},
): ReadArticle {
  return {
    article,
    place: { place: { level: "province", province: "63-10", name: null }, reason: "dateline" },
    observations: (found.observations ?? []).map((observation) => ({ ...observation, article: article.id })),
    citations: (found.citations ?? []).map((citation) => ({ ...citation, article: article.id })),
    checks: [{ what: "sum", holds: true, parts: [1, 2], computed: 3, printed: 3, detail: "1 + 2" }],
  };
}

export function makeHead(fields: Partial<ArticleHead> = {}): ArticleHead {
  return {
    id: "a-0",
    url: "https://bao.test/1",
    title: "Kết nạp đảng viên",
    publisher: "Báo Thử",
    source: "bao-thu",
    publishedAt: "2024-01-01",
    fetchedAt: "2024-01-02T12:00:00Z",
    basedOn: null,
    place: null,
    trust: "ok",
    current: true,
    figures: 1,
    ...fields,
  };
}

/** An observation with its head; by default each article has an address of its own. */
export function makeStored(observation: Partial<Observation>, head: Partial<ArticleHead> = {}): StoredObservation {
  const id = head.id ?? observation.article ?? "a-0";
  return { observation: makeObservation({ ...observation, article: id }), head: makeHead({ url: `https://bao.test/${id}`, ...head, id }) };
}
