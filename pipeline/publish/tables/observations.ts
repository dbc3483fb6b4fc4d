import type { DataTable } from "../../types/dataset.ts";
import type { Indicator } from "../../types/indicator.ts";
import type { Dims, Observation } from "../../types/observation.ts";
import type { ArticleHead } from "../../types/store.ts";
import { type Column, column, needed, passage, tabulate } from "./columns.ts";
import { reportColumns } from "./documents.ts";

/** A figure with its number in its article. */
export interface NumberedObservation {
  readonly n: number;
  readonly observation: Observation;
  readonly head: ArticleHead;
}

type Read = (observation: Observation) => string | number | boolean | null;
const of =
  (read: Read) =>
  ({ observation }: NumberedObservation) =>
    read(observation);

/** `grade=tsvm;kind=grassroots`, names in order: equal dims give equal texts. */
export function dimsText(dims: Dims): string {
  return Object.entries(dims)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(";");
}

/** The calendar year that a period lies in; null when it goes over several or is open. */
export function yearOf({ period }: Observation): number | null {
  if (period === null) return null;
  const [from, to] = "at" in period ? [period.at, period.at] : [period.from, period.to];
  return from !== null && to !== null && from.slice(0, 4) === to.slice(0, 4) ? Number(from.slice(0, 4)) : null;
}

const span =
  (edge: "from" | "to"): Read =>
  ({ period }) =>
    period === null || "at" in period ? null : period[edge];
const failed: Read = ({ checks }) =>
  checks
    .filter(({ holds }) => !holds)
    .map(({ detail }) => detail)
    .join("; ") || null;

const FIGURE: readonly Column<NumberedObservation>[] = [
  needed(
    "measure",
    "string",
    ["Cách đo", "Measure"],
    of(({ measure }) => measure),
  ),
  needed(
    "value",
    "number",
    ["Giá trị (phần trăm: 0–100)", "Value (percent: 0–100)"],
    of(({ value }) => value),
  ),
  needed(
    "bound",
    "string",
    ["Chính xác hay làm tròn", "Bound"],
    of(({ bound }) => bound),
  ),
  column(
    "numerator",
    "number",
    ["Tử số", "Numerator"],
    of(({ numerator }) => numerator ?? null),
  ),
  column(
    "denominator",
    "number",
    ["Mẫu số", "Denominator"],
    of(({ denominator }) => denominator ?? null),
  ),
  needed(
    "status",
    "string",
    ["Kết quả, chỉ tiêu hay tăng giảm", "Status"],
    of(({ status }) => status),
  ),
  column(
    "against",
    "string",
    ["So với", "Against"],
    of(({ against }) => against ?? null),
  ),
  column(
    "per",
    "string",
    ["Bình quân mỗi", "Per"],
    of(({ per }) => per ?? null),
  ),
  needed(
    "subset",
    "boolean",
    ["Chỉ một số nơi trong địa bàn", "Chosen bodies only"],
    of(({ subset }) => subset === true),
  ),
  column(
    "decided_by",
    "string",
    ["Cấp quyết định", "Decided by"],
    of(({ decidedBy }) => decidedBy ?? null),
  ),
];

const WHERE_AND_WHEN: readonly Column<NumberedObservation>[] = [
  needed(
    "place_level",
    "string",
    ["Cấp", "Level"],
    of(({ place }) => place.level),
  ),
  column(
    "province",
    "string",
    ["Mã tỉnh", "Province"],
    of(({ place }) => place.province),
  ),
  column(
    "place_name",
    "string",
    ["Tên tổ chức dưới cấp tỉnh", "Name below the province"],
    of(({ place }) => place.name),
  ),
  column("year", "integer", ["Năm", "Year"], of(yearOf)),
  column("period_from", "string", ["Từ ngày", "From"], of(span("from"))),
  column("period_to", "string", ["Đến ngày", "To"], of(span("to"))),
  column(
    "period_at",
    "string",
    ["Tại ngày", "At"],
    of(({ period }) => (period !== null && "at" in period ? period.at : null)),
  ),
  needed(
    "basis",
    "string",
    ["Cơ sở của thời gian", "Basis of the period"],
    of(({ basis }) => basis),
  ),
];

const SAID: readonly Column<NumberedObservation>[] = [
  ...passage<NumberedObservation>(({ observation }) => observation),
  needed(
    "rule",
    "string",
    ["Quy tắc", "Rule"],
    of(({ rule }) => rule),
  ),
  needed(
    "confidence",
    "number",
    ["Độ tin cậy", "Confidence"],
    of(({ confidence }) => confidence),
  ),
  column("checks_failed", "string", ["Kiểm tra không khớp", "Failed checks"], of(failed)),
  column(
    "review",
    "string",
    ["Người xem lại", "Review"],
    of(({ review }) => review?.verdict ?? null),
  ),
];

/** One column for each dimension of the codebook. */
function dimColumns(indicators: readonly Indicator[]): readonly Column<NumberedObservation>[] {
  const dims = new Map(indicators.flatMap((indicator) => indicator.dims.map((dim) => [dim.name, dim.label] as const)));
  const dimValue =
    (name: string): Read =>
    ({ dims: own }) =>
      own[name] === undefined ? null : String(own[name]);
  return [...dims].map(([name, { vi, en }]) => column(`dim_${name}`, "string", [vi, en], of(dimValue(name))));
}

/** The figures, one row each, with the report behind it. */
export function observationsTable(indicators: readonly Indicator[], observations: () => Iterable<NumberedObservation>): DataTable {
  const columns = [
    needed<NumberedObservation>("id", "string", ["Mã", "Id"], ({ n, head }) => `${head.id}.${n}`),
    needed(
      "indicator",
      "string",
      ["Chỉ số", "Indicator"],
      of(({ indicator }) => indicator),
    ),
    column(
      "dims",
      "string",
      ["Các chiều", "Dimensions"],
      of(({ dims }) => dimsText(dims) || null),
    ),
    ...dimColumns(indicators),
    ...FIGURE,
    ...WHERE_AND_WHEN,
    ...SAID,
    ...reportColumns<NumberedObservation>(({ head }) => head),
  ];
  const foreignKeys = [
    { field: "indicator", table: "codebook", reference: "indicator" },
    { field: "article", table: "documents", reference: "article" },
    { field: "province", table: "places", reference: "province" },
  ] as const;
  const title = { vi: "Số liệu", en: "Observations" };
  return tabulate({ name: "observations", title, primaryKey: ["id"], foreignKeys }, columns, observations);
}
