import { getResolvedPDFJS } from "unpdf";
import { type PdfCodes, readPrint } from "./glyphs.ts";
import type { PdfMessage, PdfTask } from "./page.ts";

type Pdfjs = Awaited<ReturnType<typeof getResolvedPDFJS>>;
type PdfDocument = Awaited<ReturnType<Pdfjs["getDocument"]>["promise"]>;
type PdfPageProxy = Awaited<ReturnType<PdfDocument["getPage"]>>;

/** pdf.js asks for a method that Node 20 lacks, once for every embedded font. */
function fillIn(): void {
  if ("transferToFixedLength" in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, "transferToFixedLength", {
    value: function (this: ArrayBuffer, length: number): ArrayBuffer {
      return this.slice(0, length);
    },
  });
}

/** Sends the words of the pages of a PDF one page after another, then the names of its fonts. Throws what pdf.js throws. */
export async function extractText(task: PdfTask & { what: "text" }, send: (message: PdfMessage) => void): Promise<void> {
  fillIn();
  const pdfjs = await getResolvedPDFJS();
  const loading = pdfjs.getDocument({
    data: task.body,
    verbosity: 0,
    // Only where the letters stand is asked for: no pictures, no drawing, no scripts.
    maxImageSize: 1,
    disableFontFace: true,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
  });
  const pdf = await loading.promise;
  send({ what: "opened", pages: pdf.numPages });
  if (pdf.numPages === 0) return send({ what: "failed", reason: "no-pages", detail: "" });
  const fonts = new FontList();
  for (let number = 1; number <= Math.min(pdf.numPages, task.mostPages); number++)
    send(await extractPage(pdf, { number, codes: pdfjs.OPS, fonts }));
  send({ what: "done", fonts: fonts.names });
}

/** One page; a page that pdf.js cannot read is reported and left out. */
async function extractPage(
  pdf: PdfDocument,
  { number, codes, fonts }: { number: number; codes: PdfCodes; fonts: FontList },
): Promise<PdfMessage> {
  try {
    const page = await pdf.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const operators = await page.getOperatorList({ annotationMode: 0 });
    const fontOf = (id: string) => fonts.find(page, id);
    const print = readPrint(operators, { codes, transform, fontOf });
    page.cleanup();
    return { what: "page", page: { number, width, height, ...print } };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { what: "bad-page", number, reason: error.message };
  }
}

/** The fonts of the document by the names that pdf.js gives them, counted in the order of their coming. */
class FontList {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, { number: number; scale: number; isVertical: boolean }>();

  find(page: PdfPageProxy, id: string): { number: number; scale: number; isVertical: boolean } {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const font = (page.commonObjs.has(id) ? page.commonObjs.get(id) : null) as {
      name?: unknown;
      fontMatrix?: readonly number[];
      vertical?: unknown;
    } | null;
    const found = { number: this.names.length, scale: font?.fontMatrix?.[0] ?? 0.001, isVertical: font?.vertical === true };
    this.names.push(typeof font?.name === "string" ? font.name.replace(/^[A-Z]{6}\+/u, "") : "");
    this.#numbers.set(id, found);
    return found;
  }
}
