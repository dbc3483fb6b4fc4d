import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { ReadArticle } from "../../pipeline/types/store.ts";
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

/** As a child process (`writer.ts PATH FIRST STEP LAST`): writes every STEP-th document and says "open" when the store is. */
function main([path, ...numbers]: readonly string[]): void {
  const [first = 0, step = 1, last = 0] = numbers.map(Number);
  const store = openStore(path ?? "");
  process.stdout.write("open\n");
  for (let n = first; n < last; n += step) store.saveDocument(makeNumbered(n));
  store.close();
}

if (process.argv[1]?.endsWith("writer.ts")) main(process.argv.slice(2));
