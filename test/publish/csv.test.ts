import fc from "fast-check";
import { expect, it } from "vitest";
import { writeCsv } from "../../pipeline/publish/csv.ts";
import { yearOf } from "../compare/provinces.ts";
import { makeStored } from "../store/documents.ts";
import { tableOf } from "./tables.ts";

/** A plain reader of RFC 4180, one character after the other. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (isQuoted && character === '"' && text[i + 1] === '"') field += text[++i];
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "," || (character === "\r" && text[i + 1] === "\n"))) {
      row.push(field);
      field = "";
      if (character === ",") continue;
      rows.push(row);
      row = [];
      i++;
    } else field += character;
  }
  return rows;
}

function records(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ""])));
}

const place = { level: "province" as const, province: "63-10", name: null };

it("writes one line a cell, with the report behind it", () => {
  const head = { id: "bài-1", title: "Kết nạp, “đợt 1”", publisher: "Báo Lào Cai", basedOn: "https://goc.test/1" };
  const table = tableOf([makeStored({ value: 1168, place, period: yearOf(2014), quote: 'kết nạp "1.168"\nngười' }, head)]);
  const csv = writeCsv(table);
  expect(csv.endsWith("\r\n")).toBe(true);
  expect(records(csv)).toHaveLength(1);
  expect(records(csv)[0]).toMatchObject({
    indicator: "members.admitted",
    province: "63-10",
    province_name: "Lào Cai",
    year: "2014",
    value: "1168",
    bound: "exact",
    kind: "reported",
    quote: 'kết nạp "1.168"\nngười',
    title: "Kết nạp, “đợt 1”",
    url: "https://bao.test/bài-1",
    source_url: "https://goc.test/1",
  });
  expect(writeCsv(table, { bom: true }).charCodeAt(0)).toBe(0xfeff);
});

it("leaves the value of a partial cell empty, and names what is missing", () => {
  const table = tableOf([makeStored({ value: 7, place: { ...place, province: "63-02" }, period: yearOf(2014) })], { boundaries: "now" });
  expect(records(writeCsv(table))[0]).toMatchObject({
    province: "34-08",
    value: "",
    bound: "",
    kind: "partial",
    missing: "63-08",
    quote: "kết nạp",
  });
});

it("gives every input of a derived cell", () => {
  const inputs = ["63-02", "63-08"].map((province, index) =>
    makeStored({ value: index + 1, place: { ...place, province }, period: yearOf(2014) }, { id: `a-${index}` }),
  );
  expect(records(writeCsv(tableOf(inputs, { boundaries: "now" })))[0]).toMatchObject({
    value: "3",
    formula: "1 + 2",
    url: "https://bao.test/a-0 | https://bao.test/a-1",
  });
});

it.each(["=1+1", "+84", "-3 người", "@cmd", "\t=1", "\r=1", "＝1"])("lets no spreadsheet run %j", (quote) => {
  const csv = writeCsv(tableOf([makeStored({ place, period: yearOf(2014), quote })]));
  expect(records(csv)[0]?.quote).toBe(`'${quote}`);
});

it("gives any words back, but for the apostrophe before a formula", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aĐ,\"\r\n\t=+-@' ;"), maxLength: 12 }), (quote) => {
      const read = records(writeCsv(tableOf([makeStored({ place, period: yearOf(2014), quote })])))[0]?.quote;
      expect([quote, `'${quote}`]).toContain(read);
      expect(read).not.toMatch(/^[=+\-@\t\r]/u);
    }),
    { seed: 9 },
  );
});
