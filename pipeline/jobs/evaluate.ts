import { readdirSync } from "node:fs";
import { join } from "node:path";
import { extract } from "../extract/extract.ts";
import { loadGazetteer } from "../language/gazetteer.ts";
import { publisherProvince } from "../language/publishers.ts";
import { BadEntry, WrongUse } from "../types/errors.ts";
import { type GoldRecord, readGold } from "./gold.ts";
import { readFile } from "./import.ts";
import { toRecords } from "./records.ts";
import { loadSampleGold } from "./sample-gold.ts";
import { type Evaluation, evaluate, lenientKey } from "./score.ts";

/** Scores what dangvu reads in the texts against gold files; documents of gold without a text are an error, a gold that stops inside a document limits what counts. */
export async function evaluateGold(goldFiles: readonly string[], texts: string): Promise<Evaluation> {
  const gold = goldFiles.flatMap((file) => [...readGold(file)]);
  if (gold.length === 0) throw new BadEntry(`Tệp gold trống: ${goldFiles.join(", ")}.`, "Mỗi dòng là một bản ghi JSON.");
  const predicted: GoldRecord[] = [];
  for (const { doc, name } of textsOf(gold, texts)) {
    const { read, original } = await readFile({ path: join(texts, name), name }, new Date(0));
    predicted.push(...toRecords(doc, read, original));
  }
  return evaluate(gold, predicted, endsOfGold(gold));
}

/** The files that an evaluation of this gold depends on: the annotations, and the texts that they annotate. */
export function goldPaths(goldFiles: readonly string[], texts: string): readonly string[] {
  const gold = goldFiles.flatMap((file) => [...readGold(file)]);
  return [...goldFiles, ...textsOf(gold, texts).map(({ name }) => join(texts, name))];
}

/** The same for the sample press: its checked figures and its reports. */
export function samplePaths(folder: string): readonly string[] {
  const press = join(folder, "press");
  return [join(folder, "facts.jsonl"), ...listTexts(press).map((name) => join(press, name))];
}

/** The file of each document of gold. Throws WrongUse for a document without one. */
function textsOf(gold: readonly GoldRecord[], texts: string): readonly { readonly doc: string; readonly name: string }[] {
  const names = new Map(listTexts(texts).map((name) => [name.replace(/\.[^./]+$/u, ""), name]));
  return [...new Set(gold.map((record) => record.doc))].map((doc) => {
    const name = names.get(doc);
    if (name !== undefined) return { doc, name };
    throw new WrongUse(
      `Không có văn bản của tài liệu "${doc}" trong ${texts}.`,
      "Kiểm tra --texts: thư mục phải có tệp cùng tên với doc của gold.",
    );
  });
}

function listTexts(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new WrongUse(`Không đọc được thư mục văn bản ${folder}.`, "Kiểm tra --texts: thư mục chứa các tệp mà gold chú giải.", cause);
  }
}

/** A document whose gold covers only its first articles: what is found behind the last of them does not count. */
function endsOfGold(gold: readonly GoldRecord[]): Record<string, number> {
  const ends: Record<string, number> = {};
  for (const record of gold) if (record.kind === "article") ends[record.doc] = Math.max(ends[record.doc] ?? 0, record.end);
  return Object.fromEntries(
    Object.entries(ends).filter(([doc]) => gold.filter((record) => record.kind === "article" && record.doc === doc).length > 1),
  );
}

/** Scores extraction on the sample press against the checked figures of the reports it tells; `indicators` limits both sides. */
export function evaluateSample(folder: string, indicators: ReadonlySet<string>): Evaluation {
  const { articles, gold } = loadSampleGold(folder);
  const gazetteer = loadGazetteer();
  const predicted = articles.flatMap((article) => [
    ...toRecords(
      article.id,
      [{ article, ...extract(article, { gazetteer, publisherProvince: publisherProvince(article.publisher, article.url) }) }],
      null,
    ),
  ]);
  const counts = (record: GoldRecord): boolean =>
    record.kind === "article" || (record.kind === "observation" && indicators.has(record.indicator));
  const wanted = gold.filter(counts);
  return evaluate(wanted, factsOf(predicted.filter(counts), wanted));
}

/** The sample's gold lists facts, not mentions: a figure said again (title and body) is left out once gold has no more of it. */
function factsOf(predicted: readonly GoldRecord[], gold: readonly GoldRecord[]): readonly GoldRecord[] {
  const left = new Map<string, number>();
  for (const record of gold) if (record.kind === "observation") left.set(lenientKey(record), (left.get(lenientKey(record)) ?? 0) + 1);
  const seen = new Set<string>();
  return predicted.filter((record) => {
    if (record.kind !== "observation") return true;
    const key = lenientKey(record);
    const free = left.get(key) ?? 0;
    left.set(key, free - 1);
    if (free <= 0 && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
