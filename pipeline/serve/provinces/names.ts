import { foldAccents } from "../../language/fold.ts";
import type { ProvinceInfo, Services } from "../services.ts";
import { href, type View } from "../view.ts";

/** The day on which the 63 became 34. */
export const MERGER_DAY = "2025-07-01";

/** "Thừa Thiên Huế" → `thua-thien-hue`: a name in an address. */
export function slugOf(name: string): string {
  return foldAccents(name)
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "");
}

/** The province of an id (`63-20`) or of a name in an address (`lang-son`), which stands for the unit of today where there is one. */
export function findProvince({ provinces }: Pick<Services, "provinces">, idOrSlug: string): ProvinceInfo | undefined {
  const byId = provinces.find(({ id }) => id === idOrSlug);
  if (byId !== undefined || !/^[a-z][a-z0-9-]*$/u.test(idOrSlug)) return byId;
  const named = provinces.filter(({ name }) => slugOf(name) === idOrSlug);
  return named.find(({ system }) => system === "34") ?? named[0];
}

/** Our page of a province. */
export function provinceHref(view: View, id: string): string {
  return href(view, `/tinh/${id}`);
}

/** The day before a day, ISO: the last on which a unit stood. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}
