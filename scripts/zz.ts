import { readFileSync } from "node:fs";
import { extract } from "../pipeline/extract/extract.ts";
import { loadGazetteer } from "../pipeline/language/gazetteer.ts";
import { makeArticle } from "../test/extract/make-article.ts";
import { figureLine } from "../test/extract/figures.ts";
const g = loadGazetteer();
for (const line of readFileSync(process.argv[2]!, "utf8").split("\n").filter(Boolean)) {
  const article = makeArticle(line, { title: "Công tác xây dựng Đảng ở An Giang", publishedAt: "2023-12-25" });
  const { observations } = extract(article, { gazetteer: g, publisherProvince: process.argv[3] ?? "63-89" });
  console.log(line);
  for (const o of observations) console.log("   ", o.quote.padEnd(30), "→", figureLine(o), o.status === "actual" ? "" : o.status, o.measure, o.bound === "exact" ? "" : o.bound, o.subset ? "subset" : "", o.decidedBy ?? "");
}
