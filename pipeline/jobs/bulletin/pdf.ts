import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { DangvuError, WrongUse } from "../../types/errors.ts";

/** Names under which LibreOffice is installed. */
const NAMES = ["soffice", "libreoffice", "soffice.exe"];
/** A bulletin of 20 pages takes 2 seconds, the first start of LibreOffice 10. */
const MOST_MS = 60_000;
/** What is kept of what the converter says. */
const MOST_SAID = 2000;

export interface PdfOptions {
  /** Where programs are looked for; the system's PATH unless told otherwise. */
  readonly path?: string;
  readonly timeLimitMs?: number;
}

/** The path of LibreOffice, null where it is not installed. */
export function findConverter(path: string = process.env.PATH ?? ""): string | null {
  const places = path.split(delimiter).filter((folder) => folder !== "");
  return places.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) return false;
    throw cause;
  }
}

/**
 * A Word document as PDF, with the tags that screen readers need, by LibreOffice in a folder and a profile of its own that are gone afterwards. Throws WrongUse where
 * LibreOffice is not installed, DangvuError ("retry") when it takes longer than a minute, DangvuError ("skip") when it gives no PDF.
 */
export async function docxToPdf(docx: Uint8Array, { path, timeLimitMs = MOST_MS }: PdfOptions = {}): Promise<Uint8Array> {
  const program = findConverter(path);
  if (program === null)
    throw new WrongUse(
      "Không tạo được PDF: máy này chưa có LibreOffice.",
      "Cài LibreOffice (Debian, Ubuntu: apt-get install libreoffice-writer), hoặc lấy tệp .docx rồi lưu thành PDF bằng Word.",
    );
  const folder = await mkdtemp(join(tmpdir(), "dangvu-pdf-"));
  try {
    await writeFile(join(folder, "bulletin.docx"), docx);
    const said = await convert({ program, folder, timeLimitMs });
    return await readPdf(folder, said);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** PDF 1.7 with tags. */
const FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}';

interface Conversion {
  readonly program: string;
  readonly folder: string;
  readonly timeLimitMs: number;
}

/** Runs the converter to its end and returns what it said. */
function convert({ program, folder, timeLimitMs }: Conversion): Promise<string> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`;
  const words = [profile, "--headless", "--norestore", "--nolockcheck", "--convert-to", FILTER, "--outdir", folder];
  return new Promise((resolve, reject) => {
    // A group of its own: LibreOffice is a script that starts the program proper, and both must end.
    const child = spawn(program, [...words, join(folder, "bulletin.docx")], {
      cwd: folder,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (data: Buffer) => {
        said = (said + data.toString("utf8")).slice(-MOST_SAID);
      });
    const timer = setTimeout(() => {
      end(child);
      reject(tooSlow(timeLimitMs));
    }, timeLimitMs);
    child.once("error", (cause) => {
      clearTimeout(timer);
      reject(failed(String(cause), cause));
    });
    child.once("close", () => {
      clearTimeout(timer);
      resolve(said);
    });
  });
}

function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch (cause) {
    // It ended by itself in the meantime.
    if (!(cause instanceof Error && "code" in cause && cause.code === "ESRCH")) throw cause;
  }
}

async function readPdf(folder: string, said: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(join(folder, "bulletin.pdf")));
  } catch (cause) {
    throw failed(said, cause);
  }
}

function tooSlow(limit: number): DangvuError {
  return new DangvuError(`LibreOffice không chuyển xong sang PDF sau ${Math.round(limit / 1000)} giây.`, {
    hint: "Thử lại khi máy rảnh hơn, hoặc lấy tệp .docx rồi lưu thành PDF bằng Word.",
    next: "retry",
  });
}

function failed(said: string, cause: unknown): DangvuError {
  const words = said.trim().replace(/\s+/gu, " ").slice(-300);
  return new DangvuError(`LibreOffice không chuyển được sang PDF${words === "" ? "" : `: ${words}`}.`, {
    hint: "Mở tệp .docx bằng LibreOffice xem có báo lỗi không, hoặc lưu thành PDF bằng Word.",
    next: "skip",
    cause,
  });
}
