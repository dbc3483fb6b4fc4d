import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { GoldRecord } from "../../pipeline/jobs/gold.ts";
import { loadSampleGold } from "../../pipeline/jobs/sample-gold.ts";
import { makeServices } from "../../pipeline/jobs/services.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { openLibrary, openSearch } from "../../pipeline/jobs/workspace.ts";
import { normalize } from "../../pipeline/language/normalize.ts";
import { createApp } from "../../pipeline/serve/server.ts";
import type { ReadArticle } from "../../pipeline/types/store.ts";
import type { Quoted } from "../../pipeline/types/tokens.ts";
import { call, parseLines } from "./cli.ts";
import { look, settingsFor } from "./dump.ts";

const SEEDS = "../shared/seeds";
const seeds = existsSync(SEEDS) ? readdirSync(SEEDS).map((name) => join(SEEDS, name)) : [];
const { articles } = loadSampleGold("corpus/sample");

/** Ways in which the same text comes as a file. */
const VARIANTS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  nfd: (text) => text.normalize("NFD"),
  crlf: (text) => text.replaceAll("\n", "\r\n"),
  bom: (text) => `\ufeff${text}`,
  eth: (text) => text.replaceAll("Đ", "Ð"),
  spaces: (text) => text.replaceAll(" đảng", "\u00a0đảng").replaceAll("kết nạp", "kết\u200b nạp"),
  all: (text) => `\ufeff${text.replaceAll("Đ", "Ð").replaceAll(" đảng", "\u00a0đảng").normalize("NFD").replaceAll("\n", "\r\n")}`,
};

let home: string;
let settings: Settings;
let plain: readonly ExtractedSpan[];
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "dangvu-provenance-"));
  settings = settingsFor(join(home, "data"), join(home, "indexes"));
  const more = seeds.length === 0 ? [] : ["--import", ...seeds];
  await call("start", "--no-serve", "--data", settings.data, "--indexes", settings.indexes, ...more);
  for (const [variant, write] of Object.entries(VARIANTS)) {
    mkdirSync(join(home, variant));
    for (const article of articles) {
      const header = `URL: ${article.url}\n${article.publishedAt === null ? "" : `Published: ${article.publishedAt.slice(0, 10)}\n`}Publisher: ${article.publisher}\n\n`;
      writeFileSync(join(home, variant, `${article.id}.txt`), write(header + article.text));
    }
  }
  plain = parseLines<GoldRecord>((await call("extract", join(home, "plain"), "--jsonl")).out).filter(isSpan);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Spans whose quote is not what stands there, or is empty. */
const wrongSpans = (text: string, spans: readonly Quoted[]): Quoted[] =>
  spans.filter(({ start, end, quote }) => quote === "" || text.slice(start, end) !== quote);

/** What offsets of a file count in: all of it, or what follows its header lines and their empty line. */
function countedText(path: string): string {
  const text = readFileSync(path, "utf8");
  const header = /^\ufeff?(?:(?:URL|Published|Publisher): [^\n]*\n)+\r?\n/u.exec(text);
  return header === null ? text : text.slice(header[0].length);
}

type ExtractedSpan = Extract<GoldRecord, { kind: "observation" | "citation" }>;
const isSpan = (record: GoldRecord): record is ExtractedSpan => record.kind === "observation" || record.kind === "citation";

