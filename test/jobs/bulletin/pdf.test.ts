import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docxToPdf, findConverter } from "../../../pipeline/jobs/bulletin/pdf.ts";
import { bulletinDocx } from "../../../pipeline/publish/bulletin/docx.ts";
import { readPage } from "../../../pipeline/read/read.ts";
import { DangvuError, WrongUse } from "../../../pipeline/types/errors.ts";
import { TEXT } from "../../publish/bulletin/fixture.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dangvu-test-pdf-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A PATH with a converter that does what the script says; its last words are the folder and the document. */
async function converter(name: string, script: string): Promise<string> {
  const bin = await mkdtemp(join(folder, `${name}-`));
  await writeFile(join(bin, "soffice"), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, "soffice"), 0o755);
  return bin;
}

async function failure(path: string, timeLimitMs = 20_000): Promise<DangvuError> {
  const error: unknown = await docxToPdf(new Uint8Array(3), { path, timeLimitMs }).catch((caught: unknown) => caught);
  if (!(error instanceof DangvuError)) throw new Error(`no failure: ${String(error)}`);
  return error;
}

const leftovers = async (): Promise<readonly string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith("dangvu-pdf-"));

describe("the PDF of a bulletin", { timeout: 30_000 }, () => {
  it("says what to install where there is no converter", async () => {
    expect(findConverter(folder)).toBeNull();
    const error = await failure(folder);
    expect(error).toBeInstanceOf(WrongUse);
    expect(error.hint).toContain("libreoffice-writer");
  });

  it("gives what the converter wrote, from a folder that is gone afterwards", async () => {
    const before = await leftovers();
    const path = await converter("good", 'out="$PWD"; printf "%%PDF-1.7 made" > "$out/bulletin.pdf"');
    expect(Buffer.from(await docxToPdf(new Uint8Array(3), { path })).toString()).toBe("%PDF-1.7 made");
    expect(await leftovers()).toEqual(before);
  });

  it("tells what the converter said when there is no PDF", async () => {
    const error = await failure(await converter("bad", "echo 'no export filter' >&2; exit 0"));
    expect([error.message, error.next]).toEqual(["LibreOffice không chuyển được sang PDF: no export filter.", "skip"]);
  });

  it("ends a converter that hangs, with what it has started", async () => {
    const pid = join(folder, "pid");
    const path = await converter("slow", `/bin/sleep 60 & echo $! > ${pid}; wait`);
    const error = await failure(path, 1000);
    expect(error.next).toBe("retry");
    const { readFile } = await import("node:fs/promises");
    const started = Number(await readFile(pid, "utf8"));
    await expect
      .poll(async () =>
        readFile(`/proc/${started}/stat`, "utf8").then(
          (stat) => stat.split(" ")[2],
          () => "gone",
        ),
      )
      .toMatch(/gone|Z/u);
  });

  it.skipIf(findConverter() === null)(
    "opens the document in LibreOffice and is read back with its figures",
    { timeout: 90_000 },
    async () => {
      const body = await docxToPdf(await bulletinDocx(TEXT));
      const page = {
        url: "b.pdf",
        source: null,
        fetchedAt: "2026-11-22T00:00:00Z",
        mediaType: "application/pdf",
        charset: null,
        sha256: "0",
        body,
      };
      const [article] = await readPage(page, { source: null });
      expect(article?.text.replace(/\s+/gu, " ")).toContain("tỉnh Lạng Sơn kết nạp hơn 1.234 đảng viên");
      expect(article?.text).toContain("Bảng 1. Đảng viên mới kết nạp theo tỉnh");
    },
  );
});
