import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { Frontier } from "../crawl/frontier.ts";
import { loadSources } from "../crawl/sources.ts";
import { loadGazetteer } from "../language/gazetteer.ts";
import { loadIndex } from "../search/build.ts";
import { DangvuError } from "../types/errors.ts";
import type { Store } from "../types/store.ts";
import { makeFolders } from "./folders.ts";
import type { Settings } from "./settings.ts";
import { frontierPath, indexPath, openLibrary, storePath } from "./workspace.ts";

export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint: string | null;
}

/** Runs one examination; an error of ours becomes a finding, any other is a fault of the program. */
function examine(what: string, look: () => string): Finding {
  try {
    return { what, ok: true, detail: look(), hint: null };
  } catch (error) {
    if (!(error instanceof DangvuError)) throw error;
    return { what, ok: false, detail: error.message, hint: error.hint };
  }
}

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

/** Looks at everything a run needs and changes nothing but empty folders: Node, folders, sources, reference lists, store, index, frontier. */
export function examineAll(settings: Settings): readonly Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const node = major > 20 || (major === 20 && minor >= 19);
  return [
    { what: "Node.js", ok: node, detail: process.versions.node, hint: node ? null : "Cần Node.js 20.19 trở lên." },
    writable(settings.data),
    writable(settings.indexes),
    examine(
      "nguồn báo",
      () =>
        `${loadSources(join(settings.corpus, "sources")).length} nguồn, ${loadSources(join(settings.corpus, "sample", "sources")).length} nguồn mẫu`,
    ),
    examine("danh mục tham chiếu", () => {
      loadGazetteer();
      return "đọc được";
    }),
    examine("kho tài liệu", () => withLibrary(settings, (store) => `${store.articles({}).length} bài`)),
    examine("chỉ mục tìm kiếm", () =>
      withLibrary(settings, (store) =>
        loadIndex(indexPath(settings), store) === null ? "chưa có hoặc đã cũ (sẽ lập lại khi cần)" : "khớp với kho",
      ),
    ),
    examine("hàng đợi thu thập", () => {
      if (!existsSync(frontierPath(settings))) return "chưa có (sẽ tạo khi chạy)";
      new Frontier(frontierPath(settings)).close();
      return "mở được";
    }),
  ];
}
