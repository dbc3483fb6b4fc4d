import type { PdfMessage, PdfTask } from "./page.ts";

/** Dots an inch: what recognition of characters is made for. */
const DPI = 300;
/** A page that claims to be larger is drawn coarser; an A3 page at 300 dpi has 17 million. */
const MOST_PIXELS = 18_000_000;

/** Sends the pages of a PDF as grey pictures (PGM), one after another. Throws what PDFium throws, and ERR_MODULE_NOT_FOUND where it is not installed. */
export async function drawPages(task: PdfTask & { what: "draw" }, send: (message: PdfMessage) => void): Promise<void> {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  const pdf = await library.loadDocument(task.body);
  for (const number of task.pages) {
    const page = pdf.getPage(number - 1);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = Math.min(DPI / 72, Math.sqrt(MOST_PIXELS / Math.max(1, originalWidth * originalHeight)));
    const { data, width, height } = await page.render({ scale, colorSpace: "Gray", renderFormFields: false });
    send({ what: "drawn", number, width, height, scale, image: toPgm(data, { width, height }) });
  }
  send({ what: "done", fonts: [] });
}

function toPgm(pixels: Uint8Array, { width, height }: { width: number; height: number }): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const image = new Uint8Array(head.length + pixels.length);
  image.set(head);
  image.set(pixels, head.length);
  return image;
}
