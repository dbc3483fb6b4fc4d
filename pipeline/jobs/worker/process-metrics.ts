import type { Metric } from "../metrics.ts";

const MICROSECONDS = 1e6;

/** Processor time and memory of this process, under the names that Prometheus knows. */
export function processMetrics(): readonly Metric[] {
  const { user, system } = process.cpuUsage();
  return [
    {
      name: "process_cpu_seconds_total",
      help: "Thời gian bộ xử lý, giây",
      type: "counter",
      samples: [{ value: (user + system) / MICROSECONDS }],
    },
    {
      name: "process_resident_memory_bytes",
      help: "Bộ nhớ đang dùng, byte",
      type: "gauge",
      samples: [{ value: process.memoryUsage.rss() }],
    },
    {
      name: "process_start_time_seconds",
      help: "Lúc tiến trình bắt đầu",
      type: "gauge",
      samples: [{ value: Date.now() / 1000 - process.uptime() }],
    },
  ];
}
