import { errors } from "undici";
import { DangvuError, FetchFailed, FetchRefused } from "../types/errors.ts";
import { privateAddressCode } from "./addresses.ts";
import { Overlong, UnknownEncoding } from "./body.ts";

/** The largest page of the newspapers at hand has 0.6 MB; a scanned decision may have 8. */
export const maxPageBytes = 12 * 1024 * 1024;

/** Why there is no page, as reports count it. `busy`: 429 or 503; `protocol`: what is no HTTP; `crashed`: a fault of a later stage. */
export type FailureKind =
  | "timeout"
  | "connection"
  | "cut-off"
  | "protocol"
  | "busy"
  | "server-error"
  | "forbidden"
  | "status"
  | "redirect"
  | "private-address"
  | "certificate"
  | "too-large"
  | "encoding"
  | "media-type"
  | "unreadable"
  | "crashed";

/** A request that outlived its deadline. */
export class TimedOut extends Error {}

/** An answer whose status is none of a page. */
export class BadStatus extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

/** A redirect that is not followed. */
export class BadRedirect extends Error {}

/** A media type that nobody reads. */
export class WrongType extends Error {}

/** More header fields than any page needs. */
export class TooManyHeaders extends Error {}

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
  if (isTooLarge(error)) {
    return new FetchRefused(`${url} trả lời quá lớn (giới hạn ${maxPageBytes / 1024 / 1024} MiB).`, "Bỏ qua địa chỉ này.", error);
  }
  if (error instanceof UnknownEncoding)
    return new FetchRefused(`${url} nén theo cách không biết: ${error.message}.`, "Bỏ qua địa chỉ này.", error);
  if (isCertificateCode(code)) {
    const hint = "Báo cho trang nguồn; nếu vẫn muốn tải, đặt acceptBadCertificate: true trong tệp nguồn tin.";
    return new FetchRefused(`${url} có chứng chỉ không tin được (${code}).`, hint, error);
  }
  if (isTimeout(error)) return new FetchFailed(`${url} không trả lời kịp.`, "Sẽ thử lại sau.", null, error);
  const detail = code ?? (error instanceof Error ? error.message : String(error));
  return new FetchFailed(`Không tải được ${url}: ${detail}.`, "Sẽ thử lại sau; kiểm tra mạng nếu lặp lại.", null, error);
}

/** The kind of what ended a visit, read off the cause that the error carries. */
export function failureKind(error: unknown): FailureKind {
  if (!(error instanceof DangvuError)) return "crashed";
  if (!(error instanceof FetchFailed || error instanceof FetchRefused)) return "unreadable";
  const { cause } = error;
  if (cause instanceof BadStatus) return kindOfStatus(cause.status);
  if (cause instanceof BadRedirect) return "redirect";
  if (cause instanceof WrongType) return "media-type";
  if (cause instanceof UnknownEncoding) return "encoding";
  if (isTooLarge(cause)) return "too-large";
  if (isTimeout(cause)) return "timeout";
  return cause instanceof errors.HTTPParserError ? "protocol" : kindOfCode(codeOf(cause));
}

const cutCodes: ReadonlySet<unknown> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

function kindOfStatus(status: number): FailureKind {
  if (status === 429 || status === 503) return "busy";
  if (status >= 500) return "server-error";
  return status === 401 || status === 403 ? "forbidden" : "status";
}

function kindOfCode(code: string | null): FailureKind {
  if (code === privateAddressCode) return "private-address";
  if (isCertificateCode(code)) return "certificate";
  if (code?.startsWith("HPE_") || code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH") return "protocol";
  return cutCodes.has(code) || code?.startsWith("Z_") || code?.startsWith("ERR_") ? "cut-off" : "connection";
}

const isTimeout = (error: unknown): boolean => error instanceof TimedOut || timeoutCodes.has(codeOf(error));

const isTooLarge = (error: unknown): boolean =>
  error instanceof Overlong || error instanceof TooManyHeaders || sizeCodes.has(codeOf(error));

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : null;
}

function isCertificateCode(code: string | null): boolean {
  return code !== null && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code);
}

/** The error for an address inside a private network. */
export function refusePrivate(url: string, cause: unknown = Object.assign(new Error(url), { code: privateAddressCode })): FetchRefused {
  return new FetchRefused(
    `Không tải ${url}: địa chỉ nằm trong mạng nội bộ.`,
    "Nếu đúng là nguồn nội bộ, đặt allowPrivate: true trong tệp nguồn tin.",
    cause,
  );
}
