import { formatDate, labelsOf } from "../../pipeline/labels/format.ts";
import { nameOfIssuer } from "../../pipeline/language/issuing-bodies.ts";
import type { IssuedDocument } from "../../pipeline/types/issued.ts";

/** An issued document in one line: "Nghị quyết 12-NQ/TU · Tỉnh ủy Lạng Sơn · 05/03/2021 · ký: Vi Văn Thử". What it does not tell is left out. */
export function issuedLine({ kind, number, issuer, issued, signature }: IssuedDocument): string {
  const { documentKinds, article } = labelsOf("vi");
  const word = kind === null ? "văn bản" : documentKinds[kind];
  const parts = [
    `${word.charAt(0).toUpperCase()}${word.slice(1)} ${number ?? article.issued.unnumbered}`,
    issuer === null ? null : nameOfIssuer(issuer),
    issued === null ? null : formatDate(issued, "vi"),
    signature === null ? null : `${article.issued.signed.toLowerCase()}: ${signature.name}`,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
