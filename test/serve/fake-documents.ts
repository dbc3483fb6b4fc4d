import type { DocumentDetail, DocumentShelf, DocumentSummary } from "../../pipeline/types/document.ts";
import type { Evidence, ProvinceCiting } from "../../pipeline/types/graph.ts";
import { BAC_GIANG, HOSTILE, LANG_SON } from "./fixtures.ts";

const NOTHING = { title: null, issuer: null, province: null, issued: null, isRegistered: false, firstCited: null, lastCited: null };

export const RESOLUTION = "21-NQ/TW@2022-06-16";
export const PROGRAMME = "45-CTr/TU@63-20:2022-10-10";
export const HOSTILE_DOCUMENT = `07-NQ/TU@63-96:?`;

const SUMMARIES: readonly DocumentSummary[] = [
  {
    id: RESOLUTION,
    sign: "21-NQ/TW",
    kind: "resolution",
    title: "củng cố tổ chức cơ sở đảng",
    issuer: "Ban Chấp hành Trung ương",
    group: "centre",
    province: null,
    issued: "2022-06-16",
    isRegistered: true,
    ...{ articles: 12, mentions: 15, provinces: 3, firstCited: "2022-07-01", lastCited: "2024-02-03" },
  },
  {
    ...NOTHING,
    id: PROGRAMME,
    sign: "45-CTr/TU",
    kind: "programme",
    group: "province",
    province: "63-20",
    issued: "2022-10-10",
    articles: 1,
    mentions: 1,
    provinces: 1,
  },
  {
    ...NOTHING,
    id: HOSTILE_DOCUMENT,
    sign: "07-NQ/TU",
    kind: "resolution",
    title: `<script>alert("về")</script>`,
    group: "province",
    province: "63-96",
    articles: 1,
    mentions: 1,
    provinces: 1,
  },
  ...Array.from(
    { length: 40 },
    (_, n): DocumentSummary => ({
      ...NOTHING,
      id: `${100 + n}-QĐ/TW@2018-01-01`,
      sign: `${100 + n}-QĐ/TW`,
      kind: null,
      group: "centre",
      issued: "2018-01-01",
      isRegistered: true,
      articles: 0,
      mentions: 0,
      provinces: 0,
    }),
  ),
];

function evidence(article: string, text: string, quote: string): Evidence {
  const start = 100 + text.indexOf(quote);
  return {
    ...{ quote, start, end: start + quote.length },
    sentence: { text, start: 100 },
    article: {
      id: article,
      title: "Bài dẫn văn bản",
      publisher: "Báo Mẫu",
      publishedAt: "2022-07-01",
      url: "https://bao.example/1",
      sourceUrl: null,
    },
  };
}

const CITING: readonly ProvinceCiting[] = [
  {
    province: "63-20",
    articles: 7,
    mentions: 9,
    first: {
      published: "2022-07-01",
      days: 15,
      evidence: evidence(LANG_SON, "Toàn tỉnh học tập Nghị quyết 21-NQ/TW.", "Nghị quyết 21-NQ/TW"),
    },
    own: [
      {
        id: PROGRAMME,
        kind: "programme",
        issued: "2022-10-10",
        days: 116,
        atMostDays: null,
        rule: "same_sentence",
        evidence: evidence(LANG_SON, "Thực hiện Nghị quyết 21-NQ/TW, Tỉnh ủy ban hành Chương trình 45-CTr/TU.", "Chương trình 45-CTr/TU"),
      },
    ],
  },
  {
    province: "63-24",
    articles: 4,
    mentions: 5,
    first: { published: "2022-08-01", days: 46, evidence: evidence(BAC_GIANG, "Bắc Giang triển khai Nghị quyết 21.", "Nghị quyết 21") },
    own: [],
  },
  {
    province: "63-96",
    articles: 1,
    mentions: 1,
    first: {
      published: null,
      days: null,
      evidence: evidence(HOSTILE, `Nơi này </p><script>alert(4)</script> cũng dẫn.`, "<script>alert(4)</script>"),
    },
    own: [],
  },
];

function detailOf(document: DocumentSummary): DocumentDetail {
  const isResolution = document.id === RESOLUTION;
  const citing = isResolution ? CITING : [];
  return {
    ...document,
    ids: [document.id],
    aliases: isResolution ? ["Nghị quyết Trung ương 5 khóa XIII về TCCSĐ"] : [],
    term: isResolution ? "XIII" : null,
    session: isResolution ? "Hội nghị Trung ương 5" : null,
    replaces: isResolution ? SUMMARIES.slice(3, 4) : [],
    replacedBy: [],
    graph: { ids: [document.id], issued: document.issued, provinces: citing, withoutProvince: isResolution ? 2 : 0 },
    lags: citing.map(({ province, first, own }) => ({
      ...{ province, name: province, firstCited: first.published, firstCitedDays: first.days },
      ...{ ownDocument: own[0]?.id ?? null, ownIssued: own[0]?.issued ?? null, ownDays: own[0]?.days ?? null, ownDaysAtMost: null },
      ...{ article: first.evidence.article.id, url: first.evidence.article.url, sentence: first.evidence.sentence?.text ?? null },
    })),
  };
}

/** Some documents, one of them with a graph; words are looked for in the sign alone. */
export function fakeDocuments(): DocumentShelf {
  return {
    list: ({ words = "", kind, group, issuedBy, citedBy, sort, limit, offset }) => {
      const found = SUMMARIES.filter(
        (document) =>
          document.sign.includes(words) &&
          (kind === undefined || document.kind === kind) &&
          (group === undefined || document.group === group) &&
          (issuedBy === undefined || document.province === issuedBy) &&
          (citedBy === undefined || (citedBy === "63-20" && document.id === RESOLUTION)),
      );
      const sorted = sort === "newest" ? found.toSorted((a, b) => (b.issued ?? "").localeCompare(a.issued ?? "")) : found;
      return { total: found.length, documents: sorted.slice(offset, offset + limit) };
    },
    read: (id) => {
      const document = SUMMARIES.find((one) => one.id === id);
      return document === undefined ? null : detailOf(document);
    },
  };
}
