import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { StoreBroken } from "../../types/errors.ts";
import type { Page } from "../../types/page.ts";
import { bodyOfRecord, pageRecord } from "../warc-format.ts";

/** The record of a page as one gzip member: what RawPages keep under the page's hash. */
export function recordOf(page: Page): Buffer {
  return gzipSync(pageRecord(page));
}

/** The body out of a record that `recordOf` has made; null for bytes that are no such record: torn, rotten, something else. */
export function bodyOf(record: Uint8Array): Buffer | null {
  try {
    return bodyOfRecord(gunzipSync(record));
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return null; // named: no whole gzip member
    throw error;
  }
}

/** Does the record hold the body that it is named by? */
export function isRecordOf(record: Uint8Array, sha256: string): boolean {
  const body = bodyOf(record);
  return body !== null && createHash("sha256").update(body).digest("hex") === sha256;
}

/** The name as it must be: it becomes a path. Throws StoreBroken, also for a record that holds another body. */
export function checkKept(sha256: string, record: Uint8Array): void {
  checkName(sha256);
  if (!isRecordOf(record, sha256))
    throw new StoreBroken(
      `Bản ghi của trang gốc ${sha256} không chứa nội dung có mã băm ấy (${record.length} byte).`,
      "Tải hoặc nhập lại trang này; nếu lỗi lặp lại, báo kèm nguyên văn thông báo này.",
    );
}

export function checkName(sha256: string): void {
  if (!/^[0-9a-f]{64}$/u.test(sha256))
    throw new StoreBroken(
      `"${sha256}" không phải là mã băm SHA-256 của một trang gốc.`,
      "Cơ sở dữ liệu có dòng sai: khôi phục nó từ bản sao lưu.",
    );
}

/** Where an object lies below a folder or a bucket's prefix: the same in both, so that one can be copied to the other by any tool. */
export function objectPath(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.warc.gz`;
}

/** What is told of an object whose bytes are not those that were kept. */
export function damaged(where: string): StoreBroken {
  return new StoreBroken(
    `Trang gốc ${where} đã hỏng: nội dung không khớp với mã băm trong tên.`,
    "Chép lại đối tượng này từ bản sao lưu; hoặc xóa nó rồi thu thập lại trang.",
  );
}
