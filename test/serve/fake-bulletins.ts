import type {
  BulletinFacts,
  BulletinFigure,
  BulletinSpec,
  BulletinText,
  BulletinValue,
  QuestionFacts,
} from "../../pipeline/types/bulletin.ts";
import type { BulletinDesk, BulletinHead, FigureUse, UsedFigure } from "../../pipeline/types/bulletin-desk.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { HOSTILE, LANG_SON, PRESS } from "./fixtures.ts";

/** A kept bulletin of the fake desk, and a figure of it. */
export const BULLETIN = "2014-0123456789ab";
export const FIGURE = "aaaaaaaaaaa0";
/** A figure of a hostile report. */
export const HOSTILE_FIGURE = "aaaaaaaaaaa1";

const TOPICS = [
  { name: "admitted", label: { vi: "Kết nạp đảng viên", en: "Admission of members" } },
  { name: "documents", label: { vi: "Văn bản mới", en: "New documents" } },
];

function figureOf(article: string, id: string, doubts: BulletinFigure["doubts"]): BulletinFigure {
  const found = PRESS.find(({ head }) => head.id === article);
  const observation = found?.read.observations[0];
  if (found === undefined || observation === undefined) throw new Error(`no figure in ${article}`);
  const { start, end, quote } = observation;
  return { id, observation, article: found.head, sentence: { start, end, quote }, doubts };
}

const FIGURES = [figureOf(LANG_SON, FIGURE, []), figureOf(HOSTILE, HOSTILE_FIGURE, ["low_confidence"])] as const;
const COLUMN = { key: "2014", year: 2014, from: "2014-01-01", to: "2014-12-31" };
const SPEC: QuestionFacts["spec"] = {
  ...{ indicator: "members.admitted", dims: {}, measure: "count", status: "actual" },
  ...{ years: { from: 2014, to: 2014 }, boundaries: "then" },
};

const valueFor = (figure: BulletinFigure): BulletinValue => ({
  ...{ value: figure.observation.value, bound: figure.observation.bound },
  ...{ kind: "reported", formula: null, figures: [figure] },
});

const PLACES = [
  { province: "63-20", name: "Lạng Sơn" },
  { province: "63-96", name: "Cà Mau" },
];

function figuresOf(spec: BulletinSpec, isStruck: boolean): readonly UsedFigure[] {
  return FIGURES.flatMap((figure, at): readonly UsedFigure[] => {
    const place = PLACES[at];
    if (place === undefined || spec.without.includes(figure.id) !== isStruck) return [];
    const use: FigureUse = { role: "now", spec: SPEC, column: COLUMN, ...place, value: valueFor(figure) };
    return [{ figure, uses: [use] }];
  });
}

function factsOf(spec: BulletinSpec): BulletinFacts {
  const provinces = figuresOf(spec, false).flatMap(({ uses }) =>
    uses.map(({ province, name, value }) => ({ province: province ?? "", name, now: value, before: null, change: null, rank: null })),
  );
  const question: QuestionFacts = {
    ...{ spec: SPEC, column: COLUMN, beforeColumn: null, reported: provinces.length, of: 63, provinces },
    ...{ national: null, sum: null, breaks: [], series: { columns: [COLUMN], lines: [] } },
  };
  const [topic] = TOPICS;
  return {
    ...{ spec, madeAt: "2026-11-20T03:00:00.000Z", fingerprint: "f".repeat(64), leftOut: 3 },
    provinces: PLACES.map(({ province: id, name }) => ({ id, name })),
    topics: topic === undefined ? [] : [{ topic: { ...topic, kind: "figures", questions: [SPEC] }, questions: [question] }],
    ...{ documents: [], models: [], corrections: [] },
  };
}

