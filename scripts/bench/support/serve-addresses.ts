import { CODEBOOK } from "../../../pipeline/extract/codebook.ts";
import { provinces } from "../../../pipeline/language/provinces.ts";
import type { Store } from "../../../pipeline/types/store.ts";
import { makeRandom } from "./texts.ts";

type Plain = "article" | "province" | "table" | "indicator" | "search";
type Kind = Plain | "mixed";

/** Addresses of pages; `mixed` are, of 20, 8 articles, 5 tables, 4 provinces, 1 indicator, 1 search, 1 home page. */
export interface Addresses {
  /** As people ask for them: some much more often than others. */
  readonly often: Readonly<Record<Kind, readonly string[]>>;
  /** Each once, in no order. */
  readonly once: Readonly<Record<Kind, readonly string[]>>;
}

type Draw = () => string;

/** The i-th most wanted is asked for 1/i as often as the first (Zipf): measured of readers of news sites and libraries alike. */
function zipf(values: readonly string[], random: () => number): Draw {
  const mixed = shuffled(values, random);
  const total = Math.log(values.length + 1);
  return () => mixed[Math.min(values.length - 1, Math.floor(Math.exp(random() * total)) - 1)] as string;
}

/** Each value once. */
function shuffled(values: readonly string[], random: () => number): readonly string[] {
  const placed = values.map((value) => ({ value, at: random() })).sort((a, b) => a.at - b.at);
  return placed.map(({ value }) => value);
}

const WORDS =
  "kết nạp,đảng viên mới,tổ chức cơ sở đảng,trong sạch vững mạnh,kỷ luật,khiển trách,cảnh cáo,khai trừ,kiểm tra,giám sát,chi bộ,đảng bộ huyện,nghị quyết,chuyên đề,sinh hoạt,quần chúng ưu tú,bồi dưỡng,đoàn viên,học tập,làm theo".split(
    ",",
  );

/** Which kinds follow each other in `mixed`. */
const TURNS =
  "article table article province article table province article table indicator article province table article search home article table article province".split(
    " ",
  );

/** So many addresses of each kind over what a store holds; the same for the same `seed`. */
export function addressesOf(store: Store, count: number, seed: number): Addresses {
  const random = makeRandom(seed);
  const pages = pagesOf(store);
  const often = drawAll((kind) => zipf(pages[kind], random), count);
  const once = drawAll((kind) => inTurn(shuffled(pages[kind], random)), count);
  const each = (kind: Kind): readonly string[] => [...new Set(once[kind])];
  return {
    often,
    once: {
      article: each("article"),
      province: each("province"),
      table: each("table"),
      indicator: each("indicator"),
      search: each("search"),
      mixed: each("mixed"),
    },
  };
}

function inTurn(values: readonly string[]): Draw {
  let next = 0;
  return () => values[next++ % values.length] as string;
}

function drawAll(drawOf: (kind: Plain) => Draw, count: number): Readonly<Record<Kind, readonly string[]>> {
  const list = (draw: Draw): readonly string[] => Array.from({ length: count }, draw);
  const draws = {
    article: drawOf("article"),
    province: drawOf("province"),
    table: drawOf("table"),
    indicator: drawOf("indicator"),
    search: drawOf("search"),
    home: () => "/",
  };
  const turn = inTurn(TURNS);
  const mixed = list(() => draws[turn() as keyof typeof draws]());
  return {
    article: list(draws.article),
    province: list(draws.province),
    table: list(draws.table),
    indicator: list(draws.indicator),
    search: list(draws.search),
    mixed,
  };
}

/** Every address of each kind that there is. */
function pagesOf(store: Store): Readonly<Record<Plain, readonly string[]>> {
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
  const twins = (paths: readonly string[]): readonly string[] => paths.flatMap((path) => [path, `${path}.json`, `${path}?lang=en`]);
  return {
    article: ids.map((id) => `/bai/${id}`),
    province: twins(places.map(({ id }) => `/tinh/${id}`)),
    table: tables,
    indicator: twins(codes.map((code) => `/chi-so/${code}`)),
    search: queries.map((query) => `/tim?q=${encodeURIComponent(query)}`),
  };
}
