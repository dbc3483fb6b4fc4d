import type { Command } from "commander";
import { rawPlace } from "../../pipeline/jobs/database.ts";
import { isPostgres, type MoveReport, move, planMove } from "../../pipeline/jobs/migrate/move.ts";
import type { Settings } from "../../pipeline/jobs/settings.ts";
import { type MigrateLabels, migrateLabels } from "../../pipeline/labels/migrate.ts";
import { nightLabels } from "../../pipeline/labels/night.ts";
import { WrongUse } from "../../pipeline/types/errors.ts";
import type { Terminal } from "../dangvu.ts";
import { settingsOf } from "./shared.ts";

interface Options {
  readonly to: string;
  readonly from?: string;
  readonly raw?: string;
  readonly check?: boolean;
  readonly bodies: boolean;
  readonly json?: boolean;
}

/** What moves into PostgreSQL comes out of the data folder, and the other way round. Throws WrongUse. */
function sourceOf(settings: Settings, { to, from }: Options): string {
  const usual = isPostgres(to) ? settings.data : settings.databaseUrl;
  const source = from ?? usual;
  if (source !== undefined) return source;
  throw new WrongUse("Chưa cho biết chuyển từ đâu.", "Thêm --from postgres://…, hoặc đặt DATABASE_URL.");
}

/** A line on a terminal for every second, at most. */
function progressOf(terminal: Terminal, words: MigrateLabels): Parameters<typeof move>[0]["onProgress"] {
  let told = 0;
  return ({ what, done, of }) => {
    const now = performance.now();
    if (!terminal.isTty || now - told < 1000) return;
    told = now;
    terminal.err(`\r\u001b[K${words.progress(what, done, of)}`);
  };
}

function run(terminal: Terminal, settings: Settings, options: Options): void {
  const words = migrateLabels(settings.lang);
  const places = { from: sourceOf(settings, options), to: options.to, raw: options.raw ?? rawPlace(settings) };
  const print = (report: object, sentence: string): void => {
    terminal.out(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : `${sentence}\n`);
  };
  if (options.check === true) {
    const plan = planMove(places);
    const { bytes } = nightLabels(settings.lang);
    const raw = plan.rawBytes === null ? null : bytes(plan.rawBytes);
    print(plan, words.plan({ ...plan, database: bytes(plan.databaseBytes), raw }));
    return;
  }
  const report = move({ ...places, contact: settings.contact, withBodies: options.bodies, onProgress: progressOf(terminal, words) });
  if (terminal.isTty) terminal.err("\r\u001b[K");
  print(report, words.done({ ...report, ...countsOf(report), hash: report.dump.hash }));
}

function countsOf({ dump }: MoveReport) {
  const count = (kind: string): number => dump.kinds[kind]?.count ?? 0;
  return { documents: count("pages"), articles: count("articles"), figures: count("observations") };
}

export function registerMigrate(program: Command, terminal: Terminal): void {
  program
    .command("migrate")
    .description("chuyển kho SQLite sang PostgreSQL hoặc ngược lại, có đối chiếu từng dòng; bị ngắt thì chạy lại là làm tiếp")
    .requiredOption("--to <nơi>", "postgres://… hoặc một thư mục dữ liệu mới")
    .option("--from <nơi>", "kho nguồn; mặc định là --data khi chuyển sang PostgreSQL, là DATABASE_URL khi chuyển về thư mục")
    .option("--raw <nơi>", "nơi giữ trang gốc cạnh PostgreSQL: thư mục dùng chung hoặc s3://kho/thu-muc")
    .option("--check", "chỉ xem sẽ chuyển gì, không ghi gì")
    .option("--no-bodies", "không đọc lại từng trang gốc khi đối chiếu")
    .option("--json", "in báo cáo dạng JSON")
    .addHelpText(
      "after",
      "\nKho nguồn không bị sửa và vẫn dùng được trong lúc chuyển.\n\nVí dụ: dangvu migrate --to postgres://dangvu@may-chu/dangvu --raw /srv/dangvu/pages\n       dangvu migrate --from postgres://dangvu@may-chu/dangvu --raw /srv/dangvu/pages --to ban-chup",
    )
    .action((options: Options, command: Command) => run(terminal, settingsOf(command), options));
}
