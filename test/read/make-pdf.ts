import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { constants, deflateSync } from "node:zlib";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, type PDFFont, type PDFPage } from "pdf-lib";

const FONTS = { plain: "DejaVuSerif", bold: "DejaVuSerif-Bold" };
export type Face = keyof typeof FONTS;

const require = createRequire(import.meta.url);
const fontFile = (face: Face): Uint8Array => readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${FONTS[face]}.ttf`));

/** A4, in points. */
export const WIDTH = 595;
export const HEIGHT = 842;

export interface Setting {
  readonly x?: number;
  readonly width?: number;
  readonly size?: number;
  readonly face?: Face;
  /** Of the first line. */
  readonly indent?: number;
  readonly align?: "left" | "centre" | "right";
}

/** A page being written on; `y` is the distance of baselines from the top. */
export interface Sheet {
  readonly page: PDFPage;
  /** One line, as it is; gives where it ends. */
  readonly line: (text: string, y: number, setting?: Setting) => number;
  /** A paragraph, broken into lines; gives the baseline of the line after it. */
  readonly paragraph: (text: string, y: number, setting?: Setting) => number;
  readonly rule: (from: readonly [number, number], to: readonly [number, number]) => void;
}

/** A PDF as word processors write it: embedded fonts with a map to Unicode. Each function writes one page. */
export async function makePdf(pages: readonly ((sheet: Sheet) => void)[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const fonts = {
    plain: await pdf.embedFont(fontFile("plain"), { subset: true }),
    bold: await pdf.embedFont(fontFile("bold"), { subset: true }),
  };
  for (const write of pages) write(sheetOf(pdf.addPage([WIDTH, HEIGHT]), fonts));
  return pdf.save();
}

function sheetOf(page: PDFPage, fonts: Readonly<Record<Face, PDFFont>>): Sheet {
  const line = (
    text: string,
    y: number,
    { x = 72, width = WIDTH - 2 * 72, size = 12, face = "plain", align = "left" }: Setting = {},
  ): number => {
    const font = fonts[face];
    const long = font.widthOfTextAtSize(text, size);
    const start = align === "left" ? x : align === "right" ? x + width - long : x + (width - long) / 2;
    page.drawText(text, { x: start, y: HEIGHT - y, size, font });
    return start + long;
  };
  const paragraph = (text: string, y: number, setting: Setting = {}): number => {
    const { x = 72, width = WIDTH - 2 * 72, size = 12, face = "plain", indent = 0 } = setting;
    let at = y;
    let words: string[] = [];
    const shift = (): number => (at === y ? indent : 0);
    const set = (): void => {
      line(words.join(" "), at, { ...setting, x: x + shift() });
      at += size * 1.4;
      words = [];
    };
    for (const word of text.split(" ")) {
      if (words.length > 0 && fonts[face].widthOfTextAtSize([...words, word].join(" "), size) > width - shift()) set();
      words.push(word);
    }
    set();
    return at;
  };
  const rule: Sheet["rule"] = ([x0, y0], [x1, y1]) =>
    page.drawLine({ start: { x: x0, y: HEIGHT - y0 }, end: { x: x1, y: HEIGHT - y1 }, thickness: 0.5 });
  return { page, line, paragraph, rule };
}

/** A PDF of pictures: each fills a page. */
export async function makeScan(pictures: readonly Uint8Array[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (const picture of pictures) {
    const image = await pdf.embedPng(picture);
    pdf.addPage([WIDTH, HEIGHT]).drawImage(image, { x: 0, y: 0, width: WIDTH, height: HEIGHT });
  }
  return pdf.save();
}

/** A PDF written object by object, the first being the catalogue; characters are bytes (Latin-1). */
export function rawPdf(objects: readonly (string | Uint8Array)[], trailer = ""): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n", "latin1")];
  const offsets: number[] = [];
  let length = (parts[0] as Buffer).length;
  const push = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    push(Buffer.from(`${index + 1} 0 obj\n`, "latin1"));
    push(typeof object === "string" ? Buffer.from(object, "latin1") : Buffer.from(object));
    push(Buffer.from("\nendobj\n", "latin1"));
  });
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
      "latin1",
    ),
  );
  return Buffer.concat(parts);
}

/** Objects of a one-page PDF whose page shows `content` (bytes as Latin-1) with the fonts of these names under /F1, /F2, …: 8-bit fonts, not embedded. */
export function pageObjects(content: string, fonts: readonly string[]): readonly string[] {
  const names = fonts.map((_, index) => `/F${index + 1} ${index + 5} 0 R`).join(" ");
  return [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << ${names} >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...fonts.map((name) => `<< /Type /Font /Subtype /TrueType /BaseFont /${name} /Encoding /WinAnsiEncoding >>`),
  ];
}

/** A page stream of so many gigabytes in a few megabytes: blanks, compressed, the same block again and again. */
export function bombStream(gigabytes: number): Uint8Array {
  const block = deflateSync(Buffer.alloc(64 * 1024 * 1024, " "), { finishFlush: constants.Z_FULL_FLUSH, level: 9 });
  const head = block.subarray(0, 2);
  const body = block.subarray(2);
  const data = Buffer.concat([head, ...Array.from({ length: gigabytes * 16 }, () => body)]);
  return Buffer.concat([
    Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n`, "latin1"),
    data,
    Buffer.from("\nendstream", "latin1"),
  ]);
}

/** A PNG of grey pixels, one byte each. */
export function makePng(pixels: Uint8Array, { width, height }: { width: number; height: number }): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
