import { ZodError } from "zod";
import { DangvuError, StoreBroken } from "../types/errors.ts";

/** What the result codes of SQLite and of the system mean to the person at the machine; the longest matching beginning counts. */
const CAUSES: readonly (readonly [code: string, what: string, hint: string])[] = [
  [
    "SQLITE_NOTADB",
    "không phải là cơ sở dữ liệu hoặc đã hỏng",
    "Giữ nguyên tệp này, khôi phục từ bản sao lưu hoặc chỉ định một tệp khác để bắt đầu kho mới.",
  ],
  ["SQLITE_CORRUPT", "đã hỏng", "Giữ nguyên tệp này và khôi phục từ bản sao lưu; các trang gốc đã lưu vẫn đọc lại được."],
  ["SQLITE_FULL", "không còn chỗ để ghi", "Giải phóng dung lượng đĩa rồi chạy lại; những gì đã ghi xong vẫn còn nguyên."],
  ["SQLITE_READONLY", "không cho phép ghi", "Cấp quyền ghi cho tệp và thư mục chứa nó."],
  ["SQLITE_PERM", "không cho phép truy cập", "Cấp quyền đọc và ghi cho tệp và thư mục chứa nó."],
  ["SQLITE_CANTOPEN", "không mở được", "Kiểm tra đường dẫn và quyền đọc, ghi của thư mục."],
  ["SQLITE_BUSY", "đang bị một tiến trình khác khóa quá lâu", "Chờ tiến trình kia xong rồi chạy lại."],
  ["SQLITE_LOCKED", "đang bị một tiến trình khác khóa", "Chờ tiến trình kia xong rồi chạy lại."],
  ["SQLITE_IOERR", "gặp lỗi đọc, ghi đĩa", "Kiểm tra ổ đĩa rồi chạy lại; những gì đã ghi xong vẫn còn nguyên."],
  ["ENOSPC", "không còn chỗ để ghi trang gốc", "Giải phóng dung lượng đĩa rồi chạy lại; những gì đã ghi xong vẫn còn nguyên."],
  ["EDQUOT", "hết hạn mức để ghi trang gốc", "Tăng hạn mức hoặc giải phóng dung lượng đĩa rồi chạy lại."],
  ["EACCES", "không cho phép ghi trang gốc", "Cấp quyền đọc và ghi cho thư mục warc bên cạnh tệp này."],
  ["EPERM", "không cho phép ghi trang gốc", "Cấp quyền đọc và ghi cho thư mục warc bên cạnh tệp này."],
  ["EROFS", "nằm trên ổ đĩa chỉ đọc", "Chọn thư mục khác bằng --data."],
  ["ENOTDIR", "không có thư mục cho trang gốc", "Thư mục warc bên cạnh tệp này phải là một thư mục: chuyển tệp trùng tên đi nơi khác."],
  ["EEXIST", "không có thư mục cho trang gốc", "Thư mục warc bên cạnh tệp này phải là một thư mục: chuyển tệp trùng tên đi nơi khác."],
  ["EIO", "gặp lỗi đọc, ghi đĩa", "Kiểm tra ổ đĩa rồi chạy lại; những gì đã ghi xong vẫn còn nguyên."],
];

/** The result code of an error of the driver ("SQLITE_FULL") or of the system ("ENOSPC"), or "" for what neither named. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && /^(?:SQLITE_|E[A-Z]+$)/u.test(code)) return code;
  // The driver reports a file that cannot be opened by its number alone: "Unable to open … : 14".
  return "message" in error && /ConnectionFailed|Unable to open/u.test(String(error.message)) ? "SQLITE_CANTOPEN" : "";
}

/** A StoreBroken that says which file is in what trouble, with the driver's error as its cause; an error of ours stays as it is. */
export function storeBroken(path: string, cause: unknown): DangvuError {
  if (cause instanceof DangvuError) return cause;
  if (cause instanceof ZodError) {
    const { path: field, message } = cause.issues[0] ?? { path: [], message: "" };
    return new StoreBroken(
      `Kho dữ liệu ${path} có dòng sai khuôn ở trường "${field.join(".")}": ${message}.`,
      "Đọc lại tài liệu này từ trang gốc, hoặc khôi phục kho từ bản sao lưu.",
      cause,
    );
  }
  const code = codeOf(cause);
  const known = CAUSES.find(([beginning]) => code.startsWith(beginning));
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (known === undefined)
    return new StoreBroken(
      `Kho dữ liệu ${path} gặp lỗi: ${detail}.`,
      "Chạy lại; nếu lỗi lặp lại, báo kèm nguyên văn thông báo này.",
      cause,
    );
  return new StoreBroken(`Kho dữ liệu ${path} ${known[1]} (${code}).`, known[2], cause);
}
