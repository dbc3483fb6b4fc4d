import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compress, encodingFor, isCompressible } from "../../../pipeline/serve/front/encoding.ts";

describe("the encoding of an answer", () => {
  it.each([
    [undefined, null],
    ["", null],
    ["gzip", "gzip"],
    ["gzip, deflate, br, zstd", "br"],
    ["br;q=0.5, gzip;q=0.9", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["gzip;q=0, *", "br"],
    ["*;q=0", null],
    ["identity", null],
    ["br;q=viel", null],
    ["BR", "br"],
  ] as const)("for a client that takes %j is %s", (accept, encoding) => {
    expect(encodingFor(accept)).toBe(encoding);
  });

  it.each([
    ["text/html; charset=UTF-8", 5000, true],
    ["application/problem+json", 5000, true],
    ["application/atom+xml", 5000, true],
    ["image/svg+xml", 5000, true],
    ["text/csv", null, true],
    ["text/html", 200, false],
    ["image/png", 5000, false],
    ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 5000, false],
  ] as const)("makes %s of %s bytes smaller: %s", (type, bytes, expected) => {
    expect(isCompressible([["Content-Type", type]], bytes)).toBe(expected);
  });

  it("leaves alone what comes encoded", () => {
    const headers = [
      ["content-type", "text/html"],
      ["Content-Encoding", "gzip"],
    ] as const;
    expect(isCompressible(headers, 5000)).toBe(false);
  });

  it("can be undone", async () => {
    const body = new TextEncoder().encode("Đảng viên mới kết nạp ".repeat(200));
    expect(new Uint8Array(gunzipSync(await compress(body, "gzip")))).toEqual(body);
    expect(new Uint8Array(brotliDecompressSync(await compress(body, "br")))).toEqual(body);
  });
});
