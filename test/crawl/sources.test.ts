import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSources, parseSource } from "../../pipeline/crawl/sources.ts";
import { BadEntry } from "../../pipeline/types/errors.ts";
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

function failure(yaml: string): BadEntry {
  try {
    parseSource(yaml, "bao.yaml");
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

  it.each(["corpus/sources", "corpus/sample/sources"])("finds no fault in %s", (folder) => {
    expect(loadSources(folder).length).toBeGreaterThanOrEqual(4);
  });

  it("keeps the real newspapers off until they are tried on the live site", () => {
    expect(loadSources("corpus/sources").filter(({ enabled }) => enabled)).toEqual([]);
  });
});
