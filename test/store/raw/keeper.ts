import { memoryRawPages } from "../../../pipeline/store/raw/memory.ts";
import { openRawPages } from "../../../pipeline/store/raw/raw-pages.ts";
import { recordOf } from "../../../pipeline/store/raw/record.ts";
import type { Page } from "../../../pipeline/types/page.ts";
import { makePage } from "../documents.ts";

/** Page n: the same body for the same n, whoever makes it. */
export function makeNumbered(n: number): Page {
  return makePage(`https://bao.test/${n}`, `trang ${n} `.repeat(2000));
}

/** As a child process (`keeper.ts PLACE FIRST STEP LAST`): keeps every STEP-th page and tells of each when it is kept. */
function main([place = "", ...numbers]: readonly string[]): void {
  const [first = 0, step = 1, last = 0] = numbers.map(Number);
  const raw = place === "memory" ? memoryRawPages() : openRawPages(place);
  for (let n = first; n < last; n += step) {
    const page = makeNumbered(n);
    raw.keep(page.sha256, recordOf(page));
    process.stdout.write(`${n}\n`);
  }
  raw.close();
}

if (process.argv[1]?.endsWith("keeper.ts")) main(process.argv.slice(2));
