import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import * as z from "zod";
import { formatTime } from "../labels/format.ts";
import { nightLabels } from "../labels/night.ts";
import { ocrAvailable } from "../read/ocr.ts";
import { BadEntry, StoreBroken } from "../types/errors.ts";
import { checkDatabase } from "./backup.ts";
import { hasTables, withDatabase } from "./database.ts";
import { freeBytes } from "./disk.ts";
import { examine, type Finding } from "./examine.ts";
import { readHealth } from "./health.ts";
import { SECRETS } from "./notify.ts";
import { loadReport, reportIds } from "./report-files.ts";
import { nextTime, type Schedule, VIETNAM } from "./schedule.ts";
import type { Settings } from "./settings.ts";
import { storePath, takeRunLock } from "./workspace.ts";

/** Below this the doctor is not content: the next nights would fill the disk. */
const LEAST_FREE_BYTES = 2 * 1024 ** 3;
/** A night is late when none has ended for so long: a day, and what a long night takes. */
const LATE_HOURS = 36;
/** The clock may be so far behind the newest stored time: two machines never agree to the second. */
const CLOCK_MINUTES = 10;

export interface OperationInput {
  readonly settings: Settings;
  readonly now: Date;
  /** The schedule to examine; null for the one that runs here, if one does. */
  readonly schedule: Schedule | null;
  readonly env: NodeJS.ProcessEnv;
  /** False: the store cannot be asked, which was told already. */
  readonly isStoreUp?: boolean;
}

/** What unattended nights need besides a store that can be read; nothing is changed. */
export async function examineOperation(input: OperationInput): Promise<readonly Finding[]> {
  const { settings, isStoreUp = true } = input;
  const ofStore = (): readonly Promise<Finding>[] => [
    examine("khóa thư mục dữ liệu", () => lockState(settings)),
    examine("toàn vẹn kho", () => integrity(settings)),
    examine("đồng hồ", () => clock(input)),
  ];
  return Promise.all([
    examine("chỗ trống trên đĩa", () => freeSpace(settings)),
    ...(isStoreUp ? ofStore() : []),
    examine("múi giờ", timeZone),
    examine("lịch chạy", () => schedule(input)),
    examine("thông báo", () => notification(input)),
    examine("đêm gần nhất", () => lastNight(input)),
    recognition(),
  ]);
}

function freeSpace(settings: Settings): string {
  const free = freeBytes(settings.data);
  if (free === null) return "chưa biết: chưa có thư mục dữ liệu";
  const size = nightLabels("vi").bytes(free);
  if (free < LEAST_FREE_BYTES)
    throw new StoreBroken(`chỉ còn ${size}`, "Giải phóng dung lượng, hoặc chuyển thư mục dữ liệu sang đĩa khác.");
  return size;
}

/** The system takes the lock back from a process that has died, however it died: there are no stale ones. */
function lockState(settings: Settings): string {
  if (settings.databaseUrl === undefined && !existsSync(join(settings.data, "run.lock"))) return "chưa lượt nào chạy ở đây";
  try {
    takeRunLock(settings)();
    return "không lượt nào đang chạy";
  } catch (error) {
    if (error instanceof StoreBroken && error.message.startsWith("Một lượt chạy khác")) return "một lượt đang chạy";
    throw error;
  }
}

function integrity(settings: Settings): string {
  if (settings.databaseUrl !== undefined) return checksums(settings.databaseUrl);
  if (!existsSync(storePath(settings))) return "chưa có kho";
  checkDatabase(storePath(settings));
  return "kiểm tra xong, không có lỗi";
}

/** PostgreSQL looks at each page that it reads, where it was told so when it was set up; looking at all of them is the work of its own tools. */
function checksums(url: string): string {
  const isOn = withDatabase(url, (sql) => sql.row("SELECT current_setting('data_checksums') AS is_on", [])?.is_on === "on");
  return isOn ? "PostgreSQL tự kiểm tra từng trang khi đọc" : "PostgreSQL không bật data_checksums; kiểm tra bằng pg_amcheck";
}

const newest = z.object({ at: z.string().nullable() });

const NEWEST = "SELECT max(at) AS at FROM (SELECT max(fetched_at) AS at FROM versions UNION ALL SELECT max(started_at) FROM runs) t";

