import type { Metric } from "./metrics.ts";
import type { NightReport } from "./report.ts";

const SECONDS = 1000;

/** The figures of a night for Prometheus; `lastSuccess` is when the last night without failures ended, null if none is known. */
export function nightMetrics(report: NightReport, lastSuccess: string | null): readonly Metric[] {
  const { sources, disk } = report;
  const gauge = (name: string, help: string, value: number): Metric => ({ name, help, type: "gauge", samples: [{ value }] });
  const bySource = (name: string, help: string, pick: (night: (typeof sources)[number]) => number): Metric => ({
    name,
    help,
    type: "gauge",
    samples: sources.map((night) => ({ labels: { source: night.source }, value: pick(night) })),
  });
  const failures = sources.flatMap(({ source, failures }) =>
    Object.entries(failures).map(([kind, value = 0]) => ({ labels: { source, kind }, value })),
  );
  const metrics: readonly Metric[] = [
    bySource("dangvu_night_new_pages", "Trang mới của đêm gần nhất", ({ newPages }) => newPages),
    bySource("dangvu_night_changed_pages", "Trang đổi nội dung của đêm gần nhất", ({ changedPages }) => changedPages),
    bySource("dangvu_night_figures", "Số liệu mới của đêm gần nhất", ({ figures }) => figures),
    { name: "dangvu_night_failures", help: "Yêu cầu hỏng của đêm gần nhất, theo loại", type: "gauge", samples: failures },
    bySource("dangvu_night_source_stopped", "1: nguồn bị bỏ dở", ({ stopped }) => (stopped === null ? 0 : 1)),
    gauge("dangvu_night_seconds", "Đêm gần nhất kéo dài, giây", report.seconds),
    gauge("dangvu_night_failed", "1: đêm gần nhất hoặc một nguồn của nó hỏng", report.failed ? 1 : 0),
    gauge("dangvu_night_alarms", "Số việc cần làm trong báo cáo", report.alarms.length),
    gauge("dangvu_night_unsent", "Thông báo không gửi được", report.deliveries.filter(({ error }) => error !== null).length),
    gauge("dangvu_last_run_timestamp_seconds", "Lúc đêm gần nhất kết thúc", Date.parse(report.finishedAt) / SECONDS),
    ...(lastSuccess === null
      ? []
      : [gauge("dangvu_last_success_timestamp_seconds", "Lúc đêm gần nhất chạy tới cùng kết thúc", Date.parse(lastSuccess) / SECONDS)]),
    {
      name: "dangvu_disk_bytes",
      help: "Dung lượng đĩa theo phần; free: còn trống",
      type: "gauge",
      samples: Object.entries(disk ?? {}).flatMap(([part, value]) => (value === null ? [] : [{ labels: { part }, value }])),
    },
  ];
  return metrics.filter(({ samples }) => samples.length > 0);
}
