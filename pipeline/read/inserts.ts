import type { HtmlBlock } from "./blocks.ts";

/**
 * What sites of other languages put between and below the paragraphs of an article, told by how the line begins (furniture.ts has the Vietnamese ones).
 * Every pattern holds from the first character on, and none is looked at in a line longer than this.
 */
const INSERT_LENGTH = 260;

interface Pattern {
  readonly reason: string;
  readonly pattern: RegExp;
  /** Only where so much of the line is a link, 0–1. */
  readonly linked?: number;
}

/** Lines that are this and nothing more. */
const WHOLE: readonly Pattern[] = [
  {
    reason: "quảng cáo",
    pattern:
      /^[-–—\s[(]*(?:advertisements?|ad|ads by .{1,30}|sponsored(?: content| by .{1,40})?|(?:story|article|post) continues (?:below|after).{0,40}|continue reading(?: the main story| below.{0,20})?|scroll (?:down )?(?:for (?:video|more)|to continue.{0,30})|skip (?:ad|advert|past .{0,40}|to .{0,40})|paid (?:post|content)|promoted|publicité|publicidad|anzeige|werbung|pubblicità|реклама)[\])–—:.\s-]*$/iu,
  },
  {
    reason: "nút",
    pattern:
      /^(?:share(?: (?:this|on|via|with|it|tweet|save).{0,60})?|tweet(?: this)?|e-?mail(?: this.{0,20})?|print(?: this.{0,20})?|save|pin(?: it)?|reddit|facebook|twitter|whatsapp|linkedin|instagram|pinterest|flipboard|google\+|google plus|messenger|copy (?:link|url)|comments?|reply|report|like|follow(?:ing)?|play(?: video)?|watch(?: now| video| live)?|listen(?: now)?|close|open|menu|search|home|next|previous|prev|back(?: to top)?|top|more|see more|show more|load more|view (?:all|more|comments|gallery|photos).{0,20}|read more|click to (?:expand|enlarge|play).{0,20}|enlarge.{0,20}|(?:view )?full ?screen|replay|mute|download(?: .{0,20})?|embed|transcript|hide caption|toggle caption|image copyright.{0,60}|media playback.{0,60}|media caption.{0,10}|\d+ ?(?:shares?|comments?|likes?|views?|retweets?|replies)|\d+ of \d+|\d+ ?\/ ?\d+|teilen|partager|compartir|condividi|compartilhar)[\s.:»›>…|]*$/iu,
  },
  {
    reason: "thời gian đọc",
    pattern:
      /^(?:[\d.]+ ?[-–]? ?min(?:ute)?s? (?:read|to read|ago)|(?:reading time|lecture|lesezeit).{0,20}|\d+ (?:hours?|days?|weeks?|months?|years?) ago)[.\s]*$/iu,
  },
  {
    reason: "bài liên quan",
    pattern:
      /^(?:related(?: (?:articles?|stor(?:y|ies)|content|posts?|news|videos?|coverage|topics?|links?|reading|items?|tags?|to this .{0,20}))?|(?:read|see|watch|view) (?:also|next|this next|more|related)|more (?:on|from|in|about|stories|news|coverage|like) ?.{0,60}|(?:further|suggested|recommended) (?:reading|for you|stories|articles|posts?|videos?)|recommended|you (?:may|might|could) (?:also )?(?:like|be interested in|enjoy)|don['’]t miss|(?:most|recently) (?:read|popular|viewed|shared|commented|recent|watched).{0,20}|trending(?: now| stories| on .{0,30})?|popular (?:now|posts|stories|on .{0,30}|in .{0,30})|(?:latest|top|other|breaking|recent|featured|editor['’]s|our) (?:news|stories|headlines|articles|posts|videos?|picks|best stories)|what to read next|up next|in this (?:story|article)|also (?:read|see|on .{0,30}|in .{0,30})|around the web|from (?:the|around) the web|from our partners|(?:previous|next|older|newer) (?:article|post|story|posts)|lire aussi|à lire (?:aussi|également)|sur le même sujet|mehr zum thema|lesen sie auch|auch interessant|lee también|te puede interesar|noticias relacionadas|más información|leggi anche|leia (?:também|mais)|saiba mais|читайте также)[\s.:»›>…-]*$/iu,
  },
];

