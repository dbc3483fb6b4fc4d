import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isArticleUrl } from "../../pipeline/crawl/discover.ts";
import { familiesFile, isInSections, loadFamilies, loadSources, ownHostTest, parseSource } from "../../pipeline/crawl/sources.ts";
import { provinces } from "../../pipeline/language/provinces.ts";
import { listPublishers, publisherAt } from "../../pipeline/language/publishers.ts";
import { BadEntry } from "../../pipeline/types/errors.ts";
import type { Source } from "../../pipeline/types/source.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const good = `id: bao
name: Báo
kind: newspaper
province: 63-10
home: https://bao.vn/
listings: [https://bao.vn/tin]
articleUrl: '-\\d+\\.html$'
selectors:
  body: .noi-dung
`;

const families = { chung: { note: "họ thử", links: "a.tin", articleUrl: "-a\\d+$", selectors: { title: "h1", body: ".than" } } };

function failure(yaml: string): BadEntry {
  try {
    parseSource(yaml, "bao.yaml", families);
  } catch (error) {
    if (error instanceof BadEntry) return error;
    throw error;
  }
  throw new Error("no error");
}

describe("parseSource", () => {
  it("fills in what an entry may leave out", () => {
    expect(parseSource(good, "bao.yaml")).toMatchObject({ enabled: true, feeds: [], paceSeconds: 2, allowPrivate: false, datelines: [] });
  });

  it.each([
    ["a key with a typo", good.replace("listings:", "listngs:"), ['"listngs"', "https://bao.vn/tin"], 'Có phải là "listings"?'],
    ["a selector's name with a typo", good.replace("body:", "bodi:"), ['"selectors.bodi"', ".noi-dung"], '"body"'],
    ["a key like no other", `${good}mau: xanh\n`, ['"mau"', "xanh"], "Các trường dùng được"],
    ["a CSS selector that does not parse", good.replace(".noi-dung", "'div['"), ['"selectors.body"', "div[", "CSS"], "Sửa"],
    ["an unknown pseudo-class", good.replace(".noi-dung", "'p:dau'"), ["p:dau"], "Sửa"],
    ["a regular expression that does not parse", good.replace("'-\\d+\\.html$'", "'(tin'"), ['"articleUrl"', "(tin"], "Sửa"],
    ["an address that is none", good.replace("https://bao.vn/tin", "bao.vn/tin"), ['"listings.0"', "bao.vn/tin"], "Sửa"],
    ["a file address", good.replace("https://bao.vn/\n", "file:///tin\n"), ['"home"'], "Sửa"],
    ["a value outside the list", good.replace("newspaper", "blog"), ['"kind"', "blog", "newspaper"], "Sửa"],
    ["a bare province code", good.replace("63-10", "'10'"), ['"province"', "10", "63-10"], "Sửa"],
    ["a host written as an address", `${good}hosts:\n  - host: https://bao.vn\n`, ['"hosts.0.host"', "https://bao.vn"], "Sửa"],
    ["a day that does not exist", `${good}checked: 2026-02-30\n`, ['"checked"', "2026-02-30"], "Sửa"],
    ["a unit of the old system as today's", `${good}unit34: 63-10\n`, ['"unit34"', "63-10", "34-10"], "Sửa"],
    ["a section that is no regular expression", `${good}sections: ['(tin']\n`, ['"sections.0"', "(tin"], "Sửa"],
    ["hours that are none", `${good}window: ban đêm\n`, ['"window"', "ban đêm", "22:00-06:00"], "Sửa"],
    ["a crowd at one host", `${good}requestsAtOnce: 50\n`, ['"requestsAtOnce"', "50"], "Sửa"],
    [
      "an archive that names no page",
      `${good}archive: { kind: listing, url: https://bao.vn/cu }\n`,
      ['"archive.url"', "{page}", "{year}"],
      "Sửa",
    ],
    ["a family with a typo", `${good}family: chng\n`, ['"family"', '"chng"', familiesFile], 'Có phải là "chung"?'],
    ["a family like no other", `${good}family: onecms\n`, ['"onecms"'], "Các họ: chung"],
    ["no form of articles anywhere", good.replace(/articleUrl.*\n/, ""), ['thiếu trường "articleUrl"'], "Thêm"],
    ["a missing field", good.replace("name: Báo\n", ""), ['thiếu trường "name"'], "Thêm"],
    ["nowhere to look", good.replace(/listings.*\n/, ""), ["feeds"], "ít nhất một"],
    ["broken YAML", "id: [", ["YAML"], "thụt"],
    ["no mapping at all", "- a\n- b\n", ["(cả tệp)"], "Sửa"],
  ])("refuses %s, naming file, field and value", (_, yaml, named, hint) => {
    const error = failure(yaml);
    expect(error.message).toContain("bao.yaml");
    for (const part of named) expect(error.message).toContain(part);
    expect(error.hint).toContain(hint);
    expect(error.message.split("\n")).toHaveLength(1);
  });
});

