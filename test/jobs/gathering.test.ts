import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { loadSources } from "../../pipeline/crawl/sources.ts";
import { makeGathering, type Stored } from "../../pipeline/jobs/gathering.ts";
import { readAll } from "../../pipeline/jobs/read-page.ts";
import type { Source } from "../../pipeline/types/source.ts";

const source: Source = {
  ...loadSources("corpus/sample/sources")[0]!,
  selectors: { title: "h1.tieu-de", body: ".noi-dung", sapo: ".sapo", drop: [".lien-quan"] },
};

async function stored(html: string, mediaType = "text/html"): Promise<Stored> {
  const body = Buffer.from(html);
  const sha256 = createHash("sha256").update(body).digest("hex");
  const page = {
    url: `https://bao.test/${sha256.slice(0, 6)}`,
    source: source.id,
    fetchedAt: "2026-11-22T00:00:00Z",
    mediaType,
    charset: "utf-8",
    sha256,
    body,
  };
  return { page, source, articles: await readAll(page, source) };
}

const article = (n: number, sentence: string, date = ""): string =>
  `<html><head><title>Bài ${n}</title>${date}</head><body><h1 class="tieu-de">Bài số ${n}</h1><div class="noi-dung"><p>${sentence}</p><p>Hội nghị cũng bàn về công tác xây dựng Đảng trong thời gian tới, với nhiều ý kiến của các đại biểu tham dự.</p></div></body></html>`;

it("counts articles, dates, figures by source and indicator, and tries selectors on the first ten pages", async () => {
  const gathering = makeGathering();
  const dated = '<meta property="article:published_time" content="2022-01-05T08:00:00+07:00">';
  gathering.add(await stored(article(0, "Năm 2021, Đảng bộ tỉnh Lạng Sơn kết nạp 1.168 đảng viên.", dated)));
  for (let n = 1; n < 12; n++) gathering.add(await stored(article(n, "Không có số liệu nào trong bài này cả.")));
  gathering.add({ ...(await stored(article(20, "Không thuộc nguồn nào."))), source: null });
  expect(gathering.sources.get(source.id)).toEqual({
    articles: 12,
    undated: 11,
    figures: 1,
    selectors: { title: { tried: 10, matched: 10 }, body: { tried: 10, matched: 10 }, sapo: { tried: 10, matched: 0 } },
  });
  expect([...gathering.indicators]).toEqual([["members.admitted", 1]]);
  expect(gathering.comparable.map(({ observation }) => [observation.value, observation.place.province])).toEqual([[1168, "63-20"]]);
});

it("keeps the checks that failed with their article", async () => {
  const gathering = makeGathering();
  const one = await stored(article(1, "Không có gì."));
  const check = { what: "sum" as const, holds: false, parts: [1, 2], computed: 3, printed: 4, detail: "1 + 2 không phải 4" };
  gathering.add({ ...one, articles: one.articles.map((read) => ({ ...read, checks: [check, { ...check, holds: true }] })) });
  expect(gathering.failedChecks).toEqual([{ url: one.page.url, title: "Bài số 1", what: "sum", detail: "1 + 2 không phải 4" }]);
});
