import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadPress } from "../../pipeline/farm/press.ts";
import { buildResources, chooseBlogged, type Resource } from "../../pipeline/farm/resources.ts";
import { post, sites } from "../../pipeline/farm/sites.ts";
import { blogPage, blogPath, blogSite } from "../../pipeline/farm/templates/blog.ts";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import { listDoubts } from "../../pipeline/jobs/review.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import type { Page } from "../../pipeline/types/page.ts";
import type { Source } from "../../pipeline/types/source.ts";
import type { ArticleHead, Store } from "../../pipeline/types/store.ts";
import { makeArticle, makeObservation, makePage, makeRead } from "../store/documents.ts";

const corpus = new URL("../../corpus/sample/", import.meta.url);
const press = loadPress(fileURLToPath(new URL("press", corpus)));
const resources = buildResources(press, 2, new Date("2026-11-22T02:00:00Z"));
const blogged = chooseBlogged(press);

function sourceOf(id: string): Source {
  const entry = parse(readFileSync(new URL(`sources/${id}.yaml`, corpus), "utf8"));
  return { enabled: true, feeds: [], sitemaps: [], listings: [], datelines: [], selectors: {}, ...entry };
}

function pageAt(source: string, url: string, { body, type }: Pick<Resource, "body" | "type">): Page {
  const sha256 = createHash("sha256").update(body).digest("hex");
  const charset = /charset=([\w-]+)/u.exec(type)?.[1] ?? null;
  return { url, source, fetchedAt: "2026-11-22T02:00:00Z", mediaType: "text/html", charset, sha256, body: new Uint8Array(body) };
}

/** The reports that stand on papers' own sites, with their pages. */
const own = sites.flatMap((site) =>
  press
    .filter(({ id, current }) => current.site === site.id && !blogged.some((other) => other.id === id))
    .flatMap((report) => {
      const path = site.template.articlePath(post(report, report.current));
      const resource = resources.get(site.host)?.get(path);
      return resource === undefined ? [] : [{ report: report.current, page: pageAt(site.id, `http://${site.host}${path}`, resource) }];
    }),
);

/** What the copying site takes: of each length something, three to a page. */
const copied = own
  .filter(({ report }) => report.body.every(({ kind }) => kind === "paragraph"))
  .filter((_, n) => n % 5 === 0)
  .slice(0, 9);

const copies = [0, 3, 6].map((from) => {
  const body = Buffer.from(blogPage(copied.slice(from, from + 3).map(({ report }) => report)));
  return pageAt(blogSite.id, `http://${blogSite.host}${blogPath(`chep-${from}`)}`, { body, type: "text/html; charset=utf-8" });
});

const elsewhere = [...(resources.get(blogSite.host) ?? [])]
  .filter(([path]) => path.endsWith(".html"))
  .map(([path, resource]) => pageAt(blogSite.id, `http://${blogSite.host}${path}`, resource));

describe("the sample press, with a site that copies", () => {
  let store: Store;
  let heads: readonly ArticleHead[];
  beforeAll(async () => {
    store = openStore(":memory:");
    // The copies first: what comes first is not the original for that.
    for (const page of [...copies, ...elsewhere, ...own.map((one) => one.page)]) {
      const articles = await readAll(page, sourceOf(page.source ?? ""));
      store.saveDocument({ page, articles, run: "run-1", rules: "rules-1" });
    }
    heads = store.articles({});
  });
  afterAll(() => store.close());

  it("has each copied report with its original, which is the paper's own page", () => {
    expect(copied).toHaveLength(9);
    for (const { page } of copied) {
      const [original] = store.articles({ url: page.url });
      const carriers = store.carriers(original?.id ?? "");
      expect(carriers.map(({ source }) => source)).toEqual([page.source, blogSite.id]);
      expect(carriers[1]?.reprintOf).toBe(original?.id);
    }
  });

  it("has no other reprints: what only the copying site carries is its own, and so are reports that sound alike", () => {
    expect(heads.length).toBeGreaterThan(100);
    expect(heads.filter(({ reprintOf }) => reprintOf !== undefined).map(({ source }) => source)).toEqual(copied.map(() => blogSite.id));
    expect(heads.filter(({ id }) => store.carriers(id).length > 1)).toHaveLength(2 * copied.length);
  });
});

describe("the queue of doubtful figures", () => {
  const text = `Tin từ hội nghị tổng kết\nNăm 2023, Đảng bộ tỉnh kết nạp 1.168 đảng viên. ${"Các cấp ủy phân công người kèm cặp, giao việc vừa sức và nhận xét từng quý trước khi xét kết nạp. ".repeat(3)}`;
  const at = { start: text.indexOf("1.168"), end: text.indexOf("1.168") + 5, quote: "1.168", confidence: 0.5 };

  function queueOf(values: readonly number[]): readonly number[] {
    const store = openStore(":memory:");
    values.forEach((value, n) => {
      const page = makePage(`https://bao${n}.test/1`, `trang ${n}`);
      const article = makeArticle(page, { text, publishedAt: `2024-01-0${n + 1}` });
      store.saveDocument({
        page,
        articles: [makeRead(article, { observations: [makeObservation({ ...at, value })] })],
        run: "run-1",
        rules: "rules-1",
      });
    });
    const queue = listDoubts(store).map(({ observation }) => observation.value);
    store.close();
    return queue;
  }

  it("asks once about a figure that several papers have from one report", () => {
    expect(queueOf([1168, 1168, 1168])).toEqual([1168]);
  });

  it("asks about both when a reprint gives another figure", () => {
    expect([...queueOf([1168, 1186, 1168])].sort()).toEqual([1168, 1186]);
  });
});
