import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPress, type SampleArticle } from "../../../pipeline/farm/press.ts";
import { bulletinPeriods } from "../../../pipeline/jobs/bulletin/coverage.ts";
import { gatherFacts } from "../../../pipeline/jobs/bulletin/facts.ts";
import { readPeriod } from "../../../pipeline/jobs/bulletin/period.ts";
import { readSpec } from "../../../pipeline/jobs/bulletin/spec.ts";
import { RULES, readAll } from "../../../pipeline/jobs/read-page.ts";
import { bulletinDocx } from "../../../pipeline/publish/bulletin/docx.ts";
import { bulletinHtml } from "../../../pipeline/publish/bulletin/html.ts";
import { readTemplates } from "../../../pipeline/publish/bulletin/templates.ts";
import { writeText } from "../../../pipeline/publish/bulletin/text.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";
import type { BulletinFacts, BulletinText } from "../../../pipeline/types/bulletin.ts";
import { WrongUse } from "../../../pipeline/types/errors.ts";
import type { Observation } from "../../../pipeline/types/observation.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import { anyFacts } from "../../publish/bulletin/make-facts.ts";
import { makePage } from "../../store/documents.ts";
import { figuresTold, lacking, readBack } from "./read-back.ts";

const TEMPLATES = readTemplates("vi");
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/** Of random selections of each kind. */
const RUNS = 100;
/** Files of Word are slow to make and hold the same words. */
const WORD_RUNS = 8;
/** A random seed that is the same every night: what fails can be looked at. */
const SEED = 20241122;
/** The runner's minute is too short for two hundred bulletins on a small machine. */
const LONG = 300_000;

/** Figures of a bulletin that its file, read back, does not give as they were; none where all is well. */
async function lost(facts: BulletinFacts, file: (text: BulletinText) => Promise<readonly Observation[]>): Promise<readonly string[]> {
  const text = writeText(facts, TEMPLATES);
  return lacking(figuresTold(facts, text), await file(text));
}

const asHtml = (text: BulletinText): Promise<readonly Observation[]> => readBack(bulletinHtml(text), "text/html", text);
const asWord =
  ({ madeAt }: BulletinFacts) =>
  async (text: BulletinText): Promise<readonly Observation[]> =>
    readBack(await bulletinDocx(text, { madeAt }), WORD, text);

describe("a bulletin of made figures, read back", () => {
  it("gives every figure as its observation is, out of HTML", { timeout: LONG }, async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, async (facts) => {
        expect(await lost(facts, asHtml)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  });

  it("gives every figure as its observation is, out of Word", { timeout: LONG }, async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, async (facts) => {
        expect(await lost(facts, asWord(facts))).toEqual([]);
      }),
      { numRuns: WORD_RUNS, seed: SEED, endOnFailure: true },
    );
  });
});

/** A report of the sample press as a plain page. */
function pageOf(report: SampleArticle, number: number) {
  const body = report.body.map((block) => {
    if (block.kind === "table")
      return `<table>${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;
    if (block.kind === "list") return `<ul>${block.items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
    return block.kind === "heading" ? `<h2>${block.text}</h2>` : `<p>${block.text}</p>`;
  });
  const date = report.published === null ? "" : `<meta property="article:published_time" content="${report.published}">`;
  const head = `<head><title>${report.title}</title>${date}</head>`;
  return makePage(
    `https://bao.test/${number}`,
    `<html>${head}<body><article><h1>${report.title}</h1>${body.join("")}</article></body></html>`,
  );
}

async function pressStore(path: string): Promise<Store> {
  const store = openStore(path);
  const reports = loadPress(join(import.meta.dirname, "../../../corpus/sample/press"));
  for (const [number, { current }] of reports.entries()) {
    const page = pageOf(current, number);
    store.saveDocument({ page, articles: await readAll(page, null), run: "r", rules: RULES });
  }
  return store;
}

/** Periods that the store has something of; nobody writes bulletins of the years before papers went online. */
const periodsOf = (store: Store): readonly string[] =>
  bulletinPeriods(store)
    .map(({ period }) => period)
    .filter((period) => period >= "2000");

/** Selections of the store. */
const anyWords = (store: Store) =>
  fc.record({
    period: fc.constantFrom(...periodsOf(store)),
    boundaries: fc.constantFrom("then", "now"),
    provinces: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom("region:TN", "region:TDMN", "63-20,63-11,63-38", "63-27") },
    ),
  });

/** What a random selection of the store gives; null where it has nothing at all, or the selection does not exist. */
function factsOf(store: Store, words: Parameters<typeof readSpec>[0]): BulletinFacts | null {
  try {
    const spec = readSpec({ ...words, doubtful: "mark" });
    return gatherFacts(store, spec, { now: new Date(Date.parse(readPeriod(words.period).column.to) + 9 * 86_400_000) });
  } catch (error) {
    if (error instanceof WrongUse) return null;
    throw error;
  }
}

describe("a bulletin of the sample press, read back", () => {
  const folder = mkdtempSync(join(tmpdir(), "dangvu-ban-tin-"));
  let store: Store;

  beforeAll(async () => {
    store = await pressStore(join(folder, "kho.sqlite"));
  }, LONG);
  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  it("gives every figure as its observation is", { timeout: LONG }, async () => {
    let figures = 0;
    await fc.assert(
      fc.asyncProperty(anyWords(store), async (words) => {
        const facts = factsOf(store, words);
        if (facts === null) return;
        figures += figuresTold(facts, writeText(facts, TEMPLATES)).length;
        expect(await lost(facts, asHtml)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
    expect(figures).toBeGreaterThan(RUNS);
  });
});
