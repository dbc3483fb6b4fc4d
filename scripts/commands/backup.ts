import type { Command } from "commander";
import { assertMayRestore, backUp, restore, verifyBackup } from "../../pipeline/jobs/backup.ts";
import { takeLock } from "../../pipeline/jobs/lock.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { formatTime } from "../../pipeline/labels/format.ts";
import { nightLabels } from "../../pipeline/labels/night.ts";
import { runLabels } from "../../pipeline/labels/run.ts";
import type { Terminal } from "../dangvu.ts";
import { settingsOf } from "./shared.ts";

interface RestoreOptions {
  readonly force?: boolean;
  readonly verify?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

function print(terminal: Terminal, isJson: boolean | undefined, report: object, sentence: string): void {
  terminal.out(isJson === true ? `${JSON.stringify(report, null, 2)}\n` : `${sentence}\n`);
}

function runBackup(terminal: Terminal, settings: Settings, folder: string, isJson: boolean | undefined): void {
  const report = backUp(settings, folder, new Date());
  const { bytes } = nightLabels(settings.lang);
  const sizes = { files: report.files, size: bytes(report.bytes), written: bytes(report.written) };
  print(terminal, isJson, report, runLabels(settings.lang).backedUp({ folder, ...sizes }));
}

function runRestore(terminal: Terminal, settings: Settings, folder: string, options: RestoreOptions): void {
  const { bytes } = nightLabels(settings.lang);
  const words = runLabels(settings.lang);
  if (options.verify === true || options.dryRun === true) {
    const { files, madeAt } = verifyBackup(folder);
    const size = files.reduce((total, file) => total + file.bytes, 0);
    if (options.dryRun === true) assertMayRestore(settings, options.force === true);
    const report = { folder, madeAt, files: files.length, bytes: size };
    print(
      terminal,
      options.json,
      report,
      words.verified({ folder, files: files.length, size: bytes(size), madeAt: formatTime(madeAt, settings.lang) }),
    );
    return;
  }
  assertMayRestore(settings, options.force === true);
  const release = takeLock(settings.data);
  try {
    const report = restore(settings, folder, { force: options.force === true, now: new Date() });
    const { files, aside, madeAt } = report;
    const told = { data: report.data, files, size: bytes(report.bytes), madeAt: formatTime(madeAt, settings.lang), aside };
    print(terminal, options.json, report, words.restored(told));
  } finally {
    release();
  }
}

export function registerBackup(program: Command, terminal: Terminal): void {
  program
    .command("backup")
    .argument("<thư mục>", "nơi ghi bản sao lưu; thư mục đã có bản cũ thì chỉ chép phần mới")
    .description("sao lưu kho, hàng đợi, trang gốc và báo cáo; chạy được cả khi đang thu thập")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu backup /mnt/sao-luu/dangvu")
    .action((folder: string, options: { json?: boolean }, command: Command) =>
      runBackup(terminal, settingsOf(command), folder, options.json),
    );

  program
    .command("restore")
    .argument("<thư mục>", "bản sao lưu mà dangvu backup đã ghi")
    .description("kiểm tra một bản sao lưu rồi khôi phục vào thư mục dữ liệu")
    .option("--verify", "chỉ kiểm tra bản sao lưu, không ghi gì")
    .option("--dry-run", "như --verify, và báo nếu thư mục dữ liệu đã có dữ liệu")
    .option("--force", "khôi phục cả khi đã có dữ liệu: dữ liệu cũ được dời sang bên")
    .option("--json", "in JSON")
    .addHelpText("after", "\nVí dụ: dangvu restore /mnt/sao-luu/dangvu --data corpus/store")
    .action((folder: string, options: RestoreOptions, command: Command) => runRestore(terminal, settingsOf(command), folder, options));
}
