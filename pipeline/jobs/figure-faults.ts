import type { Indicator } from "../types/indicator.ts";
import type { Observation } from "../types/observation.ts";

/** What the codebook does not allow of a figure, and what would be right. */
export interface Fault {
  readonly message: string;
  readonly hint: string;
}

type Rule = (figure: Observation, indicator: Indicator) => Fault | null;

const isChange = ({ status }: Observation): boolean => status === "change";

/** Codebook sections 1 and 2, one rule a line of theirs. */
const RULES: readonly Rule[] = [
  ({ measure }, { code, measures }) =>
    measures.includes(measure)
      ? null
      : { message: `Chỉ số ${code} không đo bằng "${measure}".`, hint: `Các thước đo: ${measures.join(", ")}.` },
  ({ measure, value }) =>
    measure === "count" && !Number.isInteger(value)
      ? { message: `Số lượng ${value} không nguyên.`, hint: "Số lượng là số nguyên; tỷ lệ thì đặt measure=share." }
      : null,
  (figure) =>
    !isChange(figure) && figure.value < 0
      ? { message: `Giá trị ${figure.value} âm.`, hint: "Chỉ thay đổi (status=change) mới có thể âm." }
      : null,
  ({ measure, value }) =>
    measure === "share" && value > 100 ? { message: `Tỷ lệ ${value}% là không thể.`, hint: "Tỷ lệ từ 0 đến 100." } : null,
  (figure) =>
    isChange(figure) === (figure.against !== undefined)
      ? null
      : { message: "Thay đổi (status=change) và against phải đi với nhau.", hint: "Đặt cả hai, hoặc bỏ against bằng against=null." },
  (figure) =>
    (figure.measure === "points" || figure.measure === "percent_change") && !isChange(figure)
      ? {
          message: `Thước đo "${figure.measure}" chỉ dành cho thay đổi.`,
          hint: "Đặt status=change against=year_before, hoặc measure=share.",
        }
      : null,
  ({ place }) =>
    (place.level === "province" || place.level === "national") && place.name !== null
      ? {
          message: `Cấp ${place.level} không có tên riêng "${place.name}".`,
          hint: "Đặt level=district, commune hoặc unit, hay bỏ place.name.",
        }
      : null,
  ({ place }) =>
    place.level === "district" || place.level === "commune" || place.level === "unit" || place.level === "region"
      ? place.name === null
        ? { message: `Cấp ${place.level} cần tên.`, hint: "Thêm place.name=…" }
        : null
      : null,
  ({ period, status }, { kind, code }) => {
    if (period === null || status === "change" || "at" in period === (kind === "stock")) return null;
    return kind === "stock"
      ? { message: `${code} là số tại một thời điểm.`, hint: "Viết period=at:2023-12-31." }
      : { message: `${code} là số trong một khoảng thời gian.`, hint: "Viết period=2023 hoặc period=2023-01..2023-06." };
  },
  ({ period }) =>
    period !== null && "from" in period && period.from !== null && period.to !== null && period.from > `${period.to}~`
      ? { message: `Thời gian bắt đầu ${period.from} sau khi kết thúc ${period.to}.`, hint: "Viết ngày đầu trước ngày cuối." }
      : null,
  ({ numerator, denominator }) =>
    numerator !== undefined && (denominator === undefined || numerator > denominator)
      ? { message: `Tử số ${numerator} cần một mẫu số không nhỏ hơn.`, hint: "Đặt cả numerator và denominator, hoặc bỏ cả hai bằng =null." }
      : null,
];

/** All that is wrong with a figure by the codebook, in the order of the rules. */
export function findFaults(figure: Observation, indicator: Indicator): readonly Fault[] {
  return RULES.map((rule) => rule(figure, indicator)).filter((fault) => fault !== null);
}
