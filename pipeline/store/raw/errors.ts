import { DangvuError, StoreBroken } from "../../types/errors.ts";

type Cause = readonly [what: string, hint: string];

/** What the system's error codes mean for a folder of raw pages. */
const OF_FOLDER: Readonly<Record<string, Cause>> = {
  ENOENT: ["không có ở đây", "Kiểm tra đường dẫn, và ổ dùng chung đã được gắn vào máy này chưa."],
  ENOSPC: ["không còn chỗ để ghi", "Giải phóng dung lượng ổ chứa trang gốc; công việc dở dang được làm lại."],
  EDQUOT: ["đã hết hạn mức", "Tăng hạn mức của ổ chứa trang gốc; công việc dở dang được làm lại."],
  EACCES: ["không cho phép truy cập", "Cấp quyền đọc và ghi thư mục này cho người dùng chạy dangvu (trên mọi máy cùng một uid)."],
  EPERM: ["không cho phép ghi", "Cấp quyền đọc và ghi thư mục này cho người dùng chạy dangvu (trên mọi máy cùng một uid)."],
  EROFS: ["nằm trên ổ chỉ đọc", "Gắn ổ này ở chế độ đọc và ghi cho máy thu thập."],
  ENOTDIR: ["không phải là một thư mục", "Chuyển tệp trùng tên đi nơi khác, hoặc chọn thư mục khác cho trang gốc."],
  ESTALE: ["đã mất liên lạc với máy chủ tệp", "Kiểm tra máy chủ NFS rồi gắn lại ổ."],
  EIO: ["gặp lỗi đọc, ghi đĩa", "Kiểm tra ổ đĩa hoặc máy chủ tệp rồi chạy lại."],
  ETIMEDOUT: ["không trả lời kịp", "Kiểm tra máy chủ tệp và đường mạng rồi chạy lại."],
};

/** Is it the system's error with one of these codes? */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** A StoreBroken that says which folder is in what trouble; an error of ours stays as it is. */
export function folderBroken(root: string, cause: unknown): DangvuError {
  if (cause instanceof DangvuError) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const known = OF_FOLDER[code];
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (known === undefined) return unknownTrouble(`Thư mục trang gốc ${root}`, detail, cause);
  return new StoreBroken(`Thư mục trang gốc ${root} ${known[0]} (${code}).`, known[1], cause);
}

/** What a server of objects, or the way to it, has told: the error's name or code, and the HTTP status where there was an answer. */
export interface Refusal {
  readonly name: string;
  readonly status: number | null;
  readonly message: string;
}

const DENIED: Cause = [
  "từ chối khóa truy cập",
  "Kiểm tra AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY và quyền s3:GetObject, s3:PutObject, s3:ListBucket của khóa ấy; đồng hồ của máy phải đúng giờ.",
];
const UNREACHED: Cause = ["không kết nối được", "Kiểm tra endpoint và đường mạng; công việc dở dang được làm lại."];
const LATE: Cause = ["không trả lời kịp", "Kiểm tra máy chủ và đường mạng; công việc dở dang được làm lại."];
const FULL: Cause = ["không còn chỗ để ghi", "Tăng dung lượng hoặc hạn mức của kho đối tượng; công việc dở dang được làm lại."];

/** By name, as servers and the system tell it. */
const OF_NAME: Readonly<Record<string, Cause>> = {
  CredentialsProviderError: ["chưa có khóa truy cập", "Đặt AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY, hoặc gắn vai trò cho máy."],
  NoSuchBucket: ["không có trên máy chủ", "Tạo bucket này trước, hoặc sửa tên của nó trong cấu hình."],
  PermanentRedirect: ["nằm ở vùng khác", "Ghi đúng vùng: AWS_REGION hoặc ?region=… trong cấu hình."],
  AuthorizationHeaderMalformed: ["nằm ở vùng khác", "Ghi đúng vùng: AWS_REGION hoặc ?region=… trong cấu hình."],
  RequestTimeTooSkewed: ["từ chối vì đồng hồ của máy này sai", "Chỉnh giờ của máy (NTP) rồi chạy lại."],
  XMinioStorageFull: FULL,
  QuotaExceeded: FULL,
  TimeoutError: LATE,
  AbortError: LATE,
  ETIMEDOUT: LATE,
  ECONNREFUSED: UNREACHED,
  ECONNRESET: UNREACHED,
  EPIPE: UNREACHED,
  ENOTFOUND: UNREACHED,
  EAI_AGAIN: UNREACHED,
  EHOSTUNREACH: UNREACHED,
  ENETUNREACH: UNREACHED,
  HalfAnswer: ["chỉ trả lời một phần", "Kiểm tra máy chủ, máy đứng giữa và đường mạng; công việc dở dang được làm lại."],
};

function causeOf({ name, status }: Refusal): Cause | undefined {
  const named = OF_NAME[name];
  if (named !== undefined || status === null) return named;
  if (status === 401 || status === 403) return DENIED;
  if (status === 507) return FULL;
  if (status === 429 || status >= 500) return ["đang quá tải hoặc gặp lỗi", "Chờ máy chủ trở lại; công việc dở dang được làm lại."];
  return undefined;
}

/** A StoreBroken that says which bucket is in what trouble. It tells nothing of keys: servers do not send secrets back. */
export function bucketBroken(place: string, refusal: Refusal): StoreBroken {
  const known = causeOf(refusal);
  const code = refusal.status === null ? refusal.name : `${refusal.status} ${refusal.name}`;
  const cause = new Error(`${refusal.name}: ${refusal.message}`);
  if (known === undefined) return unknownTrouble(`Kho đối tượng ${place}`, `${code}: ${refusal.message}`, cause);
  return new StoreBroken(`Kho đối tượng ${place} ${known[0]} (${code}).`, known[1], cause);
}

function unknownTrouble(what: string, detail: string, cause: unknown): StoreBroken {
  return new StoreBroken(`${what} gặp lỗi: ${detail}.`, "Chạy lại; nếu lỗi lặp lại, báo kèm nguyên văn thông báo này.", cause);
}
