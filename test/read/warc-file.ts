import { gzipSync } from "node:zlib";

export interface RecordFields {
  readonly type?: string;
  readonly url?: string;
  readonly date?: string;
  readonly version?: string;
  /** More heads of the record: `Name: value`. */
  readonly heads?: readonly string[];
  /** Status line and heads of the answer; null for a resource. */
  readonly http?: readonly string[] | null;
  readonly body?: string | Uint8Array;
  /** Instead of the true length of the block. */
  readonly claims?: number;
}

/** A record as the standard writes it; by default the answer to a request for a page. */
export function warcRecord(fields: RecordFields = {}): Buffer {
  const http = fields.http === undefined ? ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8"] : fields.http;
  const answer = http === null ? [] : [`${http.join("\r\n")}\r\n\r\n`];
  const block = Buffer.concat([...answer, fields.body ?? htmlPage("Bài thử")].map((part) => Buffer.from(part)));
  const heads = [
    fields.version ?? "WARC/1.1",
    `WARC-Type: ${fields.type ?? "response"}`,
    `WARC-Target-URI: ${fields.url ?? "https://bao.test/1"}`,
    `WARC-Date: ${fields.date ?? "2024-03-01T05:06:07Z"}`,
    "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>",
    ...(fields.heads ?? [`Content-Type: ${http === null ? "text/html" : "application/http; msgtype=response"}`]),
    `Content-Length: ${fields.claims ?? block.length}`,
  ];
  return Buffer.concat([Buffer.from(`${heads.join("\r\n")}\r\n\r\n`), block, Buffer.from("\r\n\r\n")]);
}

/** One gzip member a record. */
export const packed = (records: readonly Buffer[]): Buffer => Buffer.concat(records.map((record) => gzipSync(record)));

/** An article page of our own. */
export function htmlPage(title: string, figure = "1.168"): string {
  const text = `Năm 2023, Đảng bộ tỉnh Nghệ An kết nạp ${figure} đảng viên. Các chi bộ họp đều, công tác phát triển đảng được chú trọng ở cơ sở.`;
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title><meta property="article:published_time" content="2024-02-29T08:00:00+07:00"></head><body><article><h1>${title}</h1><p>${text}</p></article></body></html>`;
}
