import { openPostgres } from "../../pipeline/database/postgres.ts";
import { openPostgresStore } from "../../pipeline/store/postgres.ts";
import { openRawPages } from "../../pipeline/store/raw/raw-pages.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { ReadArticle, Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "./documents.ts";

/** How many figures each of the two articles of a numbered document holds. */
export const FIGURES = 25;

/** Document n: two articles with figures and a citation; the same n gives the same document. */
export function makeNumbered(n: number): { page: Page; articles: readonly ReadArticle[]; run: string; rules: string } {
  const page = makePage(`https://bao.test/${n}`, `trang ${n} `.repeat(200));
  const observations = Array.from({ length: FIGURES }, (_, k) => makeObservation({ value: n * 100 + k }));
  const articles = [0, 1].map((position) => {
    const article = makeArticle(page, { position, text: `Bài ${n}.${position}\n${"Chi bộ họp thường kỳ. ".repeat(60)}` });
    return makeRead(article, { observations, citations: [makeCitation()] });
  });
  return { page, articles, run: "run-1", rules: "rules-1" };
}

/** Version n of one of a few addresses, as an archive has it: alike to others, so that they are reports of one another. */
export function makeArchived(n: number): Parameters<Store["saveDocument"]>[0] {
  const at = new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString();
  const page = { ...makePage(`https://bao.test/${n % ADDRESSES}`, `bản ${n}`), fetchedAt: at };
  const text = `Bài ${n % 3}\n${Array.from({ length: 60 }, (_, k) => `chi bộ ${(n % 3) * 1000 + k} họp`).join(" ")} ${n}`;
  const article = makeArticle(page, { text, publishedAt: `20${10 + (n % 4)}-05-06` });
  const observations = [0, 1].map((k) => makeObservation({ article: article.id, value: n + k, dims: { group: `nhóm ${n % 9}` } }));
  return {
    page,
    articles: [makeRead(article, { observations, citations: [makeCitation()] })],
    run: "run-1",
    rules: "rules-1",
    isArchived: true,
  };
}

const ADDRESSES = 7;

const KINDS = { numbered: makeNumbered, archived: makeArchived };

/** What a child process writes: every `step`-th document of a kind, so many in one transaction. */
export interface Writing {
  /** A file, or the address of a database with the folder of its raw pages. */
  readonly place: string;
  readonly raw?: string;
  readonly reports?: "now" | "later";
  readonly kind?: keyof typeof KINDS;
  readonly first: number;
  readonly step: number;
  readonly last: number;
  readonly together?: number;
}

export function openWriting({ place, raw = "", reports = "now" }: Pick<Writing, "place" | "raw" | "reports">): Store {
  return place.startsWith("postgres:")
    ? openPostgresStore({ connection: openPostgres(place), raw: openRawPages(raw), reports })
    : openStore(place);
}

/** As a child process (`writer.ts JSON`): writes and says "open" when the store is. */
function main(writing: Writing): void {
  const { kind = "numbered", first, step, last, together = 1 } = writing;
  const store = openWriting(writing);
  process.stdout.write("open\n");
  const numbers = Array.from({ length: Math.ceil((last - first) / step) }, (_, k) => first + k * step);
  for (let at = 0; at < numbers.length; at += together) store.saveDocuments(numbers.slice(at, at + together).map(KINDS[kind]));
  store.close();
}

if (process.argv[1]?.endsWith("writer.ts")) main(JSON.parse(process.argv[2] ?? "") as Writing);
