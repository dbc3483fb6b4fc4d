import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { openRawPages } from "../../../pipeline/store/raw/raw-pages.ts";
import { recordOf } from "../../../pipeline/store/raw/record.ts";
import { DangvuError, StoreBroken, WrongUse } from "../../../pipeline/types/errors.ts";
import type { RawPages } from "../../../pipeline/types/raw-pages.ts";
import { makePage } from "../documents.ts";
import { type OpenedPages, rawPagesContract } from "./contract.ts";
import { type Fault, KEYS, type S3Server, startS3 } from "./s3-server.ts";

let server: S3Server;
let serial = 0;
beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.close());
beforeEach(() => {
  for (const [name, value] of Object.entries(KEYS)) vi.stubEnv(name, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.fail({ kind: "none" });
  await server.setCondition("ignored");
});

function openAt(address: string, timeoutMs = 20_000): RawPages {
  const raw = openRawPages(address, { timeoutMs });
  onTestFinished(() => raw.close());
  return raw;
}

const newPrefix = (): string => `thu/${++serial}`;
const newPage = () => makePage(`https://bao.test/${++serial}`, `trang ${serial} `.repeat(3000));
const keep = (raw: RawPages, page: ReturnType<typeof newPage>): void => raw.keep(page.sha256, recordOf(page));

/** What was thrown; fails where nothing was. */
function thrownBy(work: () => unknown): DangvuError {
  try {
    work();
  } catch (error) {
    if (error instanceof DangvuError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("raw pages in a bucket", () => {
  rawPagesContract((): OpenedPages => {
    // This server does not know `If-None-Match`: it is asked before each writing.
    const address = server.place(newPrefix(), "&conditional=0");
    const raws: RawPages[] = [];
    const reopen = (): RawPages => {
      const raw = openRawPages(address);
      raws.push(raw);
      return raw;
    };
    return {
      address,
      raw: reopen(),
      reopen,
      fileOf: (sha256) => server.filesOf(sha256).find((file) => file.includes(`/thu/${serial}/`)) ?? "",
      dispose: () => {
        for (const raw of raws) raw.close();
      },
    };
  });

  it("lie under the prefix as they would lie in a folder", () => {
    const [raw, page] = [openAt(server.place("kho/dangvu")), newPage()];
    keep(raw, page);
    const { sha256 } = page;
    expect(server.filesOf(sha256).map((file) => file.replace(/^.*\/pages\//u, ""))).toEqual([
      `kho/dangvu/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}.warc.gz._S3rver_object`,
    ]);
  });

  describe("on a server that knows `If-None-Match`", () => {
    beforeEach(() => server.setCondition("known"));

    it("are written with one request, and never over what is there", async () => {
      const [raw, page] = [openAt(server.place(newPrefix())), newPage()];
      const first = recordOf(page);
      await server.seen();
      raw.keep(page.sha256, first);
      expect(await server.seen()).toEqual([{ method: "PUT", isConditional: true }]);
      keep(raw, page);
      expect((await server.seen()).map(({ method }) => method)).toEqual(["PUT", "GET"]);
      expect(Buffer.from(raw.read(page.sha256) ?? [])).toEqual(first);
    });

    it("are kept although the answer to the first writing was lost", async () => {
      const [raw, page] = [openAt(server.place(newPrefix())), newPage()];
      await server.fail({ kind: "lost", times: 1 });
      await server.seen();
      keep(raw, page);
      // Written, but not heard of; then refused as it is there, and looked at.
      expect((await server.seen()).map(({ method }) => method)).toEqual(["PUT", "PUT", "GET"]);
      expect(raw.read(page.sha256)).not.toBeNull();
    });
  });

  it("are asked for first on a server that says it knows no conditions, from then on", async () => {
    await server.setCondition("unknown");
    const raw = openAt(server.place(newPrefix()));
    await server.seen();
    keep(raw, newPage());
    keep(raw, newPage());
    expect((await server.seen()).map(({ method }) => method)).toEqual(["PUT", "HEAD", "PUT", "HEAD", "PUT"]);
  });

  describe("on a server in trouble", () => {
    const passing: readonly (readonly [what: string, fault: Fault])[] = [
      ["503 once", { kind: "status", status: 503, code: "SlowDown", times: 1 }],
      ["500 once", { kind: "status", status: 500, code: "InternalError", times: 1 }],
      ["429 once", { kind: "status", status: 429, code: "TooManyRequests", times: 1 }],
      ["connections cut once", { kind: "cut", times: 1 }],
      ["one request without an answer", { kind: "silent", times: 1 }],
    ];
    it.each(passing)("are kept and read in the end: %s", async (_, fault) => {
      const [raw, page] = [openAt(server.place(newPrefix()), 3000), newPage()];
      await server.fail(fault);
      keep(raw, page);
      await server.fail(fault);
      expect(raw.read(page.sha256)).not.toBeNull();
    });

    it.each(["half", "stalled", "dripping"] as const)("are read in the end when a body came by half: %s", async (kind) => {
      const [raw, page] = [openAt(server.place(newPrefix()), 3000), newPage()];
      keep(raw, page);
      await server.fail({ kind, times: 1 });
      expect(raw.read(page.sha256)).not.toBeNull();
    });

    const lasting: readonly (readonly [what: string, fault: Fault, message: RegExp])[] = [
      ["503 for ever", { kind: "status", status: 503, code: "SlowDown" }, /đang quá tải hoặc gặp lỗi \(503 SlowDown\)/u],
      ["403", { kind: "status", status: 403, code: "AccessDenied" }, /từ chối khóa truy cập \(403 AccessDenied\)/u],
      ["full", { kind: "status", status: 507, code: "XMinioStorageFull" }, /không còn chỗ để ghi/u],
      ["no answer", { kind: "silent" }, /không trả lời kịp/u],
      ["connections cut", { kind: "cut" }, /không kết nối được \(ECONNRESET\)/u],
      ["bucket gone", { kind: "status", status: 404, code: "NoSuchBucket" }, /không có trên máy chủ \(404 NoSuchBucket\)/u],
      ["something new", { kind: "status", status: 418, code: "Teapot" }, /gặp lỗi: 418 Teapot/u],
    ];
    it.each(lasting)("tell what is wrong, in time: %s", async (_, fault, message) => {
      const raw = openAt(server.place(newPrefix()), 450);
      await server.fail(fault);
      const begun = Date.now();
      for (const work of [() => keep(raw, newPage()), () => raw.read("0".repeat(64)), () => raw.tryKeeping()]) {
        const error = thrownBy(work);
        expect(error).toBeInstanceOf(StoreBroken);
        expect(error.message).toMatch(message);
        expect(error.hint).not.toBe("");
      }
      expect(Date.now() - begun).toBeLessThan(8000);
    });

    it.each(["half", "stalled", "dripping"] as const)("tell of bodies that never come whole, in time: %s", async (kind) => {
      const [raw, page] = [openAt(server.place(newPrefix()), 450), newPage()];
      keep(raw, page);
      await server.fail({ kind });
      const begun = Date.now();
      expect(thrownBy(() => raw.read(page.sha256)).message).toMatch(/chỉ trả lời một phần/u);
      expect(Date.now() - begun).toBeLessThan(8000);
    });

    it("go on when the server is back", async () => {
      const [raw, page] = [openAt(server.place(newPrefix()), 450), newPage()];
      await server.fail({ kind: "cut" });
      expect(() => keep(raw, page)).toThrow(StoreBroken);
      await server.fail({ kind: "none" });
      keep(raw, page);
      expect(raw.read(page.sha256)).not.toBeNull();
    });
  });

  it("tell of a server that is not there", () => {
    const raw = openAt("s3://pages/x?endpoint=http://127.0.0.1:9", 450);
    expect(thrownBy(() => raw.read("0".repeat(64))).message).toBe(
      "Kho đối tượng s3://pages/x (127.0.0.1:9) không kết nối được (ECONNREFUSED).",
    );
  });

  it("tell of a bucket that is not there", () => {
    const raw = openAt(server.place("x").replace("s3://pages/", "s3://khac/"));
    expect(thrownBy(() => keep(raw, newPage())).message).toMatch(/không có trên máy chủ/u);
    expect(thrownBy(() => raw.read("0".repeat(64))).message).toMatch(/không có trên máy chủ/u);
  });

  it("tell of a wrong key without repeating it", () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "LA");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "bi-mat-khong-duoc-lo");
    const raw = openAt(server.place(newPrefix()));
    const error = thrownBy(() => keep(raw, newPage()));
    expect(error.message).toMatch(/từ chối khóa truy cập \(403 InvalidAccessKeyId\)/u);
    expect(`${error.message} ${error.hint} ${String(error.cause)} ${error.stack}`).not.toContain("bi-mat");
  });
});

describe("the address of a bucket", () => {
  it.each([
    ["s3://", "Địa chỉ"],
    ["s3://B", "tên bucket"],
    ["s3://pages/x?endpint=http://may", '"endpint"'],
    ["s3://pages/x?pathStyle=yes", '"pathStyle"'],
    ["s3://pages/x?endpoint=ftp://may", '"endpoint"'],
    ["s3://pages/%zz", "dấu %"],
    ["s3://khoa:bi-mat@pages/x", "chứa khóa"],
    ["s3://pages/x?endpoint=http://khoa:bi-mat@may", "chứa khóa"],
    ["s3://pages/x?secretAccessKey=bi-mat", '"secretAccessKey"'],
  ])("is refused with what is wrong, and no secret repeated: %s", (address, part) => {
    const error = thrownBy(() => openRawPages(address));
    expect(error).toBeInstanceOf(WrongUse);
    expect(error.message).toContain(part);
    expect(`${error.message}${error.hint}`).not.toContain("bi-mat");
  });

  it("takes endpoint and region from the usual variables", () => {
    vi.stubEnv("AWS_ENDPOINT_URL_S3", "http://may.test:9000");
    expect(openAt("s3://pages/x").place).toBe("s3://pages/x (may.test:9000)");
    vi.stubEnv("AWS_ENDPOINT_URL_S3", "");
    expect(openAt("s3://pages/").place).toBe("s3://pages");
  });
});
