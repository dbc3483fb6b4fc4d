import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { CODEBOOK } from "../../../pipeline/extract/codebook.ts";
import { HOME } from "../../../pipeline/jobs/settings.ts";
import { formatNumber } from "../../../pipeline/labels/format.ts";
import { provinces } from "../../../pipeline/language/provinces.ts";
import type { Article } from "../../../pipeline/types/article.ts";
import type { Citation } from "../../../pipeline/types/citation.ts";
import type { Dims, Measure, Observation, Period, Place } from "../../../pipeline/types/observation.ts";
import type { Page } from "../../../pipeline/types/page.ts";
import type { ReadArticle } from "../../../pipeline/types/store.ts";
import { makeRandom } from "./texts.ts";

/** Changes whenever the press made here does. */
export const SYNTHETIC_VERSION = 1;

/** Figures of an article; about a hundredth of the articles of a real store has more. */
const FIGURES = 10;
const YEARS = { from: 2006, to: 2026 };
/** The last day of the press; the runs of its store end here. */
const LAST_DAY = Date.parse("2026-11-21T00:00:00Z");
const DAY = 86_400_000;

/** Of a hundred articles so many are reprints of another, so many have an older version, and so many are gone from their sites. */
const REPRINTS = 10;
const SECOND_VERSIONS = 3;
const GONE = 1;

/** One thing that reports say: an indicator with dimensions and measure. */
interface Topic {
  readonly code: string;
  readonly kind: "flow" | "stock";
  readonly label: string;
  readonly dims: Dims;
  readonly measure: Measure;
  /** The value of a middling province in 2006. */
  readonly base: number;
}

export interface SyntheticDocument {
  readonly page: Page;
  readonly read: ReadArticle;
  /** The body text in pieces that come again in other articles, for who must analyse it. */
  readonly pieces: readonly string[];
  readonly isGone: boolean;
}

const DISTRICTS = ["An Bình", "Bắc Sơn", "Cẩm Lý", "Đông Hòa", "Hương Khê", "Lâm Thao", "Mỹ Lộc", "Nam Trà", "Phú Tân", "Yên Thế"];
const REGIONS = ["Tây Nguyên", "Tây Bắc", "Đông Nam Bộ", "Đồng bằng sông Cửu Long"];
const WHO = [
  "Cấp ủy",
  "Thường trực",
  "Ban Tổ chức",
  "Ủy ban Kiểm tra",
  "Ban Dân vận",
  "chi bộ thôn",
  "đảng ủy xã",
  "tổ công tác",
  "bí thư chi bộ",
  "hội nghị",
];
const DID = [
  "rà soát",
  "chỉ đạo",
  "hướng dẫn",
  "bồi dưỡng",
  "phân công",
  "theo dõi",
  "đôn đốc",
  "biểu dương",
  "chấn chỉnh",
  "tổng kết",
  "giao ban",
  "đối thoại",
];
const WHAT = [
  "nguồn phát triển",
  "nền nếp sinh hoạt",
  "đơn thư tồn đọng",
  "cán bộ trẻ",
  "mô hình hay",
  "nghị quyết chuyên đề",
  "tài chính",
  "quy chế làm việc",
  "thi đua",
];
const WHERE = [
  "ở vùng cao",
  "tại cơ sở",
  "trong doanh nghiệp",
  "nơi xa trung tâm",
  "ở khu dân cư",
  "trong trường học",
  "tại bản giáp biên",
  "ở vùng có đạo",
];
const HOW = [
  "sát thực tế",
  "đúng kế hoạch",
  "có trọng tâm",
  "còn lúng túng",
  "kịp thời",
  "từng bước",
  "dân chủ",
  "nghiêm túc",
  "chưa đều",
  "bài bản",
  "quyết liệt",
];

function topicsOf(): readonly Topic[] {
  const random = makeRandom(11);
  return CODEBOOK.flatMap(({ code, kind, label, dims, measures }) => {
    const single = dims.flatMap(({ name, values }) => values.map((value) => ({ [name]: value.code })));
    const [first, second] = dims.map(({ name, values }) => ({ [name]: values[0]?.code ?? "" }));
    const crossed = first !== undefined && second !== undefined ? [{ ...first, ...second }] : [];
    return [{}, ...single, ...crossed].flatMap((one, at) =>
      measures.slice(0, at === 0 ? 3 : 2).map((measure): Topic => {
        const base = measure === "count" ? 20 + Math.floor(random() * 3000) : 5 + random() * 80;
        return { code, kind, label: label.vi, dims: one, measure, base };
      }),
    );
  });
}

