import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { EVERYTHING, tablesOf } from "../../pipeline/jobs/dataset.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { About } from "../../pipeline/types/dataset.ts";
import type { Observation } from "../../pipeline/types/observation.ts";
import type { Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeCitation, makeObservation, makePage, makeRead } from "../store/documents.ts";

/** A folder that is gone after the test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A store with one article for each list of figures, closed after the test. */
export function storeWith(articles: readonly (readonly Partial<Observation>[])[], path = ":memory:"): Store {
  const store = openStore(path);
  onTestFinished(() => store.close());
  articles.forEach((figures, i) => {
    const page = makePage(`https://bao.test/${i}`, `bài ${i}`);
    const article = makeArticle(page, { basedOn: i === 0 ? "https://goc.test/1" : null });
    const read = makeRead(article, { observations: figures.map(makeObservation), citations: [makeCitation()] });
    store.saveDocument({ page, articles: [read], run: "r", rules: "t" });
  });
  return store;
}

/** Figures with everything that formats may stumble over. */
export const AWKWARD: readonly (readonly Partial<Observation>[])[] = [
  [
    { quote: '=HYPERLINK("x"), "kết\nnạp"', value: 69.99, measure: "share", numerator: 45, denominator: 48, confidence: 0.5 },
    { quote: "a|b\\c <b>&amp;</b> \u0001 _x_", value: -3, status: "change", against: "year_before", period: { at: "2020-03" } },
  ],
  [{ period: null, basis: "unknown", place: { level: "commune", province: null, name: "xã Ð" }, subset: true }],
  [],
];

export const tablesWith = (articles = AWKWARD) => tablesOf(storeWith(articles), EVERYTHING);

export const ABOUT: About = {
  createdAt: "2026-11-22T01:02:03.000Z",
  version: "0.1.0",
  commit: "0123456789abcdef0123456789abcdef01234567",
  rules: "read-1 language-1 extract-1",
  fingerprint: "f00d",
  query: "",
};

/** All that chunks hold, as bytes. */
export async function bytesOf(chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk));
  return Buffer.concat(all);
}

/** The same as text. */
export const textOf = async (chunks: Parameters<typeof bytesOf>[0]): Promise<string> => (await bytesOf(chunks)).toString("utf8");
