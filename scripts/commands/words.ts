import type { Command } from "commander";
import { loadFile } from "../../pipeline/jobs/import.ts";
import { readTermList } from "../../pipeline/language/segmenter/terms.ts";
import { loadSegmenter, type Segmenter } from "../../pipeline/language/words.ts";
import { decodeText } from "../../pipeline/read/decode.ts";
import { DangvuError, UnreadableDocument, WrongUse } from "../../pipeline/types/errors.ts";
import type { Terminal } from "../dangvu.ts";
import { inputsOf } from "./shared.ts";

/** Output is handed on in pieces of about this many characters, so that a large file is never held twice. */
const PIECE = 1 << 16;

/** The text of a file, exactly as it stands there. Throws WrongUse for a folder or a missing file, UnreadableDocument for what is no text. */
function textOf(path: string): string {
  const file = inputsOf([path])[0];
  if (file === undefined || file.path !== path) throw new WrongUse(`"${path}" là thư mục.`, "Cho biết một tệp văn bản.");
  const page = loadFile(file, new Date(0));
  if (!page.mediaType.startsWith("text/") && page.mediaType !== "application/xhtml+xml")
    throw new UnreadableDocument(`${path} không phải văn bản mà là "${page.mediaType}".`, "Hãy chuyển sang văn bản .txt trước.");
  if (page.body.length === 0) throw new UnreadableDocument(`${path} trống, không có byte nào.`, "Kiểm tra lại tệp.");
  try {
    return decodeText(page.body, page.charset).text;
  } catch (error) {
    if (!(error instanceof DangvuError)) throw error;
    throw new UnreadableDocument(`${path}: ${error.message}`, error.hint, error);
  }
}

/** The lines of a text without their ends; what follows the last line feed is a line only when something stands there. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    yield text.slice(start, end);
    start = end + 1;
  }
}

function spansOf(segmenter: Segmenter, line: string): string {
  const spans = segmenter.segmentSpans(line);
  let printed = "[";
  for (let i = 0; i < spans.length; i += 2) printed += `${i === 0 ? "" : ","}[${spans[i]},${spans[i + 1]}]`;
  return `${printed}]`;
}

function wordsOf(segmenter: Segmenter, line: string): string {
  return segmenter
    .tag(line)
    .map((word) => word.replace(/\s+/gu, "_"))
    .join(" ");
}

export function registerWords(program: Command, terminal: Terminal): void {
  program
    .command("words")
    .description("tách từ: mỗi dòng của tệp cho một dòng, các âm tiết của một từ nối bằng dấu gạch dưới")
    .argument("<tệp>", "tệp văn bản")
    .option("--spans", "in vị trí đầu và cuối của từng từ trong dòng dạng JSON: [[0,3],[4,11]]")
    .option("--terms <tệp>", "từ điển của bạn, mỗi dòng một từ luôn được giữ nguyên")
    .addHelpText("after", "\nVí dụ: dangvu words bai-bao.txt --spans")
    .action((path: string, options: { spans?: boolean; terms?: string }) => {
      const text = textOf(path);
      const segmenter = loadSegmenter({ terms: options.terms === undefined ? [] : readTermList(textOf(options.terms)) });
      const print = options.spans === true ? spansOf : wordsOf;
      let piece = "";
      for (const line of linesOf(text)) {
        piece += `${print(segmenter, line)}\n`;
        if (piece.length < PIECE) continue;
        terminal.out(piece);
        piece = "";
      }
      if (piece !== "") terminal.out(piece);
    });
}
