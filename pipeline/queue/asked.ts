import { DatabaseFailed, isConnectionLost } from "../database/postgres.ts";
import type { Connection } from "../database/statements.ts";
import { DangvuError, StoreBroken } from "../types/errors.ts";

/** What `work` returns. @throws StoreBroken for what the database says; inside a transaction its own error, by which the transaction knows whether to try again. */
export function asked<T>(connection: Connection, work: () => T): T {
  if (connection.isInTransaction()) return work();
  try {
    return work();
  } catch (cause) {
    if (cause instanceof DangvuError) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    if (isConnectionLost(cause))
      throw new StoreBroken(
        `Mất kết nối với hàng đợi công việc ở ${connection.place}: ${detail}.`,
        "Kiểm tra PostgreSQL có đang chạy và mạng có thông; việc đang giữ sẽ được giao lại.",
        cause,
      );
    if (cause instanceof DatabaseFailed && cause.code === "PG_42501")
      throw new StoreBroken(
        `Hàng đợi công việc ở ${connection.place} không cho phép thao tác này: ${detail}.`,
        "Cấp cho người dùng trong DATABASE_URL quyền SELECT, INSERT, UPDATE, DELETE trên các bảng và USAGE trên các sequence của dangvu (GRANT).",
        cause,
      );
    throw new StoreBroken(
      `Hàng đợi công việc ở ${connection.place} gặp lỗi: ${detail}.`,
      "Chạy lại; nếu lỗi lặp lại, báo kèm nguyên văn thông báo này.",
      cause,
    );
  }
}
