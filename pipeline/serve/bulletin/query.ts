import * as z from "zod";
import { bulletinWords } from "../../labels/bulletin.ts";
import type { BulletinSpec } from "../../types/bulletin.ts";
import type { BulletinFormat, BulletinWords } from "../../types/bulletin-desk.ts";
import { RequestProblem } from "../problem.ts";
import { oneOf, type Parameter, readQuery, wholeNumber } from "../query.ts";
import { href, isApi, type View } from "../view.ts";

const PERIOD = /^\d{4}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/u;
/** All 63 names take some 800 characters, all figures of a bulletin with many topics some 5,000. */
const LONGEST = { provinces: 1000, topics: 400, without: 6000 };
const BOUNDARIES = ["then", "now"] as const;
const DOUBTFUL = ["leave-out", "mark"] as const;

const NO_LIST: readonly string[] = [];

/** Names or codes with commas between them, at most so many characters. */
function list(pageName: string, most: number): Parameter<readonly string[]> {
  return {
    pageName,
    schema: listSchema(most),
    fallback: NO_LIST,
    allowed: (labels) => bulletinWords(labels.site.otherLanguage === "English" ? "vi" : "en").listAllowed(String(most)),
    json: { type: "string", maxLength: most },
  };
}

const parts = (value: string): readonly string[] =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const listSchema = (most: number) => z.string().max(most).transform(parts);

/** What a bulletin may be asked; the language is that of the page. */
export const BULLETIN_PARAMETERS = {
  period: {
    pageName: "ky",
    schema: z.string().regex(PERIOD),
    fallback: "",
    allowed: (labels) => bulletinWords(labels.site.otherLanguage === "English" ? "vi" : "en").periodAllowed,
    json: { type: "string", pattern: PERIOD.source },
  } satisfies Parameter<string>,
  provinces: list("tinh", LONGEST.provinces),
  topics: list("chude", LONGEST.topics),
  boundaries: oneOf("ranhgioi", BOUNDARIES, "then"),
  doubtful: oneOf("nghingo", DOUBTFUL, "leave-out"),
  without: list("bo", LONGEST.without),
};

export const LIST_PARAMETERS = {
  page: wholeNumber("trang", { from: 1, to: 100_000 }, 1),
  limit: wholeNumber("dong", { from: 1, to: 100 }, 30),
};

/** A bulletin as a request asks for it. Throws RequestProblem (400), and WrongUse for names that are none. */
export function readBulletin(view: View): BulletinSpec {
  const joined = isApi(view.path) ? view : { ...view, query: joinFields(view.query) };
  const { period, boundaries, doubtful, ...lists } = readQuery(joined, BULLETIN_PARAMETERS);
  return specOf(view, { period, boundaries, doubtful, ...lists });
}

/** The same out of the fields of a form that was sent. */
export function readFields(view: View, fields: Readonly<Record<string, string>>): BulletinSpec {
  return readBulletin({ ...view, path: "/ban-tin/xem", query: new URLSearchParams({ ...fields }) });
}

function specOf(view: View, words: BulletinWords): BulletinSpec {
  if (words.period !== "") return view.services.bulletins.readSpec({ ...words, lang: view.lang });
  const { noPeriod, periodAllowed } = bulletinWords(view.lang);
  const name = isApi(view.path) ? "period" : BULLETIN_PARAMETERS.period.pageName;
  throw new RequestProblem(400, noPeriod, { name, value: "", allowed: periodAllowed });
}

/** A form sends year and part of the period by themselves, a box a topic, the region beside the provinces, and `bo-<id>` for each figure that is struck out. */
function joinFields(query: URLSearchParams): URLSearchParams {
  const joined = new URLSearchParams();
  const add = (name: string, value: string): void => {
    if (value !== "") joined.set(name, [joined.get(name), value].filter((part) => part !== null).join(","));
  };
  for (const [name, value] of query) {
    const struck = /^bo-([\da-f]{12})$/u.exec(name)?.[1];
    if (struck !== undefined) add("bo", struck);
    else if (name === "vung") add("tinh", value);
    else if (name === "tinh" || name === "chude" || name === "bo") add(name, value);
    else if (name !== "nam" && name !== "phan") joined.append(name, value);
  }
  const [year, part] = [query.get("nam"), query.get("phan")];
  if (year !== null && year !== "" && !query.has("ky")) joined.set("ky", part === null || part === "" ? year : `${year}-${part}`);
  return joined;
}

/** The same question as parameters of our pages; what is usual is left out. */
export function bulletinQuery(view: View, spec: BulletinSpec): Readonly<Record<string, string | undefined>> {
  const { period, provinces, topics, boundaries, doubtful, without } = spec;
  const isAll = topics.length === view.services.bulletins.choices().topics.length;
  return {
    ky: period,
    tinh: provinces.join(",") || undefined,
    chude: isAll ? undefined : topics.join(","),
    ranhgioi: boundaries === "then" ? undefined : boundaries,
    nghingo: doubtful === "mark" ? "mark" : undefined,
    bo: without.join(",") || undefined,
  };
}

/** The page on which a bulletin is looked at before it is made. */
export function previewHref(view: View, spec: BulletinSpec): string {
  return href(view, "/ban-tin/xem", bulletinQuery(view, spec));
}

export function bulletinHref(view: View, id: string): string {
  return href(view, `/ban-tin/${encodeURIComponent(id)}`);
}

/** The file that a kept bulletin was written to. */
export function fileHref(view: View, id: string, format: BulletinFormat): string {
  return href(view, `/api/v1/bulletins/${encodeURIComponent(id)}.${format}`);
}

export function figureHref(view: View, id: string, figure: string): string {
  return href(view, `/ban-tin/${encodeURIComponent(id)}/so-lieu/${encodeURIComponent(figure)}`);
}
