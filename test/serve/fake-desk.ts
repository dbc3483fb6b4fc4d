import type { Observation } from "../../pipeline/types/observation.ts";
import type { LastNight, Operation, ReportView, RunLine, SourceDetail } from "../../pipeline/types/operation.ts";
import type { Decision, DecisionEntry, ReviewCase, ReviewDesk, Reviewer } from "../../pipeline/types/review.ts";
import { PRESS } from "./fixtures.ts";
import type { Stored } from "./press.ts";

/** The token that opens the desk, and who has it. */
export const TOKEN = "test-token";
export const LAN: Reviewer = { name: "Lan", addedAt: "2026-11-01T02:00:00Z" };

const SESSION = "session-of-lan";
const FORM_TOKEN = "form-token";

/** Figures of the fixtures by made ids: twelve digits out of article and number. */
const idOf = (article: string, n: number): string => `${article.slice(10, 16)}00000${n}`;

function casesOf(press: readonly Stored[]): readonly ReviewCase[] {
  const all = press
    .filter(({ head }) => head.current)
    .flatMap(({ head, read }) => read.observations.map((observation, n) => ({ id: idOf(head.id, n), observation, head })));
  return all.map(({ id, observation, head }) => {
    const rivals = all.filter((other) => other.head.id !== head.id && other.observation.indicator === observation.indicator).slice(0, 1);
    const checks = observation.checks.filter(({ holds }) => !holds);
    const doubts: ReviewCase["doubts"] = [
      ...checks.map((check) => ({ kind: "failed_check" as const, check })),
      ...rivals.map((rival) => ({
        kind: "conflict" as const,
        rivals: [{ id: rival.id, value: rival.observation.value, article: rival.head.id, url: rival.head.url, title: rival.head.title }],
      })),
      { kind: "low_confidence" as const, confidence: 0.61 },
    ];
    return { id, doubts, observation, head, readings: [], rivals };
  });
}

/** A desk over the fixtures, with what is decided in memory. `press`: its articles; `isEmpty`: without reviewers. */
export function fakeDesk({ press = PRESS, isEmpty = false }: { press?: readonly Stored[]; isEmpty?: boolean } = {}): ReviewDesk & {
  readonly made: readonly Decision[];
} {
  const all = casesOf(press);
  const made: Decision[] = [];
  const lastOf = (id: string): Decision | undefined => made.findLast((decision) => decision.id === id);
  const isOpen = ({ id }: ReviewCase): boolean => (lastOf(id)?.verdict ?? "withdraw") === "withdraw";
  const count = (codes: readonly string[]) =>
    [...new Set(codes)].map((code) => ({ code, count: codes.filter((other) => other === code).length }));
  const entryOf = (decision: Decision): DecisionEntry => ({
    decision,
    before: decision.reading,
    after: decision.verdict === "reject" ? null : (decision.correction ?? decision.reading),
    state: lastOf(decision.id) !== decision ? "superseded" : decision.verdict === "withdraw" ? "withdrawn" : "applied",
    article: decision.article,
  });
  return {
    made,
    queue: async ({ indicator, province, kind }, { limit, offset }) => {
      const open = all.filter(isOpen);
      const wanted = open.filter(
        ({ observation, doubts }) =>
          (indicator === undefined || observation.indicator === indicator) &&
          (province === undefined || observation.place.province === province) &&
          (kind === undefined || doubts.some((doubt) => doubt.kind === kind)),
      );
      return {
        state: "ready",
        items: wanted.slice(offset, offset + limit),
        total: wanted.length,
        all: open.length,
        decided: all.length - open.length,
        facets: {
          indicators: count(open.map(({ observation }) => observation.indicator)),
          provinces: count(open.flatMap(({ observation }) => observation.place.province ?? [])),
          kinds: count(open.flatMap(({ doubts }) => doubts.map((doubt) => doubt.kind))),
        },
        madeAt: "2026-11-22T05:00:00.000Z",
      };
    },
    find: (id, article) => all.find((item) => item.id === id && item.head.id === article) ?? null,
    markOf: ({ id }) => `mark-${id}-${made.filter((decision) => decision.id === id).length}`,
    decide: ({ id, article, verdict, by, why, correction, seen }) => {
      const found = all.find((item) => item.id === id && item.head.id === article);
      if (found === undefined) return { outcome: "changed", now: null };
      const last = lastOf(id) ?? null;
      const mark = verdict === "withdraw" ? last?.at : `mark-${id}-${made.filter((decision) => decision.id === id).length}`;
      if (seen !== undefined && seen !== mark) return { outcome: "changed", now: last };
      const value = correction?.find((part) => part.startsWith("value="))?.slice("value=".length);
      const corrected: Observation | null = verdict === "correct" ? { ...found.observation, value: Number(value) } : null;
      const { head, observation: reading } = found;
      const place = { url: head.url, article: head.id, passage: reading.quote, passageStart: 0 };
      const at = `2026-11-22T05:0${made.length}:00.000Z`;
      made.push({ id, verdict, by, at, why, ...place, reading, hasTwins: false, correction: corrected });
      return { outcome: "stored", decision: made.at(-1) as Decision };
    },
    lastOf: (id) => lastOf(id) ?? null,
    decisions: ({ limit, offset }) => ({
      total: made.length,
      entries: made
        .toReversed()
        .slice(offset, offset + limit)
        .map(entryOf),
    }),
    reviewers: () => (isEmpty ? [] : [LAN]),
    reviewerOf: (token) => (!isEmpty && token === TOKEN ? LAN : null),
    openSession: () => SESSION,
    session: (text) => (!isEmpty && text === SESSION ? { reviewer: LAN, formToken: FORM_TOKEN } : null),
  };
}

