import type { BulletinFacts, BulletinFigure, BulletinSpec, BulletinText, QuestionFacts } from "../../../pipeline/types/bulletin.ts";
import type { BulletinDraft } from "../../../pipeline/types/bulletin-desk.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import type { ArticleHead } from "../../../pipeline/types/store.ts";

export const SPEC: BulletinSpec = {
  ...{ period: "2023", provinces: [], topics: ["admitted"], boundaries: "then" },
  ...{ doubtful: "leave_out", lang: "vi", without: [] },
};

export const QUESTION: QuestionFacts["spec"] = {
  ...{ indicator: "members.admitted", dims: {}, measure: "count", status: "actual" },
  ...{ years: { from: 2022, to: 2023 }, boundaries: "then" },
};

/** A figure of Lạng Sơn in an article of ours. */
export function figureOf(value: number, { id = "aaaaaaaaaaaa", article = "00000000000000aa-0" } = {}): BulletinFigure {
  const observation: Observation = {
    ...{ article, start: 10, end: 20, quote: `kết nạp ${value}`, indicator: "members.admitted", dims: {}, measure: "count", value },
    ...{ bound: "exact", status: "actual", place: { level: "province", province: "63-20", name: null } },
    ...{ period: { from: "2023-01-01", to: "2023-12-31" }, basis: "explicit", rule: "r", confidence: 0.95, links: [], checks: [] },
  };
  const head: ArticleHead = {
    ...{ id: article, url: "https://bao.example/1", title: "Kết nạp", publisher: "Báo Mẫu", source: null, publishedAt: "2024-01-10" },
    ...{ fetchedAt: "2024-01-11T00:00:00Z", basedOn: null, place: observation.place, trust: "ok", current: true, figures: 1 },
  };
  return { id, observation, article: head, sentence: null, doubts: [] };
}

/** A bulletin that gives one figure of Lạng Sơn. */
export function draftOf(
  figure: BulletinFigure,
  { madeAt = "2024-02-01T00:00:00.000Z", spec = SPEC, corrections = [] as BulletinFacts["corrections"] } = {},
): BulletinDraft {
  const { value, bound } = figure.observation;
  const column = { key: "2023", year: 2023, from: "2023-01-01", to: "2023-12-31" };
  const now = { value, bound, kind: "reported", formula: null, figures: [figure] } as const;
  const question: QuestionFacts = {
    ...{ spec: QUESTION, column, beforeColumn: null, reported: 1, of: 63, national: null, sum: null, breaks: [] },
    provinces: [{ province: "63-20", name: "Lạng Sơn", now, before: null, change: null, rank: null }],
    series: { columns: [column], lines: [] },
  };
  const topic = { name: "admitted", label: { vi: "Kết nạp", en: "Admission" }, kind: "figures", questions: [QUESTION] } as const;
  const facts: BulletinFacts = {
    ...{ spec, madeAt, fingerprint: "f".repeat(64), documents: [], models: [], corrections, leftOut: 0 },
    provinces: [{ id: "63-20", name: "Lạng Sơn" }],
    topics: [{ topic, questions: [question] }],
  };
  const text: BulletinText = {
    ...{ lang: "vi", title: "Bản tin năm 2023", subtitle: "Cả nước", dateline: "", notes: [[{ text: "Báo Mẫu" }]], colophon: "" },
    blocks: [{ kind: "paragraph", inlines: [{ text: `kết nạp ${value}`, figure: figure.id, note: 1 }] }],
  };
  return { facts, text };
}
