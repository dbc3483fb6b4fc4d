import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { loadPress } from "../../pipeline/farm/press.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { type Called, call, finish, startProcess } from "./cli.ts";
import { dump, look, settingsFor } from "./dump.ts";

const PRESS = loadPress("corpus/sample/press");

let home: string;
let settings: Settings;
let first: Called;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "dangvu-start-"));
  settings = settingsFor(join(home, "data"), join(home, "indexes"));
  first = await start(settings);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const flagsOf = ({ data, indexes }: Settings): string[] => ["--data", data, "--indexes", indexes];
const start = (of: Settings, ...more: string[]): Promise<Called> => call("start", "--no-serve", ...flagsOf(of), ...more);

/** The folders as the first start left them, to be changed at will. */
function copyOfFirst(): Settings {
  const folder = temporaryFolder();
  cpSync(home, folder, { recursive: true });
  return settingsFor(join(folder, "data"), join(folder, "indexes"));
}

const lastRun = (of: Settings) => look(of, (store) => store.runs().at(-1));
const titles = (of: Settings): string[] => look(of, (store) => store.articles({}).map(({ title }) => title));

describe("the first start", () => {
  it("stores every report of the sample press in two nights", () => {
    expect(first).toMatchObject({ code: 0, err: "" });
    // An aggregator prints titles with capitals; a resolution is named by its own head, not by its page.
    const stored = new Set(titles(settings).map((title) => title.toLowerCase()));
    const reports = PRESS.map(({ current }) => current).filter(({ style }) => style !== "resolution");
    expect(reports.map(({ title }) => title).filter((title) => !stored.has(title.toLowerCase()))).toEqual([]);
    expect(stored).toContain("nghị quyết về phương hướng, nhiệm vụ công tác xây dựng đảng năm 2022");
    expect(titles(settings)).toHaveLength(PRESS.length);
    const runs = look(settings, (store) => store.runs());
    expect(runs.map(({ job, finishedAt }) => [job, finishedAt !== null])).toEqual([
      ["sample-1", true],
      ["sample-2", true],
    ]);
  });

  it("shows the correction as a second version of its page", () => {
    const corrected = PRESS.filter(({ first: earlier }) => earlier !== null);
    expect(corrected.length).toBeGreaterThan(0);
    look(settings, (store) => {
      for (const { current } of corrected) {
        const head = store.articles({}).find(({ title }) => title === current.title);
        const versions = store.versions(head?.url ?? "");
        expect(versions.map((version) => version.current)).toEqual([false, true]);
        const [before, after] = versions.map(({ id }) => store.article(id)?.observations.map(({ value }) => value));
        expect(before).not.toEqual(after);
      }
    });
  });

  it("prints both tables with their coverage, and says that they are sparse", () => {
    const parts = first.out.split("\n\n");
    for (const title of ["Đảng viên mới kết nạp trong năm, theo tỉnh", "Xếp loại tổ chức cơ sở đảng trong năm, theo tỉnh và mức"]) {
      expect(parts.find((part) => part.startsWith(title))).toMatch(/^Số tỉnh có số liệu +\d+\/6[34]/mu);
    }
    expect(first.out.match(/^Bảng thưa: \d+ tỉnh/gmu)).toHaveLength(2);
    expect(first.out).toMatch(/^10 nguồn: 1\d\d trang mới/mu);
  });
});

describe("a second start", () => {
  it("asks only whether anything changed, finds nothing new and is fast", async () => {
    const before = dump(settings);
    const began = performance.now();
    const second = await start(settings);
    expect(performance.now() - began).toBeLessThan(6000);
    expect(second).toMatchObject({ code: 0, err: "" });
    expect(second.out).toContain("0 trang mới, 0 trang đổi");
    expect(second.out).toContain("Không có gì mới.");
    expect(Object.keys(lastRun(settings)?.counters ?? {})).toEqual(["fetch/304"]);
    expect(dump(settings)).toEqual(before);
  });
});

