import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bulletinsFolder, openArchive } from "../../../pipeline/jobs/bulletin/archive.ts";
import { StoreBroken } from "../../../pipeline/types/errors.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { draftOf, figureOf } from "./make-draft.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const keeping = (value = 320) => ({
  ...{ draft: draftOf(figureOf(value)), origin: "web" as const, series: null },
  files: [{ format: "md" as const, bytes: bytes("# Bản tin") }],
});

describe("the archive of bulletins", () => {
  it("gives back a bulletin with its facts, words and files, in another process too", async () => {
    const folder = temporaryFolder();
    const kept = await openArchive(folder).keep(keeping());
    const again = openArchive(folder);
    expect(again.find(kept.id)).toEqual({ head: kept, ...keeping().draft });
    expect(kept).toMatchObject({ title: "Bản tin năm 2023", figures: 1, origin: "web", files: [{ format: "md", bytes: 11 }] });
    expect(kept.id).toMatch(/^2023-[\da-f]{12}$/u);
    expect(new TextDecoder().decode(again.file(kept.id, "md") ?? bytes(""))).toBe("# Bản tin");
    expect(again.file(kept.id, "docx")).toBeNull();
  });

  it("keeps what says the same once, and adds only its other files", async () => {
    const archive = openArchive(temporaryFolder());
    const first = await archive.keep(keeping());
    const second = await archive.keep({ ...keeping(), files: [...keeping().files, { format: "html", bytes: bytes("<p>") }] });
    expect(second).toEqual({
      ...first,
      files: [...first.files.map((file) => ({ ...file })), { format: "html", bytes: 3 }].sort((a, b) => (a.format < b.format ? -1 : 1)),
    });
    expect(archive.list()).toHaveLength(1);
  });

  it("keeps two processes from each other's way", async () => {
    const folder = temporaryFolder();
    const heads = await Promise.all([1, 2, 3, 4].map(() => openArchive(folder).keep(keeping())));
    expect(new Set(heads.map(({ id }) => id)).size).toBe(1);
    expect(readdirSync(bulletinsFolder(folder))).toEqual([heads[0]?.id]);
  });

  it("tells another issue of a series, another value and another day apart", async () => {
    const archive = openArchive(temporaryFolder());
    await archive.keep(keeping());
    await archive.keep(keeping(321));
    await archive.keep({ ...keeping(), origin: "series", series: { name: "quy", slot: "2023-Q4" } });
    await archive.keep({ ...keeping(), draft: draftOf(figureOf(320), { madeAt: "2024-03-01T00:00:00.000Z" }) });
    expect(archive.list().map(({ madeAt }) => madeAt.slice(0, 10))).toEqual(["2024-03-01", "2024-02-01", "2024-02-01", "2024-02-01"]);
  });

  it.each(["../dangvu", "2023-0123456789ab/../x", "2023-ABCDEF012345", ""])("finds nothing under %j", (id) => {
    const archive = openArchive(temporaryFolder());
    expect([archive.find(id), archive.head(id), archive.file(id, "md")]).toEqual([null, null, null]);
  });

  it("passes over what a kill left, and names what is damaged", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(bulletinsFolder(folder), ".2023-0123456789ab.1.tmp"), { recursive: true });
    const archive = openArchive(folder);
    expect(archive.list()).toEqual([]);
    const { id } = await archive.keep(keeping());
    writeFileSync(join(bulletinsFolder(folder), id, "facts.json.gz"), "hỏng");
    expect(() => archive.find(id)).toThrow(StoreBroken);
  });

  it("has another version when another bulletin or file is kept", async () => {
    const archive = openArchive(temporaryFolder());
    const versions = [archive.version()];
    await archive.keep(keeping());
    versions.push(archive.version());
    await archive.keep(keeping(321));
    versions.push(archive.version());
    expect(new Set(versions).size).toBe(3);
  });
});