describe("what an entry leaves out", () => {
  const short = good.replace(/articleUrl[\s\S]*/, "family: chung\n");

  it("comes from its family: links, form of articles, selectors", () => {
    expect(parseSource(short, "bao.yaml", families)).toMatchObject({
      family: "chung",
      links: "a.tin",
      articleUrl: "-a\\d+$",
      selectors: { title: "h1", body: ".than" },
    });
  });

  it("yields to what the entry says itself, field by field", () => {
    const source = parseSource(`${short}links: a.moi\nselectors:\n  body: .rieng\n`, "bao.yaml", families);
    expect(source).toMatchObject({ links: "a.moi", selectors: { title: "h1", body: ".rieng" } });
  });

  it("comes from the list of publishers: hosts, opening codes, today's province", () => {
    const source = parseSource(good.replace("bao.vn/\n", "baotuyenquang.com.vn/\n").replace("63-10", "63-02"), "bao.yaml");
    expect(source).toMatchObject({ hosts: [{ host: "baotuyenquang.com.vn" }], datelines: ["-", "TQĐT -"], unit34: "34-08" });
    expect(parseSource(good, "bao.yaml")).toMatchObject({ hosts: [], datelines: [], unit34: "34-15" });
    expect(parseSource(good.replace("63-10", "null"), "bao.yaml")).toMatchObject({ province: null, unit34: null, checked: null });
  });
});

describe("a source's own addresses", () => {
  const source = parseSource(
    `${good}hosts:\n  - { host: bao.com.vn, until: 2019-05-01 }\nsections: ['^/xay-dung-dang/', '[?&]muc=5$']\n`,
    "bao.yaml",
  );

  it.each([
    ["bao.vn", true],
    ["www.bao.vn", true],
    ["bao.com.vn", true],
    ["www.bao.com.vn", true],
    ["bao.vn:8080", false],
    ["khac.bao.vn", false],
    ["bao.com", false],
  ])("%s: %s", (host, isOwn) => {
    expect(ownHostTest(source)(host)).toBe(isOwn);
  });

  it("are in its sections by path or query, and all where it names none", () => {
    const urls = ["https://bao.vn/xay-dung-dang/tin-1.html", "https://bao.vn/tin.asp?id=3&muc=5", "https://bao.vn/the-thao/tin-2.html"];
    expect(urls.map((url) => isInSections(url, source))).toEqual([true, true, false]);
    expect(urls.map((url) => isInSections(url, parseSource(good, "bao.yaml")))).toEqual([true, true, true]);
  });
});

describe("loadSources", () => {
  it("reads every entry of a folder by name and refuses an id that stands twice", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "b.yaml"), good);
    writeFileSync(join(folder, "a.yaml"), good.replace("id: bao", "id: khac"));
    expect(loadSources(folder).map(({ id }) => id)).toEqual(["khac", "bao"]);
    writeFileSync(join(folder, "c.yaml"), good);
    expect(() => loadSources(folder)).toThrow(/"bao" có trong cả hai tệp .*b\.yaml và .*c\.yaml/);
  });

  it("says which folder it cannot read", () => {
    expect(() => loadSources("/khong/co")).toThrow(/\/khong\/co/);
  });

  it("reads the families beside the entries and says what is wrong with them", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, familiesFile), "chung:\n  note: họ thử\n  articleUrl: '-a\\d+$'\n");
    writeFileSync(join(folder, "a.yaml"), good.replace(/articleUrl[\s\S]*/, "family: chung\n"));
    expect(loadSources(folder)).toMatchObject([{ id: "bao", articleUrl: "-a\\d+$" }]);
    writeFileSync(join(folder, familiesFile), "chung:\n  note: họ thử\n  selectors:\n    bodi: .than\n");
    expect(() => loadSources(folder)).toThrow(/families\.yaml: không có trường "chung\.selectors\.bodi"/u);
  });

  it.each(["corpus/sources", "corpus/sample/sources"])("finds no fault in %s", (folder) => {
    expect(loadSources(folder).length).toBeGreaterThanOrEqual(4);
  });
});

