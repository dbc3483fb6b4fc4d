import { DangvuError, FetchFailed, FetchRefused } from "../types/errors.ts";
import { privateAddressCode } from "./addresses.ts";
import { Overlong, UnknownEncoding } from "./body.ts";

/** The largest page of the newspapers at hand has 0.6 MB; a scanned decision may have 8. */
export const maxPageBytes = 12 * 1024 * 1024;

/** A request that outlived its deadline. */
export class TimedOut extends Error {}

const timeoutCodes: ReadonlySet<unknown> = new Set([
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "ETIMEDOUT",
]);
const sizeCodes: ReadonlySet<unknown> = new Set(["UND_ERR_RES_EXCEEDED_MAX_SIZE", "UND_ERR_HEADERS_OVERFLOW", "HPE_HEADER_OVERFLOW"]);

/** The typed error, with what to do about it, for whatever broke a request. */
export function nameError(error: unknown, url: string): DangvuError {
  if (error instanceof DangvuError) return error;
  const code = codeOf(error);
  if (code === privateAddressCode) return refusePrivate(url, error);
  if (error instanceof Overlong || sizeCodes.has(code)) {
    return new FetchRefused(`${url} trả lời quá lớn (giới hạn ${maxPageBytes / 1024 / 1024} MiB).`, "Bỏ qua địa chỉ này.", error);
  }
  if (error instanceof UnknownEncoding)
    return new FetchRefused(`${url} nén theo cách không biết: ${error.message}.`, "Bỏ qua địa chỉ này.", error);
  if (isCertificateCode(code)) {
    return new FetchRefused(`${url} có chứng chỉ không tin được (${code}).`, "Kiểm tra chứng chỉ của trang nguồn.", error);
  }
  if (error instanceof TimedOut || timeoutCodes.has(code))
    return new FetchFailed(`${url} không trả lời kịp.`, "Sẽ thử lại sau.", null, error);
  const detail = code ?? (error instanceof Error ? error.message : String(error));
  return new FetchFailed(`Không tải được ${url}: ${detail}.`, "Sẽ thử lại sau; kiểm tra mạng nếu lặp lại.", null, error);
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : null;
}

function isCertificateCode(code: string | null): boolean {
  return code !== null && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code);
}

/** The error for an address inside a private network. */
export function refusePrivate(url: string, cause?: unknown): FetchRefused {
  return new FetchRefused(
    `Không tải ${url}: địa chỉ nằm trong mạng nội bộ.`,
    "Nếu đúng là nguồn nội bộ, đặt allowPrivate: true trong tệp nguồn tin.",
    cause,
  );
}
