import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { viewReport } from "../../../pipeline/jobs/report-view.ts";
import { makeRun } from "../../../pipeline/jobs/run.ts";
import { runWholeNight } from "../../../pipeline/jobs/whole-night.ts";
import { temporaryFolder } from "../../crawl/temporary-folder.ts";
import { settingsFor } from "../../scripts/dump.ts";

it("a bulletin that cannot be made is an alarm of the night, and ends nothing", async () => {
  const corpus = temporaryFolder();
  mkdirSync(join(corpus, "bulletins"));
  cpSync("corpus/bulletins/quy.yaml", join(corpus, "bulletins", "quy.yaml"));
  writeFileSync(join(corpus, "bulletins", "hong.yaml"), "name: hong\n");
  const settings = { ...settingsFor(temporaryFolder(), temporaryFolder()), corpus };
  const { report, thrown } = await runWholeNight({ settings, sources: [], run: makeRun({ log: () => undefined }) });
  expect([thrown, report.error, report.counters["bulletin/failed"]]).toEqual([null, null, 1]);
  expect(report.alarms).toMatchObject([
    { kind: "bulletin", source: null, values: { message: expect.stringMatching(/hong\.yaml sai ở label/u) } },
  ]);
  expect(JSON.stringify(viewReport(report, "vi").todo)).toContain("không làm được bản tin của loạt");
});
