import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceCheck } from "../../pipeline/jobs/check-source.ts";
import { type LocalServer, page, redirect, routes, startServer } from "../crawl/local-server.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { type Called, call } from "./cli.ts";

const PARAGRAPHS = [
  "LSO-Sáng 12/5, Huyện ủy Bình An họp đánh giá công tác phát triển đảng viên từ đầu năm. Toàn huyện đã kết nạp 45 đảng viên mới, đạt 60% kế hoạch.",
  "Các chi bộ thôn được giao rà soát nguồn, bồi dưỡng quần chúng ưu tú và giúp đỡ đảng viên dự bị trong quý tới theo nghị quyết đã đề ra.",
];

const article = (
  bodyClass: string,
  more = "",
): string => `<!doctype html><html><head><meta charset="utf-8"><title>Huyện Bình An họp</title></head><body>
  <div class="menu"><a href="/">Trang chủ</a> <a href="/tin">Tin</a></div>
  <h1 class="ten">Huyện Bình An họp về phát triển đảng viên</h1><p class="ngay">12/05/2023, 08:30</p>
  <div class="${bodyClass}"><p class="dan">Kết quả nửa năm khá hơn cùng kỳ.</p>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join("")}${more}</div>
  <div class="chan">Bản quyền của báo</div></body></html>`;

const listing = ["/bai-101.html", "/bai-102.html", "/gioi-thieu"].map((path) => `<a href="${path}">xem</a>`).join("");
const feed = (items: string): string => `<?xml version="1.0"?><rss><channel>${items}</channel></rss>`;

let server: LocalServer;
beforeAll(async () => {
  server = await startServer(
    routes({
      "/robots.txt": page("User-agent: *\nDisallow: /kin/\nCrawl-delay: 0\nSitemap: https://bao.vn/sitemap.xml\n", {
        "content-type": "text/plain",
      }),
      "/tin": page(listing),
      "/tin-trong": page("<p>Chuyên mục đã đóng.</p>"),
      "/rss": page(feed("<item><link>/bai-101.html</link></item>"), { "content-type": "application/rss+xml" }),
      "/rss-hong": page("<html><body>Không còn kênh này</body></html>"),
      "/bai-101.html": page(article("than")),
      "/bai-102.html": page(article("khung-moi")),
      "/bai-103.html": page(
        article("than", "<p>Tin liên quan: đọc thêm ở trang khác của báo này để biết các hội nghị trước đó trong năm.</p>"),
      ),
      "/bai-104.html": redirect("/bai-101.html"),
    }),
  );
});
afterAll(() => server.close());

const entry = (id: string, lines: string): string => `id: ${id}
name: Báo thử ${id}
kind: newspaper
province: 63-20
home: ${server.origin}/
family: chung
datelines: ["LSO-"]
paceSeconds: 0
allowPrivate: true
${lines.includes("listings:") || lines.includes("feeds:") ? "" : `listings: [${server.origin}/tin]\n`}${lines}`;

const sample = (path: string, rest = ""): string =>
  `sample:\n  url: ${server.origin}${path}\n  must: [kết nạp 45 đảng viên]\n  mustNot: [Tin liên quan]\n${rest}`;

/** A folder of entries of one family; returns what the global flag needs. */
function corpusWith(entries: Readonly<Record<string, string>>): string[] {
  const corpus = temporaryFolder();
  mkdirSync(join(corpus, "sources"));
  const family =
    "chung:\n  note: họ thử\n  articleUrl: '^/(kin/)?bai-\\d+\\.html$'\n  selectors:\n    title: h1.ten\n    sapo: p.dan\n    body: .than\n    published: .ngay\n    byline: .but-danh\n";
  writeFileSync(join(corpus, "sources", "families.yaml"), family);
  for (const [id, lines] of Object.entries(entries)) writeFileSync(join(corpus, "sources", `${id}.yaml`), entry(id, lines));
  return ["--corpus", corpus];
}

async function checkOne(
  lines: string,
): Promise<Called & { check: SourceCheck; of: (field: string) => SourceCheck["checks"][number] | undefined }> {
  const called = await call("sources", "check", "bao", "--json", ...corpusWith({ bao: lines }));
  const [check] = JSON.parse(called.out) as SourceCheck[];
  return { ...called, check: check!, of: (field) => check!.checks.find((one) => one.field === field) };
}