function textOf(spec: BulletinSpec): BulletinText {
  const given = figuresOf(spec, false);
  const words = given.flatMap(({ figure, uses }, at) => [
    { text: `${uses[0]?.name} có ` },
    { text: figure.observation.quote, figure: figure.id, note: at + 1, ...(figure.doubts.length === 0 ? {} : { style: "mark" as const }) },
    { text: ". " },
  ]);
  return {
    lang: spec.lang,
    title: `Bản tin năm ${spec.period}`,
    subtitle: "Cả nước; so với năm trước",
    dateline: "Ngày 20 tháng 11 năm 2026",
    blocks: [
      { kind: "heading", level: 1, text: "Kết nạp đảng viên" },
      { kind: "paragraph", inlines: words },
      { kind: "heading", level: 2, text: "Theo tỉnh" },
      {
        ...{
          kind: "table",
          caption: "Đảng viên mới theo tỉnh",
          head: ["Tỉnh", "Năm 2014"],
          isNumber: [false, true],
          note: "Ô trống là chưa có số liệu.",
        },
        rows: given.map(({ figure, uses }) => [
          [{ text: uses[0]?.name ?? "" }],
          [{ text: String(figure.observation.value), figure: figure.id, note: 1 }],
        ]),
      },
      { kind: "quote", inlines: [{ text: "Mô hình </blockquote><script>alert(9)</script>", style: "emphasis" }] },
      { kind: "list", items: [[{ text: "một", style: "strong" }], [{ text: "hai", href: "javascript:alert(8)" }]] },
      {
        ...{ kind: "chart", caption: "Đảng viên mới" },
        chart: {
          ...{ kind: "bars", lang: spec.lang, title: "Đảng viên mới", description: "Hai tỉnh", unit: "đảng viên", source: "2 nguồn" },
          bars: [{ name: "Lạng Sơn", value: 1168, bound: "exact", rank: null, isDerived: false }],
        },
      },
    ],
    notes: given.map(({ figure }) => [
      { text: `${figure.article.publisher}, “${figure.article.title}”, ` },
      { text: "nguồn", href: figure.article.url },
    ]),
    colophon: "Làm từ kho mẫu.",
  };
}

const USUAL: BulletinSpec = {
  ...{ period: "2014", provinces: [], topics: TOPICS.map(({ name }) => name), boundaries: "then" },
  ...{ doubtful: "leave_out", lang: "vi", without: [] },
};

function headOf(spec: BulletinSpec, id: string): BulletinHead {
  const { title, subtitle } = textOf(spec);
  return {
    ...{ id, title, subtitle, spec, madeAt: "2026-11-20T03:00:00.000Z", origin: "web", series: null },
    ...{ fingerprint: "f".repeat(64), rules: "reader-1 language-1 extract-1", version: "0.1.0", leftOut: 3, corrections: 0 },
    figures: figuresOf(spec, false).length,
    files: (["docx", "html", "md", "pdf"] as const).map((format) => ({ format, bytes: 12_345 })),
  };
}

/** A desk that writes bulletins of two figures, with what is made in memory. `isEmpty`: nothing is kept yet. */
export function fakeBulletins({ isEmpty = false } = {}): BulletinDesk & { readonly made: readonly BulletinHead[] } {
  const made: BulletinHead[] = isEmpty ? [] : [headOf(USUAL, BULLETIN)];
  const find = (id: string) => made.find((head) => head.id === id);
  return {
    made,
    choices: () => ({
      topics: TOPICS,
      regions: [{ code: "region:TN", label: { vi: "Tây Nguyên", en: "Central Highlands" } }],
      periods: ["2015", "2014", "2014-H1", "2014-Q1", "2014-03", "2013"],
    }),
    readSpec: ({ period, provinces = [], topics = [], boundaries, doubtful, lang, without = [] }) => {
      const wrong = [...provinces].find((name) => name === "Atlantis");
      if (wrong !== undefined) throw new WrongUse(`Không có tỉnh hay vùng "${wrong}".`, "Viết tên tỉnh.");
      if (period === "1999") throw new WrongUse("Kỳ 1999 không có số liệu nào.", "Kỳ gần nhất có số liệu: 2014.");
      return {
        ...{ period, provinces: [...provinces], topics: topics.length === 0 ? USUAL.topics : [...topics], without: [...without] },
        boundaries: boundaries === "now" ? "now" : "then",
        doubtful: doubtful === "mark" ? "mark" : "leave_out",
        lang: lang === "en" ? "en" : "vi",
      };
    },
    draft: (spec) => ({ facts: factsOf(spec), text: textOf(spec), figures: figuresOf(spec, false), struck: figuresOf(spec, true) }),
    make: async (spec) => {
      const head = headOf(spec, `${spec.period}-${String(made.length).padStart(12, "0")}`);
      made.unshift(head);
      return head;
    },
    list: ({ limit, offset }) => ({ bulletins: made.slice(offset, offset + limit), total: made.length }),
    find: (id) => {
      const head = find(id);
      return head === undefined ? null : { head, facts: factsOf(head.spec), text: textOf(head.spec), figures: figuresOf(head.spec, false) };
    },
    file: (id, format) => (find(id) === undefined ? null : new TextEncoder().encode(`${format} ${id}`)),
    explain: (id, figure) => {
      const head = find(id);
      const used = head === undefined ? undefined : figuresOf(head.spec, false).find((one) => one.figure.id === figure);
      if (head === undefined || used === undefined) return null;
      const today =
        figure === FIGURE
          ? { state: "same" as const, observation: used.figure.observation, article: used.figure.article, note: null }
          : { state: "rejected" as const, observation: null, article: used.figure.article, note: "<b>nhầm nơi</b>" };
      return { head, figure: used.figure, today, uses: used.uses.map((use) => ({ ...use, today: null })) };
    },
    version: () => String(made.length),
  };
}
