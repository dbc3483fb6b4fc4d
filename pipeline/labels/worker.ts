import { formatNumber, type Lang } from "./format.ts";

/** Words of the commands about work for many machines. */
const vi = {
  stages: { crawl: "thu thập", read: "đọc", extract: "trích", index: "chỉ mục", aggregate: "tổng hợp" },
  states: { due: "đến hạn", later: "đợi", held: "đang làm", dead: "bỏ" },
  stage: "bước",
  done: "đã xong",
  oldest: "chờ lâu nhất",
  seconds: (seconds: string) => `${seconds} giây`,
  nothing: "Hàng đợi trống.",
  added: (added: string, known: string | null) => `Đã thêm ${added} việc${known === null ? "" : `; ${known} việc đã có sẵn`}.`,
  noneDead: "Không có việc nào bị bỏ.",
  dead: (job: { id: number; stage: string; key: string; tries: number; at: string }) =>
    `${job.id}  ${job.stage}  ${job.key}\n    bỏ lúc ${job.at}, sau ${job.tries} lần`,
  howToRevive: "Sửa nguyên nhân rồi làm lại bằng: dangvu work revive",
  revived: (jobs: string) => `${jobs} việc sẽ được làm lại.`,
};

export type WorkerWords = typeof vi;

const en: WorkerWords = {
  stages: { crawl: "crawl", read: "read", extract: "extract", index: "index", aggregate: "aggregate" },
  states: { due: "due", later: "later", held: "held", dead: "dead" },
  stage: "stage",
  done: "done",
  oldest: "oldest",
  seconds: (seconds) => `${seconds} s`,
  nothing: "The queue is empty.",
  added: (added, known) => `${added} jobs added${known === null ? "" : `; ${known} were there already`}.`,
  noneDead: "No job was given up.",
  dead: ({ id, stage, key, tries, at }) => `${id}  ${stage}  ${key}\n    given up at ${at} after ${tries} tries`,
  howToRevive: "When the cause is mended: dangvu work revive",
  revived: (jobs) => `${jobs} jobs will be done again.`,
};

export const workerWords = (lang: Lang): WorkerWords => (lang === "vi" ? vi : en);

/** A whole number as tables show it. */
export const countIn = (lang: Lang, count: number): string => formatNumber(count, lang);
