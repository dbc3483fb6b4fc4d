import { WrongUse } from "../types/errors.ts";
import type { Store } from "../types/store.ts";

/** The questions of a store that change it. */
const WRITES: ReadonlySet<PropertyKey> = new Set<keyof Store>([
  "saveDocument",
  "saveDocuments",
  "saveReading",
  "noteGone",
  "decide",
  "startRun",
  "finishRun",
]);

function refuse(): never {
  throw new WrongUse("Ảnh chụp dữ liệu chỉ để đọc.", "Bỏ --snapshot, hoặc chỉ --data vào kho tài liệu, để ghi.");
}

/** The same store, which throws WrongUse when something wants to change it. */
export function readOnly(store: Store): Store {
  return new Proxy(store, {
    get: (target, name) => {
      if (WRITES.has(name)) return refuse;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