describe("every figure and every mention of a document", () => {
  it("quotes the text at its offsets and names its source, in the store", () => {
    let figures = 0;
    look(settings, (store) => {
      for (const head of store.articles({ superseded: true })) {
        const { article, observations, citations } = store.article(head.id) as ReadArticle;
        expect(wrongSpans(article.text, [...observations, ...citations])).toEqual([]);
        expect(head.basedOn ?? head.url).toMatch(/^(?:https?:\/\/|file:)\S/u);
        figures += observations.length;
      }
      for (const { head } of store.observations({ superseded: true })) expect(head.basedOn ?? head.url).not.toBe("");
    });
    expect(figures).toBeGreaterThan(400);
  });

  it("does so in /api/v1/articles/<id>, with its sentence", async () => {
    interface Answer {
      readonly text: string;
      readonly figures: readonly { observation: Quoted; sentence: Quoted | null; article: { url: string; basedOn: string | null } }[];
      readonly citations: readonly (Quoted & { sentence: Quoted | null })[];
    }
    const store = openLibrary(settings);
    onTestFinished(() => store.close());
    const app = createApp(makeServices(store, openSearch(settings, store), settings));
    for (const { id, figures } of store.articles({})) {
      const answer = (await (await app.request(`/api/v1/articles/${id}`)).json()) as Answer;
      expect(answer.figures).toHaveLength(figures);
      const quoted = [...answer.figures.map(({ observation }) => observation), ...answer.citations];
      expect(wrongSpans(answer.text, quoted)).toEqual([]);
      const sentences = [...answer.figures, ...answer.citations].map(({ sentence }) => sentence);
      expect(sentences).not.toContain(null);
      expect(wrongSpans(answer.text, sentences as Quoted[])).toEqual([]);
      for (const [i, { start }] of quoted.entries()) {
        expect(sentences[i]?.start).toBeLessThanOrEqual(start);
        expect(sentences[i]?.end).toBeGreaterThan(start);
      }
      for (const { article } of answer.figures) expect(article.basedOn ?? article.url).toMatch(/^(?:https?:|file:)/u);
    }
  });

  it.each([
    ["table", "members.admitted", "--years", "2006..2026", "--format", "json"],
    ["table", "members.admitted", "--years", "2006..2026", "--boundaries", "now", "--format", "json"],
    ["show", "63-10", "--json"],
    ["cite", "21-NQ/TW", "--json"],
  ])("comes with its sentence in `%s %s` as JSON", async (...command) => {
    const { code, out } = await call(...command, "--data", settings.data, "--indexes", settings.indexes);
    expect(code).toBe(0);
    const sentences: unknown[] = [];
    JSON.parse(out, (key, value: unknown) => {
      if (key === "sentence") sentences.push(value);
      return value;
    });
    expect(sentences.length).toBeGreaterThan(0);
    for (const sentence of sentences) expect(sentence).toMatchObject({ text: expect.stringMatching(/\S/u), start: expect.any(Number) });
  });

  it("does so in `read --json`", async () => {
    const { code, out } = await call("read", join(home, "plain"), ...seeds, "--json");
    expect(code).toBe(0);
    const read = parseLines<ReadArticle>(out);
    expect(read.length).toBeGreaterThanOrEqual(articles.length);
    for (const { article, observations, citations } of read) {
      expect(wrongSpans(article.text, [...observations, ...citations])).toEqual([]);
      expect(article.url).not.toBe("");
    }
    const quotes = read
      .slice(0, articles.length)
      .flatMap(({ observations, citations }) => [...observations, ...citations].map(({ quote }) => quote));
    expect(plain.map(({ quote }) => quote)).toEqual(quotes);
  });

  it.each(Object.keys(VARIANTS))("quotes the file as it is in `extract --jsonl`, and says the same, for %s files", async (variant) => {
    const { code, out } = await call("extract", join(home, variant), "--jsonl");
    expect(code).toBe(0);
    const records = parseLines<GoldRecord>(out).filter(isSpan);
    const texts = new Map<string, string>();
    const textOf = (doc: string): string => {
      const known = texts.get(doc) ?? countedText(join(home, variant, `${doc}.txt`));
      texts.set(doc, known);
      return known;
    };
    expect(records.filter((record) => wrongSpans(textOf(record.doc), [record]).length > 0)).toEqual([]);
    const say = (record: ExtractedSpan): string => {
      const { start: _start, end: _end, quote, ...rest } = record;
      // What stands in the file says the same words, however they are encoded there.
      return JSON.stringify({ ...rest, quote: normalize(quote).text });
    };
    expect(records.map(say)).toEqual(plain.map(say));
  });

  it.runIf(seeds.length > 0)("quotes the seed documents as they are in `extract --jsonl`", async () => {
    const { out } = await call("extract", ...seeds, "--jsonl");
    const paths = new Map(seeds.map((path) => [basename(path, ".txt"), path]));
    const records = parseLines<GoldRecord>(out).filter(isSpan);
    expect(records.length).toBeGreaterThan(50);
    for (const record of records) expect(wrongSpans(countedText(paths.get(record.doc) as string), [record])).toEqual([]);
  });
});
