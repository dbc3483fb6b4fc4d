import type { Check, Observation } from "../types/observation.ts";

/** How far a printed percentage may lie from the computed one: half a unit of its last printed digit, and a cut-off digit counts as right. */
function agrees(printed: number, computed: number): boolean {
  const digits = (String(printed).split(".")[1] ?? "").length;
  const unit = 10 ** -digits;
  return Math.abs(printed - computed) <= unit / 2 + 1e-9 || Math.floor(computed / unit) * unit === printed;
}

/** Parts against their sum: all forms of one total, printed beside it ("233 đảng viên (khiển trách 144, …)"). */
export function checkSum(total: Observation, parts: readonly Observation[]): Check | null {
  if (parts.length < 2) return null;
  const values = parts.map((part) => part.value);
  const computed = values.reduce((sum, value) => sum + value, 0);
  return { what: "sum", holds: computed === total.value, parts: values, computed, printed: total.value, detail: `${values.join("+")}=${computed}, in là ${total.value}` };
}

/** A printed share against the whole that reproduces it; `wholes` are tried in order and the one that fits is recorded. */
export function checkShare(share: Observation, part: number, wholes: readonly number[]): Check | null {
  const usable = wholes.filter((whole) => whole > 0);
  if (usable.length === 0) return null;
  const fitting = usable.find((whole) => agrees(share.value, (100 * part) / whole));
  const whole = fitting ?? (usable[0] as number);
  const computed = Math.round((10_000 * part) / whole) / 100;
  return { what: "share", holds: fitting !== undefined, parts: [part, whole], computed, printed: share.value, detail: `${part}/${whole} = ${computed}%, in là ${share.value}%` };
}

/** A period that ends before it begins, or a result dated after the publication. */
export function checkDates(observation: Observation, published: string | null): Check | null {
  const { period, status } = observation;
  if (period === null || status !== "actual") return null;
  const from = "at" in period ? null : period.from;
  const to = "at" in period ? period.at : period.to;
  if (from !== null && to !== null && from > to.padEnd(10, "~")) {
    return { what: "date", holds: false, parts: [], computed: null, printed: to, detail: `kỳ kết thúc (${to}) trước khi bắt đầu (${from})` };
  }
  const begins = from ?? to;
  if (published !== null && begins !== null && begins > published.slice(0, begins.length)) {
    return { what: "date", holds: false, parts: [], computed: null, printed: begins, detail: `kết quả của ${begins} nằm sau ngày đăng ${published}` };
  }
  return null;
}
