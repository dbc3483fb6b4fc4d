import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WARCParser } from "warcio";
import { bodyOf, recordOf } from "../../../pipeline/store/raw/record.ts";
import { StoreBroken } from "../../../pipeline/types/errors.ts";
import type { Page } from "../../../pipeline/types/page.ts";
import type { RawPages } from "../../../pipeline/types/raw-pages.ts";
import { makePage } from "../documents.ts";
import { makeNumbered } from "./keeper.ts";

export interface OpenedPages {
  /** What openRawPages takes. */
  readonly address: string;
  readonly raw: RawPages;
  /** As another machine sees the same pages. */
  readonly reopen: () => RawPages;
  /** The file that holds the object, wherever it lies. */
  readonly fileOf: (sha256: string) => string;
  readonly dispose: () => void;
}

const KEEPER = fileURLToPath(new URL("./keeper.ts", import.meta.url));

export function startKeeper(address: string, ...numbers: readonly number[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", KEEPER, address, ...numbers.map(String)], { stdio: ["ignore", "pipe", "inherit"] });
}

const keepPage = (raw: RawPages, page: Page): Buffer => {
  const record = recordOf(page);
  raw.keep(page.sha256, record);
  return record;
};
const bodyIn = (raw: RawPages, { sha256 }: Page): Buffer | null => bodyOf(raw.read(sha256) ?? new Uint8Array());

/** What raw pages must do, wherever they are kept: `open` gives an empty place. */
export function rawPagesContract(open: () => OpenedPages): void {
  let opened: OpenedPages;
  let raw: RawPages;
  beforeEach(() => {
    opened = open();
    raw = opened.raw;
  });
  afterEach(() => opened.dispose());

  describe("keeping a page", () => {
    it("gives the record back byte for byte, to other machines too", () => {
      const page = makePage("https://bao.test/1", "một");
      const record = keepPage(raw, page);
      for (const reader of [raw, opened.reopen()]) {
        expect(Buffer.from(reader.read(page.sha256) ?? [])).toEqual(record);
        expect(bodyIn(reader, page)?.toString()).toBe("một");
      }
    });

    it("has nothing under a name that nothing was kept by", () => {
      expect(raw.read("0".repeat(64))).toBeNull();
      keepPage(raw, makePage("https://bao.test/1", "một"));
      expect(raw.read("0".repeat(64))).toBeNull();
    });

    it("leaves a body that is there as it was first kept, under one name", () => {
      const first = makePage("https://bao.test/1", "cùng một nội dung");
      const again = { ...first, url: "https://bao.test/2", fetchedAt: "2025-05-05T05:05:05Z" };
      const record = keepPage(raw, first);
      keepPage(opened.reopen(), again);
      keepPage(raw, again);
      expect(Buffer.from(raw.read(first.sha256) ?? [])).toEqual(record);
    });

    it("is tried without a trace", () => {
      const page = makePage("https://bao.test/1", "một");
      raw.tryKeeping();
      const record = keepPage(raw, page);
      raw.tryKeeping();
      expect(Buffer.from(raw.read(page.sha256) ?? [])).toEqual(record);
    });

    it("keeps any bytes", () => {
      const bodies = fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 5 });
      fc.assert(
        fc.property(bodies, (made) => {
          const pages = made.map((body, n) => {
            const sha256 = createHash("sha256").update(body).digest("hex");
            return { ...makePage(`https://bao.test/${n}`, ""), mediaType: "application/pdf", sha256, body };
          });
          for (const page of pages) keepPage(raw, page);
          for (const page of pages) expect(bodyIn(raw, page)).toEqual(Buffer.from(page.body));
        }),
        { numRuns: 10 },
      );
    });

    it("takes a large file", () => {
      const page = makePage("https://bao.test/lon", Array.from({ length: 300_000 }, (_, n) => `${(n * 7919) % 100_003} `).join(""));
      keepPage(raw, page);
      expect(bodyIn(raw, page)?.length).toBe(page.body.length);
    });

    it("refuses a record that holds another body than its name says, and names that are no hash", () => {
      const [one, two] = [makePage("https://bao.test/1", "một"), makePage("https://bao.test/2", "hai")];
      expect(() => raw.keep(one.sha256, recordOf(two))).toThrow(StoreBroken);
      expect(() => raw.keep(one.sha256, recordOf(one).subarray(0, 40))).toThrow(/không chứa nội dung có mã băm ấy/u);
      expect(() => raw.keep("../../etc/passwd", recordOf(one))).toThrow(/không phải là mã băm/u);
      expect(() => raw.read("../../etc/passwd")).toThrow(StoreBroken);
      expect(raw.read(one.sha256)).toBeNull();
    });
  });

  describe("an object that has rotted", () => {
    const damages: readonly (readonly [what: string, damage: (file: string) => void])[] = [
      ["cut off", (file) => truncateSync(file, 60)],
      ["empty", (file) => truncateSync(file, 0)],
      ["overwritten in the middle", (file) => writeFileSync(file, readFileSync(file).fill(7, 40, 60))],
      ["another's record", (file) => writeFileSync(file, recordOf(makePage("https://bao.test/9", "khác")))],
      ["no record", (file) => writeFileSync(file, gzipSync("không phải WARC"))],
    ];
    it.each(damages)("is told of on reading and made good by keeping the page again: %s", (_, damage) => {
      const page = makePage("https://bao.test/1", "một trang sẽ hỏng");
      keepPage(raw, page);
      damage(opened.fileOf(page.sha256));
      expect(() => raw.read(page.sha256)).toThrow(StoreBroken);
      expect(() => raw.read(page.sha256)).toThrow(new RegExp(`${page.sha256}.*đã hỏng`, "u"));
      keepPage(raw, page);
      expect(bodyIn(raw, page)?.toString()).toBe("một trang sẽ hỏng");
    });
  });

  it("gives objects that are, one after the other, a WARC file", async () => {
    const pages = [1, 2, 3].map((n) => ({
      ...makePage(`https://bao.test/${n}`, `trang ${n}`),
      answer: { status: 200, headers: { etag: `"${n}"` } },
    }));
    for (const page of pages) keepPage(raw, page);
    const parser = new WARCParser([Buffer.concat(pages.map(({ sha256 }) => raw.read(sha256) ?? new Uint8Array()))]);
    const urls: unknown[] = [];
    for await (const record of parser) {
      await record.readFully(false);
      urls.push(record.warcTargetURI);
    }
    expect(urls).toEqual(pages.map(({ url }) => url));
  });

  it("takes pages of several processes at once, the same and different ones", async () => {
    // 0–39 by both, then even and odd ones.
    const keepers = [startKeeper(opened.address, 0, 1, 40), startKeeper(opened.address, 0, 1, 40), startKeeper(opened.address, 39, 2, 70)];
    const codes = await Promise.all(keepers.map(async (child) => (await once(child, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0]);
    for (let n = 0; n < 70; n += n < 39 ? 1 : 2) expect(bodyIn(raw, makeNumbered(n)), `${n}`).not.toBeNull();
    expect(raw.read(makeNumbered(40).sha256)).toBeNull();
  });
}
