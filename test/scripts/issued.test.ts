import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLoaded } from "../../pipeline/jobs/import.ts";
import { fileToPage } from "../../pipeline/read/read.ts";
import { issuedLine } from "../../scripts/commands/issued.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { call } from "./cli.ts";
import { look, settingsFor } from "./dump.ts";

const TEXT = `TỈNH ỦY LẠNG SƠN          ĐẢNG CỘNG SẢN VIỆT NAM
*                          Lạng Sơn, ngày 5 tháng 3 năm 2021
Số 12-NQ/TU
NGHỊ QUYẾT
về củng cố chi bộ nông thôn giai đoạn 2021-2025
-----
Các cấp ủy trong Đảng bộ đã thảo luận nhiều lần và thống nhất quyết nghị những việc dưới đây.
I. CHỈ TIÊU
- Mỗi năm kết nạp 240 đảng viên.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Vi Văn Thử
`;

describe("an issued document on the terminal", () => {
  it("is told in one line with its figures, from the file", async () => {
    const file = join(temporaryFolder(), "nghi-quyet.txt");
    writeFileSync(file, TEXT);
    const { code, out } = await call("read", file);
    expect(code).toBe(0);
    expect(out).toContain("Nghị quyết về củng cố chi bộ nông thôn giai đoạn 2021-2025\n");
    expect(out).toContain("  Nghị quyết 12-NQ/TU · Tỉnh ủy Lạng Sơn · 05/03/2021 · ký: Vi Văn Thử\n");
    expect(out).toContain("members.admitted = 240 · Lạng Sơn · các năm 2021–2025");
  });

  it("is told in the same line out of the library", async () => {
    const folder = temporaryFolder();
    const settings = settingsFor(join(folder, "data"), join(folder, "indexes"));
    const page = fileToPage("nghi-quyet.txt", new TextEncoder().encode(TEXT), "2026-11-22T00:00:00Z");
    const { read } = await readLoaded(page);
    look(settings, (store) => store.saveDocument({ page, articles: read, rules: "r", run: "run" }));
    const { out } = await call("show", read[0]?.article.id ?? "", "--data", settings.data, "--indexes", settings.indexes);
    expect(out).toContain("\nNghị quyết 12-NQ/TU · Tỉnh ủy Lạng Sơn · 05/03/2021 · ký: Vi Văn Thử\n");
  });

  it("leaves out what it does not tell", () => {
    const nothing = { issuer: null, number: null, id: null, kind: null, place: null, issued: null, subject: null, signature: null };
    expect(issuedLine({ ...nothing, sections: [], recipients: [] })).toBe("Văn bản không số");
  });
});
