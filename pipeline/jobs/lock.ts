import { rmSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { StoreBroken } from "../types/errors.ts";
import { makeFolders } from "./folders.ts";

/** How long taking the lock waits, in milliseconds: two takers who look at once hinder each other for less. */
const WAIT_MS = 300;

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;

/** An exclusive transaction on an empty database: the system gives it back when its process ends, however it ends. */
function lockFile(file: string): Database.Database {
  const db = new Database(file, { timeout: WAIT_MS });
  try {
    db.exec("BEGIN EXCLUSIVE");
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** What is there may be no lock of ours (a file of another program, a half-written one): it holds nothing and is replaced. */
function lockAnew(file: string): Database.Database {
  try {
    return lockFile(file);
  } catch (cause) {
    if (codeOf(cause) !== "SQLITE_NOTADB") throw cause;
    rmSync(file);
    return lockFile(file);
  }
}

/**
 * Takes the lock of a data folder for the time of a run and returns the function that gives it back; calling that twice is harmless. The lock of a process that was
 * killed is free at once. Throws StoreBroken while another run holds it, or when the folder cannot be written.
 */
export function takeLock(data: string): () => void {
  const file = join(data, "run.lock");
  try {
    makeFolders(data);
  } catch (cause) {
    throw new StoreBroken(`Không tạo được thư mục dữ liệu ${data}.`, "Kiểm tra quyền ghi, hoặc chọn thư mục khác bằng --data.", cause);
  }
  try {
    const db = lockAnew(file);
    return () => {
      if (db.open) db.close();
    };
  } catch (cause) {
    if (codeOf(cause) === "SQLITE_BUSY")
      throw new StoreBroken(
        `Một lượt chạy khác đang dùng thư mục dữ liệu ${data}.`,
        "Đợi lượt đó xong, hoặc chọn thư mục khác bằng --data.",
        cause,
      );
    throw new StoreBroken(
      `Không ghi được vào thư mục dữ liệu: ${file}.`,
      "Kiểm tra quyền ghi và chỗ trống trên đĩa, hoặc chọn thư mục khác bằng --data.",
      cause,
    );
  }
}
