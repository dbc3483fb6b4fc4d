import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { nearest } from "../../language/nearest.ts";
import type { BulletinFormat, BulletinWords, SeriesIssue } from "../../types/bulletin-desk.ts";
import { BadEntry, WrongUse } from "../../types/errors.ts";
import type { Label } from "../../types/indicator.ts";
import type { BulletinPeriodKind } from "./period.ts";

/** The file beside the series that declares the topics. */
const TOPICS = "topics.yaml";

/** Days after a period's end from which a series takes it for reported: most papers have told of a month after ten days, of a quarter after twenty, of a year after Tết. */
const WAIT: Readonly<Record<BulletinPeriodKind, number>> = { month: 10, quarter: 20, half: 25, year: 45 };
/** What a series is about where it does not say. */
const ABOUT: Readonly<Record<Series["every"], BulletinPeriodKind>> = { week: "month", month: "month", quarter: "quarter" };

const words = z.string().min(1);
const entrySchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/u, "chỉ gồm chữ thường không dấu, số và dấu gạch nối"),
  label: z.strictObject({ vi: words, en: words }),
  /** Made by the nightly job only when true. */
  enabled: z.boolean().default(false),
  every: z.enum(["week", "month", "quarter"]),
  about: z.enum(["month", "quarter", "half", "year"]).optional(),
  wait_days: z.int().min(0).max(366).optional(),
  provinces: z.array(words).default([]),
  topics: z.array(words).default([]),
  boundaries: z.enum(["then", "now"]).default("then"),
  doubtful: z.enum(["leave-out", "mark"]).default("leave-out"),
  lang: z.enum(["vi", "en"]).default("vi"),
  formats: z
    .array(z.enum(["docx", "html", "md", "pdf"]))
    .min(1)
    .default(["docx"]),
  /** An office's own .docx beside the entry. */
  template: words.optional(),
});

/** A saved definition of bulletins: one file of corpus/bulletins. */
export interface Series {
  readonly name: string;
  readonly label: Label;
  readonly enabled: boolean;
  readonly every: "week" | "month" | "quarter";
  readonly about: BulletinPeriodKind;
  readonly waitDays: number;
  readonly words: Omit<BulletinWords, "period">;
  readonly formats: readonly BulletinFormat[];
  /** Path of the template; null for the usual look. */
  readonly template: string | null;
}

/** The files of series under a corpus folder, in the order of their names. */
export function seriesFiles(corpus: string): readonly string[] {
  const folder = join(corpus, "bulletins");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml") && name !== TOPICS)
    .sort()
    .map((name) => join(folder, name));
}

/** All series of a corpus folder. Throws BadEntry naming file, field and value, and for a name that two files have. */
export function loadSeries(corpus: string): readonly Series[] {
  const found = seriesFiles(corpus).map((file) => ({ file, series: readSeries(file) }));
  for (const [at, { file, series }] of found.entries()) {
    const earlier = found.slice(0, at).find((other) => other.series.name === series.name);
    if (earlier !== undefined)
      throw new BadEntry(`Loạt bản tin "${series.name}" có trong cả hai tệp ${earlier.file} và ${file}.`, "Đổi name ở một trong hai tệp.");
  }
  return found.map(({ series }) => series);
}

/** The series of a file. Throws BadEntry naming file, field and value. */
export function readSeries(file: string): Series {
  const checked = entrySchema.safeParse(parseYaml(file), { error: z.locales.vi().localeError });
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys : [];
    const where = [...(issue?.path ?? []), ...unknown].join(".") || "đầu tệp";
    throw new BadEntry(`Tệp ${file} sai ở ${where}: ${issue?.message ?? ""}.`, `Các mục: ${Object.keys(entrySchema.shape).join(", ")}.`);
  }
  const { name, label, enabled, every, wait_days, formats, template, ...rest } = checked.data;
  const about = rest.about ?? ABOUT[every];
  const { provinces, topics, boundaries, doubtful, lang } = rest;
  return {
    ...{ name, label, enabled, every, about, formats },
    waitDays: wait_days ?? WAIT[about],
    words: { provinces, topics, boundaries, doubtful, lang },
    template: template === undefined ? null : join(dirname(file), template),
  };
}

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new BadEntry(`Không đọc được tệp ${file}.`, cause instanceof Error ? cause.message : "Sửa lại tệp.", cause);
  }
}

/** The series of this name. Throws WrongUse with the names that there are. */
export function seriesNamed(all: readonly Series[], name: string): Series {
  const found = all.find((series) => series.name === name);
  if (found !== undefined) return found;
  const names = all.map((series) => series.name);
  const near = nearest(name, names, 1)[0];
  throw new WrongUse(
    `Không có loạt bản tin "${name}".`,
    names.length === 0
      ? "Viết một tệp trong corpus/bulletins, theo mẫu quy.yaml."
      : `${near === undefined ? "" : `Có phải là ${near}? `}Các loạt: ${names.join(", ")}.`,
  );
}

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

/** Midnight of the day in Viet Nam, as UTC. */
const dayOf = (now: Date): Date => new Date(Math.floor((now.getTime() + VIETNAM_MS) / DAY_MS) * DAY_MS);

/** Months of a period of each kind. */
const MONTHS: Readonly<Record<BulletinPeriodKind, number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The key of the period of a kind in which a month lies, months counted from the year 0. */
function keyOf(kind: BulletinPeriodKind, months: number): string {
  const [year, month] = [Math.floor(months / 12), months % 12];
  const part = Math.floor(month / MONTHS[kind]) + 1;
  if (kind === "year") return String(year);
  return kind === "month" ? `${year}-${String(part).padStart(2, "0")}` : `${year}-${kind === "half" ? "H" : "Q"}${part}`;
}

const monthsOf = (day: Date): number => day.getUTCFullYear() * 12 + day.getUTCMonth();

/** The last period of a kind that was over on the day `waitDays` before. */
export function lastPeriod(kind: BulletinPeriodKind, { now, waitDays }: { readonly now: Date; readonly waitDays: number }): string {
  const months = monthsOf(new Date(dayOf(now).getTime() - waitDays * DAY_MS));
  return keyOf(kind, months - (months % MONTHS[kind]) - 1);
}

/** The week of a day as ISO 8601 counts it: `2026-W47`. */
function weekOf(day: Date): string {
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * DAY_MS);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / DAY_MS / 7) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}

/** What a series has to make now: the period that it is about, and the issue that it is, once each. */
export function issueOf(series: Series, now: Date): { readonly period: string; readonly issue: SeriesIssue } {
  const { name, every, about, waitDays } = series;
  const period = lastPeriod(about, { now, waitDays });
  const day = dayOf(now);
  const slot = every === "week" ? weekOf(day) : every === about ? period : keyOf(every, monthsOf(day));
  return { period, issue: { name, slot } };
}
