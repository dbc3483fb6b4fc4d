import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "cheerio/slim";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { DATA_FORMATS, type DataOptions, dataFormatByName, dataFormatOf } from "../../pipeline/publish/data-formats.ts";
import { zipOf } from "../../pipeline/publish/zip.ts";
import type { DataTable } from "../../pipeline/types/dataset.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import { ABOUT, bytesOf, tablesWith, testFolder, textOf } from "./data-tables.ts";

const OPTIONS: DataOptions = { lang: "vi", about: ABOUT, bom: false };

async function written(name: string, table: DataTable): Promise<Buffer> {
  const format = dataFormatByName(name);
  const entries = format.entries([format.adapt?.(table) ?? table], OPTIONS);
  if (format.holds !== "one") return bytesOf(zipOf(entries));
  const [entry] = entries;
  return bytesOf(entry?.chunks() ?? []);
}

const objectsOf = ({ fields, rows }: DataTable) =>
  [...rows()].map((row) => Object.fromEntries(fields.map(({ name }, index) => [name, row[index] ?? null])));

it.each(DATA_FORMATS.map(({ name, only }) => [name, only?.[0] ?? "observations"] as const))(
  "writes equal bytes for equal data as %s",
  async (name, what) => {
    const table = tablesWith()[what as "observations" | "documents"];
    const first = await written(name, table);
    expect(first.length).toBeGreaterThan(0);
    expect((await written(name, table)).equals(first)).toBe(true);
  },
);

it("finds the format by the end of the file's name, and says which there are", () => {
  expect(["a.csv", "b.XLSX", "c.parquet", "d.zip", "e", "f.bib"].map((path) => dataFormatOf(path).name)).toEqual([
    "csv",
    "xlsx",
    "parquet",
    "datapackage",
    "datapackage",
    "bibtex",
  ]);
  expect(() => dataFormatOf("a.pdf")).toThrow(WrongUse);
  expect(() => dataFormatByName("pdf")).toThrow(/"pdf"/);
});

it("writes JSON Lines that give every value back", async () => {
  const { observations } = tablesWith();
  const lines = (await textOf(await written("jsonl", observations).then((bytes) => [bytes]))).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(objectsOf(observations));
  expect(lines).toHaveLength(3);
});

describe("Parquet", () => {
  it("gives every value back, typed", async () => {
    const { observations } = tablesWith();
    const bytes = await written("parquet", observations);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const rows = await parquetReadObjects({ file });
    const plain = rows.map((row) => ({ ...row, published: (row.published as Date | null)?.toISOString().slice(0, 10) ?? null }));
    expect(plain).toEqual(objectsOf(observations));
    const types = Object.fromEntries(parquetMetadata(file).schema.map(({ name, type, converted_type }) => [name, converted_type ?? type]));
    expect(types).toMatchObject({ value: "DOUBLE", year: "INT32", subset: "BOOLEAN", published: "DATE", quote: "UTF8" });
  });

  it("goes on in another row group, and writes an empty table", async () => {
    const { observations } = tablesWith();
    const [row = []] = observations.rows();
    const many = { ...observations, rows: () => Array.from({ length: 10_001 }, () => row) };
    for (const [table, groups, count] of [
      [many, 2, 10_001n],
      [{ ...observations, rows: () => [] }, 0, 0n],
    ] as const) {
      const bytes = await written("parquet", table);
      const metadata = parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer);
      expect([metadata.row_groups.length, metadata.num_rows]).toEqual([groups, count]);
    }
  });
});

it("writes Markdown whose cells hold, and HTML that shows the words and runs nothing", async () => {
  const { observations } = tablesWith();
  const markdown = (await written("markdown", observations)).toString("utf8").trimEnd().split("\n");
  expect(markdown).toHaveLength(2 + 3);
  for (const line of markdown) expect(line.replace(/\\./gu, "").split("|")).toHaveLength(observations.fields.length + 2);
  const $ = load((await written("html", observations)).toString("utf8"));
  const quote = observations.fields.findIndex(({ name }) => name === "quote");
  const quotes = $("tbody tr")
    .map((_, row) => $(row).find("td").eq(quote).text())
    .get();
  expect(quotes).toEqual(objectsOf(observations).map(({ quote: words }) => words));
  expect($("html").attr("lang")).toBe("vi");
  expect($("b")).toHaveLength(0);
});

describe("sources", () => {
  it("are BibTeX with what LaTeX would run taken for text", async () => {
    const { documents } = tablesWith();
    const awkward = { ...documents, rows: () => [...documents.rows()].slice(0, 1).map((row) => row.with(1, "50% & {x} \\y_z")) };
    const bib = (await written("bibtex", awkward)).toString("utf8");
    expect(bib).toMatch(/^@article\{dangvu-[0-9a-f]{16}-0,\n/u);
    expect(bib).toContain("title = {{50\\% \\& \\{x\\} \\textbackslash{}y\\_z}}");
    expect(bib).toContain("date = {2024-01-01}");
  });

  it("are CSL-JSON with their dates in parts", async () => {
    const { documents } = tablesWith();
    const items = JSON.parse((await written("csl-json", documents)).toString("utf8"));
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ type: "article-newspaper", "container-title": "Báo Thử", issued: { "date-parts": [[2024, 1, 1]] } });
    expect(await written("csl-json", { ...documents, rows: () => [] }).then(String)).toBe("[]\n");
  });
});

const office = spawnSync("soffice", ["--version"]);

describe("LibreOffice", () => {
  it.skipIf(office.status !== 0)(
    "opens the workbook: every sheet, numbers, days, words (skipped where soffice is not installed)",
    async () => {
      const folder = testFolder();
      const { observations, documents } = tablesWith();
      const { entries } = dataFormatByName("xlsx");
      writeFileSync(join(folder, "a.xlsx"), await bytesOf(zipOf(entries([observations, documents], OPTIONS))));
      const all = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
      const home = `-env:UserInstallation=file://${join(folder, "home")}`;
      execFileSync("soffice", [home, "--headless", "--convert-to", all, "--outdir", folder, join(folder, "a.xlsx")], {
        stdio: "ignore",
        timeout: 120_000,
      });
      const figures = readFileSync(join(folder, "a-Số liệu.csv"), "utf8");
      expect(figures.split("\n")[0]).toContain("Giá trị (phần trăm: 0–100)");
      expect(figures).toContain(",69.99,");
      expect(figures).toContain(",2024-01-01,");
      expect(figures).toContain('"=HYPERLINK(""x""), ""kết\nnạp"""');
      expect(readFileSync(join(folder, "a-Ghi chú.csv"), "utf8")).toContain("Phiên bản dangvu,0.1.0");
      expect(readFileSync(join(folder, "a-Bài báo, báo cáo nguồn.csv"), "utf8").trimEnd().split("\n")).toHaveLength(4);
    },
  );
});
