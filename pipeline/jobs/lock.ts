import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { StoreBroken } from "../types/errors.ts";

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: the process is there, but another user's.
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
};

function tryCreate(file: string): boolean {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new StoreBroken(`Không ghi được vào thư mục dữ liệu: ${file}.`, "Kiểm tra quyền ghi và chỗ trống trên đĩa, hoặc chọn thư mục khác bằng --data.", cause);
  }
}

/**
 * Takes the lock of a data folder for the time of a run and returns the function that gives it back. The lock of a process that is no longer alive is taken over.
 * Throws StoreBroken while another run holds it, or when the folder cannot be written.
 */
export function takeLock(data: string): () => void {
  const file = join(data, "run.lock");
  try {
    mkdirSync(data, { recursive: true });
  } catch (cause) {
    throw new StoreBroken(`Không tạo được thư mục dữ liệu ${data}.`, "Kiểm tra quyền ghi, hoặc chọn thư mục khác bằng --data.", cause);
  }
  for (let tries = 0; tries < 3; tries++) {
    if (tryCreate(file)) return () => rmSync(file, { force: true });
    const holder = Number(readFileSync(file, "utf8"));
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new StoreBroken(`Một lượt chạy khác (tiến trình ${holder}) đang dùng thư mục dữ liệu ${data}.`, "Đợi lượt đó xong, hoặc chọn thư mục khác bằng --data.");
    }
    rmSync(file, { force: true });
  }
  throw new StoreBroken(`Không lấy được khóa ${file}.`, "Thử lại sau ít phút; nếu vẫn không được, xóa tệp này khi chắc chắn không có lượt nào đang chạy.");
}
