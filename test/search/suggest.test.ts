import { afterEach, describe, expect, it } from "vitest";
import { makeCitation } from "../store/documents.ts";
import { ENGINES, makeIndex } from "./homes.ts";

const opened: ReturnType<typeof makeIndex>[] = [];
afterEach(() => {
  for (const { end } of opened.splice(0)) end();
});

const citing = (...ids: string[]) => ids.map((id) => makeCitation({ article: "x", id }));
const PRESS = {
  a: { text: "Kết nạp\nToàn huyện kết nạp 41 đảng viên mới theo kế hoạch.", citations: citing("21-NQ/TW@2022-06-16", "9-CT/TU") },
  b: { text: "Nghị quyết\nNghị quyết về đảng viên đi làm ăn xa.", citations: citing("21-NQ/TW@2022-06-16", "213-QĐ/TW") },
  c: { text: "Đảng bộ\nĐảng bộ kết nạp đảng viên là thanh niên." },
};

describe.each(ENGINES)("suggestions by %s", (engine) => {
  function index() {
    const made = makeIndex(engine, PRESS);
    opened.push(made);
    return made.index;
  }
  const terms = (text: string) =>
    index()
      .suggest(text, 5)
      .terms.map((one) => one.text);
  const documents = (text: string) =>
    index()
      .suggest(text, 5)
      .documents.map(({ id }) => id);

  it.each<{ typed: string; first: string | undefined; why?: string }>([
    { typed: "kết n", first: "kết nạp" },
    { typed: "ket nap", first: "kết nạp", why: "what is typed without marks gets them" },
    { typed: "ket nap dang v", first: "kết nạp đảng viên", why: "also before the word that is completed" },
    { typed: "KẾT NẠP đảng v", first: "kết nạp đảng viên" },
    { typed: "đả", first: "đảng viên", why: "letters with marks stand for themselves" },
    { typed: "kết nạp", first: undefined, why: "there is nothing to complete" },
    { typed: "zzz", first: undefined },
    { typed: "", first: undefined },
    { typed: "  \u0000<b> ", first: undefined },
  ])("'$typed' becomes '$first'", ({ typed, first }) => {
    expect(terms(typed)[0]).toBe(first);
  });

  it.each<{ typed: string; found: readonly string[]; why?: string }>([
    { typed: "21", found: ["21-NQ/TW@2022-06-16", "213-QĐ/TW"], why: "the more cited first" },
    { typed: "21-n", found: ["21-NQ/TW@2022-06-16"] },
    { typed: "21 nq/tw", found: ["21-NQ/TW@2022-06-16"] },
    { typed: "nghị quyết số 21", found: ["21-NQ/TW@2022-06-16"] },
    { typed: "nghi quyet 2", found: ["21-NQ/TW@2022-06-16"] },
    { typed: "09", found: ["9-CT/TU"], why: "a leading zero is no other number" },
    { typed: "chỉ thị", found: ["9-CT/TU"] },
    { typed: "quy định 21", found: ["213-QĐ/TW"] },
    { typed: "kết nạp 21", found: [], why: "the words name no kind of document" },
    { typed: "kết nạp", found: [] },
  ])("'$typed' begins $found", ({ typed, found }) => {
    expect(documents(typed)).toEqual(found);
  });

  it.each<{ query: string; instead: string | null; why?: string }>([
    { query: "ngị quyết", instead: "nghị quyết" },
    { query: "kêt nạp", instead: "kết nạp", why: "a mark is missing" },
    { query: "kết nạp đảng viêm", instead: "kết nạp đảng viên" },
    { query: "kết nạp", instead: null },
    { query: "đường sắt", instead: null },
    { query: '"ngị quyết"', instead: null, why: "what is quoted is meant so" },
  ])("'$query' is taken for '$instead'", ({ query, instead }) => {
    expect(index().search(query, { limit: 5, offset: 0 }).instead).toBe(instead);
  });

  it("knows how many articles each value of a facet has, also of what was added", () => {
    const made = index();
    expect(made.countsOf("document").get("21-NQ/TW@2022-06-16")).toBe(2);
    const library = opened.at(-1)!.library;
    library.put("d", { text: "Mới\nTin.", citations: citing("21-NQ/TW@2022-06-16") });
    made.add([{ head: library.head("d")!, read: library.article("d")! }]);
    expect(made.countsOf("document").get("21-NQ/TW@2022-06-16")).toBe(3);
  });
});