describe("--import", () => {
  it("adds files and folders once, keeps files of one name apart, and takes a changed file as a new version", async () => {
    const of = copyOfFirst();
    const folder = temporaryFolder();
    for (const name of ["a", "b"]) mkdirSync(join(folder, name));
    const write = (path: string, count: number) =>
      writeFileSync(join(folder, path), `Tin ngắn\n\nNăm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp ${count} đảng viên.\n`);
    write("a/tin.txt", 701);
    write("b/tin.txt", 702);
    write("rieng.txt", 703);
    writeFileSync(join(folder, "a", "anh.svg"), "không phải văn bản");
    const values = (): number[] =>
      look(of, (store) => store.observations({ provinces: ["63-20"] }).map(({ observation }) => observation.value));

    const one = await start(of, "--import", join(folder, "a"), join(folder, "b"), join(folder, "rieng.txt"));
    expect(one.code).toBe(0);
    expect(one.out.match(/^ {2}đã thêm .*tin\.txt \(1\)$/gmu)).toHaveLength(2);
    expect(values()).toEqual(expect.arrayContaining([701, 702, 703]));

    write("b/tin.txt", 712);
    const two = await start(of, "--import", folder);
    expect(two.out.match(/^ {2}đã có /gmu)).toHaveLength(2);
    expect(two.out).toMatch(/^ {2}bản mới của .*b\/tin\.txt/mu);
    expect(values()).toEqual(expect.arrayContaining([701, 712, 703]));
    expect(values()).not.toContain(702);
    expect((await call("search", "Tin ngắn", ...flagsOf(of))).out).toMatch(/Tin ngắn/u);
  });

  it("tells of a file that cannot be read and stores the others", async () => {
    const of = copyOfFirst();
    const folder = temporaryFolder();
    writeFileSync(join(folder, "trong.txt"), "");
    writeFileSync(join(folder, "tot.txt"), "Bản tin\n\nNăm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp 704 đảng viên.\n");
    const { code, out } = await start(of, "--import", folder);
    expect(code).toBe(3);
    expect(out).toMatch(/không đọc được .*trong\.txt: .*trống/u);
    expect(titles(of)).toContain("Bản tin");
  });

  it("refuses a path that does not exist and a folder without readable files before it begins", async () => {
    const of = settingsFor(join(temporaryFolder(), "data"), temporaryFolder());
    const empty = temporaryFolder();
    for (const path of [join(empty, "khong-co"), empty]) {
      const { code, out, err } = await start(of, "--import", path);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toMatch(/^Lỗi: Không có tệp .*\nGợi ý: .*\n$/u);
    }
  });
});

describe("the web page of a start", () => {
  it("is refused for a port in use, with what was read kept", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void taken.close());
    await new Promise((resolve) => taken.once("listening", resolve));
    const { port } = taken.address() as { port: number };
    const before = dump(settings);
    const { code, err } = await call("start", ...flagsOf(settings), "--port", String(port));
    expect(code).toBe(2);
    expect(err).toBe(`Lỗi: Cổng ${port} trên 127.0.0.1 đang được chương trình khác dùng.\nGợi ý: Chọn cổng khác, ví dụ: --port 8378.\n`);
    expect(dump(settings)).toEqual(before);
  });

  it("answers as a process of its own, leaves the folder to other runs meanwhile, and ends at a signal with code 0", async () => {
    const of = copyOfFirst();
    const child = startProcess(["start", ...flagsOf(of), "--port", "0"], { DANGVU_PORT: "" });
    const ended = finish(child);
    const url = await new Promise<string>((resolve) => {
      child.stdout?.on("data", (chunk) => {
        const found = /Trang web: (\S+)/u.exec(String(chunk))?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    const page = await fetch(url);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
    const found = (await (await fetch(`${url}/api/v1/search?query=${encodeURIComponent("ket nap dang vien")}`)).json()) as {
      total: number;
    };
    expect(found.total).toBeGreaterThan(10);
    expect((await start(of)).code).toBe(0);
    child.kill("SIGTERM");
    expect(await ended).toMatchObject({ code: 0, err: "" });
  });
});
