import type { Command } from "commander";
import { z } from "zod";
import { CODEBOOK } from "../../pipeline/extract/codebook.ts";
import { type InputFile, listInputs, type PassedOver } from "../../pipeline/jobs/import.ts";
import { readSettings, type Settings } from "../../pipeline/jobs/settings.ts";
import { isSnapshot } from "../../pipeline/jobs/snapshot.ts";
import { runLabels } from "../../pipeline/labels/run.ts";
import { nearest } from "../../pipeline/language/nearest.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Indicator } from "../../pipeline/types/indicator.ts";
import type { Dims } from "../../pipeline/types/observation.ts";
import type { Terminal } from "../dangvu.ts";

const globalFlags = z.object({
  config: z.string().optional(),
  corpus: z.string().optional(),
  data: z.string().optional(),
  databaseUrl: z.string().optional(),
  rawPages: z.string().optional(),
  indexes: z.string().optional(),
  lang: z.enum(["vi", "en"]).optional(),
});

/** The settings of this command line: global flags and, where the command has one, `--port`. Throws WrongUse or BadEntry. */
export function settingsOf(command: Command): Settings {
  const raw = command.optsWithGlobals();
  const flags = globalFlags.safeParse(raw);
  if (!flags.success) throw new WrongUse(`Ngôn ngữ "${String(raw.lang)}" không có.`, "Dùng --lang vi hoặc --lang en.");
  const { config, ...rest } = flags.data;
  const { databaseUrl, ...settings } = readSettings({ ...rest, ...(raw.port === undefined ? {} : { port: portOf(raw.port) }) }, { config });
  // A snapshot brings its own store.
  return databaseUrl === undefined || isSnapshot(settings.data) ? settings : { ...settings, databaseUrl };
}

function portOf(text: unknown): number {
  const port = digitsOf(String(text));
  if (Number.isNaN(port) || port > 65_535)
    throw new WrongUse(`Cổng "${String(text)}" không hợp lệ.`, "Cổng là số nguyên từ 0 đến 65535 (0: chọn một cổng trống).");
  return port;
}

/** NaN for what is not plain digits: `Number` reads "" and " " as 0, "1e3" as 1000. */
const digitsOf = (text: string): number => (/^\d+$/u.test(text) ? Number(text) : Number.NaN);

/** A whole number out of an option. Throws WrongUse with the option's name. */
export function wholeNumber(text: string, option: string, limits: { min: number; max: number }): number {
  const value = digitsOf(text);
  if (Number.isNaN(value) || value < limits.min || value > limits.max)
    throw new WrongUse(`${option} "${text}" không hợp lệ.`, `Cần một số nguyên từ ${limits.min} đến ${limits.max}.`);
  return value;
}

/** The files of these arguments, at least one. Throws WrongUse for a path that does not exist and for folders without a file that could be read. */
export function inputsOf(paths: readonly string[]): readonly InputFile[] {
  const files = listInputs(paths);
  if (files.length === 0)
    throw new WrongUse(
      `Không có tệp đọc được trong ${paths.join(", ")}.`,
      "Đưa vào tệp .txt, .html, .pdf, .docx, .doc, .rtf, .odt, .png, .jpg, hoặc thư mục có các tệp đó.",
    );
  return files;
}

/** The indicator of a code. Throws WrongUse with the nearest codes. */
export function indicatorOf(code: string): Indicator {
  const found = CODEBOOK.find((indicator) => indicator.code === code);
  if (found !== undefined) return found;
  const codes = CODEBOOK.map((indicator) => indicator.code);
  throw new WrongUse(
    `Không có chỉ số "${code}" trong bảng mã.`,
    `Có phải là ${nearest(code, codes).join(" hoặc ")}? Tất cả: ${codes.join(", ")}.`,
  );
}

/** `grade=tsvm,kind=grassroots` as dims of an indicator. Throws WrongUse for a dimension or value it does not have. */
export function dimsOf(text: string, indicator: Pick<Indicator, "code" | "dims">): Dims {
  const entries = text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part): [string, string | boolean] => {
      const [name = "", value = ""] = part.split("=").map((piece) => piece.trim());
      const dim = indicator.dims.find((candidate) => candidate.name === name);
      if (dim === undefined)
        throw new WrongUse(
          `Chỉ số ${indicator.code} không có chiều "${name}".`,
          `Các chiều: ${indicator.dims.map((candidate) => candidate.name).join(", ") || "không có"}.`,
        );
      const known = dim.values.find(({ code }) => String(code) === value);
      if (known === undefined)
        throw new WrongUse(
          `Chiều ${name} không có giá trị "${value}".`,
          `Các giá trị: ${dim.values.map(({ code }) => String(code)).join(", ")}.`,
        );
      return [name, known.code];
    });
  return Object.fromEntries(entries);
}

/** `2010..2026` or `2018` as years. Throws WrongUse. */
export function yearsOf(text: string): { from: number; to: number } {
  const match = /^(\d{4})(?:\.\.(\d{4}))?$/u.exec(text.trim());
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || from > to || from < 1930 || to > 2100)
    throw new WrongUse(`Khoảng năm "${text}" không hợp lệ.`, "Viết như --years 2010..2026 hoặc --years 2018.");
  return { from, to };
}

/** An option that has a few values. Throws WrongUse with all of them. */
export function choiceOf<T extends string>(text: string, option: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new WrongUse(`${option} "${text}" không có.`, `Các giá trị: ${values.join(", ")}.`);
  return found;
}

/** Did an archive lose records by damage, or its end? */
export const isDamaged = (passedOver: PassedOver): boolean => passedOver.damaged !== undefined || passedOver["cut-off"] !== undefined;

/** Tells on standard error how many records of an archive gave no page, by why; nothing when all did. */
export function tellPassedOver(
  terminal: Terminal,
  { file, passedOver, lang }: { file: string; passedOver: PassedOver; lang: Settings["lang"] },
): void {
  const counts = Object.entries(passedOver);
  if (counts.length > 0) terminal.err(`${file}: ${runLabels(lang).passedOver(counts)}\n`);
}
