import { extract, type Traced } from "../extract/extract.ts";
import { tracedLines } from "../extract/trace.ts";
import { loadGazetteer } from "../language/gazetteer.ts";
import { publisherProvince } from "../language/publishers.ts";
import { readPage } from "../read/read.ts";
import type { Article } from "../types/article.ts";
import { type InputFile, loadFile } from "./import.ts";

function traceArticle(article: Article): readonly Traced[] {
  const traced: Traced[] = [];
  extract(article, {
    gazetteer: loadGazetteer(),
    publisherProvince: publisherProvince(article.publisher, article.url),
    trace: (one) => traced.push(one),
  });
  return traced;
}

/** How the numbers of an article were read, one printable line a step; with `at` only the number whose quote or observation covers that offset. */
export function explainArticle(article: Article, at: number | null): readonly string[] {
  const traced = traceArticle(article).filter((one) => {
    if (at === null) return true;
    return (at >= one.start && at < one.end) || (one.observation !== null && at >= one.observation.start && at < one.observation.end);
  });
  return traced.flatMap((one) => tracedLines(article, one));
}

/** The same for every article of a file; offsets count in the article's text. Throws UnreadableDocument. */
export async function explainFile(file: InputFile, at: number | null): Promise<string> {
  const articles = await readPage(loadFile(file, new Date()), { source: null });
  const parts = articles.map((article) => {
    const lines = explainArticle(article, at);
    return lines.length === 0 ? "" : `${article.title}\n${lines.map((line) => `  ${line}\n`).join("")}`;
  });
  const text = parts.filter((part) => part !== "").join("\n");
  return text === "" ? "Không có con số nào ở vị trí này.\n" : text;
}
