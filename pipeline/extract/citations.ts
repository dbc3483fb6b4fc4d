import { findPlaces, loadGazetteer, type PlaceMention } from "../language/gazetteer.ts";
import type { Article } from "../types/article.ts";
import type { Citation } from "../types/citation.ts";
import type { TokenLayers } from "../types/tokens.ts";
import type { RawMention } from "./citations/heads.ts";
import { findMentions } from "./citations/mentions.ts";
import { type Resolved, resolveMentions } from "./citations/resolve.ts";
import { type CitationText, citationText, tokenAt } from "./citations/text.ts";

/**
 * The mentions of Party and State documents in an article (codebook section 3), in the order of the text; a mention of several plenums gives
 * one citation each, with the same quote. `province` is the article's, where known; `places` spares finding them again.
 */
export function findCitations(input: {
  readonly article: Article;
  readonly layers: TokenLayers;
  readonly province: string | null;
  readonly places?: readonly PlaceMention[];
}): readonly Citation[] {
  const { article, layers, province } = input;
  const published = article.publishedAt?.slice(0, 10) ?? null;
  const places = input.places ?? findPlaces(layers, loadGazetteer(), { province, date: published });
  const source = citationText({ layers, province, places, isTrusted: article.trust === "ok" });
  const mentions = findMentions(source);
  const resolved = resolveMentions({ source, mentions, published });
  return mentions.map((mention, i) => citationOf({ article, source, mention, resolved: resolved[i] as Resolved }));
}

function citationOf(input: { article: Article; source: CitationText; mention: RawMention; resolved: Resolved }): Citation {
  const { article, source, mention, resolved } = input;
  const start = tokenAt(source, mention.from)?.start ?? 0;
  const end = tokenAt(source, mention.to - 1)?.end ?? start;
  return {
    article: article.id,
    quote: source.layers.text.slice(start, end),
    start,
    end,
    ...resolved,
    number: mention.form === "numbered" ? mention.number : null,
    type: mention.type,
    ...(mention.kind === null ? {} : { documentKind: mention.kind }),
    ...(mention.title === null ? {} : { title: mention.title }),
  };
}
