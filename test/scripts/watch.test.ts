import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { load } from "cheerio";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeRun } from "../../pipeline/jobs/run.ts";
import { makeServices } from "../../pipeline/jobs/services.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { deliverWatched } from "../../pipeline/jobs/watch/watch.ts";
import { openLibrary, openSearch } from "../../pipeline/jobs/workspace.ts";
import { createApp } from "../../pipeline/serve/server.ts";
import { inFolder, save } from "../jobs/watch/library.ts";
import { call, finish, startProcess } from "./cli.ts";
import { look } from "./dump.ts";

const TEXT = "Kết nạp đảng viên\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên.";
const URL_1 = "https://bao.test/1";

interface Message {
  readonly id: string;
  readonly test?: boolean;
  readonly total: number;
  readonly facts: readonly { readonly text: string; readonly change: string }[];
}

/** A receiver that notes what comes, and does something before it answers. */
async function receiver(onMessage: () => void = () => undefined): Promise<{ url: string; got: Message[] }> {
  const got: Message[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push(JSON.parse(body) as Message);
    onMessage();
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tin`, got };
}

const flags = ({ data, indexes }: Settings): readonly string[] => ["--data", data, "--indexes", indexes];
const store = (settings: Settings, page: Parameters<typeof save>[2], at = new Date().toISOString()): void =>
  look(settings, (library) => save(library, at, page));

/** A folder with an old article and a list that tells this receiver of new figures. */
async function watching(url: string, ...more: readonly string[]): Promise<Settings> {
  const settings = inFolder();
  store(settings, { url: "https://bao.test/cu", text: "Bài cũ.", observations: [] }, "2026-01-01T00:00:00.000Z");
  const added = await call(
    "watch",
    "--add",
    "ket-nap",
    "--indicator",
    "members.admitted",
    "--webhook",
    url,
    "--allow-private",
    "--atom",
    ...more,
    ...flags(settings),
  );
  expect([added.code, added.err]).toEqual([0, ""]);
  return settings;
}

describe("dangvu watch", () => {
  it("tells what came after the list was added, once, and lists what became of it", async () => {
    const { url, got } = await receiver();
    const settings = await watching(url);
    store(settings, { url: URL_1, text: TEXT, observations: [{}] });
    expect((await call("watch", "--send", ...flags(settings))).out).toBe("1 tin mới; 1 tin nhắn đã gửi, 0 không gửi được.\n");
    expect((await call("watch", "--send", ...flags(settings))).out).toBe("0 tin mới; 0 tin nhắn đã gửi, 0 không gửi được.\n");
    expect(got).toEqual([
      expect.objectContaining({
        total: 1,
        facts: [expect.objectContaining({ change: "new", text: expect.stringContaining("1.168 Đảng viên mới kết nạp") })],
      }),
    ]);
    const listed = await call("watch", "--list", ...flags(settings));
    expect(listed.out).toContain("0 tin đang chờ, 1 đã gửi, 0 không rõ");
    expect(listed.out).not.toContain("/tin");
    expect((await call("watch", "--remove", "ket-nap", ...flags(settings))).code).toBe(0);
    expect((await call("watch", "--list", ...flags(settings))).out).toMatch(/^Chưa có danh sách/u);
  });

  it("sends a test that tells nothing for good", async () => {
    const { url, got } = await receiver();
    const settings = await watching(url);
    store(settings, { url: URL_1, text: TEXT, observations: [{}] });
    expect((await call("watch", "--test", "ket-nap", ...flags(settings))).code).toBe(0);
    expect((await call("watch", "--send", ...flags(settings))).code).toBe(0);
    expect(got.map(({ test, total }) => [test, total])).toEqual([
      [true, 1],
      [undefined, 1],
    ]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ["nothing to do", [], /Chưa nói làm gì/u],
    ["nothing to watch", ["--add", "a", "--atom"], /Chưa nói theo dõi gì/u],
    ["no way to tell", ["--add", "a", "--province", "Lạng Sơn"], /bằng cách nào/u],
    ["a name with marks", ["--add", "Kết nạp", "--province", "Lạng Sơn", "--atom"], /gạch nối/u],
    ["a private address", ["--add", "a", "--province", "Lạng Sơn", "--webhook", "http://10.0.0.8/"], /mạng nội bộ/u],
    ["a password in an address", ["--add", "a", "--province", "Lạng Sơn", "--webhook", "https://a:b@nhan.test/"], /mật khẩu/u],
    ["mail without a server", ["--add", "a", "--province", "Lạng Sơn", "--email", "a@thu.test"], /máy chủ thư/u],
    ["a list that is not there", ["--remove", "khong-co"], /Không có danh sách/u],
  ])("refuses %s in a sentence with a hint", async (_case, options, says) => {
    const { code, err } = await call("watch", ...options, ...flags(inFolder()));
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
    expect(err).toMatch(/\nGợi ý: /u);
  });

  it("that is killed while the receiver reads does not tell it again", { timeout: 120_000 }, async () => {
    let kill = (): void => undefined;
    const { url, got } = await receiver(() => kill());
    const settings = await watching(url);
    store(settings, { url: URL_1, text: TEXT, observations: [{}] });
    const child = startProcess(["watch", "--send", ...flags(settings)]);
    kill = () => void child.kill("SIGKILL");
    expect((await finish(child)).code).toBe(-1);
    kill = () => undefined;
    expect((await call("watch", "--send", ...flags(settings))).code).toBe(0);
    expect(got).toHaveLength(1);
    expect((await call("watch", "--list", ...flags(settings))).out).toContain("1 không rõ");
  });
});

it("the feed of a list tells what was found for it; that of a list without one is not there", async () => {
  const { url } = await receiver();
  const settings = await watching(url, "--title", "Kết nạp & <thử>");
  store(settings, { url: URL_1, text: TEXT, observations: [{}] });
  await call("watch", "--send", ...flags(settings));
  const library = openLibrary(settings);
  const search = openSearch(settings, library);
  onTestFinished(() => {
    search.close();
    library.close();
  });
  const app = createApp(makeServices(library, search, settings));
  const response = await app.request("/api/v1/watch/ket-nap.atom", { headers: { Host: "127.0.0.1:8377" } });
  const xml = load(await response.text(), { xml: true });
  expect([response.status, xml("feed > title").text(), xml("entry").length]).toEqual([200, "dangvu: Kết nạp & <thử>", 1]);
  expect(xml("entry > content").text()).toContain("1.168 Đảng viên mới kết nạp");
  const tag = response.headers.get("ETag") ?? "";
  store(settings, { url: URL_1, text: `${TEXT} Đã sửa.`, observations: [{ value: 1170 }] });
  await call("watch", "--send", ...flags(settings));
  const later = await app.request("/api/v1/watch/ket-nap.atom", { headers: { Host: "127.0.0.1:8377", "If-None-Match": tag } });
  expect(
    load(await later.text(), { xml: true })("entry > title")
      .first()
      .text(),
  ).toMatch(/^Đính chính: /u);
  expect((await app.request("/api/v1/watch/khac.atom")).status).toBe(404);
});

it("a run that was told to end sends nothing", async () => {
  const { url, got } = await receiver();
  const settings = await watching(url);
  store(settings, { url: URL_1, text: TEXT, observations: [{}] });
  const ended = makeRun({ signal: AbortSignal.abort() });
  expect(await deliverWatched({ settings, run: ended })).toEqual([]);
  expect(got).toEqual([]);
});
