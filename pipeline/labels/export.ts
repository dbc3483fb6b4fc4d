import type { TableName } from "../types/dataset.ts";
import type { Lang } from "./format.ts";

interface Written {
  readonly path: string;
  readonly rows: Readonly<Partial<Record<TableName, number>>>;
}

const NAMES: Readonly<Record<Lang, Readonly<Record<TableName, string>>>> = {
  vi: {
    observations: "số liệu",
    citations: "lần dẫn văn bản",
    documents: "bài",
    checks: "kiểm tra",
    places: "tỉnh",
    codebook: "chỉ số",
    cells: "ô",
    wide: "dòng tỉnh",
    totals: "số cả nước và vùng",
  },
  en: {
    observations: "observations",
    citations: "citations",
    documents: "reports",
    checks: "checks",
    places: "provinces",
    codebook: "indicators",
    cells: "cells",
    wide: "rows of provinces",
    totals: "figures of country and regions",
  },
};

const LOCALES = { vi: "vi-VN", en: "en-GB" } as const;

/** "1.168 số liệu, 64 bài" */
function countRows(rows: Written["rows"], lang: Lang): string {
  const counts = Object.entries(rows).map(([name, count]) => `${count.toLocaleString(LOCALES[lang])} ${NAMES[lang][name as TableName]}`);
  return counts.join(", ");
}

/** What `export` and `snapshot` say when they are done. */
export function exportLabels(lang: Lang) {
  return {
    written: ({ path, rows }: Written): string => `${lang === "vi" ? "Đã ghi" : "Wrote"} ${path}: ${countRows(rows, lang)}.\n`,
  };
}

interface Taken {
  readonly citation: string;
  readonly dataHash: string;
  readonly files: readonly unknown[];
}

/** What `snapshot` says. */
export function snapshotLabels(lang: Lang) {
  const cite = lang === "vi" ? "Dẫn" : "Cite as";
  return {
    written: (path: string, { citation, files }: Taken): string =>
      `${lang === "vi" ? `Đã ghi ${path}: ${files.length + 1} tệp.` : `Wrote ${path}: ${files.length + 1} files.`}\n${cite}: ${citation}\n`,
    whole: (path: string, { citation, files }: Taken): string =>
      `${lang === "vi" ? `${path} còn nguyên: ${files.length} tệp đúng sha256.` : `${path} is whole: ${files.length} files have their sha256.`}\n${cite}: ${citation}\n`,
  };
}
