import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readGold } from "../../pipeline/jobs/gold.ts";
import { importFiles } from "../../pipeline/jobs/import.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import { openLibrary } from "../../pipeline/jobs/workspace.ts";
import type { Decision, ReviewItem } from "../../pipeline/types/review.ts";
import { main } from "../../scripts/dangvu.ts";
import { call } from "./cli.ts";
import { settingsFor } from "./dump.ts";

const REPORTS: Readonly<Record<string, string>> = {
  "a.txt": "Published: 2022-01-10\n\nLạng Sơn phát triển đảng viên\n\nNăm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp 1.168 đảng viên.\n",
  "b.txt": "Published: 2022-02-10\n\nNhìn lại một năm\n\nNăm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp 1.186 đảng viên.\n",
};

let home: string;
let folders: string[];
/** Stores files of the test's folder as an import does. */
async function store(files: Parameters<typeof importFiles>[0]): Promise<void> {
  const library = openLibrary(settingsFor(join(home, "data"), join(home, "indexes")));
  await importFiles(files, { store: library, run: makeRun() }).finally(() => library.close());
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "dangvu-review-"));
  folders = ["--data", join(home, "data"), "--indexes", join(home, "indexes")];
  const files = Object.entries(REPORTS).map(([name, text]) => {
    writeFileSync(join(home, name), text);
    return { path: join(home, name), name };
  });
  await store(files);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const review = (...argv: string[]) => call("review", ...argv, ...folders);
const dangvu = (...argv: string[]) => call(...argv, ...folders);
const queue = async (): Promise<ReviewItem[]> => JSON.parse((await review("--list", "--json")).out) as ReviewItem[];
/** The id of the figure with this value in the queue. */
const idOf = async (value: number): Promise<string> => (await queue()).find(({ observation }) => observation.value === value)?.id ?? "";
const SIGNED = ["--by", "Lan", "--why", "đối chiếu bản gốc"];
const cell = async (): Promise<string> => (await dangvu("table", "members.admitted", "--years", "2021", "--format", "csv")).out;

describe("dangvu review --list", () => {
  it("shows what two articles tell differently, with the id to decide by", async () => {
    const { code, out } = await review("--list");
    expect(code).toBe(0);
    expect(out).toContain("2 số liệu cần xem lại");
    expect(out).toMatch(/^[0-9a-f]{12} {2}members\.admitted = 1\.168/mu);
    expect(out).toMatch(/bài khác nói khác: 1\.186/u);
    expect((await queue()).map(({ doubts }) => doubts[0]?.kind)).toEqual(["conflict", "conflict"]);
    expect((await review("--list", "--limit", "1")).out).toContain("và 1 số liệu nữa");
    expect((await review("--list", "--lang", "en")).out).toContain("2 figures to look at");
  });
});

