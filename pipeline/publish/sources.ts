import type { DataTable, Value } from "../types/dataset.ts";

/** A report to cite, as the table `documents` has it. */
type Source = Readonly<Record<"article" | "title" | "publisher" | "published" | "url" | "source_url" | "fetched", string | null>>;

function* sourcesIn({ fields, rows }: DataTable): Generator<Source> {
  for (const row of rows()) {
    const text = (name: keyof Source): string | null => {
      const value: Value | undefined = row[fields.findIndex((field) => field.name === name)];
      return value === undefined || value === null ? null : String(value);
    };
    const [article, title, publisher, published] = [text("article"), text("title"), text("publisher"), text("published")];
    yield { article, title, publisher, published, url: text("url"), source_url: text("source_url"), fetched: text("fetched") };
  }
}

const LATEX: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** Letters stay UTF-8, as biber reads them; what LaTeX takes for a command does not. Double braces keep the title's own capitals. */
const latex = (text: string): string => text.replace(/[\\{}~^]|[#$%&_]/gu, (mark) => LATEX[mark] ?? `\\${mark}`).replace(/\s+/gu, " ");

/** An address stays as it is but for what would end the field. */
const latexUrl = (url: string): string => url.replace(/[{}\\\s]/gu, (mark) => encodeURIComponent(mark)).replace(/[%#]/gu, "\\$&");

function bibEntry({ article, title, publisher, published, url, source_url, fetched }: Source): string {
  const fields: readonly (readonly [string, string | null])[] = [
    ["title", title === null ? null : `{${latex(title)}}`],
    ["author", publisher === null ? null : `{${latex(publisher)}}`],
    ["journal", publisher === null ? null : latex(publisher)],
    ["date", published],
    ["year", published?.slice(0, 4) ?? null],
    ["url", latexUrl(url ?? "")],
    ["urldate", fetched?.slice(0, 10) ?? null],
    ["note", source_url === null ? null : `\\url{${latexUrl(source_url)}}`],
    ["langid", "vietnamese"],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${value}},\n`]));
  return `@article{dangvu-${article},\n${lines.join("")}}\n\n`;
}

/** The reports of `documents` as BibTeX: one `@article` each, keyed `dangvu-<id>`, with the paper as author, as Vietnamese papers sign no name that we know. */
export function* bibtexOf(documents: DataTable): Generator<string> {
  for (const source of sourcesIn(documents)) yield bibEntry(source);
}

function dateParts(date: string | null): { "date-parts": number[][] } | undefined {
  return date === null ? undefined : { "date-parts": [date.slice(0, 10).split("-").map(Number)] };
}

function cslItem({ article, title, publisher, published, url, source_url, fetched }: Source): object {
  const [issued, accessed] = [dateParts(published), dateParts(fetched)];
  return {
    id: `dangvu-${article}`,
    type: "article-newspaper",
    ...(title === null ? {} : { title }),
    ...(publisher === null ? {} : { "container-title": publisher }),
    ...(issued === undefined ? {} : { issued }),
    ...(accessed === undefined ? {} : { accessed }),
    URL: url,
    ...(source_url === null ? {} : { note: source_url }),
    language: "vi",
  };
}

/** The reports of `documents` as CSL-JSON, for Zotero, Pandoc and others: one list. */
export function* cslOf(documents: DataTable): Generator<string> {
  let before = "[\n";
  for (const source of sourcesIn(documents)) {
    yield before + JSON.stringify(cslItem(source));
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
