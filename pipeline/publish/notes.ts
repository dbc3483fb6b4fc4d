import type { Lang } from "../labels/format.ts";
import type { About, DataTable } from "../types/dataset.ts";
import type { Label } from "../types/indicator.ts";
import type { Sheet } from "./xlsx.ts";

const title = (vi: string, en: string): Label => ({ vi, en });

/** What a reader has to know of every table. */
const RULES: readonly Label[] = [
  title("Ô trống là chưa biết, không phải số không.", "An empty cell is unknown, not zero."),
  title("Phần trăm từ 0 đến 100.", "Percent is 0–100."),
  title(
    "Chỉ tiêu (status = target) không phải kết quả; số của một số nơi được chọn (subset) không thay cho cả tỉnh.",
    "A target (status = target) is no result; figures of chosen bodies (subset) do not stand for the province.",
  ),
  title(
    "Mã tỉnh mang hệ của nó: 63-xx đến tháng 6/2025, 34-xx từ tháng 7/2025; mã hai chữ số trần của hai hệ trùng nhau.",
    "Ids of provinces carry their system: 63-xx to June 2025, 34-xx since; bare two-digit codes collide.",
  ),
  title(
    "Cùng một số nói trong nhiều bài đứng nhiều dòng; bảng so sánh mới chọn một.",
    "A figure said in several reports has several rows; only comparison tables choose one.",
  ),
  title("Câu trích thuộc về báo đã đăng: khi dùng phải dẫn nguồn.", "Quotes belong to their publishers: cite them."),
];

function facts(about: About, lang: Lang): readonly (readonly [string, string])[] {
  const names =
    lang === "vi"
      ? ["Lập lúc", "Phiên bản dangvu", "Mã nguồn", "Phiên bản quy tắc", "Dấu vân tay của kho", "Câu hỏi"]
      : ["Made at", "dangvu version", "Commit", "Version of the rules", "Fingerprint of the store", "Query"];
  const values = [about.createdAt, about.version, about.commit ?? "", about.rules, about.fingerprint, about.query];
  return names.map((name, index) => [name, values[index] ?? ""] as const);
}

/** The sheet that says what the others hold, what to beware of, and what made them. */
export function notesSheet(tables: readonly DataTable[], about: About, lang: Lang): Sheet {
  const fields = [title("Mục", "About"), title("Ghi chú", "Note")].map((label) => ({ type: "string" as const, title: label }));
  const columns = tables.flatMap((table) => table.fields.map((field) => [`${table.name}.${field.name}`, field.title[lang]] as const));
  const rules = RULES.map((rule) => [lang === "vi" ? "Lưu ý" : "Beware", rule[lang]] as const);
  return { name: lang === "vi" ? "Ghi chú" : "Notes", fields, rows: () => [...facts(about, lang), ...rules, ...columns] };
}