describe("dangvu sources check", () => {
  it("tells field by field what it found on a page that is as the entry says", async () => {
    const { code, check, of } = await checkOne(
      `feeds: [${server.origin}/rss]\nlistings: [${server.origin}/tin]\n${sample("/bai-101.html", "  published: 2023-05-12\n")}`,
    );
    expect(check.checks.filter(({ problem }) => problem !== null)).toEqual([]);
    expect(check).toMatchObject({ source: "bao", verdict: "ok", url: `${server.origin}/bai-101.html` });
    expect(code).toBe(0);
    expect(of("robots")?.found).toBe("đọc được, nghỉ 0 giây, sơ đồ trang https://bao.vn/sitemap.xml");
    expect(of("feed")?.found).toContain("1 bài");
    expect(of("listing")?.found).toContain("2 bài");
    expect(of("sample")?.found).toMatch(/^200, text\/html, \d+ kB$/u);
    expect(of("charset")?.found).toBe("utf-8");
    expect(of("title")?.found).toBe("Huyện Bình An họp về phát triển đảng viên");
    expect(of("sapo")?.found).toBe("Kết quả nửa năm khá hơn cùng kỳ.");
    expect(of("body")?.found).toMatch(/^\d{3} ký tự/u);
    expect(of("published")?.found).toMatch(/^2023-05-12T08:30/u);
    expect(of("dateline")?.found).toBe("LSO-");
    expect(of("must")?.found).toBe("1/1");
    expect(of("mustNot")?.found).toBe("0/1");
    expect(of("selectors")?.found).toBe('4/5 khớp; trang này không có byline ".but-danh"');
  });

  it("takes the first article announced where the entry has no sample", async () => {
    const { code, check } = await checkOne("");
    expect(check).toMatchObject({ verdict: "ok", url: `${server.origin}/bai-101.html` });
    expect(code).toBe(0);
  });

  it("says where a redirect led", async () => {
    const { of } = await checkOne(sample("/bai-104.html"));
    expect(of("sample")?.found).toContain(`chuyển tới ${server.origin}/bai-101.html`);
  });

  it.each([
    ["a layout that has changed", () => sample("/bai-102.html"), "selectors", 'không khớp gì: body ".than"'],
    ["a phrase that must be there and is not", () => sample("/bai-101.html").replace("nạp 45", "nạp 46"), "must", "«kết nạp 46 đảng viên»"],
    [
      "a phrase of the furniture in the text",
      () => sample("/bai-103.html").replace("[Tin liên quan]", "[đạt 60% kế hoạch]"),
      "mustNot",
      "«đạt 60% kế hoạch»",
    ],
    ["another day than the entry's", () => sample("/bai-101.html", "  published: 2023-06-01\n"), "published", "tệp nguồn ghi 2023-06-01"],
    ["a listing without articles", () => `listings: [${server.origin}/tin-trong]\n${sample("/bai-101.html")}`, "listing", "articleUrl"],
    ["a feed that is none", () => `feeds: [${server.origin}/rss-hong]\n${sample("/bai-101.html")}`, "feed", "không phải kênh RSS"],
    ["a listing that is gone", () => `listings: [${server.origin}/tin-cu]\n${sample("/bai-101.html")}`, "listing", "404"],
  ])("points at %s and ends with 3", async (_, lines, field, problem) => {
    const { code, check, of } = await checkOne(lines());
    expect(check.verdict).toBe("attention");
    expect(of(field)?.problem).toContain(problem);
    expect(check.checks.filter((one) => one.problem !== null)).toHaveLength(1);
    expect(code).toBe(3);
  });

  it.each([
    ["a sample that is gone", () => sample("/bai-404.html"), "404"],
    ["a sample that robots.txt forbids", () => sample("/kin/bai-105.html"), "robots.txt không cho tải"],
    ["no sample and nothing announced", () => `listings: [${server.origin}/tin-trong]\n`, "không thấy bài nào"],
  ])("cannot read %s and ends with 1", async (_, lines, problem) => {
    const { code, check, of } = await checkOne(lines());
    expect(check).toMatchObject({ verdict: "failed", url: null });
    expect(of("sample")?.problem).toContain(problem);
    expect(code).toBe(1);
  });

  it("asks for nothing that robots.txt forbids", () => {
    expect(server.requests.filter(({ path }) => path.startsWith("/kin/"))).toEqual([]);
  });

  it("keeps away from private addresses unless the entry allows them", async () => {
    const corpus = corpusWith({ bao: sample("/bai-101.html") });
    const file = join(corpus[1]!, "sources", "bao.yaml");
    writeFileSync(file, entry("bao", sample("/bai-101.html")).replace("allowPrivate: true\n", ""));
    const before = server.requests.length;
    const { code } = await call("sources", "check", "bao", ...corpus);
    expect([code, server.requests.length - before]).toEqual([1, 0]);
  });

  it("reads a saved page without a request", async () => {
    const corpus = corpusWith({ bao: sample("/bai-101.html") });
    const file = join(corpus[1]!, "trang.html");
    writeFileSync(file, article("than"));
    const before = server.requests.length;
    const { code, out, err } = await call("sources", "check", "bao", "--file", file, ...corpus);
    expect({ code, err, asked: server.requests.length - before }).toEqual({ code: 0, err: "", asked: 0 });
    expect(out).toMatch(/^bao · Báo thử bao: ổn · .*bai-101\.html\n/u);
    expect(out).toMatch(/\n {4}tiêu đề +Huyện Bình An họp về phát triển đảng viên\n/u);
    expect(out).toMatch(/\n {4}chú thích +không thấy\n/u);
  });

  it("checks every source that is on when none is named, in the order of their files, and marks what is wrong", async () => {
    const corpus = corpusWith({ a: sample("/bai-101.html"), b: sample("/bai-102.html"), c: `enabled: false\n${sample("/bai-101.html")}` });
    const { code, out } = await call("sources", "check", ...corpus);
    expect(out.match(/^\w+ · .*?: [^·\n]+/gmu)?.map((line) => line.trim())).toEqual(["a · Báo thử a: ổn", "b · Báo thử b: cần xem"]);
    expect(out).toMatch(/\n {2}! bộ chọn/u);
    expect(code).toBe(3);
  });

  it.each([
    ["an id that does not exist", ["check", "baoo"], /Không có nguồn "baoo"/u, /Có phải là bao/u],
    ["--file without a source", ["check", "--file", "trang.html"], /--file cần đúng một mã nguồn/u, /dangvu sources check/u],
    ["a file that does not exist", ["check", "bao", "--file", "/khong/co.html"], /"\/khong\/co\.html"/u, /đường dẫn/u],
    ["a province that does not exist", ["--province", "Lang Sonn"], /Không có tỉnh "Lang Sonn"/u, /Lạng Sơn/u],
  ])("refuses %s with a sentence", async (_, argv, message, hint) => {
    const { code, err, out } = await call("sources", ...argv, ...corpusWith({ bao: "" }));
    expect(err).toMatch(message);
    expect(err).toMatch(hint);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

describe("dangvu sources", () => {
  it("lists the sources of a province, by its name then and now", async () => {
    const { code, out } = await call("sources", "--province", "Bắc Kạn");
    expect(out).toMatch(
      /^mã +tên +tỉnh +bật +thử lần cuối +họ\nbaobackan +Báo Bắc Kạn +Bắc Kạn +bật +chưa +cms-body\n1 nguồn: 1 đang bật/u,
    );
    expect(code).toBe(0);
    const merged = await call("sources", "--province", "34-19", "--json");
    expect((JSON.parse(merged.out) as { id: string }[]).map(({ id }) => id)).toEqual(["baobackan", "baothainguyen", "thainguyen-dcs"]);
  });

  it("speaks English on request", async () => {
    const { out } = await call("sources", "--province", "63-20", "--lang", "en");
    expect(out).toMatch(/^id +name +province +on +last tried +family\n/u);
  });

  it.each([["sources"], ["sources", "check"]])("explains itself in Vietnamese, with an example: %s %s", async (...command) => {
    const { code, out } = await call(...command, "--help");
    expect(code).toBe(0);
    expect(out).toMatch(/^Cách dùng: dangvu sources/u);
    expect(out).not.toMatch(/^(?:Usage|Options|Commands|Arguments):|display help/mu);
    expect(out).toContain(`Ví dụ: dangvu ${command.join(" ")}`);
  });
});
