import { ZodError } from "zod";
import { DangvuError, StoreAway, StoreBroken } from "../types/errors.ts";

/** What the result codes of SQLite, of PostgreSQL and of the system mean to the person at the machine; the first matching beginning counts. */
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
  [
    "PG_LOST",
    "không kết nối được hoặc vừa mất kết nối",
    "Kiểm tra máy chủ PostgreSQL đang chạy, địa chỉ trong DATABASE_URL và đường mạng; những gì đã ghi xong vẫn còn nguyên.",
  ],
  ["PG_28", "từ chối đăng nhập", "Kiểm tra tên người dùng và mật khẩu trong DATABASE_URL, và quyền truy cập trong pg_hba.conf."],
  ["PG_3D000", "không có trên máy chủ", "Tạo cơ sở dữ liệu (createdb), hoặc sửa tên trong DATABASE_URL."],
  ["PG_42501", "không cho phép thao tác này", "Cấp cho người dùng trong DATABASE_URL quyền đọc, ghi và tạo bảng."],
  ["PG_25006", "chỉ cho phép đọc", "Nối tới máy chủ chính, không phải bản sao chỉ đọc."],
  ["PG_53100", "không còn chỗ để ghi", "Giải phóng dung lượng đĩa của máy chủ rồi chạy lại; những gì đã ghi xong vẫn còn nguyên."],
  ["PG_53200", "hết bộ nhớ trên máy chủ", "Giảm work_mem hoặc tăng bộ nhớ của máy chủ rồi chạy lại."],
  ["PG_53300", "đã hết chỗ kết nối", "Tăng max_connections, hoặc giảm số tiến trình làm việc."],
  ["PG_53", "thiếu tài nguyên trên máy chủ", "Xem nhật ký của máy chủ PostgreSQL rồi chạy lại."],
  ["PG_55P03", "đang bị một tiến trình khác khóa quá lâu", "Chờ tiến trình kia xong rồi chạy lại."],
  ["PG_57014", "dừng một câu hỏi vì quá lâu hoặc vì người quản trị", "Chạy lại; nếu lặp lại, tăng statement_timeout của máy chủ."],
  ["PG_40", "bận vì nhiều tiến trình cùng ghi một tài liệu", "Chạy lại; những gì đã ghi xong vẫn còn nguyên."],
  ["PG_42P01", "thiếu bảng", "Chạy dangvu doctor để tạo hoặc nâng cấp các bảng, hoặc khôi phục từ bản sao lưu."],
  [
    "PG_42",
    "không hiểu câu hỏi của chương trình",
    "Chạy dangvu doctor; cần PostgreSQL 14 trở lên. Nếu lặp lại, báo kèm nguyên văn thông báo này.",
  ],
  ["PG_XX", "đã hỏng hoặc gặp lỗi bên trong", "Xem nhật ký của máy chủ PostgreSQL, giữ nguyên dữ liệu và khôi phục từ bản sao lưu."],
  ["PG_58", "gặp lỗi đọc, ghi đĩa", "Kiểm tra ổ đĩa của máy chủ rồi chạy lại; những gì đã ghi xong vẫn còn nguyên."],
  ["EIO", "gặp lỗi đọc, ghi đĩa", "Kiểm tra ổ đĩa rồi chạy lại; những gì đã ghi xong vẫn còn nguyên."],
];

/** The result code of an error of a driver ("SQLITE_FULL", "PG_53100") or of the system ("ENOSPC"), or "" for what neither named. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && /^(?:SQLITE_|PG_|E[A-Z]+$)/u.test(code)) return code;
  // The driver reports a file that cannot be opened by its number alone: "Unable to open … : 14".
  return "message" in error && /ConnectionFailed|Unable to open/u.test(String(error.message)) ? "SQLITE_CANTOPEN" : "";
}

/** A StoreBroken that says which file or database is in what trouble, with the driver's error as its cause; an error of ours stays as it is. */
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
  const Failure = code === "PG_LOST" ? StoreAway : StoreBroken;
  return new Failure(`Kho dữ liệu ${path} ${known[1]} (${code}).`, known[2], cause);
}
