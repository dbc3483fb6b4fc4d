import { bulletinFileWords } from "../../labels/bulletin-files.ts";
import type { BulletinText } from "../../types/bulletin.ts";
import type { Chart } from "../../types/chart.ts";
import { type Part, type PreparedText, prepareText, type Words } from "./prepare.ts";

export interface MarkdownOptions {
  /** The address of a chart's picture; charts without one are told in words. */
  readonly picture?: (chart: Chart, number: number) => string | null;
}

interface MarkdownPage extends Required<MarkdownOptions> {
  readonly lang: BulletinText["lang"];
}

type PartOf<Kind extends Part["kind"]> = Extract<Part, { readonly kind: Kind }>;

/** The bulletin in GitHub's Markdown: tables with pipes, footnotes as `[^1]`, charts as pictures where `picture` gives their address, else as what they show in words. */
export function bulletinMarkdown(text: BulletinText, { picture = () => null }: MarkdownOptions = {}): string {
  const prepared = prepareText(text);
  const page: MarkdownPage = { lang: text.lang, picture };
  const { title, subtitle, dateline, colophon } = prepared;
  const blocks = [
    `# ${escaped(title)}`,
    `**${escaped(subtitle)}**`,
    `*${escaped(dateline)}*`,
    ...prepared.parts.map((part) => partMarkdown(part, page)),
    "---",
    atStart(escaped(colophon)),
    ...notesMarkdown(prepared),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Marks that begin something within a line. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&]/gu, "\\$&").trim();
}

/** What begins something at the start of a line: headings, lists, rules. */
function atStart(line: string): string {
  return line.replace(/^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[#+=-]))/u, (_, digits: string | undefined) => `${digits ?? ""}\\`);
}

function partMarkdown(part: Part, page: MarkdownPage): string {
  switch (part.kind) {
    case "heading":
      return `${part.level === 1 ? "##" : "###"} ${escaped(part.text)}`;
    case "paragraph":
      return atStart(wordsMarkdown(part.words));
    case "quote":
      return `> ${atStart(wordsMarkdown(part.words))}`;
    case "list":
      return part.items.map((item) => `- ${atStart(wordsMarkdown(item))}`).join("\n");
    case "table":
      return tableMarkdown(part, page);
    case "chart":
      return chartMarkdown(part, page);
  }
}

const wordsMarkdown = (words: readonly Words[]): string => words.map(wordMarkdown).join("").trim();

const SIGNS = { strong: "**", emphasis: "*", mark: "" } as const;

/** Signs of emphasis stand at letters, blanks outside of them. */
function wordMarkdown({ text, style, href, reference }: Words): string {
  const [, before = "", inner = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text) ?? [];
  const linked = href === null ? escaped(inner) : inner === href ? `<${href}>` : `[${escaped(inner)}](<${href}>)`;
  const sign = style === null || inner === "" ? "" : SIGNS[style];
  const mark = reference === null ? "" : `[^${reference.number}]`;
  return `${before}${sign}${linked}${sign}${after === "" ? mark : mark + after}`;
}

function tableMarkdown({ number, caption, head, rows, isNumber, note }: PartOf<"table">, { lang }: MarkdownPage): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const lines = [
    line(head.map(escaped)),
    line(head.map((_, column) => (isNumber[column] === true ? "---:" : "---"))),
    ...rows.map((row) => line(head.map((_, column) => wordsMarkdown(row[column] ?? [])))),
  ];
  const title = `**${bulletinFileWords(lang).table} ${number}. ${escaped(caption)}**`;
  return [title, lines.join("\n"), ...(note === null ? [] : [`*${escaped(note)}*`])].join("\n\n");
}

function chartMarkdown({ number, caption, description, chart }: PartOf<"chart">, { lang, picture }: MarkdownPage): string {
  const title = `**${bulletinFileWords(lang).chart} ${number}. ${escaped(caption)}**`;
  const address = picture(chart, number);
  return address === null ? `${title}\n\n${atStart(escaped(description))}` : `![${escaped(description)}](<${address}>)\n\n${title}`;
}

function notesMarkdown({ notes }: PreparedText): readonly string[] {
  return notes.length === 0 ? [] : [notes.map(({ words }, index) => `[^${index + 1}]: ${wordsMarkdown(words)}`).join("\n")];
}
