import type { Amount } from "../../language/amounts.ts";
import type { Figure } from "../../types/indicator.ts";
import type { Link } from "../../types/observation.ts";
import type { Shares } from "./lists.ts";
import type { Unit } from "./units.ts";
import type { Neighbours } from "./wholes.ts";

/** A figure with the units that carry it and the reasons of its reading. */
export interface FoundFigure {
  readonly figure: Figure;
  /** Index of the amount among the sentence's units. */
  readonly at: number;
  /** First and last unit of the shortest run that carries the number and its subject. */
  readonly first: number;
  readonly last: number;
  /** The figure of which this is a part or a share. */
  readonly whole: FoundFigure | null;
  /** The plan beside a result ("957/1.679"): it is of the whole year, whatever part of it the result is of. */
  readonly isWholeYear: boolean;
  /** The body that "lần lượt là" gives the number to. */
  readonly sharedPlace: Unit | null;
  /** The time that "lần lượt là" gives the number to. */
  readonly sharedPeriod: Unit | null;
  /** "cùng kỳ năm trước là 254": the same span a year earlier. */
  readonly isYearBefore: boolean;
  readonly links: readonly Link[];
}

/** A figure with some of its units, reasons or readings changed; written out field by field, as most of a text's figures pass here and copies by a spread are slow. */
export function changed(found: FoundFigure, changes: Partial<Omit<FoundFigure, "whole" | "sharedPlace" | "sharedPeriod">>): FoundFigure {
  return {
    figure: changes.figure ?? found.figure,
    at: changes.at ?? found.at,
    first: changes.first ?? found.first,
    last: changes.last ?? found.last,
    whole: found.whole,
    isWholeYear: changes.isWholeYear ?? found.isWholeYear,
    sharedPlace: found.sharedPlace,
    sharedPeriod: found.sharedPeriod,
    isYearBefore: changes.isYearBefore ?? found.isYearBefore,
    links: changes.links ?? found.links,
  };
}

/** What a sentence hands on to the next: the last figure, for "Trong đó, …" or "Dẫn đầu là …" at its head. */
export interface Carried {
  readonly last: FoundFigure | null;
  /** The last figure with an event, which a list goes on with. */
  readonly head?: FoundFigure | null;
  /** True under a paragraph that announces a list: its items go on with the figure before even without such words. */
  readonly announces?: boolean;
  /** In a table every cell goes on with what the paragraph above told, and its row names the body. */
  readonly cellPlace?: Unit | null;
}

export interface Draft extends Neighbours {
  readonly amount: Amount;
  /** The last figure with an event, whose event, relation and status a list goes on with. */
  readonly head: FoundFigure | null;
  readonly carried: FoundFigure | null;
  readonly shares: Shares;
  readonly isCell: boolean;
  readonly cellPlace: Unit | null;
  /** Plain figures of the sentence so far, for differences that map back to them by noun. */
  readonly told: readonly FoundFigure[];
  /** True when an attainment stands before in the sentence. */
  readonly attained: boolean;
  /** The folded words of a unit. */
  readonly keyOf: (unit: Unit) => string;
}