describe("a decision on the command line", () => {
  it("takes a rejected figure out of tables, searches and pages, and says so where the article is shown", async () => {
    const before = await cell();
    const [id, right] = [await idOf(1186), await idOf(1168)];
    const item = (await queue()).find((one) => one.id === id);
    const { code, out } = await review(id, "--reject", ...SIGNED);
    expect([code, out]).toEqual([0, expect.stringMatching(/đã loại.*Lan/u)]);
    expect(before).toContain("1186");
    expect(await cell()).toContain("1168");
    expect(await cell()).not.toContain("1186");
    expect(await queue()).toEqual([]);
    const shown = (await dangvu("show", item?.head.id ?? "")).out;
    expect(shown).not.toMatch(/members\.admitted = 1\.186/u);
    expect(shown).toMatch(new RegExp(`${id} đã loại .*Lan.*đối chiếu bản gốc`, "u"));
    expect((await dangvu("search", "nhìn lại một năm")).out).toContain("0 số liệu");
    expect(right).not.toBe("");
  });

  it("puts a correction into tables and answers, with who and why in `show`", async () => {
    const id = await idOf(1186);
    const item = (await queue()).find((one) => one.id === id);
    expect((await review(id, "--correct", "value=1168", ...SIGNED)).code).toBe(0);
    expect(await queue()).toEqual([]);
    expect(await cell()).not.toContain("1186");
    const shown = (await dangvu("show", item?.head.id ?? "")).out;
    expect(shown).toMatch(/members\.admitted = 1\.168[^\n]*\n[^\n]*\n +đã sửa \(có người xem\): Lan/u);
    const province = JSON.parse((await dangvu("show", "63-20", "--json")).out) as { observation: { review?: { verdict: string } } }[];
    expect(province.map(({ observation }) => observation.review?.verdict ?? null).sort()).toEqual(["correct", null]);
  });

  it("holds when the file is imported again, and can be withdrawn", async () => {
    const id = await idOf(1168);
    await review(id, "--correct", '{"value": 1200}', ...SIGNED);
    writeFileSync(join(home, "a.txt"), `${REPORTS["a.txt"]}\nHội nghị bế mạc.\n`);
    const files = [{ path: join(home, "a.txt"), name: "a.txt" }];
    await store(files);
    expect(await dangvu("show", "63-20")).toMatchObject({ out: expect.stringContaining("= 1.200") });
    expect((await review("--decided")).out).toMatch(new RegExp(`^${id} {2}đã sửa .*đang áp dụng`, "mu"));
    await review(id, "--withdraw", ...SIGNED);
    expect((await dangvu("show", "63-20")).out).not.toContain("1.200");
    const decided = JSON.parse((await review("--decided", "--json")).out) as (Decision & { state: string })[];
    expect(decided).toMatchObject([{ id, verdict: "withdraw", by: "Lan", state: "withdrawn" }]);
  });

  it.each<[string, string[], number, RegExp]>([
    ["nothing asked and no keyboard", [], 2, /--list/u],
    ["an id alone", ["abc"], 2, /--confirm/u],
    ["a verdict without an id", ["--confirm", ...SIGNED], 2, /Thiếu mã/u],
    ["two verdicts", ["abc", "--confirm", "--reject", ...SIGNED], 2, /cùng lúc/u],
    ["an id that does not exist", ["abc", "--reject", ...SIGNED], 2, /"abc"/u],
    ["no name", ["ID", "--confirm", "--why", "x"], 2, /--by/u],
    ["no reason", ["ID", "--confirm", "--by", "Lan"], 2, /--why/u],
    ["a field that does not exist", ["ID", "--correct", "gia=5", ...SIGNED], 2, /gia/u],
    ["a limit that is no number", ["--list", "--limit", "nhiều"], 2, /--limit/u],
    ["a threshold above 100", ["--list", "--below", "101"], 2, /--below/u],
    ["nothing decided to export", ["--export", "gold.jsonl"], 2, /quyết định/u],
  ])("is refused with a hint: %s", async (_, argv, code, message) => {
    const id = await idOf(1168);
    const called = await review(...argv.map((part) => (part === "ID" ? id : part)));
    expect(called.code).toBe(code);
    expect(called.err).toMatch(message);
    expect(called.err).toContain("Gợi ý: ");
    expect((await review("--decided")).out).toBe("Chưa có quyết định nào.\n");
    expect(existsSync("gold.jsonl")).toBe(false);
  });
});

