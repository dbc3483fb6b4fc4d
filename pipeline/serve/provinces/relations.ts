import type { ProvinceInfo } from "../services.ts";
import type { View } from "../view.ts";
import { provinceHref } from "./names.ts";

/** Another province that this one came out of or went into. */
export interface Relative {
  readonly id: string;
  readonly name: string;
  readonly system: "63" | "34";
  /** The day of the change, ISO. */
  readonly on: string | null;
  readonly href: string;
}

export interface Relations {
  /** Units that it was merged from on the day it was made; of a unit that took in others later, none. */
  readonly mergedFrom: readonly Relative[];
  /** Units of its own system that it took in while it stood: Hà Tây, of Hà Nội. */
  readonly tookIn: readonly Relative[];
  readonly mergedInto: Relative | null;
}

/** What a province was made of and went into. */
export function relationsOf(view: View, province: ProvinceInfo): Relations {
  const { provinces } = view.services;
  const relative = ({ id, name, system }: ProvinceInfo, on: string | null | undefined): Relative => ({
    ...{ id, name, system },
    on: on ?? null,
    href: provinceHref(view, id),
  });
  const parts = provinces.filter(({ mergedInto }) => mergedInto === province.id);
  const successor = provinces.find(({ id }) => id === province.mergedInto);
  return {
    mergedFrom: parts.filter(({ system }) => system !== province.system).map((part) => relative(part, part.validTo)),
    tookIn: parts.filter(({ system }) => system === province.system).map((part) => relative(part, part.validTo)),
    mergedInto: successor === undefined ? null : relative(successor, province.validTo),
  };
}

/** Is a unit of today the same land as one of the 63, under a new id? */
export function isUnchanged({ mergedFrom }: Relations): boolean {
  return mergedFrom.length === 1;
}
