import fc from "fast-check";
import { passageOf, reviewId } from "../../pipeline/store/decisions.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "../store/documents.ts";

/** Something that happens to a store: few addresses and bodies, so that versions, shared bodies and reprints come about. */
export type Happening =
  | { readonly what: "save"; readonly url: number; readonly body: number; readonly articles: number; readonly isArchived: boolean }
  | { readonly what: "reread"; readonly body: number; readonly figures: number }
  | { readonly what: "gone"; readonly url: number }
  | { readonly what: "decide"; readonly body: number; readonly verdict: "confirm" | "reject" | "withdraw" }
  | { readonly what: "run" };

const small = (max: number): fc.Arbitrary<number> => fc.nat({ max });

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant("save" as const),
      url: small(7),
      body: small(12),
      articles: small(2),
      isArchived: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("reread" as const), body: small(12), figures: small(3) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("gone" as const), url: small(7) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant("decide" as const),
      body: small(12),
      verdict: fc.constantFrom("confirm" as const, "reject" as const, "withdraw" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("run" as const) }) },
);

const addressOf = (url: number): string => `https://bao.test/${url}`;

/** Bodies with one remainder by three carry nearly the same text. */
function textOf(body: number, position: number): string {
  const words = Array.from({ length: 60 }, (_, k) => `chi bộ ${(body % 3) * 1000 + k} họp`).join(" ");
  return `Bài ${body % 3}.${position}\nNăm 2023 kết nạp ${body} đảng viên "mới"\\ \u{1f33e}.\n${position === 0 ? words : "Tin ngắn."} ${body}`;
}

const DAYS = ["2019-05-06", "2023-12-30T08:00:00+07:00", null, "1998"];

function documentOf(url: number, body: number, { articles, figures, at }: { articles: number; figures: number; at: string }) {
  const page = { ...makePage(addressOf(url), `bản ${body}`), fetchedAt: at };
  const read = Array.from({ length: articles }, (_, position) => {
    const article = makeArticle(page, { position, text: textOf(body, position), publishedAt: DAYS[body % DAYS.length] ?? null });
    const observations = Array.from({ length: figures }, (_, k) => makeObservation({ value: body * 10 + k, dims: { group: `nhóm ${k}` } }));
    return makeRead(article, { observations, citations: body % 2 === 0 ? [makeCitation()] : [] });
  });
  return { page, articles: read };
}

const momentOf = (n: number): string => new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString();

/** Lets all of it happen to a store, the first at minute `from`. */
export function live(store: Store, happenings: readonly Happening[], from = 0): void {
  happenings.forEach((happening, i) => {
    const at = momentOf(from + i);
    if (happening.what === "save") {
      const { url, body, articles, isArchived } = happening;
      store.saveDocument({ ...documentOf(url, body, { articles, figures: 2, at }), run: `run-${i % 3}`, rules: "rules-1", isArchived });
    } else if (happening.what === "gone") store.noteGone({ url: addressOf(happening.url), at, status: 404 });
    else if (happening.what === "reread") reread(store, happening, i);
    else if (happening.what === "decide") decide(store, happening, at);
    else runOnce(store, `run-${from + i}`, at);
  });
}

function runOnce(store: Store, id: string, at: string): void {
  store.startRun({ id, job: "nightly", startedAt: at });
  store.finishRun(id, at, { "pages/new": 1 });
}

function reread(store: Store, { body, figures }: { body: number; figures: number }, i: number): void {
  const { sha256 } = makePage("", `bản ${body}`);
  const known = store.pages({}).find((page) => page.sha256 === sha256);
  if (known === undefined) return;
  const { page, articles } = documentOf(Number(known.url.split("/").at(-1)), body, { articles: 1, figures, at: known.fetchedAt });
  store.saveReading({ page, articles, rules: `rules-${2 + (i % 2)}` });
}

function decide(store: Store, { body, verdict }: { body: number; verdict: "confirm" | "reject" | "withdraw" }, at: string): void {
  const { sha256 } = makePage("", `bản ${body}`);
  const read = store.article(`${sha256.slice(0, 16)}-0`);
  const reading = read?.observations[0];
  if (read === null || reading === undefined) return;
  const { url, id: article, text } = read.article;
  const { review: _, ...plain } = reading;
  const same = { by: "Lan", at, why: "đối chiếu", url, article, hasTwins: false, correction: null };
  store.decide({ id: reviewId(reading, url), verdict, ...same, ...passageOf(text, reading), reading: plain });
}

/** A history in which everything happens. */
export const BUSY: readonly Happening[] = [
  { what: "run" },
  ...Array.from(
    { length: 40 },
    (_, n): Happening => ({ what: "save", url: n % 8, body: n % 13, articles: n % 3, isArchived: n % 5 === 4 }),
  ),
  { what: "gone", url: 3 },
  { what: "decide", body: 4, verdict: "confirm" },
  { what: "decide", body: 7, verdict: "reject" },
  { what: "reread", body: 8, figures: 3 },
  { what: "decide", body: 4, verdict: "withdraw" },
];
