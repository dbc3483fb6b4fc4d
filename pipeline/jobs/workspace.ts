import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { provinces } from "../language/provinces.ts";
import { documentRegister } from "../language/register.ts";
import { buildIndex, loadIndex } from "../search/build.ts";
import { openStore } from "../store/sqlite.ts";
import { StoreBroken } from "../types/errors.ts";
import type { SearchIndex } from "../types/search.ts";
import type { Store } from "../types/store.ts";
import { makeFolders } from "./folders.ts";
import type { Settings } from "./settings.ts";

/** Where the store of these settings lies. */
export const storePath = (settings: Settings): string => join(settings.data, "dangvu.sqlite");
export const frontierPath = (settings: Settings): string => join(settings.data, "frontier.sqlite");
export const indexPath = (settings: Settings): string => join(settings.indexes, "search.json");

/** The store, which knows the ids that are one document (`NQTW4@XII` and its number). Throws StoreBroken. */
export function openLibrary(settings: Settings): Store {
  return openStore(storePath(settings), { sameDocument: (id) => documentRegister().usualIds(id) });
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

/** The search index of what the store holds: the saved one when it fits, else built anew and saved. */
export function openSearch(settings: Settings, store: Store): SearchIndex {
  makeFolder(settings.indexes);
  return loadIndex(indexPath(settings), store) ?? buildIndex(indexPath(settings), store);
}

/** Provinces of both systems, the 63 first. */
export const allProvinces = () => [...provinces("63"), ...provinces("34")];
