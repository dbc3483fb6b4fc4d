import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { StoreBroken } from "../types/errors.ts";

/** What stands for what could not be written, by the system's code; others get the last line. */
const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: "Đĩa đã đầy: giải phóng dung lượng rồi chạy lại; những gì đã ghi xong vẫn còn nguyên.",
  EDQUOT: "Hết hạn mức đĩa: tăng hạn mức hoặc giải phóng dung lượng rồi chạy lại.",
  EROFS: "Ổ đĩa chỉ đọc: chọn thư mục khác.",
};
const USUAL_HINT = "Kiểm tra đường dẫn, quyền ghi và chỗ trống của đĩa.";

/** The typed error for a file or folder that could not be written. */
export function notWritten(path: string, cause: unknown): StoreBroken {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return new StoreBroken(`Không ghi được ${path}${code === "" ? "" : ` (${code})`}.`, HINTS[code] ?? USUAL_HINT, cause);
}

/** Writes a file in one step: who reads meanwhile, or after a kill or a full disk, sees the old file or the new one. A new file gets the rights `mode`. Throws StoreBroken. */
export function writeInOneStep(path: string, content: string, mode = 0o666): void {
  const draft = `${path}.moi`;
  try {
    const fd = openSync(draft, "w", mode);
    try {
      writeFileSync(fd, content);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw notWritten(path, cause);
  }
}