describe("reviewers of the web page", () => {
  it("get a token that is shown once, are listed, and lose it again", async () => {
    const added = await review("--add-reviewer", "Nguyễn Lan");
    const token = /dvs_[\w-]{43}/u.exec(added.out)?.[0] ?? "";
    expect(token).not.toBe("");
    const listed = await review("--reviewers");
    expect(listed.out).toContain("Nguyễn Lan");
    expect(listed.out).not.toContain(token);
    expect(JSON.parse((await review("--reviewers", "--json")).out)).toMatchObject([{ name: "Nguyễn Lan" }]);
    expect((await review("--remove-reviewer", "nguyễn lan")).code).toBe(0);
    expect((await review("--reviewers")).out).toContain("Chưa có người soát");
  });

  it.each([
    ["a name that is taken", ["--add-reviewer", "LAN"], "Đã có người soát"],
    ["a name that nobody has", ["--remove-reviewer", "Hoa"], "Đang có: Lan"],
    ["two things at once", ["--add-reviewer", "Hoa", "--list"], "--list và --add-reviewer"],
    ["a figure beside it", ["3f9a01c2b4d5", "--reviewers"], "3f9a01c2b4d5"],
  ])("%s is refused with what to do", async (_, argv, says) => {
    await review("--add-reviewer", "Lan");
    const { code, err } = await review(...argv);
    expect(code).not.toBe(0);
    expect(err).toContain(says);
  });
});

describe("dangvu review --export", () => {
  it("writes gold that evaluate takes and finds nothing wrong with", async () => {
    for (const { id } of await queue()) await review(id, "--confirm", ...SIGNED);
    const file = join(home, "out.jsonl");
    const { code, out } = await review("--export", file, "--texts", join(home, "van-ban"), "--complete");
    expect([code, out]).toEqual([0, expect.stringContaining("2 số liệu của 2 bài")]);
    expect(readGold(file).map(({ kind }) => kind)).toEqual(["article", "observation", "article", "observation"]);
    const scored = await call("evaluate", "--gold", file, "--texts", join(home, "van-ban"), "--json");
    expect(JSON.parse(scored.out)).toMatchObject({ gold: { strict: { gold: 2, found: 2, right: 2 }, fields: { span: 1 } } });
  });

  it("says where it cannot write", async () => {
    await review(await idOf(1168), "--confirm", ...SIGNED);
    writeFileSync(join(home, "tep"), "");
    const { code, err } = await review("--export", join(home, "tep", "gold.jsonl"));
    expect([code, err]).toEqual([1, expect.stringContaining(join(home, "tep"))]);
    expect(readFileSync(join(home, "tep"), "utf8")).toBe("");
  });
});

describe("dangvu review at the keyboard", () => {
  /** Runs the command with these answers; then the input ends. */
  async function answer(...answers: string[]): Promise<{ code: number; out: string; err: string; questions: string[] }> {
    let [out, err] = ["", ""];
    const questions: string[] = [];
    const terminal = {
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
      ask: async (question: string) => {
        questions.push(question);
        return answers.shift() ?? null;
      },
      isTty: true,
      columns: null,
      exitCode: 0,
    };
    return { code: await main(["review", ...folders], terminal), out, err, questions };
  }

  it("goes through the queue: one figure corrected, the next rejected", async () => {
    const { code, out } = await answer("Lan", "s", "value=1170 place.name=", "bản gốc", "l", "nhầm năm");
    expect(code).toBe(0);
    expect(out).toContain("Năm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp");
    expect(out).toContain("2 quyết định đã lưu; còn 0 số liệu.");
    const decided = JSON.parse((await review("--decided", "--json")).out) as Decision[];
    expect(decided.map(({ verdict, why }) => [verdict, why])).toEqual([
      ["correct", "bản gốc"],
      ["reject", "nhầm năm"],
    ]);
  });

  it("asks again after what it does not understand or cannot store, and stores nothing of it", async () => {
    const { out, err } = await answer("Lan", "gì", "s", "value=1.168", "x", "", "x", "đúng");
    expect(out).toContain('Không hiểu "gì".');
    expect(err).toMatch(/hai cách/u);
    expect(err).toMatch(/Thiếu lý do/u);
    expect(out).toContain("1 quyết định đã lưu; còn 1 số liệu.");
  });

  it.each([["t"], []])("ends at once when told to, or at the end of the input", async (...keys) => {
    const { code, out } = await answer("Lan", ...keys);
    expect([code, out]).toEqual([0, expect.stringContaining("0 quyết định đã lưu; còn 2 số liệu.")]);
  });
});