/** The time of the newest page or run; null for a store without any, or one that cannot be asked: that is told by other findings. */
function newestTime(settings: Settings): string | null {
  const { databaseUrl } = settings;
  if (databaseUrl !== undefined)
    return hasTables(databaseUrl) ? withDatabase(databaseUrl, (sql) => newest.parse(sql.row(NEWEST, [])).at) : null;
  if (!existsSync(storePath(settings))) return null;
  try {
    const db = new Database(storePath(settings), { readonly: true });
    try {
      return newest.parse(db.prepare(NEWEST).get()).at;
    } finally {
      db.close();
    }
  } catch (cause) {
    throw new StoreBroken("không hỏi được kho", "Xem mục kho tài liệu.", cause);
  }
}

function clock({ settings, now }: OperationInput): string {
  const at = newestTime(settings);
  const told = formatTime(now.toISOString(), "vi");
  if (at !== null && Date.parse(at) > now.getTime() + CLOCK_MINUTES * 60_000)
    throw new StoreBroken(
      `máy đang là ${told}, nhưng trong kho đã có thời điểm ${formatTime(at, "vi")}`,
      "Chỉnh đồng hồ của máy (NTP) trước khi chạy: thời điểm tải là một phần của dữ liệu.",
    );
  return told;
}

/** Schedules and reports name their zone themselves: that of the machine may be any. */
function timeZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  new Intl.DateTimeFormat("vi-VN", { timeZone: VIETNAM });
  return zone === VIETNAM ? zone : `máy: ${zone}; lịch và báo cáo: ${VIETNAM}`;
}

function schedule({ settings, now, schedule: asked }: OperationInput): string {
  const health = readHealth(settings);
  const isStaying = health !== null && health.state !== "stopped" && isAlive(health.pid);
  const found = asked ?? (isStaying ? { pattern: health.schedule, zone: health.zone } : null);
  if (found === null) return "không có tiến trình nào chạy theo lịch (dùng systemd, cron, hoặc nightly --schedule)";
  return `"${found.pattern}" (${found.zone}), lần tới ${formatTime(nextTime(found, now).toISOString(), "vi")}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else; anything else: it does not live.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function notification({ settings: { notify }, env }: OperationInput): string {
  if (notify === undefined) return "không đặt (khóa notify trong dangvu.config.json)";
  const { webhook, email, when } = notify;
  if (webhook === undefined && email === undefined)
    throw new BadEntry("khóa notify không có webhook lẫn email", "Thêm notify.webhook.url hoặc notify.email, hoặc bỏ khóa notify.");
  if (email?.user !== undefined && (env[SECRETS.email] ?? "") === "")
    throw new BadEntry(`thư cần mật khẩu của ${email.user} nhưng không có biến ${SECRETS.email}`, `Đặt biến môi trường ${SECRETS.email}.`);
  const channels = [...(webhook === undefined ? [] : ["webhook"]), ...(email === undefined ? [] : [`thư tới ${email.to.join(", ")}`])];
  return `${channels.join(" và ")}, ${when === "always" ? "sau mỗi đêm" : "khi có hỏng hóc"}`;
}

function lastNight({ settings, now }: OperationInput): string {
  const [run] = reportIds(settings);
  const report = run === undefined ? null : loadReport(settings, run);
  if (report === null) return "chưa chạy đêm nào";
  const told = `kết thúc ${formatTime(report.finishedAt, "vi")}${report.failed ? ", có phần hỏng (dangvu runs --last)" : ""}`;
  if (now.getTime() - Date.parse(report.finishedAt) > LATE_HOURS * 3_600_000)
    throw new StoreBroken(
      `${told}: đã quá ${LATE_HOURS} giờ`,
      "Xem lịch (systemctl status dangvu.timer, crontab -l) và nhật ký; chạy tay: dangvu nightly.",
    );
  return told;
}

/** Recognition of characters is optional: without it scanned pages are left out. */
async function recognition(): Promise<Finding> {
  const { ok, missing } = await ocrAvailable();
  return {
    what: "nhận dạng chữ",
    ok: true,
    detail: ok ? "có" : `chưa cài ${missing.join(", ")}: trang quét ảnh sẽ không đọc được`,
    hint: ok ? null : `npm install ${missing.join(" ")}`,
  };
}
