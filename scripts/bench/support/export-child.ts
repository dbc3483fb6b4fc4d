// One export in a process of its own, so that its peak of memory is its own: node --import tsx export-child.ts STORE FORMAT PATH
import { EVERYTHING } from "../../../pipeline/jobs/dataset.ts";
import { exportData } from "../../../pipeline/jobs/export.ts";
import { openStore } from "../../../pipeline/store/sqlite.ts";

const [database = "", format = "", path = ""] = process.argv.slice(2);
const store = openStore(database);
const before = process.cpuUsage();
const request = { path, format, what: "observations" as const, filter: EVERYTHING, cells: null };
const report = await exportData(store, { ...request, force: false, bom: false, lang: "vi", now: new Date() });
const { user, system } = process.cpuUsage(before);
store.close();
process.stdout.write(
  JSON.stringify({ rows: report.rows.observations, cpuS: (user + system) / 1e6, peakMb: process.resourceUsage().maxRSS / 1024 }),
);
