import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { type Fresh, freshDatabase } from "../../database/fresh.ts";
import { call } from "../../scripts/cli.ts";
import { KEYS } from "./s3-server.ts";

let fresh: Fresh;
let file: string;
beforeEach(() => {
  fresh = freshDatabase();
  file = join(temporaryFolder(), "bai.txt");
  writeFileSync(file, "Kết quả phát triển đảng viên\n\nNăm 2024, Đảng bộ tỉnh kết nạp 301 đảng viên mới.\n");
  vi.stubEnv("DATABASE_URL", fresh.url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", KEYS.AWS_ACCESS_KEY_ID);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "bi-mat-khong-duoc-lo");
});
afterEach(() => {
  vi.unstubAllEnvs();
  fresh.drop();
});

describe("a command that needs raw pages", () => {
  const places: readonly (readonly [what: string, place: string, code: number, message: string])[] = [
    ["a bucket with a setting that there is not", "s3://pages/x?timeout=9", 2, '"timeout"'],
    ["an address with a key in it", "s3://khoa:bi-mat@pages/x", 2, "không được chứa khóa"],
    ["a place of another kind", "ftp://may/thu-muc", 2, '"ftp://"'],
    ["a file instead of a folder", "FILE/pages", 1, "không phải là một thư mục (ENOTDIR)"],
  ];
  it.each(places)("fails with a code and tells why, and no secret: %s", async (_, place, expected, message) => {
    const data = join(temporaryFolder(), "data");
    mkdirSync(data);
    vi.stubEnv("DANGVU_RAW_PAGES", place.replace("FILE", file));
    const { code, out, err } = await call("work", "add", file, "--data", data);
    expect(code).toBe(expected);
    expect(err).toContain(message);
    expect(`${out}${err}`).not.toContain("bi-mat");
  });
});
