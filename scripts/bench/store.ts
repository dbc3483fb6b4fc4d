import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extractArticle } from "../../pipeline/jobs/read-page.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { ReadArticle, Store } from "../../pipeline/types/store.ts";
import { type BenchOptions, cpuMs, type Figures } from "./support/measure.ts";
import { samplePress } from "./support/texts.ts";

export const notes = ["documents are sample articles under other addresses; each is one transaction on the disk of the temporary folder"];

const DOCUMENTS = 1500;

interface Document {
  readonly page: Page;
  readonly articles: readonly ReadArticle[];
}

/** A document as if the article had come from the `i`-th address. */
function documentOf(sample: ReadArticle, i: number): Document {
  const body = Buffer.from(`${i}\n${sample.article.text}`);
  const sha256 = createHash("sha256").update(body).digest("hex");
  const page: Page = {
    url: `https://bao.test/${i}`,
    source: null,
    fetchedAt: "2026-01-01T00:00:00Z",
    mediaType: "text/plain",
    charset: null,
    sha256,
    body,
  };
  const article = { ...sample.article, id: `${sha256.slice(0, 16)}-0`, url: page.url, page: sha256, position: 0 };
  const observations = sample.observations.map((observation) => ({ ...observation, article: article.id }));
  const citations = sample.citations.map((citation) => ({ ...citation, article: article.id }));
  return { page, articles: [{ ...sample, article, observations, citations }] };
}

interface Taken {
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

function save(store: Store, documents: readonly Document[]): Taken {
  const [start, began] = [process.cpuUsage(), performance.now()];
  for (const { page, articles } of documents) store.saveDocument({ page, articles, run: "bench", rules: "bench" });
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: Math.round(documents.length / seconds), cpuMsEach: Math.round((cpuMs(start) * 1000) / documents.length) / 1000 };
}

/** How many documents a second are saved, the first time and when nothing has changed, and how fast all figures are read back. */
export async function bench({ quick }: BenchOptions): Promise<Figures> {
  const samples = samplePress().map((article) => ({ article, ...extractArticle(article, null) }));
  const documents = Array.from({ length: quick ? 30 : DOCUMENTS }, (_, i) => documentOf(samples[i % samples.length] as ReadArticle, i));
  const folder = mkdtempSync(join(tmpdir(), "dangvu-bench-"));
  const store = openStore(join(folder, "store.sqlite"));
  try {
    store.startRun({ id: "bench", job: "bench", startedAt: "2026-01-01T00:00:00Z" });
    const first = save(store, documents);
    const again = save(store, documents);
    const start = process.cpuUsage();
    const observations = store.observations({}).length;
    return {
      "saved.documentsPerSecond": first.perSecond,
      "saved.cpuMsPerDocument": first.cpuMsEach,
      "unchanged.documentsPerSecond": again.perSecond,
      observations,
      "observationsReadBack.cpuMs": Math.round(cpuMs(start)),
    };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
