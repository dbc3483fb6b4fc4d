import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import { mendSlips } from "../../pipeline/read/ocr/slips.ts";
import { ocrAvailable, readImage } from "../../pipeline/read/ocr.ts";
import { readPdf } from "../../pipeline/read/pdf.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import type { Page } from "../../pipeline/types/page.ts";
import { makePdf, makePng, makeScan } from "./make-pdf.ts";

const { ok, missing } = await ocrAvailable();
const onlyIfInstalled = ok ? "" : ` (skipped: ${missing.join(", ")} not installed)`;

const pageOf = (body: Uint8Array, mediaType: string): Page => ({
  url: "file:ban-chup",
  source: null,
  fetchedAt: "2024-01-02T12:00:00Z",
  mediaType,
  charset: null,
  sha256: createHash("sha256").update(body).digest("hex"),
  body,
});

const TEXTS = [
  "Năm 2021, toàn Đảng bộ tỉnh Lào Cai kết nạp được 1.248 đảng viên mới, trong đó 517 người là phụ nữ.",
  "Các huyện ủy mở 36 lớp bồi dưỡng cho quần chúng ưu tú, nhiều hơn năm trước bốn lớp, phần lớn vào ngày nghỉ để công nhân và giáo viên đi học được.",
  "Ở vùng lòng hồ, bảy chi bộ ghép đã tách ra, mỗi thôn một chi bộ; việc thu đảng phí, sinh hoạt hằng tháng nhờ vậy đều đặn hơn và người già không phải đi xa.",
];

/** The page of a text as a scanner of so many dots an inch would give it. */
async function photograph(dpi: number): Promise<Uint8Array> {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const body = await makePdf([
    (sheet) => {
      let y = 100;
      for (const text of TEXTS) y = sheet.paragraph(text, y, { size: 13, indent: 24 }) + 4;
    },
  ]);
  const library = await PDFiumLibrary.init();
  const pdf = await library.loadDocument(body);
  const picture = await pdf.getPage(0).render({ scale: dpi / 72, colorSpace: "Gray" });
  return makePng(picture.data, picture);
}

/** How many letters must be changed, put in or left out to come from one text to the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] as number;
}

describe.skipIf(!ok)(`recognition of characters${onlyIfInstalled}`, () => {
  it("reads a clean scan of 150 dpi with at most one letter in a hundred wrong, and says how sure it is of each block", async () => {
    const { drafts } = await readPdf(pageOf(await makeScan([await photograph(150)]), "application/pdf"));
    const lines = drafts[0]?.lines ?? [];
    const wanted = TEXTS.join("\n");
    expect(distance(lines.map(({ text }) => text).join("\n"), wanted) / wanted.length).toBeLessThanOrEqual(0.01);
    for (const { recognition } of lines) {
      expect(recognition).toBeGreaterThan(0.8);
      expect(recognition).toBeLessThanOrEqual(1);
    }
  }, 60_000);

  it("reads a picture alike; its figures are less sure than those of a text, and say why", async () => {
    const [read] = await readAll(pageOf(await photograph(200), "image/png"), null);
    const admitted = read?.observations.find(({ indicator, value }) => indicator === "members.admitted" && value === 1248);
    expect(admitted?.links.at(-1)?.reason).toMatch(/^chữ nhận dạng từ ảnh, chắc \d+%$/u);
    expect(admitted?.confidence).toBeLessThan(0.95);
    expect(existsSync("vie.traineddata"), "a cache in the working folder").toBe(false);
  }, 60_000);

  it.each([
    ["claims more pixels than any page has", claiming(60_000, 60_000), /quá lớn/u],
    ["is cut off in its head", claiming(100, 100).subarray(0, 20), /không phải ảnh/u],
    ["holds no picture data", claiming(100, 100), /Không nhận dạng được chữ/u],
  ])(
    "refuses a picture that %s",
    async (_, body, message) => {
      const error: unknown = await readImage(pageOf(body, "image/png")).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnreadableDocument);
      expect((error as UnreadableDocument).message).toMatch(message);
    },
    60_000,
  );
});

/** A PNG that says how large it is, and no more. */
function claiming(width: number, height: number): Uint8Array {
  const png = Buffer.from(makePng(new Uint8Array(1), { width: 1, height: 1 })).subarray(0, 33);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

describe("a scan where recognition is not installed", () => {
  afterEach(() => {
    vi.doUnmock("node:module");
    vi.resetModules();
  });

  it("is refused with the command that installs it", async () => {
    vi.resetModules();
    vi.doMock("node:module", () => ({
      createRequire: () => ({
        resolve: (name: string): string => {
          throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
        },
      }),
    }));
    const { ocrAvailable: available, readImage: read } = await import("../../pipeline/read/ocr.ts");
    expect(await available()).toEqual({ ok: false, missing: ["tesseract.js", "@tesseract.js-data/vie", "@hyzyla/pdfium"] });
    const error: unknown = await read(pageOf(claiming(10, 10), "image/png")).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "UnreadableDocument",
      hint: expect.stringContaining("npm install tesseract.js @tesseract.js-data/vie @hyzyla/pdfium"),
    });
  });
});

describe("slips of recognition", () => {
  it.each([
    ["kết nạp 12 đẳng viên", "kết nạp 12 đảng viên"],
    ["ĐẲNG BỘ XÃ", "ĐẢNG BỘ XÃ"],
    ["tổ chức đẳng thuỘc huyện", "tổ chức đảng thuộc huyện"],
    ["TĨNH ỦY", "TỈNH ỦY"],
  ])("that leave one reading are mended: %s", (seen, meant) => {
    expect(mendSlips(seen.split(" ")).join(" ")).toBe(meant);
  });

  it.each(["bình đẳng giới", "cao đẳng nghề", "chỉ bộ phận đó", "TCCSĐ của huyện", "iPhone", "Chi bộ A có 12 đảng viên"])(
    "are not seen where there may be none: %s",
    (text) => {
      expect(mendSlips(text.split(" ")).join(" ")).toBe(text);
    },
  );
});
