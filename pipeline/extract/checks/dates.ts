import type { Citation } from "../../types/citation.ts";
import type { Check, Observation } from "../../types/observation.ts";
import { isOnAnniversary } from "../codebook.ts";
import type { Checked, Finding } from "./finding.ts";

/** Words before a figure that tell what shall be: its later date is no mistake, and no result either. */
const PLANS =
  /phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|dự kiến|xác định|đề ra|đến năm|đến hết|sẽ|quyết tâm|yêu cầu|hướng (?:tới|đến)|tiếp tục|nhiệm kỳ/iu;

const failing = (printed: string, detail: string): Check => ({ what: "date", holds: false, parts: [], computed: null, printed, detail });

/** The sentence before a figure, up to the figure. */
function sentenceBefore(text: string, end: number): string {
  const from = Math.max(text.lastIndexOf("\n", end - 1), text.lastIndexOf(". ", end - 1), text.lastIndexOf(";", end - 1));
  return text.slice(from + 1, end);
}

/** A period that ends before it begins, or a result dated after the publication. */
function dateCheck({ indicator, period, status, end }: Observation, { text, published }: Checked): Check | null {
  // Badges of an anniversary are told of before its day.
  if (period === null || status !== "actual" || isOnAnniversary(indicator)) return null;
  const [from, to] = "at" in period ? [null, period.at] : [period.from, period.to];
  if (from !== null && to !== null && from.slice(0, to.length) > to) return failing(to, `kỳ kết thúc (${to}) trước khi bắt đầu (${from})`);
  const begins = from ?? to;
  if (published === null || begins === null || begins <= published.slice(0, begins.length)) return null;
  return PLANS.test(sentenceBefore(text, end)) ? null : failing(begins, `kết quả của ${begins} nằm sau ngày đăng ${published}`);
}

/** Impossible times of figures (codebook section 5). */
export function dateFindings(checked: Checked): readonly Finding[] {
  return checked.observations.flatMap((figure) => {
    const check = dateCheck(figure, checked);
    return check === null ? [] : { check, tested: figure, used: [figure] };
  });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Documents that are cited before they were issued, by the day that the mention itself prints. */
export function citationFindings(citations: readonly Citation[], published: string | null): readonly Finding[] {
  if (published === null) return [];
  return citations.flatMap(({ issued, basis, quote }) => {
    if (issued === null || !DAY.test(issued) || basis !== "explicit" || issued <= published) return [];
    return { check: failing(issued, `“${quote}” đề ngày ${issued}, sau ngày đăng ${published}`), tested: null, used: [] };
  });
}
