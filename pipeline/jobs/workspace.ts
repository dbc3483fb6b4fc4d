import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { documentRegister } from "../language/register.ts";
import { type IndexPlace, openIndex } from "../search/build.ts";
import type { ArticleIndex } from "../search/query.ts";
import { openStore } from "../store/sqlite.ts";
import { StoreBroken } from "../types/errors.ts";
import type { Store } from "../types/store.ts";
import { makeFolders } from "./folders.ts";
import { readOnly } from "./read-only.ts";
import { type Settings, VERSION } from "./settings.ts";
import { isSnapshot } from "./snapshot.ts";

/** Where the store of these settings lies. */
export const storePath = (settings: Settings): string => join(settings.data, "dangvu.sqlite");
export const frontierPath = (settings: Settings): string => join(settings.data, "frontier.sqlite");
/** Where the search index of a store lies, and which engine is to serve it. */
export const indexPlace = ({ indexes, engine }: Settings, store: Store): IndexPlace => ({ folder: indexes, engine, library: store });

/** The store, which knows the ids that are one document (`NQTW4@XII` and its number); that of an unpacked snapshot is read-only. Throws StoreBroken. */
export function openLibrary(settings: Settings): Store {
  const store = openStore(storePath(settings), {
    sameDocument: (id) => documentRegister().usualIds(id),
    onUpgrade: () => process.stderr.write("Đang nâng cấp kho, kho lớn mất vài phút…\n"),
    archive: { archivist: { software: `dangvu/${VERSION}`, operator: settings.contact } },
  });
  return isSnapshot(settings.data) ? readOnly(store) : store;
}

/** The same for reading alone, beside whoever writes: nothing is made or brought forward. Throws StoreBroken for a store that is missing or older. */
export function openLibraryForReading(settings: Settings): Store {
  return openStore(storePath(settings), { readOnly: true, sameDocument: (id) => documentRegister().usualIds(id) });
}

/** Makes the folder of the indexes where there is none, before a run begins that would only find out at its end. Throws StoreBroken. */
export function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new StoreBroken(
      `Không tạo được thư mục chỉ mục ${folder}, hoặc không ghi được vào đó.`,
      "Kiểm tra quyền ghi, hoặc chọn thư mục khác bằng --indexes.",
      cause,
    );
  }
}

/** The search index of what the store holds: the saved one, brought up to date where articles have come or changed, or built anew. Throws StoreBroken. */
export function openSearch(settings: Settings, store: Store): ArticleIndex {
  makeFolder(settings.indexes);
  return openIndex(indexPlace(settings, store));
}
