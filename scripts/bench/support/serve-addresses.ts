import { CODEBOOK } from "../../../pipeline/extract/codebook.ts";
import { provinces } from "../../../pipeline/language/provinces.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import { makeRandom } from "./texts.ts";

/** Addresses as people ask for them: some much more often than others. */
export interface Addresses {
  readonly article: readonly string[];
  readonly province: readonly string[];
  readonly table: readonly string[];
  readonly search: readonly string[];
  /** Of 20: 8 articles, 5 tables, 4 provinces, 1 indicator, 1 search, 1 home page. */
  readonly mixed: readonly string[];
}

type Draw = () => string;

/** The i-th most wanted is asked for 1/i as often as the first (Zipf): measured of readers of news sites and libraries alike. */
function zipf(values: readonly string[], random: () => number): Draw {
  const mixed = values.map((value) => ({ value, at: random() })).sort((a, b) => a.at - b.at);
  const total = Math.log(values.length + 1);
  return () => mixed[Math.min(values.length - 1, Math.floor(Math.exp(random() * total)) - 1)]?.value as string;
}

const even =
  (values: readonly string[], random: () => number): Draw =>
  () =>
    values[Math.floor(random() * values.length)] as string;

const WORDS =
  "kết nạp,đảng viên mới,tổ chức cơ sở đảng,trong sạch vững mạnh,kỷ luật,khiển trách,cảnh cáo,khai trừ,kiểm tra,giám sát,chi bộ,đảng bộ huyện,nghị quyết,chuyên đề,sinh hoạt,quần chúng ưu tú,bồi dưỡng,đoàn viên,học tập,làm theo".split(
    ",",
  );

/** So many addresses of each kind over what a store holds; the same for the same `seed`. */
export function addressesOf(store: Store, count: number, seed: number): Addresses {
  const random = makeRandom(seed);
  const ids: string[] = [];
  for (const { id } of store.bulk.heads()) ids.push(id);
  const codes = CODEBOOK.map(({ code }) => code);
  const places = [...provinces("63"), ...provinces("34")];
  const years = Array.from({ length: 12 }, (_, i) => 2006 + i).flatMap((from) =>
    [from + 3, from + 5, from + 9].map((to) => `${from}..${to}`),
  );
  const tables = codes.flatMap((code) =>
    ["", "&ranhgioi=now"].flatMap((boundaries) =>
      ["", ...years.map((span) => `&nam=${span}`)].map((span) => `/bang?chiso=${code}${boundaries}${span}`),
    ),
  );
  const queries = WORDS.flatMap((word) => places.flatMap(({ name }) => [`${word} ${name}`, `${word} ${name} nam:2014..2019`]));
  const searches = queries.map((query) => `/tim?q=${encodeURIComponent(query)}`);
  const draws = {
    article: zipf(
      ids.map((id) => `/bai/${id}`),
      random,
    ),
    province: even(
      places.map(({ id }) => `/tinh/${id}`),
      random,
    ),
    table: zipf(tables, random),
    search: even(searches, random),
    indicator: even(
      codes.map((code) => `/chi-so/${code}`),
      random,
    ),
  };
  const turns =
    "article table article province article table article province article table indicator article province table article search home article table province".split(
      " ",
    );
  const draw = (kind: string): string => draws[kind as keyof typeof draws]?.() ?? "/";
  const list = (kind: string): readonly string[] => Array.from({ length: count }, () => draw(kind));
  return {
    article: list("article"),
    province: list("province"),
    table: list("table"),
    search: list("search"),
    mixed: Array.from({ length: count }, (_, i) => draw(turns[i % turns.length] as string)),
  };
}
