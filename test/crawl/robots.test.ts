import { describe, expect, it } from "vitest";
import type { Answer, AskRequest } from "../../pipeline/crawl/fetch.ts";
import type { RobotsCopy } from "../../pipeline/crawl/frontier.ts";
import { makeRobotsBook, parseRobots } from "../../pipeline/crawl/robots.ts";
import { FetchFailed } from "../../pipeline/types/errors.ts";
import { makeRun } from "./make-run.ts";
import { robotsCases } from "./robots-cases.ts";

const site = "http://bao.vn";
const rules = (text: string | Uint8Array) => parseRobots(`${site}/robots.txt`, text);

describe("parseRobots", () => {
  it.each<[string, string, string, boolean]>([
    ["everything, when the file is empty", "", "/a", true],
    ["what no rule names", "User-agent: *\nDisallow: /noibo/", "/tin", true],
    ["nothing under a forbidden path", "User-agent: *\nDisallow: /noibo/", "/noibo/a", false],
    ["by our own group before the others'", "User-agent: *\nDisallow: /\n\nUser-agent: dangvu\nAllow: /", "/a", true],
    ["by our group, whatever its case", "User-agent: DangVu\nDisallow: /a", "/a", false],
    ["by our group, when it carries a version", "User-agent: dangvu/2.0 (x)\nDisallow: /a", "/a", false],
    ["by our group alone: a longer name is another's", "User-agent: dangvubot\nDisallow: /a", "/a", true],
    ["by the longest rule", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true],
    ["by Allow, when rules are equally long", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true],
    ["with wildcards", "User-agent: *\nDisallow: /*.asp$", "/x/y.asp", false],
    ["with the end sign", "User-agent: *\nDisallow: /*.asp$", "/x/y.aspx", true],
    ["with an empty Disallow", "User-agent: *\nDisallow:", "/a", true],
    ["after a byte order mark", "\uFEFFUser-agent: *\nDisallow: /a", "/a", false],
    ["groups that Crawl-delay stands between", "User-agent: dangvu\nCrawl-delay: 3\nUser-agent: x\nDisallow: /a", "/a", false],
    ["with comments and odd spaces", "  user-agent :  *  # mọi máy\n disallow : /a # kín", "/a/b", false],
    ["with line ends of all kinds", "User-agent: *\rDisallow: /a\r\nDisallow: /b", "/b", false],
    ["percent codes in either case", "User-agent: *\nDisallow: /%e1%bb", "/%E1%BB%B1", false],
  ])("decides %s", (_, text, path, expected) => {
    expect(rules(text).allows(site + path)).toBe(expected);
  });

  it("reads bytes, with a mark before them", () => {
    expect(rules(Buffer.from("\uFEFFUser-agent: *\nDisallow: /a")).allows(`${site}/a`)).toBe(false);
  });

  it.each([
    ["User-agent: *\nCrawl-delay: 2.5", 2.5],
    ["User-agent: dangvu\nCrawl-delay: 4\n\nUser-agent: *\nCrawl-delay: 9", 4],
    ["User-agent: *\nCrawl-delay: 86400", 60],
    ["User-agent: *\nCrawl-delay: lâu", null],
    ["User-agent: *\nDisallow: /a", null],
  ])("finds the delay of %j", (text, expected) => {
    expect(rules(text).crawlDelaySeconds).toBe(expected);
  });

  it("finds sitemaps", () => {
    expect(rules("Sitemap: http://bao.vn/s.xml\nUser-agent: *").sitemaps).toEqual(["http://bao.vn/s.xml"]);
  });

  it("does not let half a megabyte of wildcards stop everything else", () => {
    const text = `User-agent: *\n${"Disallow: /*a*b*c*d*e*f*g*h*i*j\n".repeat(16_000)}`;
    const robots = rules(text);
    const before = process.cpuUsage();
    robots.allows(`${site}/${"abcdefghi".repeat(100)}`);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(700);
  });
});

