import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLibrary } from "../../pipeline/jobs/workspace.ts";
import { bulletinDocx } from "../../pipeline/publish/bulletin/docx.ts";
import type { BulletinFacts } from "../../pipeline/types/bulletin.ts";
import type { BulletinHead, FigureExplained, UsedFigure } from "../../pipeline/types/bulletin-desk.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../store/documents.ts";
import { call } from "./cli.ts";
import { settingsFor } from "./dump.ts";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "dangvu-bulletin-"));
  const store = openLibrary(settingsFor(join(home, "kho"), join(home, "chi-muc")));
  const text = "Tin ngắn\nNăm 2023, Đảng bộ tỉnh kết nạp hơn 1.160 đảng viên.";
  const page = makePage("https://bao.test/ket-nap", text);
  const quote = "kết nạp hơn 1.160 đảng viên";
  const start = text.indexOf(quote);
  const observation = makeObservation({ value: 1160, bound: "more_than", quote, start, end: start + quote.length, confidence: 0.95 });
  const articles = [makeRead(makeArticle(page, { text }), { observations: [observation] })];
  store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
  store.close();
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (...argv: readonly string[]) => call("bulletin", ...argv, "--data", join(home, "kho"), "--indexes", join(home, "chi-muc"));
const heads = async (): Promise<readonly BulletinHead[]> => JSON.parse((await run("--list", "--json")).out) as BulletinHead[];

describe("dangvu bulletin", () => {
  it.each([
    ["docx", "PK"],
    ["html", "<!doctype html>"],
    ["md", "# Bản tin"],
  ])("writes .%s, keeps it and says so", async (format, begin) => {
    const path = join(home, `ban-tin.${format}`);
    const { code, out, err } = await run("--period", "2023", "--topics", "admitted", "-o", path);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Đã ghi .*: dựa trên 1 số liệu\.\nĐã lưu để giải thích về sau: 2023-[\da-f]{12} /u);
    expect(readFileSync(path).toString("utf8").startsWith(begin)).toBe(true);
    copyFileSync(path, join(home, `lan-dau.${format}`));
    expect((await run("--period", "2023", "--topics", "admitted", "-o", path)).err).toMatch(/Đã có tệp .*\n.*--force/u);
    expect((await run("--period", "2023", "--topics", "admitted", "-o", path, "--force")).code).toBe(0);
  });

  it("keeps one bulletin with all of its files, and gives them back", async () => {
    const [head, ...others] = await heads();
    expect(others).toEqual([]);
    expect(head?.files.map(({ format }) => format)).toEqual(["docx", "html", "md"]);
    const path = join(home, "lay-lai.docx");
    expect((await run("--show", head?.id ?? "", "-o", path)).out).toContain("đúng tệp khi làm bản tin");
    // What was made again with --force tells the time of that.
    expect(readFileSync(path).equals(readFileSync(join(home, "lan-dau.docx")))).toBe(true);
    expect((await run("--show", head?.id ?? "")).out).toBe(readFileSync(join(home, "lan-dau.md"), "utf8"));
    expect((await run("--list")).out).toMatch(/^2023-[\da-f]{12} {2}Bản tin .* bằng lệnh · 1 số liệu · docx, html, md\n$/u);
  });

  it("explains each of its figures", async () => {
    const [head] = await heads();
    const id = head?.id ?? "";
    const [used] = JSON.parse((await run("--explain", id, "--json")).out) as UsedFigure[];
    const figure = used?.figure.id ?? "";
    expect((await run("--explain", id)).out).toContain(figure);
    const told = (await run("--explain", id, figure)).out;
    for (const part of [
      "hơn 1.160",
      "«Năm 2023, Đảng bộ tỉnh kết nạp hơn 1.160 đảng viên.»",
      "Vẫn như khi làm bản tin.",
      "https://bao.test/ket-nap",
    ])
      expect(told).toContain(part);
    const explained = JSON.parse((await run("--explain", id, figure, "--json")).out) as FigureExplained;
    expect(explained).toMatchObject({ today: { state: "same" }, uses: [{ name: "Lào Cai", today: { value: 1160, bound: "more_than" } }] });
    expect((await run("--explain", id, "000000000000")).err).toMatch(/không có số liệu "000000000000"/u);
  });

  it("prints its facts without writing or keeping anything", async () => {
    const before = await heads();
    const facts = JSON.parse((await run("--period", "2023", "--json")).out) as BulletinFacts;
    expect(facts.topics[0]?.questions[0]?.provinces).toMatchObject([{ now: { value: 1160, bound: "more_than" } }]);
    expect(await heads()).toEqual(before);
  });

  it("strikes out what it is told, and says the nearest period with figures where there are none", async () => {
    const [used] = JSON.parse((await run("--explain", (await heads())[0]?.id ?? "", "--json")).out) as UsedFigure[];
    const struck = await run("--period", "2023", "--without", used?.figure.id ?? "", "--json");
    expect([struck.code, struck.err]).toEqual([2, expect.stringMatching(/Kỳ 2023 không có số liệu/u)]);
    expect((await run("--period", "2021", "-o", join(home, "khong.md"))).err).toMatch(/Kỳ 2021 không có số liệu.*\n.*2023/u);
    expect(existsSync(join(home, "khong.md"))).toBe(false);
  });

  it("takes the office's template and refuses what is none", async () => {
    const path = join(home, "sai.docx");
    writeFileSync(path, "không phải Word");
    const { code, err } = await run("--period", "2023", "--template", path, "-o", join(home, "mau.docx"));
    expect([code, err]).toEqual([1, expect.stringMatching(/sai\.docx/u)]);
    const text = { lang: "vi", title: "t", subtitle: "", dateline: "", notes: [], colophon: "" } as const;
    const body = { ...text, blocks: [{ kind: "paragraph", inlines: [{ text: "{noi_dung}" }] }] } as const;
    writeFileSync(path, await bulletinDocx(body));
    expect(await run("--period", "2023", "--template", path, "-o", join(home, "mau.docx"))).toMatchObject({ code: 0, err: "" });
    expect(existsSync(join(home, "mau.docx"))).toBe(true);
  });

  it("speaks English on request", async () => {
    const { out } = await run("--period", "2023", "-o", join(home, "en.md"), "--lang", "en");
    expect(out).toMatch(/^Wrote .* rests on 1 figures/u);
    expect(readFileSync(join(home, "en.md"), "utf8")).toMatch(/2023/u);
  });

  it("makes a series, once an issue unless told to", async () => {
    const corpus = join(home, "corpus");
    mkdirSync(join(corpus, "bulletins"), { recursive: true });
    const yaml = "name: nam\nlabel: { vi: Năm, en: Year }\nevery: quarter\nabout: year\nwait_days: 0\ntopics: [admitted]\nformats: [md]\n";
    writeFileSync(join(corpus, "bulletins", "nam.yaml"), yaml);
    const early = await run("--series", "nam", "--corpus", corpus);
    expect([early.code, early.out]).toEqual([3, expect.stringMatching(/^nam: chưa làm được\. .*không có số liệu/u)]);
    expect((await run("--series", "--corpus", corpus)).out).toMatch(/Không có loạt bản tin nào đang bật/u);
  });
});
