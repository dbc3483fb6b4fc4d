import { Command, CommanderError } from "commander";
import { DangvuError, WrongUse } from "../pipeline/types/errors.ts";
import { registerArticle } from "./commands/article.ts";
import { registerBackup } from "./commands/backup.ts";
import { registerBulletin } from "./commands/bulletin.ts";
import { registerCite } from "./commands/cite.ts";
import { registerCrawl } from "./commands/crawl.ts";
import { registerData } from "./commands/data.ts";
import { registerEvaluate } from "./commands/evaluate.ts";
import { registerExport } from "./commands/export.ts";
import { registerMigrate } from "./commands/migrate.ts";
import { registerOperate } from "./commands/operate.ts";
import { registerRead } from "./commands/read.ts";
import { registerReread } from "./commands/reread.ts";
import { registerReview } from "./commands/review.ts";
import { registerRuns } from "./commands/runs.ts";
import { openingSnapshots, registerSnapshot } from "./commands/snapshot.ts";
import { registerSources } from "./commands/sources.ts";
import { registerStart } from "./commands/start.ts";
import { registerWatch } from "./commands/watch.ts";
import { registerWords } from "./commands/words.ts";
import { registerWorker } from "./commands/worker.ts";
import { type Ask, makeAsk } from "./keyboard.ts";

/** Exit codes: 0 done, 1 failed, 2 wrong use, 3 done in part. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2, inPart: 3 } as const;

/** What commands need of the terminal; tests hand in their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTty: boolean;
  /** Width of the terminal; null when the output is no terminal. */
  readonly columns: number | null;
  /** Asks the person at the keyboard; null when the input has ended. Absent when the input is no terminal. */
  readonly ask?: Ask;
  /** What the process ends with when nothing throws. */
  exitCode: number;
}

function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.once("error", endQuietly);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTty: process.stderr.isTTY === true,
    columns: process.stdout.isTTY === true ? process.stdout.columns : null,
    ...(process.stdin.isTTY === true ? { ask: makeAsk({ input: process.stdin, output: process.stdout }) } : {}),
    exitCode: EXIT.done,
  };
}

/** "dangvu search … | head": the reader has gone, which is no failure. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(EXIT.done);
}

/** Headings of commander's help, in Vietnamese. */
const HEADINGS: Readonly<Record<string, string>> = {
  "Usage:": "Cách dùng:",
  "Arguments:": "Tham số:",
  "Options:": "Tùy chọn:",
  "Commands:": "Lệnh:",
};

/** The two words that commander puts into usage lines by itself. */
const inVietnamese = (usage: string): string => usage.replace("[options]", "[tùy chọn]").replace("[command]", "[lệnh]");

function buildProgram(terminal: Terminal): Command {
  const program = new Command("dangvu")
    .description("Đọc báo cáo về công tác xây dựng Đảng và biến số liệu trong đó thành dữ liệu so sánh được.")
    .option("--config <tệp>", "tệp cấu hình (mặc định dangvu.config.json nếu có)")
    .option("--corpus <thư mục>", "nguồn báo, danh mục, báo mẫu")
    .option("--data <thư mục>", "nơi lưu kho tài liệu")
    .option("--database-url <địa chỉ>", "PostgreSQL giữ kho, hàng đợi và chỉ mục thay cho tệp: postgres://…")
    .option("--raw-pages <nơi>", "nơi giữ trang gốc khi dùng PostgreSQL: thư mục chung, hoặc s3://…")
    .option("--snapshot <tệp>", "đọc một ảnh chụp dữ liệu thay cho kho (xem dangvu snapshot)")
    .option("--indexes <thư mục>", "nơi lưu chỉ mục")
    .option("--lang <vi|en>", "ngôn ngữ hiển thị")
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, outputError: () => undefined })
    .configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title, styleUsage: inVietnamese, styleSubcommandTerm: inVietnamese })
    .helpOption("-h, --help", "in cách dùng")
    .helpCommand(false)
    .exitOverride();
  for (const register of [
    registerStart,
    registerRead,
    registerArticle,
    registerData,
    registerCite,
    registerExport,
    registerBulletin,
    registerSnapshot,
    registerReview,
    registerWords,
    registerEvaluate,
    registerSources,
    registerOperate,
    registerRuns,
    registerBackup,
    registerMigrate,
    registerCrawl,
    registerReread,
    registerWatch,
    registerWorker,
  ])
    register(program, terminal);
  openingSnapshots(program);
  return program;
}

/** Runs one command line and returns the exit code; errors are told in a sentence with a hint, a stack only with DANGVU_DEBUG. */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  try {
    await buildProgram(terminal).parseAsync([...argv], { from: "user" });
    return terminal.exitCode;
  } catch (error) {
    return tell(error, terminal);
  }
}

function tell(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  // "dangvu" alone: the help has been printed.
  if (error instanceof CommanderError && error.code === "commander.help") return EXIT.wrongUse;
  if (error instanceof CommanderError) return tell(describeUsage(error), terminal);
  if (error instanceof DangvuError) {
    terminal.err(`Lỗi: ${error.message}\nGợi ý: ${error.hint}\n`);
    return error instanceof WrongUse ? EXIT.wrongUse : EXIT.failed;
  }
  const detail = error instanceof Error ? error.message : String(error);
  terminal.err(`Lỗi ngoài dự kiến: ${detail}\nGợi ý: chạy lại với DANGVU_DEBUG=1 để xem chi tiết và báo cho nhóm phát triển.\n`);
  if (process.env.DANGVU_DEBUG === "1" && error instanceof Error) terminal.err(`${error.stack}\n`);
  return EXIT.failed;
}

/** What commander says about a command line, by the code of its error; the name in quotation marks is what it is about. */
const USAGE: Readonly<Record<string, (name: string) => string>> = {
  "commander.unknownCommand": (name) => `Không có lệnh "${name}".`,
  "commander.unknownOption": (name) => `Không có tùy chọn "${name}".`,
  "commander.missingArgument": (name) => `Thiếu tham số <${name}>.`,
  "commander.optionMissingArgument": (name) => `Tùy chọn "${name}" cần một giá trị.`,
  "commander.missingMandatoryOptionValue": (name) => `Thiếu tùy chọn "${name}".`,
  "commander.excessArguments": (name) => `Lệnh "${name}" không nhận thêm tham số.`,
};

function describeUsage(error: CommanderError): WrongUse {
  const name = /'([^']*)'/u.exec(error.message)?.[1] ?? "";
  const near = /\(Did you mean (?:one of )?([^?]+)\?\)/u.exec(error.message)?.[1];
  const message = USAGE[error.code]?.(name) ?? `Dòng lệnh sai: ${error.message}.`;
  return new WrongUse(
    message,
    near === undefined ? "Thêm --help để xem cách dùng." : `Có phải là ${near}? Thêm --help để xem cách dùng.`,
    error,
  );
}
