import type { SampleArticle, SampleBlock } from "./press.ts";

/** Text as it stands in HTML, attribute values included. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** How a content system writes the blocks of a body. Each gets text that is escaped already. */
export interface BodyStyle {
  readonly paragraph: (text: string) => string;
  readonly heading: (text: string) => string;
}

const plain: BodyStyle = { paragraph: (text) => `<p>${text}</p>`, heading: (text) => `<h2>${text}</h2>` };

/** The body as HTML; `picture` (HTML) stands after the first paragraph. */
export function renderBody(blocks: readonly SampleBlock[], picture: string, style: Partial<BodyStyle> = {}): string {
  const parts = blocks.map((block) => renderBlock(block, { ...plain, ...style }));
  return [...parts.slice(0, 1), picture, ...parts.slice(1)].filter((part) => part !== "").join("\n");
}

function renderBlock(block: SampleBlock, style: BodyStyle): string {
  if (block.kind === "list") return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
  if (block.kind === "table") return renderTable(block.rows);
  return block.kind === "heading" ? style.heading(escapeHtml(block.text)) : style.paragraph(escapeHtml(block.text));
}

function renderTable(rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string) => `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const [head = [], ...rest] = rows;
  return `<table border="1"><thead>${row(head, "th")}</thead><tbody>${rest.map((cells) => row(cells, "td")).join("")}</tbody></table>`;
}

/** The metadata that every article page of the farm carries: which real report its figures come from. */
export function sourceMeta({ facts, publisher }: SampleArticle): string {
  return `<meta name="dcterms.source" content="${escapeHtml(facts)}">\n<meta name="dcterms.publisher" content="${escapeHtml(publisher)}">`;
}

/** Parts of a local date of the press (`2011-01-12T08:30`), with leading zeros, and the weekday in Vietnamese. */
export function dateParts(published: string) {
  const [day = "", time = "07:00"] = published.split("T");
  const [yyyy = "", mm = "", dd = ""] = day.split("-");
  const [hh = "", mi = ""] = time.split(":");
  return { yyyy, mm, dd, hh, mi, weekday: weekdayOf(new Date(`${day}T00:00:00Z`)), iso: `${day}T${time}:00+07:00` };
}

/** "Thứ bảy, 21/11/2026": what a page shows as today to its visitor (Vietnamese time). */
export function visitorClock(now: Date): string {
  const local = new Date(now.getTime() + 7 * 3_600_000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${weekdayOf(local)}, ${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`;
}

function weekdayOf(date: Date): string {
  return ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"][date.getUTCDay()] ?? "";
}

/** "2.556": how counters write numbers. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ".");
}