/** A sentence without a figure, in pieces; hardly any two are alike, or articles would be taken for reprints of each other. */
function filler(random: () => number): readonly string[] {
  const lists = [WHO, DID, WHAT, WHERE, HOW, WHO, DID, WHAT, HOW, WHERE];
  return [...lists.flatMap((list, at) => [at === 0 ? "" : at === 5 ? "; " : " ", list[Math.floor(random() * list.length)] as string]), "."];
}

/** Words in which articles ramble: so many that two hardly ever say the same by chance, as real ones do not. */
const loadWords = (): readonly string[] =>
  readFileSync(join(HOME, "corpus", "segmenter", "own-words.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

/** A sentence that says nothing; some words come often, most seldom. */
function rambling(random: () => number, words: readonly string[]): readonly string[] {
  const said = Array.from({ length: 20 }, (_, at) => [
    at === 0 ? "" : at % 7 === 0 ? ", " : " ",
    words[Math.floor(words.length * random() ** 2)] as string,
  ]);
  return [...said.flat(), "."];
}

const registered = z.object({ documents: z.array(z.object({ id: z.string(), issued: z.string().nullable() })) });

/** Central documents that the register knows, so that pages find their titles. */
function centralDocuments(): z.infer<typeof registered>["documents"] {
  const text = readFileSync(join(HOME, "corpus", "reference", "documents.json"), "utf8");
  return registered.parse(JSON.parse(text)).documents.filter(({ id }) => id.includes("/TW@"));
}

const round = (value: number, measure: Measure): number =>
  measure === "count" ? Math.round(value) : Math.min(100, Math.round(value * 10) / 10);

/** Text that is put together while the places of what it says are noted. */
class Writer {
  text = "";
  readonly blocks: Article["blocks"][number][] = [];
  readonly pieces: string[] = [];

  /** Adds a line of pieces and returns where each of them begins. */
  line(kind: "title" | "sapo" | "paragraph", pieces: readonly string[]): readonly number[] {
    if (this.text !== "") this.text += "\n";
    const start = this.text.length;
    const at = pieces.map((piece) => {
      const here = this.text.length;
      this.text += piece;
      if (kind !== "title") this.pieces.push(piece);
      return here;
    });
    this.blocks.push({ kind, start, end: this.text.length });
    return at;
  }
}

/**
 * A made press: reports of the provinces about each year, with figures in their sentences, documents that they mention, reprints in other papers, older versions. Every document is made
 * from its number alone, so that a hundred thousand take no memory, and equal numbers give equal documents.
 */
export class SyntheticPress {
  readonly size: number;
  readonly #characters: number;
  readonly #words = loadWords();
  readonly #topics = topicsOf();
  readonly #old = provinces("63");
  readonly #new = provinces("34");
  readonly #documents = centralDocuments();

  /** `characters`: articles get sentences without figures until they are so long; without it they are some 1,500. */
  constructor(size: number, { characters = 0 }: { readonly characters?: number } = {}) {
    this.size = size;
    this.#characters = characters;
  }

  /** The document of a number from 0; `version` 0 is its older version, where it has one (`hasOlder`). */
  document(number: number, version: 0 | 1 = 1): SyntheticDocument {
    const isReprint = this.isReprint(number);
    const original = isReprint ? number - 1 : number;
    const { writer, figures, mentions, about, publishedAt, title } = this.#write(original, version);
    const host = isReprint ? "tonghop.test" : `bao${about.province?.slice(-2) ?? "00"}.test`;
    const source = isReprint ? "tonghop" : `bao-${about.province ?? "chung"}`;
    const publisher = isReprint ? "Trang Tổng hợp" : about.province === null ? "Báo Chung" : `Báo ${this.#nameOf(about.province)}`;
    const url = `https://${host}/${publishedAt.slice(0, 4)}/bai-${number}.html`;
    const body = new TextEncoder().encode(`${url} v${version}\n${writer.text}`);
    const sha256 = createHash("sha256").update(body).digest("hex");
    const id = `${sha256.slice(0, 16)}-0`;
    const fetchedAt = new Date(
      Math.min(LAST_DAY, Date.parse(publishedAt) + (isReprint ? 2 : 1) * DAY) - ((1 - version) * DAY) / 2,
    ).toISOString();
    const page: Page = { url, source, fetchedAt, mediaType: "text/plain", charset: "utf-8", sha256, body };
    const article: Article = {
      ...{
        id,
        url,
        page: sha256,
        position: 0,
        source,
        publisher,
        title,
        byline: null,
        publishedAt,
        publishedFrom: "meta",
        modifiedAt: null,
      },
      ...{
        basedOn: null,
        captions: [],
        text: writer.text,
        blocks: writer.blocks,
        offsets: null,
        removed: [],
        trust: "ok",
        madeBy: "synthetic",
      },
    };
    const read: ReadArticle = {
      article,
      place: {
        place: about.province === null ? null : { level: "province", province: about.province, name: null },
        reason: "báo của tỉnh",
      },
      observations: figures.map((figure) => ({ ...figure, article: id })),
      citations: mentions.map((mention) => ({ ...mention, article: id })),
      checks: [],
    };
    return { page, read, pieces: writer.pieces, isGone: number % 100 === GONE };
  }

  isReprint(number: number): boolean {
    return number % (100 / REPRINTS) === 100 / REPRINTS - 1;
  }

  hasOlder(number: number): boolean {
    return !this.isReprint(number) && !this.isReprint(number + 1) && number % 100 < 3 * SECOND_VERSIONS && number % 3 === 0;
  }

  #nameOf(province: string): string {
    return [...this.#old, ...this.#new].find(({ id }) => id === province)?.name ?? province;
  }

  #write(number: number, version: 0 | 1) {
    const random = makeRandom(7919 * (number + 1) + version);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    // The press grows from year to year, as the real one does.
    const year = YEARS.to - Math.floor((YEARS.to - YEARS.from + 1) * random() ** 1.5);
    const isNational = random() < 0.03;
    const province = isNational ? null : pick(year >= 2025 ? this.#new : this.#old);
    const about: Place = { level: isNational ? "national" : "province", province: province?.id ?? null, name: null };
    const isYearEnd = random() < 0.6;
    const publishedAt = this.#dayOf(year, isYearEnd ? "12-20" : `0${4 + Math.floor(random() * 6)}-05`, Math.floor(random() * 30));
    const name = province === null ? "cả nước" : province.name;
    const title = `Đảng bộ ${name}: ${isYearEnd ? "tổng kết công tác năm" : "sơ kết công tác năm"} ${year}`;
    const writer = new Writer();
    writer.line("title", [title]);
    writer.line("sapo", filler(random));
    const mentions = [0, 1].map(() => this.#mention(writer, { random, about, year }));
    const figures = Array.from({ length: FIGURES }, () => this.#figure(writer, { random, about, year, isYearEnd }));
    for (let i = 0; i < 4; i++) writer.line("paragraph", filler(random));
    while (writer.text.length < this.#characters) writer.line("paragraph", rambling(random, this.#words));
    return { writer, figures, mentions, about, publishedAt, title };
  }

  #dayOf(year: number, day: string, later: number): string {
    return new Date(Math.min(LAST_DAY - DAY, Date.parse(`${year}-${day}`) + later * DAY)).toISOString().slice(0, 10);
  }

  #mention(writer: Writer, { random, about, year }: { random: () => number; about: Place; year: number }): Omit<Citation, "article"> {
    const isOwn = about.province !== null && random() < 0.3;
    const known = this.#documents.filter(({ issued }) => issued !== null && Number(issued.slice(0, 4)) <= year);
    const document = isOwn ? undefined : known[Math.floor(known.length * random() ** 2)];
    const number = document?.id.split("/")[0] ?? `${10 + Math.floor(random() * 30)}-NQ`;
    const issued = document?.issued ?? `${year - Math.floor(random() * 3)}-03-15`;
    const id = document?.id ?? `${number}/TU@${about.province ?? "63-01"}:${issued}`;
    const quote = `${number}/${document === undefined ? "TU" : "TW"}`;
    const [, start = 0] = writer.line("paragraph", ["Cấp ủy tiếp tục thực hiện văn bản số ", quote, " và kế hoạch kèm theo."]);
    const issuer = document === undefined ? { issuer: "TU", issuerPlace: about.province } : { issuer: "TW", issuerPlace: null };
    const [digits = "", type = ""] = number.split("-");
    return { start, end: start + quote.length, quote, id, number: digits, type, ...issuer, issued, term: null, basis: "explicit" };
  }

  #figure(
    writer: Writer,
    { random, about, year, isYearEnd }: { random: () => number; about: Place; year: number; isYearEnd: boolean },
  ): Omit<Observation, "article"> {
    // Some topics are told of often, most seldom.
    const topic = this.#topics[Math.floor(this.#topics.length * random() ** 2)] as Topic;
    const place = this.#placeOf(about, random());
    const status = random() < 0.9 ? "actual" : "target";
    const period = this.#periodOf(topic, { year, isYearEnd: isYearEnd || random() < 0.3 });
    const { value, bound } = this.#valueOf(topic, { place, year, random });
    const printed = `${bound === "exact" ? "" : bound === "more_than" ? "hơn " : "khoảng "}${formatNumber(value, "vi")}${topic.measure === "count" ? "" : "%"}`;
    const where = place.name ?? (place.province === null ? "toàn Đảng" : `Đảng bộ ${this.#nameOf(place.province)}`);
    const dims = Object.values(topic.dims).join(" ");
    const before = `Năm ${year}, ${where} ${status === "target" ? "phấn đấu" : "có"} `;
    const [, start = 0] = writer.line("paragraph", [before, printed, ` ${topic.label.toLowerCase()}${dims === "" ? "" : ` (${dims})`}.`]);
    const isChecked = random() < 0.15;
    const holds = random() < 0.9;
    return {
      ...{ start, end: start + printed.length, quote: printed, indicator: topic.code, dims: topic.dims, measure: topic.measure },
      ...{ value, bound, status, place, period, basis: random() < 0.7 ? "explicit" : "relative" },
      ...(topic.measure === "share" && random() < 0.4 ? { numerator: Math.round(value * 3), denominator: 300 } : {}),
      ...(random() < 0.03 ? { subset: true as const } : {}),
      rule: `<n> ${topic.label.toLowerCase()}`,
      confidence: Math.round((0.6 + 0.4 * random() ** 0.3) * 100) / 100,
      links: [
        { what: "indicator", reason: `từ "${topic.label}" đứng cạnh số` },
        { what: "place", reason: `${where} đứng đầu mệnh đề` },
        { what: "period", reason: `"năm ${year}" đứng đầu câu` },
      ],
      checks: isChecked
        ? [{ what: "sum", holds, parts: [value, 1], computed: value + (holds ? 0 : 1), printed: value, detail: "tổng các phần" }]
        : [],
    };
  }

  #placeOf(about: Place, chance: number): Place {
    if (chance < 0.6) return about;
    if (chance < 0.63) return { level: "national", province: null, name: null };
    if (chance < 0.64) return { level: "region", province: null, name: REGIONS[Math.floor(chance * 10_000) % REGIONS.length] as string };
    const name = DISTRICTS[Math.floor(chance * 10_000) % DISTRICTS.length] as string;
    if (chance < 0.86) return { level: "district", province: about.province, name: `huyện ${name}` };
    return { level: "commune", province: about.province, name: `xã ${name}` };
  }

  #periodOf({ kind }: Topic, { year, isYearEnd }: { year: number; isYearEnd: boolean }): Period {
    if (kind === "stock") return { at: isYearEnd ? `${year}-12-31` : `${year}-06-30` };
    return { from: `${year}-01-01`, to: `${year}-${isYearEnd ? "12-31" : "06-30"}` };
  }

  /** What holds of a place in a year is the same in every report; one in twelve rounds it, one in twenty-five has it wrong. */
  #valueOf({ base, code, measure, dims }: Topic, { place, year, random }: { place: Place; year: number; random: () => number }) {
    const seed = createHash("sha256")
      .update(JSON.stringify([code, dims, measure, place]))
      .digest()
      .readUInt32LE(0);
    const size = { national: 60, region: 8, province: 1, district: 0.1, commune: 0.02, unit: 0.02 }[place.level];
    const grown = (0.5 + makeRandom(seed)()) * (1 + 0.03 * (year - YEARS.from));
    const truth = round(base * grown * (measure === "count" ? size : 1), measure);
    const chance = random();
    if (chance < 0.04) return { value: round(truth * 1.07 + 1, measure), bound: "exact" as const };
    if (chance < 0.12 && truth > 100) return { value: Math.floor(truth / 10) * 10, bound: "more_than" as const };
    return { value: truth, bound: "exact" as const };
  }
}
