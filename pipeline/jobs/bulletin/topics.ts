import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import * as z from "zod";
import { CODEBOOK } from "../../extract/codebook.ts";
import { nearest } from "../../language/nearest.ts";
import type { BulletinTopic } from "../../types/bulletin.ts";
import { BadEntry, WrongUse } from "../../types/errors.ts";
import { checkedSpec } from "../tables.ts";

const FILE = "corpus/bulletins/topics.yaml";

const label = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });

const question = z.strictObject({
  indicator: z.enum(CODEBOOK.map(({ code }) => code)),
  dims: z.record(z.string(), z.union([z.string(), z.boolean()])).default({}),
  measure: z.enum(["count", "share", "attainment", "points", "percent_change"]).default("count"),
  status: z.enum(["actual", "target"]).default("actual"),
});

/** Names stand in commands and addresses. */
const name = z.string().regex(/^[a-z][a-z0-9-]*$/u, "chỉ gồm chữ thường không dấu, số và dấu gạch nối");

const topic = z.discriminatedUnion("kind", [
  z.strictObject({ name, label, kind: z.literal("figures"), questions: z.array(question).min(1) }),
  z.strictObject({ name, label, kind: z.literal("documents"), questions: z.array(question).max(0).default([]) }),
]);

const topicsFile = z.strictObject({ topics: z.array(topic).min(1) });

/**
 * The topics that a YAML text declares, in its order; questions are such as the codebook knows. `file` is named in errors.
 * @throws BadEntry naming file, entry and value.
 */
export function parseTopics(yaml: string, file: string = FILE): readonly BulletinTopic[] {
  const checked = topicsFile.safeParse(parseYaml(yaml, file));
  if (!checked.success) {
    const issue = checked.error.issues[0];
    throw new BadEntry(`Tệp ${file} sai ở ${issue?.path.join(".") || "đầu tệp"}: ${issue?.message}`, "Sửa mục nói trên.", checked.error);
  }
  const { topics } = checked.data;
  const twice = topics.find((one, at) => topics.findIndex((other) => other.name === one.name) !== at);
  if (twice !== undefined) throw new BadEntry(`Tệp ${file}: chủ đề "${twice.name}" có hai lần.`, "Đổi tên hoặc bỏ một mục.");
  for (const one of topics) checkQuestions(one, file);
  return topics;
}

function parseYaml(yaml: string, file: string): unknown {
  try {
    return parse(yaml);
  } catch (cause) {
    throw new BadEntry(`Tệp ${file} không phải YAML đọc được.`, cause instanceof Error ? cause.message : "Sửa lại tệp.", cause);
  }
}

/** Dimensions and measures are those of the indicator. */
function checkQuestions({ name, questions }: BulletinTopic, file: string): void {
  for (const asked of questions) {
    try {
      checkedSpec({ ...asked, years: { from: 2020, to: 2020 }, boundaries: "then" });
    } catch (cause) {
      if (!(cause instanceof WrongUse)) throw cause;
      throw new BadEntry(`Tệp ${file}, chủ đề "${name}": ${cause.message}`, cause.hint, cause);
    }
  }
}

let known: readonly BulletinTopic[] | undefined;

/** All topics of corpus/bulletins/topics.yaml, in its order; read once. @throws BadEntry */
export function bulletinTopics(): readonly BulletinTopic[] {
  known ??= parseTopics(readTopics());
  return known;
}

function readTopics(): string {
  try {
    return readFileSync(fileURLToPath(new URL(`../../../${FILE}`, import.meta.url)), "utf8");
  } catch (cause) {
    throw new BadEntry(`Không đọc được tệp ${FILE}.`, "Khôi phục tệp này từ kho mã nguồn.", cause);
  }
}

/** The topics of these names, each once, in the order of the names; all where none is named. @throws WrongUse with the names that there are. */
export function topicsNamed(names: readonly string[]): readonly BulletinTopic[] {
  const all = bulletinTopics();
  if (names.length === 0) return all;
  return [...new Set(names)].map((wanted) => {
    const found = all.find((one) => one.name === wanted);
    if (found === undefined) throw unknownTopic(wanted, all);
    return found;
  });
}

function unknownTopic(wanted: string, all: readonly BulletinTopic[]): WrongUse {
  const names = all.map((one) => one.name);
  const near = nearest(wanted, names, 1).join();
  const listed = all.map((one) => `${one.name} (${one.label.vi})`).join(", ");
  return new WrongUse(`Không có chủ đề "${wanted}".`, `${near === "" ? "" : `Có phải là ${near}? `}Các chủ đề: ${listed}.`);
}
