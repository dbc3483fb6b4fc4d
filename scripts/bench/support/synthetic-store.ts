// Makes the synthetic store by hand: `node --import tsx scripts/bench/support/synthetic-store.ts FOLDER ARTICLES`; what is there and whole is left as it is.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { analyze } from "../../../pipeline/language/layers.ts";
import { documentRegister } from "../../../pipeline/language/register.ts";
import { termsOf } from "../../../pipeline/search/analyze.ts";
import { buildFts, openIndex } from "../../../pipeline/search/build.ts";
import { type IndexedArticle, storedPlain, storedTerm, toIndexed } from "../../../pipeline/search/indexed.ts";
import { digestOf, digestsOfPages } from "../../../pipeline/search/query.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import { SYNTHETIC_VERSION, SyntheticPress } from "./synthetic.ts";

/** Documents that are written in one transaction. */
const BATCH = 500;
/** Pieces of text whose terms are remembered; the others are numbers. */
const REMEMBERED = 200_000;

/** Where a made store lies: what `--data` and `--indexes` take. */
export interface SyntheticPlace {
  readonly data: string;
  readonly indexes: string;
}

/** The store over a synthetic press of so many articles, made where it is not there yet; by default kept under the temporary folder between runs. */
export function syntheticStore(
  articles: number,
  folder = join(tmpdir(), `dangvu-synthetic-${articles}-v${SYNTHETIC_VERSION}`),
): SyntheticPlace {
  const place = { data: join(folder, "store"), indexes: join(folder, "indexes") };
  const mark = join(folder, "made");
  if (existsSync(mark) && readFileSync(mark, "utf8") === `${articles} ${SYNTHETIC_VERSION}`) return place;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(place.indexes, { recursive: true });
  const press = new SyntheticPress(articles);
  const store = openStore(join(place.data, "dangvu.sqlite"), { sameDocument: (id) => documentRegister().usualIds(id) });
  fill(store, press);
  index(store, press, place.indexes);
  store.close();
  writeFileSync(mark, `${articles} ${SYNTHETIC_VERSION}`);
  return place;
}

type Saving = Parameters<Store["saveDocument"]>[0];

function fill(store: Store, press: SyntheticPress): void {
  const nights = Math.max(2, Math.ceil(press.size / 5000));
  for (let night = 0; night < nights; night++) {
    const at = new Date(Date.parse("2026-11-21T02:00:00Z") - (nights - 1 - night) * 86_400_000).toISOString();
    const run = `dem-${at.slice(0, 10)}`;
    store.startRun({ id: run, job: "nightly", startedAt: at });
    const [from, to] = [Math.floor((press.size * night) / nights), Math.floor((press.size * (night + 1)) / nights)];
    saveAll(store, press, { run, from, to });
    store.finishRun(run, at.replace("T02", "T03"), { "pages/new": to - from });
  }
}

function saveAll(store: Store, press: SyntheticPress, { run, from, to }: { run: string; from: number; to: number }): void {
  for (let first = from; first < to; first += BATCH) {
    const inputs: Saving[] = [];
    for (let number = first; number < Math.min(to, first + BATCH); number++) {
      const versions = press.hasOlder(number) ? ([0, 1] as const) : ([1] as const);
      for (const version of versions) {
        const { page, read } = press.document(number, version);
        inputs.push({ page, articles: [read], run, rules: "synthetic" });
      }
    }
    store.saveDocuments(inputs);
    for (let number = first; number < Math.min(to, first + BATCH); number++) {
      const { page, isGone } = press.document(number);
      if (isGone) store.noteGone({ url: page.url, at: "2026-11-20T02:00:00Z", status: 404 });
    }
  }
}

/** The index as the store's own would be; the terms of pieces that come again are found once, or it would take an hour. */
function index(store: Store, press: SyntheticPress, folder: string): void {
  if (press.size <= 2000) {
    openIndex({ folder, engine: "auto", library: store }).close();
    return;
  }
  const digests = digestsOfPages(store);
  const heads = new Map(store.articles({}).map((head) => [head.id, head]));
  const known = new Map<string, readonly string[]>();
  const termsIn = (piece: string): readonly string[] => {
    const found = known.get(piece) ?? termsOf(analyze(piece)).map(({ term }) => storedTerm(term));
    if (known.size < REMEMBERED) known.set(piece, found);
    return found;
  };
  function* articles(): Generator<IndexedArticle> {
    for (let number = 0; number < press.size; number++) {
      const { read, pieces } = press.document(number);
      const head = heads.get(read.article.id);
      if (head === undefined) continue;
      const { blocks } = read.article;
      const titleOnly = { ...read, article: { ...read.article, text: read.article.title, blocks: blocks.slice(0, 1) } };
      const whole = toIndexed(titleOnly, digestOf(head, digests), head.reprintOf ?? null);
      const body = pieces.flatMap(termsIn);
      yield { ...whole, fields: { ...whole.fields, body, plain: [...whole.fields.plain, ...body.map(storedPlain)] } };
    }
  }
  buildFts(join(folder, "search.sqlite"), articles(), store.fingerprint()).close();
}

const [, script = "", folder, articles = "100000"] = process.argv;
if (script.endsWith("synthetic-store.ts") && folder !== undefined) console.log(JSON.stringify(syntheticStore(Number(articles), folder)));