describe("the real newspapers and portals", () => {
  const sources = loadSources("corpus/sources");
  const byId = new Map(sources.map((source) => [source.id, source]));
  const publisherOf = (source: Source) => publisherAt(source.home)!;

  it("lie in files named by their ids, which the sample press does not use", () => {
    const files = readdirSync("corpus/sources").filter((name) => name.endsWith(".yaml") && name !== familiesFile);
    expect(sources.map(({ id }) => `${id}.yaml`).sort()).toEqual(files.sort());
    expect(loadSources("corpus/sample/sources").filter(({ id }) => byId.has(id))).toEqual([]);
  });

  it("are those of the list of publishers: each that has a host, under the same name and province", () => {
    const listed = listPublishers().filter(({ hosts }) => hosts.length > 0);
    expect(sources.map((source) => publisherOf(source).name).sort()).toEqual(listed.map(({ name }) => name).sort());
    expect(sources.filter((source) => source.name !== publisherOf(source).name).map(({ id }) => id)).toEqual([]);
    expect(sources.filter((source) => source.kind !== publisherOf(source).kind).map(({ id }) => id)).toEqual([]);
    expect(sources.filter((source) => source.province !== publisherOf(source).province).map(({ id }) => id)).toEqual([]);
  });

  it("leave hosts and opening codes to that list", () => {
    const codes = (source: Source) => publisherOf(source).datelines;
    expect(sources.filter((source) => source.datelines.join() !== codes(source).join()).map(({ id }) => id)).toEqual([]);
  });

  it("have a newspaper that is on for each of the 63 provinces, and for each of the 34", () => {
    const papers = sources.filter(({ kind, enabled }) => kind === "newspaper" && enabled);
    // Hà Tây's paper went into Hà Nội's in 2008 and has no known host.
    const old = provinces("63").filter(({ id }) => id !== "63-28");
    expect(old.filter(({ id }) => !papers.some(({ province }) => province === id)).map(({ name }) => name)).toEqual([]);
    expect(
      provinces("34")
        .filter(({ id }) => !papers.some(({ unit34 }) => unit34 === id))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it("share no host", () => {
    const hosts = sources.flatMap(({ id, home, hosts: own = [] }) =>
      [...new Set([new URL(home).host.replace(/^www\./u, ""), ...own.map(({ host }) => host)])].map((host) => ({ host, id })),
    );
    const twice = hosts.filter(({ host, id }) => hosts.some((other) => other.host === host && other.id !== id));
    expect(twice).toEqual([]);
  });

  it("are on only where the host was seen or the entry was tried", () => {
    const isSeen = (source: Source) =>
      publisherOf(source).hosts.find(({ host }) => new URL(source.home).host.replace(/^www\./u, "") === host)?.seen;
    expect(sources.filter((source) => source.enabled !== (isSeen(source) === true || source.checked != null)).map(({ id }) => id)).toEqual(
      [],
    );
  });

  it("say how they are known, go slowly and never into private networks", () => {
    expect(sources.filter(({ note, paceSeconds, allowPrivate }) => note === undefined || paceSeconds < 2 || allowPrivate)).toEqual([]);
  });

  it("use every family that is declared", () => {
    const used = new Set(sources.map(({ family }) => family));
    expect(Object.keys(loadFamilies("corpus/sources")).filter((name) => !used.has(name))).toEqual([]);
  });

  it("have samples on their own hosts, in the form of their articles, with something that must be in them", () => {
    const samples = sources.filter(({ sample }) => sample !== undefined);
    expect(samples.length).toBeGreaterThanOrEqual(55);
    expect(samples.filter((source) => !isArticleUrl(source.sample!.url, source)).map(({ id }) => id)).toEqual([]);
    expect(samples.filter(({ sample }) => sample!.must.length === 0).map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ["hanoimoi", "/ten-bai-viet-ve-dang-654321.html", "/xay-dung-dang"],
    ["baohagiang", "/xa-hoi/202112/ten-bai-785426", "/xa-hoi/"],
    ["baohagiang", "/multimedia/truyen-hinh/202404/ten-bai-67b4c0c/", "/multimedia/truyen-hinh/202404/"],
    ["baocaobang", "/Phongsuanh/170.bcb", "/chinh-tri"],
    ["baobackan", "/diem-bao-in-post70977.html", "/chinh-tri/"],
    ["baotuyenquang", "/rao-vat/202407/ten-bai-e635eaf/", "/rao-vat/"],
    ["baodienbienphu", "/tin-bai/chinh-tri/ten-bai-viet", "/tin-bai/chinh-tri"],
    ["baolaichau", "/van-de-hom-nay/kho-khan-xu-ly-rac-thai", "/chinh-tri/bau-cu"],
    ["baosonla", "/thoi-su-chinh-tri/hoi-nghi-yul5dLNIR.html", "/thoi-su/trang-2.html"],
    ["baoyenbai", "/11/154910/Xung-danh-chien-sy.aspx", "/11/Chinh_tri.aspx"],
    ["baohoabinh", "/220/167044/Tac-nghiep.htm", "/220/page/38/KY-PHONG-SU.htm"],
    ["baothainguyen", "/chinh-tri/202107/ten-bai-367915D", "/chinh-tri/xay-dung-dang/"],
    ["baolangson", "/chinh-tri/3372-quy-i-dang-bo-tinh.html", "/chinh-tri"],
    ["baolangson", "/hanh-trinh-hoi-nhap-5071654.html", "/chinh-tri.html"],
    ["baobacninhtv", "/ten-bai-postid428123.bbg", "/chinh-tri.bbg"],
    ["baophutho", "/toan-tinh-ket-nap-240175.htm", "/chinh-tri.htm"],
    ["baonamdinh", "/channel/5083/202005/tien-hanh-dai-hoi-2537428/", "/channel/5084/"],
    ["baoninhbinh", "/nam-2008-ninh-binh/d20081223084900000.htm", "/chinh-tri/"],
    ["baothanhhoa", "/thoi-su/nguyen-ai-quoc/138578.htm", "/topic/dai-hoi-114688"],
    ["baonghean", "/xep-loai-28-dang-bo-post283011.html", "/xay-dung-dang"],
    ["baonghean", "/dua-nq-vao-cuoc-song/201412/ten-bai-2528632/", "/su-kien-event123.html"],
    ["baobinhdinh", "/viewer.aspx?mabb=150158&macm=1&macmp=2", "/Default.aspx?macm=1"],
    ["baophuyen", "/76/276854/trao-tang-huy-hieu.html", "/76/chinh-tri.html"],
    ["baoninhthuan", "/news/57447p24c32/toan-tinh-ket-nap.htm", "/news/"],
    ["baokontum", "/chinh-tri/ten-bai-12345.html", "/xay-dung-dang-23.html?page=87"],
    ["baolamdong", "/dang-bo-ubnd-tinh-386981.html", "/chinh-tri/"],
    ["baobinhphuoc", "/news/1/128714/trao-giai-tuan-1", "/news/1"],
    ["baotayninh", "/dang-uy-phuong-a178055.html", "/van-de-su-kien/?p=4&d="],
    ["baodongthap", "/xay-dung-dang/ket-nap-35359.aspx", "/xay-dung-dang/"],
    ["baokiengiang", "/thoi-su/kien-giang-thong-qua-18098.html", "/tag-18075/tag.html"],
    ["xaydungdang-org", "/dang-vien/lao-cai-ket-nap-3471", "/dang-vien"],
    ["nhandan", "/ten-bai-post812345.html", "/tag/ho-pa-khoang.html"],
    ["baochinhphu", "/ten-bai-102230101123456789.htm", "/thoi-su.htm"],
    ["cand", "/Xa-hoi/Tay-Ninh-Ky-luat-25004/", "/Xa-hoi/"],
    ["nghean-dcs", "/vi-vn/tin/phat-huy-van-hoa/506432-16570-573701", "/vi-vn/tin"],
    ["binhthuancpv", "/Index.aspx?ID=21946&CatID=152", "/Index.aspx?CatID=152"],
    ["bantuyengiao-cantho", "/article/8-dang-bo/16337.htm", "/article"],
    ["camau-dcs", "/thuong-truc-tinh-uy.611", "/tin-tuc"],
    ["tuyengiaoangiang", "/van-ban/78-dai-hoi-tinh/1430-dang-bo.html", "/van-ban/78-dai-hoi-tinh"],
    // The form for sites of which no article was seen.
    ["baothaibinh", "/news/8/123456/ten-bai", "/tag/ten-nhan-33202"],
    ["baophapluat", "/ten-bai-post123456.html", "/nghi-quyet-so-18-nqtw-tag281534.html"],
  ])("%s: %s is an article, %s is not", (id, article, other) => {
    const source = byId.get(id)!;
    const at = (path: string) => isArticleUrl(new URL(path, source.home).href, source);
    expect([at(article), at(other)]).toEqual([true, false]);
  });

  it("load in less than a tenth of a second of the processor", () => {
    const times = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage();
      loadSources("corpus/sources");
      return process.cpuUsage(start).user / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
