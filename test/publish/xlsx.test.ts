import { expect, it } from "vitest";
import { workbook } from "../../pipeline/publish/xlsx.ts";
import type { Value } from "../../pipeline/types/dataset.ts";
import { textOf } from "./data-tables.ts";

async function partsOf(rows: readonly (readonly Value[])[], mostRows?: number): Promise<ReadonlyMap<string, string>> {
  const fields = (["string", "number", "date"] as const).map((type) => ({ type, title: { vi: type, en: type } }));
  const parts = new Map<string, string>();
  for (const { path, chunks } of workbook([{ name: "Số/liệu", fields, rows: () => rows }], "vi", mostRows))
    parts.set(path, await textOf(chunks()));
  return parts;
}

const FIRST = "xl/worksheets/sheet1.xml";

it("freezes the header, and writes numbers and days as such", async () => {
  const sheet = (await partsOf([["a", 69.99, "2024-01-01"]])).get(FIRST);
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(sheet).toContain('<c r="B2"><v>69.99</v></c><c r="C2" s="2"><v>45292</v></c>');
});

it.each([
  ["a formula", "=1+1", "=1+1"],
  ["marks of XML", '<a & "b">', "&lt;a &amp; &quot;b&quot;&gt;"],
  ["characters that XML has no place for", "a\u0001b\ud800c", "abc"],
])("keeps %s a text", async (_, text, written) => {
  const sheet = (await partsOf([[text, null, null]])).get(FIRST);
  expect(sheet).toContain(`<c r="A2" t="inlineStr"><is><t xml:space="preserve">${written}</t></is></c>`);
});

it("writes days before Excel's own calendar as text", async () => {
  expect((await partsOf([["a", 1, "1890-05-19"]])).get(FIRST)).toContain('preserve">1890-05-19<');
});

it("goes on in another sheet where one is full, without losing a row", async () => {
  const parts = await partsOf([["a"], ["b"], ["c"]], 3);
  expect(parts.get(FIRST)?.match(/<row /gu)).toHaveLength(3);
  expect(parts.get("xl/worksheets/sheet2.xml")).toContain(">c<");
  expect(parts.get("xl/workbook.xml")).toMatch(/name="Số liệu".*name="Số liệu \(2\)"/u);
  expect((await partsOf([])).get(FIRST)?.match(/<row /gu)).toHaveLength(1);
});
