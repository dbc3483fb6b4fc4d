import type { NightReport } from "./report.ts";
import { HOME, type Settings } from "./settings.ts";

/** A path of this machine: two steps or more from the root, not part of a web address. */
const PATH = /(?<![\w:/.-])(?:[A-Za-z]:)?(?:[\\/][\w.@+~-]+){2,}[\\/]?/gu;

/** The text without paths of this machine. */
function withoutPaths(text: string, folders: readonly string[]): string {
  return folders.reduce((left, folder) => left.replaceAll(folder, "…"), text).replaceAll(PATH, "…");
}

/** A report as strangers may read it: without paths of this machine, and without what a mail server or a webhook said, which may name addresses and secrets. */
export function publicReport(report: NightReport, { data, corpus, indexes }: Settings): NightReport {
  const clean = (text: string): string => withoutPaths(text, [data, corpus, indexes, HOME]);
  return {
    ...report,
    error: report.error === null ? null : { message: clean(report.error.message), hint: clean(report.error.hint) },
    sources: report.sources.map((source) => ({ ...source, stopped: source.stopped === null ? null : clean(source.stopped) })),
    alarms: report.alarms.map((alarm) => ({
      ...alarm,
      values: Object.fromEntries(
        Object.entries(alarm.values).map(([name, value]) => [
          name,
          typeof value === "number" ? value : alarm.kind === "notify" && name === "error" ? "…" : clean(value),
        ]),
      ),
    })),
    deliveries: report.deliveries.map(({ channel, error }) => ({ channel, error: error === null ? null : "…" })),
  };
}
