import { fileURLToPath } from "node:url";
import { WrongUse } from "../../types/errors.ts";
import { folderRawPages } from "./folder.ts";
import type { MarkedPages } from "./marker.ts";
import { s3RawPages } from "./s3.ts";

export interface RawPagesOptions {
  /** How long one object may take, with all its tries. */
  readonly timeoutMs?: number;
}

/**
 * Raw pages at a place that all machines share: a folder (`/srv/dangvu/pages`, `file:///srv/dangvu/pages`) or a bucket
 * (`s3://bucket/prefix?endpoint=http://127.0.0.1:9000&region=us-east-1&pathStyle=1`; what is not told there, and the keys, come from the usual `AWS_…` variables).
 * Throws WrongUse for other places. Nothing is touched or asked before the first page is kept or read.
 */
export function openRawPages(place: string, options: RawPagesOptions = {}): MarkedPages {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//iu.exec(place)?.[1]?.toLowerCase();
  if (scheme === "s3") return s3RawPages(place, options);
  if (scheme === "file" && /^file:\/\/\//iu.test(place)) return folderRawPages(fileURLToPath(place));
  if (scheme !== undefined || place.trim() === "")
    throw new WrongUse(
      scheme === undefined ? "Chưa cho biết nơi giữ trang gốc." : `Không giữ được trang gốc ở nơi kiểu "${scheme}://".`,
      "Ghi một thư mục dùng chung, ví dụ /srv/dangvu/pages, hoặc s3://kho/thu-muc.",
    );
  return folderRawPages(place);
}