const NIGHT = "2026-11-21T190000-abcdef01";

const RUN_LINES: readonly RunLine[] = [
  {
    id: NIGHT,
    job: "nightly",
    startedAt: "2026-11-21T19:00:00.000Z",
    finishedAt: "2026-11-21T20:10:00.000Z",
    outcome: "failed",
    newPages: 9,
    figures: 41,
    alarms: 1,
  },
  {
    id: "2026-11-20T100000-abcdef02",
    job: "import",
    startedAt: "2026-11-20T10:00:00.000Z",
    finishedAt: null,
    outcome: "unfinished",
    newPages: 0,
    figures: 0,
    alarms: null,
  },
];

const TODO = [{ says: "Báo Cao Bằng: nguồn bị bỏ dở: <máy chủ> không trả lời", hint: "Chạy: dangvu sources check baocaobang" }];

const REPORT: ReportView = {
  title: "Đêm 02:00 22/11/2026: 1 trên 2 nguồn bị bỏ dở",
  summary: "2 nguồn: 9 trang mới",
  run: `Lượt chạy ${NIGHT}`,
  todo: TODO,
  tables: [
    {
      title: "Số liệu trái nhau: 1",
      head: ["chỉ số", "bài mới viết", "địa chỉ"],
      rows: [
        ["Đảng viên mới kết nạp", "1.168", { text: "https://bao.example/a", url: "https://bao.example/a" }],
        ["<b>x</b>", "2", { text: "javascript:alert(1)", url: "javascript:alert(1)" }],
      ],
      note: "một ghi chú",
    },
  ],
};

const SOURCE: SourceDetail = {
  id: "baocaobang",
  name: "Báo Cao Bằng",
  kind: "newspaper",
  province: "63-04",
  home: "https://baocaobang.example/",
  enabled: true,
  checked: null,
  state: "resting",
  lastAsked: "2026-11-21T19:00:00.000Z",
  lastSuccess: "2026-11-20T19:00:00.000Z",
  nights: 2,
  newPages: 12,
  failures: 7,
  figures: 30,
  nextVisit: "2026-11-22T19:00:00.000Z",
  paceSeconds: 2,
  window: "22:00-06:00",
  note: null,
  failureKinds: [{ kind: "timeout", count: 7 }],
  history: [
    {
      run: NIGHT,
      startedAt: "2026-11-21T19:00:00.000Z",
      fetched: 3,
      newPages: 0,
      changedPages: 0,
      failed: 7,
      refused: 0,
      figures: 0,
      stopped: "<máy chủ> không trả lời",
    },
  ],
  todo: TODO,
};

const LAST: LastNight = {
  run: NIGHT,
  startedAt: "2026-11-21T19:00:00.000Z",
  finishedAt: "2026-11-21T20:10:00.000Z",
  failed: true,
  title: REPORT.title,
  summary: REPORT.summary,
  todo: TODO,
  next: "2026-11-22T19:00:00.000Z",
};

const LANG_SON = { id: "baolangson", name: "Báo Lạng Sơn", province: "63-20", state: "fine" as const };

/** Runs and sources of one broken night. */
export function fakeOperation(): Operation {
  const { paceSeconds: _pace, window: _window, note: _note, failureKinds: _kinds, history: _history, todo: _todo, ...health } = SOURCE;
  return {
    runs: ({ limit, offset }) => ({ runs: RUN_LINES.slice(offset, offset + limit), total: RUN_LINES.length }),
    run: (id) => {
      const line = RUN_LINES.find((run) => run.id === id);
      return line === undefined ? null : { ...line, counters: { "fetch/200": 12 }, report: line.id === NIGHT ? REPORT : null };
    },
    sources: () => [health, { ...health, ...LANG_SON }],
    source: (id) => (id === SOURCE.id ? SOURCE : id === LANG_SON.id ? { ...SOURCE, ...LANG_SON, todo: [], history: [] } : null),
    lastNight: () => LAST,
  };
}
