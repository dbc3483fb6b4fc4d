import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { Frontier } from "../crawl/frontier.ts";
import { loadSources } from "../crawl/sources.ts";
import { loadGazetteer } from "../language/gazetteer.ts";
import { loadIndex } from "../search/build.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Store } from "../types/store.ts";
import { examine, type Finding } from "./examine.ts";
import { examineDatabase } from "./examine-database.ts";
import { examineOperation } from "./examine-operation.ts";
import { makeFolders } from "./folders.ts";
import type { Schedule } from "./schedule.ts";
import type { Settings } from "./settings.ts";
import { frontierPath, indexPlace, openLibrary, storePath } from "./workspace.ts";

function writable(folder: string): Finding {
  try {
    makeFolders(folder);
    accessSync(folder, constants.W_OK);
    return { what: `thư mục ${folder}`, ok: true, detail: "ghi được", hint: null };
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    return {
      what: `thư mục ${folder}`,
      ok: false,
      detail: `không tạo được hoặc không ghi được${code}`,
      hint: "Kiểm tra quyền ghi, hoặc chọn thư mục khác bằng --data, --indexes.",
    };
  }
}

/** What `look` says about the store, if there is one. */
function withLibrary(settings: Settings, look: (store: Store) => string): string {
  if (!existsSync(storePath(settings))) return "chưa có (sẽ tạo khi chạy)";
  const store = openLibrary(settings);
  try {
    return look(store);
  } finally {
    store.close();
  }
}

/** Are all raw pages there that the store knows? What a file has behind that was torn, and is mended at the next write. */
function examineRawFiles(store: Store): string {
  const files = store.rawFiles();
  const short = files.find(({ known, found }) => found < known);
  if (short !== undefined)
    throw new StoreBroken(
      `tệp ${short.path} ${short.found === 0 ? "không còn" : "đã mất phần cuối"}`,
      "Khôi phục tệp này từ bản sao lưu; số liệu đã trích không mất.",
    );
  const megabytes = files.reduce((sum, { found }) => sum + found, 0) / 1_048_576;
  const torn = files.reduce((sum, { known, found }) => sum + found - known, 0);
  const told = `${files.length} tệp WARC, ${megabytes.toFixed(1).replace(".", ",")} MB`;
  return torn === 0 ? told : `${told}; ${torn} byte đang ghi dở, sẽ được sửa khi chạy`;
}

function examineIndex(settings: Settings, store: Store): string {
  const index = loadIndex(indexPlace(settings, store));
  if (index === null) return "chưa có hoặc đã cũ (sẽ lập lại khi cần)";
  const { engine, size } = index;
  index.close();
  return `khớp với kho: ${size} bài, ${engine === "fts5" ? "SQLite FTS5" : "MiniSearch"}`;
}

function examineSources({ corpus }: Settings): string {
  const sources = loadSources(join(corpus, "sources"));
  const enabled = sources.filter((source) => source.enabled).length;
  return `${sources.length} nguồn, ${enabled} đang bật; ${loadSources(join(corpus, "sample", "sources")).length} nguồn mẫu`;
}

/**
 * Looks at everything a run needs and changes nothing but empty folders (beside PostgreSQL it keeps one small object among the raw pages): Node, folders, sources, reference lists, store, raw pages, index, frontier, and what nights
 * without anybody watching need besides.
 */
export async function examineAll(
  settings: Settings,
  options: { schedule?: Schedule | null; now?: Date; env?: NodeJS.ProcessEnv } = {},
): Promise<readonly Finding[]> {
  const { schedule = null, now = new Date(), env = process.env } = options;
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const node = major > 20 || (major === 20 && minor >= 19);
  const { databaseUrl } = settings;
  const needed = [
    writable(settings.data),
    writable(settings.indexes),
    examine("nguồn báo", () => examineSources(settings)),
    examine("danh mục tham chiếu", () => {
      loadGazetteer();
      return "đọc được";
    }),
  ];
  const store =
    databaseUrl === undefined
      ? { findings: await Promise.all(examineFiles(settings)), isUp: true }
      : await examineDatabase({ ...settings, databaseUrl });
  return [
    { what: "Node.js", ok: node, detail: process.versions.node, hint: node ? null : "Cần Node.js 20.19 trở lên." },
    ...(await Promise.all(needed)),
    ...store.findings,
    ...(await examineOperation({ settings, now, schedule, env, isStoreUp: store.isUp })),
  ];
}

/** Store, raw pages, index and frontier in the folders of these settings. */
function examineFiles(settings: Settings): readonly Promise<Finding>[] {
  return [
    examine("kho tài liệu", () => withLibrary(settings, (store) => `${store.articles({}).length} bài`)),
    examine("trang gốc", () => withLibrary(settings, examineRawFiles)),
    examine("chỉ mục tìm kiếm", () => withLibrary(settings, (store) => examineIndex(settings, store))),
    examine("hàng đợi thu thập", () => {
      if (!existsSync(frontierPath(settings))) return "chưa có (sẽ tạo khi chạy)";
      new Frontier(frontierPath(settings)).close();
      return "mở được";
    }),
  ];
}
