import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MARK, saveFile, saveFolder } from "../../pipeline/publish/save.ts";
import { zipOf } from "../../pipeline/publish/zip.ts";
import { StoreBroken, WrongUse } from "../../pipeline/types/errors.ts";
import { testFolder, textOf } from "./data-tables.ts";

function* failing(): Generator<string> {
  yield "một nửa";
  throw new Error("hỏng giữa chừng");
}

describe("a file", () => {
  it("is written whole, folders and all", async () => {
    const path = join(testFolder(), "a", "b.txt");
    await saveFile(path, ["một", new TextEncoder().encode(" hai")], { force: false });
    expect(readFileSync(path, "utf8")).toBe("một hai");
  });

  it("is never written over another, unless forced", async () => {
    const path = join(testFolder(), "a.txt");
    writeFileSync(path, "cũ");
    await expect(saveFile(path, ["mới"], { force: false })).rejects.toThrow(WrongUse);
    expect(readFileSync(path, "utf8")).toBe("cũ");
    await saveFile(path, ["mới"], { force: true });
    expect(readFileSync(path, "utf8")).toBe("mới");
  });

  it("leaves nothing behind when it fails, and the old one as it was", async () => {
    const folder = testFolder();
    const path = join(folder, "a.txt");
    writeFileSync(path, "cũ");
    await expect(saveFile(path, failing(), { force: true })).rejects.toThrow("hỏng giữa chừng");
    expect(readdirSync(folder)).toEqual(["a.txt"]);
    expect(readFileSync(path, "utf8")).toBe("cũ");
  });

  it("says where it cannot be written", async () => {
    await expect(saveFile("/proc/khong/a.txt", ["x"], { force: false })).rejects.toThrow(StoreBroken);
  });
});

describe("a folder", () => {
  const entries = (text: string) => [
    { path: "a/b.txt", chunks: () => [text] },
    { path: MARK, chunks: () => ["{}"] },
  ];

  it("takes the place of one that an export made, when forced, and of no other", async () => {
    const folder = testFolder();
    const path = join(folder, "ra");
    await saveFolder(path, entries("một"), { force: false });
    await expect(saveFolder(path, entries("hai"), { force: false })).rejects.toMatchObject({ hint: expect.stringContaining("--force") });
    writeFileSync(join(path, "thua.txt"), "");
    await saveFolder(path, entries("hai"), { force: true });
    expect(readFileSync(join(path, "a", "b.txt"), "utf8")).toBe("hai");
    expect(readdirSync(path).sort()).toEqual(["a", MARK]);
    mkdirSync(join(folder, "nha"));
    writeFileSync(join(folder, "nha", "anh.jpg"), "");
    await expect(saveFolder(join(folder, "nha"), entries("x"), { force: true })).rejects.toMatchObject({
      hint: expect.stringContaining("không phải do dangvu"),
    });
    expect(readdirSync(folder).sort()).toEqual(["nha", "ra"]);
  });

  it("is not there when an entry fails", async () => {
    const folder = testFolder();
    await expect(saveFolder(join(folder, "ra"), [...entries("x"), { path: "c", chunks: failing }], { force: false })).rejects.toThrow(
      "hỏng",
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

it("hands on what an entry of an archive throws", async () => {
  await expect(textOf(zipOf([{ path: "a", chunks: failing }]))).rejects.toThrow("hỏng giữa chừng");
});
