import { readMachineDate } from "./dates.ts";

/** What a file says about itself in its first lines. */
export interface TextHeader {
  readonly url: string | null;
  /** ISO date. */
  readonly published: string | null;
  readonly publisher: string | null;
}

export interface HeadedText {
  readonly header: TextHeader | null;
  /** The text after the header's empty line; offsets count from its beginning. */
  readonly text: string;
}

const FIELD = /^(URL|Published|Publisher)\s*:[ \t]*(.*)$/iu;
/** No header has more lines than it has fields. */
const MOST_LINES = 3;

/** Parts `URL:`, `Published:`, `Publisher:` lines from the text below them; a text that does not begin with such lines and an empty one has no header. */
export function partHeader(file: string): HeadedText {
  const fields = new Map<string, string>();
  let position = file.startsWith("\ufeff") ? 1 : 0;
  for (let count = 0; count <= MOST_LINES; count++) {
    const feed = file.indexOf("\n", position);
    const stop = feed < 0 ? file.length : feed;
    if (feed < 0 || stop - position > 2000) break;
    const line = file.slice(position, stop).replace(/\r$/u, "");
    position = stop + 1;
    if (line.trim() === "")
      return fields.size === 0 ? { header: null, text: file } : { header: headerOf(fields), text: file.slice(position) };
    const field = FIELD.exec(line);
    if (field === null) break;
    fields.set((field[1] as string).toLowerCase(), (field[2] as string).trim());
  }
  return { header: null, text: file };
}

function headerOf(fields: ReadonlyMap<string, string>): TextHeader {
  const published = fields.get("published") ?? "";
  return { url: fields.get("url") || null, published: readMachineDate(published), publisher: fields.get("publisher") || null };
}
