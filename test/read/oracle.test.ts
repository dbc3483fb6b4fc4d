import { readdirSync, readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { renderBlocks } from "../../pipeline/read/blocks.ts";
import { decodeText } from "../../pipeline/read/decode.ts";
import { parsePage, rootOf } from "../../pipeline/read/dom.ts";
import { readWrittenPage } from "../../pipeline/read/read.ts";
import { pageOf, shingleF1, textOfKinds } from "./bench.ts";

const folder = new URL("pages/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -5));

interface Wanted {
  readonly url: string;
  readonly charset?: string | null;
  readonly body: string;
}

/** Readability's article, block by block, as its users are advised to print it. */
function oracle(html: string): string {
  const { document } = parseHTML(html);
  const content = new Readability(document).parse()?.content ?? "";
  const root = rootOf(parsePage(content));
  return root === null
    ? ""
    : renderBlocks(root)
        .filter((block) => block.kind !== "caption")
        .map((block) => block.text)
        .join("\n");
}

describe("beside Mozilla's Readability", () => {
  it.each(names)("reads %s at least as well", (name) => {
    const wanted = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Wanted;
    const bytes = readFileSync(new URL(`${name}.html`, folder));
    const page = pageOf(bytes, { url: wanted.url, charset: wanted.charset ?? null });
    const articles = readWrittenPage(page, { source: null });
    const ours = articles.map((article) => textOfKinds(article, "sapo", "heading", "paragraph", "list", "table")).join("\n");
    const html = decodeText(bytes, wanted.charset ?? null).text.normalize();
    expect(shingleF1(ours, wanted.body)).toBeGreaterThanOrEqual(shingleF1(oracle(html), wanted.body) - 0.005);
  });
});
