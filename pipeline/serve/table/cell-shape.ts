import * as z from "zod";
import { FigureShape } from "../shapes/figures.ts";
import { list, named, record } from "../shapes/named.ts";
import { CellShape, TableSpecShape } from "../shapes/tables.ts";

const text = z.string();
const count = z.int().min(0);

/** TracedFigure of card.ts. */
const TracedFigureShape = named(
  "TracedFigure",
  record({ ...FigureShape.unwrap().shape, copy: text.nullable(), reading: text, carriers: count }),
);

/** CellCard of card.ts. */
const CellCardShape = named(
  "CellCard",
  record({
    ...CellShape.unwrap().shape,
    winner: TracedFigureShape.nullable(),
    others: list(TracedFigureShape),
    dissent: list(TracedFigureShape),
    inputs: list(record({ province: text, name: text.nullable(), figure: TracedFigureShape })),
    more: record({ others: count, dissent: count }),
  }),
);

/** A cell with what it answers. */
export const CellAnswer = record({ spec: TableSpecShape, province: text, name: text, period: text, cell: CellCardShape });
