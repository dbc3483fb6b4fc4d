import * as z from "zod";
import { CitationShape } from "./articles.ts";
import { ArticleShape, ObservationShape } from "./figures.ts";
import { list, named, record } from "./named.ts";

const text = z.string();
/** What to give as `cursor` for the next portion; null at the end. */
const NEXT = { next: text.nullable(), nextHref: text.nullable() };

export const ListedFigureShape = named("ListedFigure", record({ id: text, observation: ObservationShape, href: text }));
export const ListedCitationShape = named("ListedCitation", record({ id: text, citation: CitationShape, href: text }));

/** A portion of figures, and each article that they stand in once. */
export const ObservationsAnswer = named(
  "ObservationsAnswer",
  record({ observations: list(ListedFigureShape), articles: list(ArticleShape), ...NEXT }),
);
export const CitationsAnswer = named(
  "CitationsAnswer",
  record({ citations: list(ListedCitationShape), articles: list(ArticleShape), ...NEXT }),
);
export const ArticlesAnswer = named("ArticlesAnswer", record({ articles: list(ArticleShape), ...NEXT }));
