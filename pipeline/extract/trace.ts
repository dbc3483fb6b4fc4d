import type { Article } from "../types/article.ts";
import { CODEBOOK } from "./codebook.ts";
import type { Traced } from "./extract.ts";

const CONTEXT = 60;

/** What the grammar made of the number, as `name: value` pairs that are not empty. */
function slots({ found: { figure } }: Traced): string {
  const shown = Object.entries({
    giá_trị: figure.value,
    cận: figure.bound,
    quan_hệ: figure.relation,
    đếm: figure.countable,
    sự_việc: figure.event,
    gần: figure.eventIsNear ? "có" : null,
    mức: figure.grade,
    trở_lên: figure.cumulative ? "có" : null,
    hình_thức: figure.form,
    nhóm: figure.group,
    phần_của: figure.isPart ? "có" : null,
    phần_không_mã: figure.isUnnamedPart ? "có" : null,
    từ_chỉ_số_có: figure.hasStockWords ? "có" : null,
    vị_ngữ_khác: figure.hasOtherPredicate ? "có" : null,
    trạng_thái: figure.status,
    mỗi: figure.per,
  }).filter(([, value]) => value !== null && value !== undefined);
  return shown.map(([name, value]) => `${name.replaceAll("_", " ")}=${value}`).join(", ");
}

/** Indicators whose event or countable the number shares, and that still refused it. */
function nearMisses({ found: { figure } }: Traced): string {
  const refused = CODEBOOK.filter((indicator) => {
    const family = indicator.code.split(".")[0];
    return (
      (family === "members" && (figure.countable === "member" || figure.countable === "masses" || figure.event === "admit")) ||
      (family === "orgs" &&
        figure.countable !== null &&
        ["grassroots", "committee", "base_cell", "cell", "superior", "org"].includes(figure.countable)) ||
      (family === "discipline" && figure.event === "discipline")
    );
  });
  return refused.map((indicator) => `${indicator.code} (${indicator.rules.map((rule) => rule.name).join("; ")})`).join(", ");
}

/** How one number was read: its surroundings, what the grammar made of it, and the rule that took it or those that refused it. */
export function tracedLines(article: Article, traced: Traced): readonly string[] {
  const { start, end, quote, found, observation } = traced;
  const before = article.text.slice(Math.max(0, start - CONTEXT), start).replaceAll("\n", " ");
  const after = article.text.slice(end, end + CONTEXT).replaceAll("\n", " ");
  const lines = [`${start}: …${before}[${quote}]${after}…`, `  đọc là: ${slots(traced)}`];
  if (observation === null)
    return [...lines, `  không lấy. Chỉ số gần nhất đã từ chối: ${nearMisses(traced) || "không có chỉ số nào đếm thứ này"}`];
  const links = [...found.links, ...observation.links.slice(found.links.length)].map((link) => `  ${link.what}: ${link.reason}`);
  const dims = Object.entries(observation.dims).map(([name, value]) => `${name}=${value}`);
  return [
    ...lines,
    `  → ${observation.indicator} ${dims.join(" ")} ${observation.measure} = ${observation.value} (${observation.status}, tin cậy ${Number(observation.confidence.toFixed(3))})`,
    `  quy tắc: ${observation.rule}`,
    ...links,
    `  nơi: ${JSON.stringify(observation.place)}; thời gian: ${JSON.stringify(observation.period)} (${observation.basis})`,
  ];
}
