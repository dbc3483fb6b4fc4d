import { Command, CommanderError } from "commander";
import { DangvuError, WrongUse } from "../pipeline/types/errors.ts";
import { registerData } from "./commands/data.ts";
import { registerEvaluate } from "./commands/evaluate.ts";
import { registerOperate } from "./commands/operate.ts";
import { registerRead } from "./commands/read.ts";
import { registerStart } from "./commands/start.ts";

/** Exit codes: 0 done, 1 failed, 2 wrong use, 3 done in part. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2, inPart: 3 } as const;

/** What commands need of the terminal; tests hand in their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTty: boolean;
  /** Width of the terminal; null when the output is no terminal. */
  readonly columns: number | null;
  /** What the process ends with when nothing throws. */
  exitCode: number;
}

const processTerminal = (): Terminal => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTty: process.stderr.isTTY === true,
  columns: process.stdout.isTTY === true ? process.stdout.columns : null,
  exitCode: EXIT.done,
});

function buildProgram(terminal: Terminal): Command {
  const program = new Command("dangvu")
    .description("Đọc báo cáo về công tác xây dựng Đảng và biến số liệu trong đó thành dữ liệu so sánh được.")
    .option("--config <tệp>", "tệp cấu hình (mặc định dangvu.config.json nếu có)")
    .option("--corpus <thư mục>", "nguồn báo, danh mục, báo mẫu")
    .option("--data <thư mục>", "nơi lưu kho tài liệu")
    .option("--indexes <thư mục>", "nơi lưu chỉ mục")
    .option("--lang <vi|en>", "ngôn ngữ hiển thị")
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError("(thêm --help để xem cách dùng)")
    .helpCommand(false)
    .exitOverride();
  for (const register of [registerStart, registerRead, registerData, registerEvaluate, registerOperate]) register(program, terminal);
  for (const command of program.commands) command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
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
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  if (error instanceof DangvuError) {
    terminal.err(`Lỗi: ${error.message}\nGợi ý: ${error.hint}\n`);
    return error instanceof WrongUse ? EXIT.wrongUse : EXIT.failed;
  }
  if (isClosedPipe(error)) return EXIT.done;
  const detail = error instanceof Error ? error.message : String(error);
  terminal.err(`Lỗi ngoài dự kiến: ${detail}\nGợi ý: chạy lại với DANGVU_DEBUG=1 để xem chi tiết và báo cho nhóm phát triển.\n`);
  if (process.env.DANGVU_DEBUG === "1" && error instanceof Error) terminal.err(`${error.stack}\n`);
  return EXIT.failed;
}

/** "dangvu search … | head": the reader has gone, which is no failure. */
const isClosedPipe = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === "EPIPE";
