import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import { readDoc } from "../../pipeline/read/doc.ts";
import { fileToPage, readPage } from "../../pipeline/read/read.ts";
import type { Article } from "../../pipeline/types/article.ts";
import { UnreadableDocument } from "../../pipeline/types/errors.ts";
import { NOW, pageOf, textOfKinds } from "./bench.ts";

/** Files of LibreOffice 7.4, in our own words: see documents/README.md. */
const bytesOf = (name: string): Buffer => readFileSync(new URL(`./documents/${name}`, import.meta.url));

async function read(name: string): Promise<Article> {
  const [article] = await readPage(fileToPage(name, bytesOf(name), NOW), { source: null });
  return article as Article;
}

describe("the text of a .doc", () => {
  it("keeps paragraphs, lists and tables apart", async () => {
    const article = await read("bao-cao-moi.doc");
    expect(article.title).toBe("Đảng bộ huyện Tân Sơn phát triển đảng viên");
    expect(textOfKinds(article, "paragraph")).toContain(
      "Quý I năm 2024, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; thi hành kỷ luật khiển trách 4 đảng viên.",
    );
    expect(textOfKinds(article, "table")).toBe("Đơn vị | Đảng viên mới kết nạp\nĐảng bộ xã Kim Thượng | 25\nĐảng bộ xã Xuân Đài | 31");
  });

  it("has nothing for an optional hyphen, and of a field only its result", async () => {
    const article = await read("bao-cao-moi.doc");
    expect(textOfKinds(article, "list")).toBe("Các chi bộ sinh hoạt thường xuyên.");
    expect(article.text).toContain("Xem cổng thông tin của huyện.");
    expect(article.text).not.toMatch(/undefined|HYPERLINK/u);
  });

  it("is read by its letters when it is in TCVN3, where the optional hyphen is ư", async () => {
    expect((await read("bao-cao-tcvn3.doc")).text).toBe(
      "Hội nghị tổng kết công tác xây dựng Đảng\nNăm 2009, Đảng bộ huyện Tân Sơn kết nạp 215 đảng viên mới; hầu hết chi bộ sinh hoạt thường xuyên, xây dựng đời sống văn hoá.",
    );
  });

  it.each(["bao-cao-moi.doc", "bao-cao-tcvn3.doc"])("gives up its figures: %s", async (name) => {
    const [one] = await readAll(fileToPage(name, bytesOf(name), NOW), null);
    expect(one?.observations).toContainEqual(expect.objectContaining({ indicator: "members.admitted", value: 215 }));
  });
});

describe("a .doc that cannot be read", () => {
  const whole = bytesOf("bao-cao-moi.doc");

  /** The same file with its flag of encryption set. */
  function encrypted(): Buffer {
    const bytes = Buffer.from(whole);
    let at = bytes.indexOf(Buffer.from([0xec, 0xa5]));
    while (at % 512 !== 0) at = bytes.indexOf(Buffer.from([0xec, 0xa5]), at + 1);
    bytes[at + 11] = (bytes[at + 11] as number) | 1;
    return bytes;
  }

  it.each<readonly [string, Buffer, RegExp]>([
    ["cut off", whole.subarray(0, 3000), /cắt cụt/u],
    ["its head alone", whole.subarray(0, 512), /cắt cụt/u],
    ["encrypted", encrypted(), /mật khẩu/u],
    ["no Word file", Buffer.alloc(2048, 1), /không phải tệp Word/u],
  ])("is refused with what to do: %s", async (_case, bytes, message) => {
    const error = await readDoc(pageOf(bytes, { url: "file:bao-cao.doc" })).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreadableDocument);
    expect((error as UnreadableDocument).message).toMatch(message);
    expect((error as UnreadableDocument).hint.length).toBeGreaterThan(5);
  });

  it("never breaks the reader, whichever bytes are wrong", async () => {
    const wrong = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(wrong, async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const read = await readDoc(pageOf(bytes)).catch((error: unknown) => error);
        return read instanceof UnreadableDocument || (typeof read === "object" && read !== null && "drafts" in read);
      }),
      { numRuns: 25, seed: 5 },
    );
  });
});