describe("RFC 9309", () => {
  it("is told by seventy cases and more", () => {
    expect(robotsCases.length).toBeGreaterThanOrEqual(70);
  });

  it.each(robotsCases)("$where: $path is allowed: $allowed", ({ text, path, allowed }) => {
    expect(rules(Buffer.from(text)).allows(site + path)).toBe(allowed);
  });
});

describe("makeRobotsBook", () => {
  function makeBook(answers: ((request: AskRequest) => Pick<Answer, "status"> & Partial<Answer>)[]) {
    const asked: AskRequest[] = [];
    const kept = new Map<string, RobotsCopy>();
    const { run, clock, counters } = makeRun();
    const fetcher = {
      ask: async (request: AskRequest): Promise<Answer> => {
        asked.push(request);
        const answer = answers[Math.min(asked.length, answers.length) - 1]!(request);
        return { url: request.url, movedTo: null, headers: {}, body: new Uint8Array(), ...answer };
      },
    };
    const shelf = {
      robots: (origin: string) => kept.get(origin) ?? null,
      keepRobots: (copy: RobotsCopy) => void kept.set(copy.origin, copy),
    };
    return { book: makeRobotsBook({ fetcher, run, shelf }), fetcher, shelf, run, asked, clock, counters };
  }
  const closed = { status: 200, body: Buffer.from("User-agent: *\nDisallow: /a"), headers: { etag: '"r"' } };
  const ill = (): never => {
    throw new FetchFailed("lỗi", "thử lại");
  };

  it.each([404, 403, 401, 410])("allows everything after %s", async (status) => {
    const { book } = makeBook([() => ({ status })]);
    expect((await book.rulesFor(`${site}/a`, false)).allows(`${site}/a`)).toBe(true);
  });

  it.each([500, 503, 429])("allows nothing after %s", async (status) => {
    const { book, counters } = makeBook([() => ({ status })]);
    expect(await book.rulesFor(`${site}/a`, false)).toMatchObject({ known: false });
    expect(counters).toEqual({ "robots/unreachable": 1 });
  });

  it("allows nothing when no answer comes", async () => {
    const { book } = makeBook([ill]);
    expect((await book.rulesFor(`${site}/a`, false)).allows(`${site}/b`)).toBe(false);
  });

  it("asks once a day, and then only whether it has changed", async () => {
    const { book, asked, clock } = makeBook([() => closed, () => ({ status: 304 })]);
    await Promise.all([book.rulesFor(`${site}/a`, false), book.rulesFor(`${site}/b`, false)]);
    expect(asked).toHaveLength(1);
    clock.now = new Date("2026-11-21T02:00:01Z");
    expect((await book.rulesFor(`${site}/a`, false)).allows(`${site}/a`)).toBe(false);
    expect(asked.map(({ headers }) => headers)).toEqual([{}, { "if-none-match": '"r"' }]);
  });

  it("goes by the copy of another run within the day", async () => {
    const first = makeBook([() => closed]);
    await first.book.rulesFor(`${site}/a`, false);
    const second = makeRobotsBook({ fetcher: { ask: ill }, run: first.run, shelf: first.shelf });
    expect((await second.rulesFor(`${site}/a`, false)).allows(`${site}/a`)).toBe(false);
  });

  it("goes by the last good copy for another day when the site is ill, then stops", async () => {
    const { book, clock } = makeBook([() => closed, ill]);
    await book.rulesFor(`${site}/a`, false);
    clock.now = new Date("2026-11-21T03:00:00Z");
    expect((await book.rulesFor(`${site}/b`, false)).allows(`${site}/b`)).toBe(true);
    clock.now = new Date("2026-11-22T03:00:01Z");
    expect((await book.rulesFor(`${site}/b`, false)).known).toBe(false);
  });

  it("keeps origins apart", async () => {
    const { book, asked } = makeBook([() => closed]);
    await book.rulesFor("http://bao.vn/a", false);
    await book.rulesFor("https://bao.vn/a", false);
    expect(asked.map(({ url }) => url)).toEqual(["http://bao.vn/robots.txt", "https://bao.vn/robots.txt"]);
  });
});
