import { join } from "node:path";
import { expect, it } from "vitest";
import { listInputs, loadFile } from "../../../pipeline/jobs/import.ts";
import { articleJson, articleSchema } from "../../../pipeline/jobs/worker/article-json.ts";
import { readPage } from "../../../pipeline/read/read.ts";
import type { Article } from "../../../pipeline/types/article.ts";
import { htmlPage } from "../../read/warc-file.ts";

const onTheirWay = (article: Article): Article => articleSchema.parse(JSON.parse(JSON.stringify(articleJson(article))));

it("brings the articles of the sample press over unchanged", { timeout: 60_000 }, async () => {
  const files = listInputs([join("corpus", "sample", "press")]).filter((_, n) => n % 8 === 0);
  for (const file of files) {
    const articles = await readPage(loadFile(file, new Date(0)), { source: null });
    expect(articles.map(onTheirWay)).toEqual(articles);
  }
});

it("brings over what only pages of some kinds have", async () => {
  const page = {
    ...loadFile(listInputs(["package.json"])[0]!, new Date(0)),
    mediaType: "text/html",
    body: Buffer.from(htmlPage("Tin", "45")),
  };
  const [article] = await readPage(page, { source: null });
  const rich: Article = {
    ...article!,
    blocks: [{ kind: "sapo", start: 0, end: 3, apart: true, recognition: 0.5 }],
    offsets: { at: Int32Array.from([0, 4]), origin: Int32Array.from([0, 6]), length: 9, originLength: 12 },
  };
  expect(onTheirWay(rich)).toEqual(rich);
});

it("refuses what it does not know: a field that got lost would change figures", () => {
  expect(() => articleSchema.parse({ text: "x", somethingNew: 1 })).toThrow(/somethingNew/u);
});
