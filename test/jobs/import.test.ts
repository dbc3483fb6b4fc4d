import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Imported, importFiles, listInputs, loadPages, type PassedOver } from "../../pipeline/jobs/import.ts";
import { makeRun } from "../../pipeline/jobs/run.ts";
import { openStore } from "../../pipeline/store/sqlite.ts";
import { temporaryFolder } from "../crawl/temporary-folder.ts";
import { htmlPage, packed, warcRecord } from "../read/warc-file.ts";

/** An archive with two captures of one page, the newer first, one image and one page without text. */
function archive(): string {
  const path = join(temporaryFolder(), "kho.warc.gz");
  const records = [
    warcRecord({ url: "https://bao.test/1", date: "2024-03-02T00:00:00Z", body: htmlPage("Bản sửa", "1.170") }),
    warcRecord({ url: "https://bao.test/1", date: "2024-03-01T00:00:00Z", body: htmlPage("Bản đầu", "1.168") }),
    warcRecord({ url: "https://bao.test/anh.png", http: ["HTTP/1.1 200 OK", "Content-Type: image/png"], body: "x" }),
    warcRecord({ url: "https://bao.test/trong", body: "<html><body></body></html>" }),
  ];
  writeFileSync(path, packed(records));
  return path;
}

it("gives the pages of an archive one by one and counts what is passed over", async () => {
  const passedOver: PassedOver = {};
  const names: string[] = [];
  for await (const { name, page } of loadPages(listInputs([archive()])[0]!, new Date(0), passedOver))
    names.push(`${name} ${page.fetchedAt}`);
  expect(names).toEqual([
    "https://bao.test/1 2024-03-02T00:00:00.000Z",
    "https://bao.test/1 2024-03-01T00:00:00.000Z",
    "https://bao.test/trong 2024-03-01T05:06:07.000Z",
  ]);
  expect(passedOver).toEqual({ type: 1 });
});

it("stores the pages of an archive under their own addresses; an older capture does not displace a newer one", async () => {
  const store = openStore(join(temporaryFolder(), "dangvu.sqlite"));
  const told: Imported[] = [];
  const passedOver: [string, PassedOver][] = [];
  const path = archive();
  const run = makeRun();
  const imported = await importFiles(listInputs([path]), {
    store,
    run,
    onImported: (one) => told.push(one),
    onPassedOver: (...told) => passedOver.push(told),
  });
  expect(imported.map(({ file, outcome }) => `${outcome} ${file}`)).toEqual([
    "new https://bao.test/1",
    "changed https://bao.test/1",
    "unreadable https://bao.test/trong",
  ]);
  expect(told).toEqual(imported);
  expect(passedOver).toEqual([[path, { type: 1 }]]);
  expect(store.versions("https://bao.test/1").map(({ title, current }) => [title, current])).toEqual([
    ["Bản đầu", false],
    ["Bản sửa", true],
  ]);
  const again = await importFiles(listInputs([path]), { store, run: makeRun() });
  expect(again.map(({ outcome }) => outcome)).toEqual(["same", "same", "unreadable"]);
  expect(store.articles({ url: "https://bao.test/1" }).map(({ title }) => title)).toEqual(["Bản sửa"]);
  store.close();
});
