import { writeInOneStep } from "./write-file.ts";

/** One family of figures in the text format of Prometheus (exposition format 0.0.4). */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly samples: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[];
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');

function sample(name: string, { labels = {}, value }: Metric["samples"][number]): string {
  const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}\n`;
}

/** The metrics as a text that Prometheus and node_exporter's textfile collector read. */
export function metricsText(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, type, samples }) => {
      const head = `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n# TYPE ${name} ${type}\n`;
      return head + samples.map((one) => sample(name, one)).join("");
    })
    .join("");
}

/** Writes them in one step: a collector that reads meanwhile sees the old file or the new one. Throws StoreBroken. */
export function writeMetrics(path: string, metrics: readonly Metric[]): void {
  writeInOneStep(path, metricsText(metrics));
}
