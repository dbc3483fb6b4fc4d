import { join } from "node:path";
import type { Command } from "commander";
import { checkSnapshot, isSnapshot, type Snapshot, unpackSnapshot, writeSnapshot } from "../../pipeline/jobs/snapshot.ts";
import { snapshotLabels } from "../../pipeline/labels/export.ts";
import type { Terminal } from "../dangvu.ts";
import { openExisting } from "./data.ts";
import { type FilterOptions, filterOf, withFilter } from "./export.ts";
import { settingsOf } from "./shared.ts";

interface SnapshotOptions extends FilterOptions {
  readonly check?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

async function make(path: string, options: SnapshotOptions, command: Command): Promise<Snapshot> {
  const filter = filterOf(options);
  const store = openExisting(settingsOf(command));
  try {
    return await writeSnapshot(store, { path, filter, force: options.force === true, now: new Date() });
  } finally {
    store.close();
  }
}

export function registerSnapshot(program: Command, terminal: Terminal): void {
  const command = program
    .command("snapshot")
    .description("chụp toàn bộ dữ liệu vào một tệp dẫn được: các bảng, kho, câu hỏi, phiên bản mã và quy tắc; mở lại bằng --snapshot")
    .argument("<tệp .zip hoặc thư mục>")
    .option("--check", "kiểm tra một ảnh chụp đã có: mọi tệp đúng sha256")
    .option("--force", "thay ảnh chụp đã có")
    .option("--json", "in JSON");
  withFilter(command)
    .addHelpText(
      "after",
      "\nBộ lọc chỉ thu hẹp các bảng CSV; kho trong ảnh chụp luôn đủ.\n\nVí dụ: dangvu snapshot dangvu-2026-11.zip\n       dangvu --snapshot dangvu-2026-11.zip table members.admitted",
    )
    .action(async (path: string, options: SnapshotOptions, own: Command) => {
      const snapshot = options.check === true ? await checkSnapshot(path) : await make(path, options, own);
      if (options.json === true) return terminal.out(`${JSON.stringify(snapshot, null, 2)}\n`);
      const words = snapshotLabels(settingsOf(own).lang);
      terminal.out(options.check === true ? words.whole(path, snapshot) : words.written(path, snapshot));
    });
}

/** Before every command: a snapshot named by `--snapshot` or `--data` is laid into a folder of its own, which takes the place of the store's and the index's. */
export function openingSnapshots(program: Command): void {
  program.hook("preAction", async () => {
    const { data, snapshot }: { data?: string; snapshot?: string } = program.opts();
    const named = snapshot ?? (data !== undefined && isSnapshot(data) ? data : undefined);
    if (named === undefined) return;
    const folder = await unpackSnapshot(named);
    program.setOptionValue("data", folder);
    program.setOptionValue("indexes", join(folder, "indexes"));
  });
}
