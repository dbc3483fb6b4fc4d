import { stringify } from "yaml";
import type { About } from "../types/dataset.ts";

/** What a snapshot is cited by: the hash of its tables names the data, whoever holds the file. */
export interface Cited {
  readonly about: About;
  readonly dataHash: string;
}

const TITLE = "Số liệu công tác xây dựng Đảng của các tỉnh, đọc từ báo cáo công khai";

const codeOf = ({ version, commit }: About): string =>
  commit === null ? version : `${version} (${commit.replace(/^([0-9a-f]{12})[0-9a-f]+/u, "$1")})`;

/** One line for a footnote. */
export function citationText({ about, dataHash }: Cited): string {
  const question = about.query === "" ? "" : ` Câu hỏi: ${about.query}.`;
  return `dangvu ${codeOf(about)}. ${TITLE}. Ảnh chụp dữ liệu ngày ${about.createdAt.slice(0, 10)}.${question} sha256:${dataHash}`;
}

/** The same as a file that reference managers read (Citation File Format 1.2.0). */
export function citationFile({ about, dataHash }: Cited): string {
  return stringify({
    "cff-version": "1.2.0",
    message: "Khi dùng dữ liệu này, hãy dẫn ảnh chụp và các báo cáo nguồn (documents.csv).",
    type: "dataset",
    title: TITLE,
    authors: [{ name: "dangvu" }],
    version: codeOf(about),
    "date-released": about.createdAt.slice(0, 10),
    identifiers: [{ type: "other", value: `sha256:${dataHash}`, description: "Hash of the tables of this snapshot" }],
    ...(about.query === "" ? {} : { abstract: `Query: ${about.query}` }),
    keywords: ["xây dựng Đảng", "Việt Nam"],
  });
}

/** What a person finds who has nothing but the file. */
export function snapshotReadme(cited: Cited): string {
  const { about, dataHash } = cited;
  return `# Ảnh chụp dữ liệu dangvu · A snapshot of dangvu's data

${citationText(cited)}

- \`*.csv\`, \`datapackage.json\`: các bảng theo Frictionless Data Package${about.query === "" ? "" : ` (phần của câu hỏi \`${about.query}\`)`}.
- \`dangvu.sqlite\`: cả kho lúc chụp, có toàn văn bài báo để kiểm tra từng câu trích; không có trang gốc (WARC). Toàn văn thuộc về các báo: đừng đăng lại tệp này nếu chưa được phép, hãy đưa các bảng.
- \`dangvu.json\`: phiên bản mã nguồn, phiên bản quy tắc, dấu vân tay của kho, SHA-256 của từng tệp. \`CITATION.cff\`: để dẫn.

Mở lại, chỉ để đọc · Open again, read-only:

    dangvu --snapshot TỆP table members.admitted
    dangvu snapshot --check TỆP

*The tables are a Frictionless Data Package; the database holds the whole store with the texts of the reports, which belong to their papers: share the tables, not the texts.
With the code version named above the same question gives the same table.*

- dangvu ${about.version}, commit ${about.commit ?? "?"}, rules ${about.rules}
- store ${about.fingerprint}
- data sha256:${dataHash}
`;
}
