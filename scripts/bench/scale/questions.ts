import { openPostgres } from "../../../pipeline/database/postgres.ts";
import { provinces } from "../../../pipeline/language/provinces.ts";
import { openPostgresSearch } from "../../../pipeline/search/postgres.ts";
import { openPostgresStore } from "../../../pipeline/store/postgres.ts";
import { memoryRawPages } from "../../../pipeline/store/raw/memory.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import { type Figures, median, rounded } from "../support/measure.ts";

const QUERIES = [
  "kết nạp đảng viên",
  "rà soát nền nếp sinh hoạt",
  "cán bộ trẻ vùng cao",
  '"đối thoại" cơ sở',
  "tổng kết công tác năm 2020",
];
const ROUNDS = 20;

/** The median of some rounds, in milliseconds of the clock; the first round finds nothing in memory and does not count. */
function msOf(ask: (round: number) => unknown): number {
  const taken = Array.from({ length: ROUNDS + 1 }, (_, round) => {
    const begun = performance.now();
    ask(round);
    return performance.now() - begun;
  });
  return rounded(median(taken.slice(1)));
}

/** How long the questions behind the usual pages take, out of a process that only reads. */
export function measureQuestions(url: string, name: string): Figures {
  const connection = openPostgres(url, { readOnly: true });
  const store = openPostgresStore({ connection, raw: memoryRawPages(), readOnly: true });
  const searching = openPostgres(url);
  try {
    searching.exec("VACUUM ANALYZE");
    const index = openPostgresSearch({ connection: searching, library: store, update: "never" });
    const ids = store.listArticles({ limit: ROUNDS + 1 }).items.map(({ id }) => id);
    const begun = performance.now();
    const question = mostAnswered(store);
    const tallies = performance.now() - begun;
    const all = provinces("63").map(({ id }) => id);
    return {
      [`ask.${name}.article.ms`]: msOf((round) => store.article(ids[round % ids.length] ?? "")),
      [`ask.${name}.table.ms`]: msOf(() => store.manyFigures([question], all)),
      [`ask.${name}.table.figures`]: store.manyFigures([question], all)[0]?.length ?? 0,
      [`ask.${name}.search.ms`]: msOf((round) => index.search(QUERIES[round % QUERIES.length] ?? "", { limit: 20, offset: 0 })),
      [`ask.${name}.allQuestions.ms`]: rounded(tallies),
    };
  } finally {
    searching.close();
    store.close();
  }
}

function mostAnswered(store: Store) {
  const [question] = store.tallies.questions();
  if (question === undefined) throw new RangeError("no province has a figure");
  const { indicator, dims, measure, status } = question;
  return { indicator, dims, measure, status, level: "province" as const };
}