/** Lines that begin so. */
const OPENED: readonly Pattern[] = [
  { reason: "bài liên quan", linked: 0.3, pattern: /^[>»→•*\s-]*(?:xem|đọc|nghe) (?:thêm|ngay|tiếp)(?![\p{L}])/iu },
  {
    reason: "lời mời theo dõi",
    pattern: /^mời (?:quý )?(?:bạn đọc|độc giả|quý vị)[^.]{0,60}(?:theo dõi|đón (?:xem|đọc))(?![\p{L}])/iu,
  },
  {
    reason: "bài liên quan",
    linked: 0.3,
    pattern:
      /^[[(*•>»→\s-]*(?:related|read(?: more| also| next| the full .{0,20}| here)?|see(?: also| more)?|watch(?: more| now| live| also)?|listen|more|also(?: read| see| on .{0,30})?|next|must[ -](?:read|see|watch)|don['’]t miss|recommended|you may (?:also )?(?:like|be interested in)|learn more|click here|on the (?:blog|forum|podcast).{0,20}|from the archives?|opinion|analysis|photos?|gallery|pictures|in pictures|video|explainer|lire(?: aussi)?|à lire(?: aussi| également)?|a lire(?: aussi)?|voir aussi|mehr zum thema|lesen sie(?: auch)?|lee(?: también| más)?|ver también|leggi(?: anche)?|leia(?: também| mais)?|veja também|читайте также)\b.{0,20}?[:|–—>»]/iu,
  },
  {
    reason: "bài liên quan",
    pattern:
      /^(?:read more|read also|also read|see also|related(?: story| article| news| coverage| content)?|lire aussi|à lire aussi|lee también|leggi anche|leia também)\s*(?:[:>»|–—]|about\b|at\b|on\b)/iu,
  },
  {
    reason: "lời mời đăng ký",
    pattern:
      /^(?:(?:please )?(?:sign ?up|subscribe|register|join)\b.{0,160}\b(?:newsletters?|inbox|e-?mails?|updates?|alerts?|today|here|now|digest|channel|free|our|unlimited|access)|(?:get|receive|want)\b.{0,120}\b(?:inbox|newsletters?|by e-?mail|e-?mail alerts?|delivered)|(?:enter|invalid|your) (?:your )?e-?mail\b|(?:thank you|thanks) for (?:subscribing|signing)|you(?: have|['’]ve) (?:successfully )?(?:subscribed|been (?:signed|added))|by (?:signing up|subscribing|submitting|clicking|entering)\b|already (?:a )?(?:subscriber|subscribed|have an account|a member)|(?:sign|log) ?in to\b|(?:to|you must) .{0,30}(?:log|sign) ?in\b|create (?:a free|an) account|subscribe to\b|support (?:our|independent) journalism|this site is protected by recaptcha)/iu,
  },
  {
    reason: "lời mời theo dõi",
    pattern:
      /^(?:(?:please |you can |don['’]t forget to )?(?:follow|like|find|join|connect with|add|contact|e-?mail|reach|tweet)\b.{0,80}\b(?:on (?:twitter|facebook|instagram|linkedin|youtube|snapchat|google\+|pinterest|flipboard|telegram|whatsapp)|@\w+|at \S+@\S+)|(?:got|have) (?:a|any) (?:news )?(?:tip|story|question|confidential)|do you have (?:a|an|any) (?:story|tip|question)|download (?:the|our) .{0,60}\bapp\b|click here (?:to|for)\b|(?:get|download) (?:the|our) .{0,40}\bapp\b|share your (?:thoughts|views|opinion)|let us know (?:in the|what you)|what do you think\?.{0,80}comments?|join the (?:conversation|discussion)|listen to .{0,60}podcast)/iu,
  },
  {
    reason: "bản quyền",
    pattern:
      /^(?:©|\(c\)|copyright\b|all rights reserved|(?:the )?associated press .{0,40}all rights reserved|this material may not be published|our standards: ?the thomson|unauthorized (?:use|reproduction)|to (?:reuse|republish|license) )/iu,
  },
  {
    reason: "nguồn ảnh",
    pattern:
      /^(?:(?:photo(?:graph)?s?|images?|pictures?|pics?|videos?|illustrations?|featured image|main image|header image|lead image|top (?:image|photo)|cover (?:image|photo)|fotos?|bild(?:er)?|crédits?|credits?)\s*(?:credits?|by|via|courtesy(?: of)?|source|from|copyright|:|\/|\|)\s*[:\p{Lu}@©(]|image (?:credit|copyright|source|caption)\b|(?:getty images|shutterstock|reuters|afp|epa|ap photo)\b[^.]{0,60}$)/iu,
  },
  {
    reason: "từ khóa",
    linked: 0.3,
    pattern: /^(?:tags?|tagged(?: with| as| in)?|topics?|filed (?:under|in|to)|categor(?:y|ies)|keywords?|posted in|labels?)\b/iu,
  },
  { reason: "từ khóa", pattern: /^(?:tags?|topics?|filed under|categories|keywords|posted in)\s*:/iu },
  { reason: "tác giả", linked: 0.2, pattern: /^(?:by|von|par|por|written by|posted by|reported by)\s+\p{Lu}[^.!?]{2,60}$/u },
  {
    reason: "bình luận",
    pattern:
      /^(?:comments? (?:are|is) (?:closed|disabled|off|moderated)|(?:view|show|see|read|add|post|leave|write) (?:the |a |your |all )?(?:\d+ )?(?:comments?|reply)\b|\d+ (?:comments?|réactions?|comentarios?)\b|no comments)/iu,
  },
];

const INSERTED: readonly Pattern[] = [...WHOLE, ...OPENED];
/** All of them in one: what it does not know, none of them does, and most lines are asked only this. */
const ANY_INSERTED = new RegExp(INSERTED.map(({ pattern }) => `(?:${pattern.source})`).join("|"), "iu");

/** A line that opens the part below the text: what follows is no part of it. */
const END =
  /^(?:(?:\d+ )?(?:reader )?comments?(?: \(\d+\))?|(?:leave|post|add|write) a (?:comment|reply)|(?:join|start) the (?:conversation|discussion)|(?:related|recommended|latest|recent|more) (?:articles?|stories|posts|news|videos|content|reading)|most (?:popular|read|viewed)|trending(?: now)?|about the authors?|you (?:may|might) (?:also )?like|around the web|from around the web|what to read next|kommentare|commentaires|comentarios)\s*:?$/iu;

/** Why a block inside an article is none of its text; null when it is. */
export function reasonInserted(block: HtmlBlock): string | null {
  const { text } = block;
  if (text.length > INSERT_LENGTH || !ANY_INSERTED.test(text)) return null;
  const share = block.linked / Math.max(1, text.length);
  const found = INSERTED.find((entry) => share >= (entry.linked ?? 0) && entry.pattern.test(text));
  return found?.reason ?? null;
}

/** Does the block open the part below an article ("Comments", "More stories")? */
export function opensEnd(block: HtmlBlock): boolean {
  return block.text.length <= 60 && END.test(block.text);
}
