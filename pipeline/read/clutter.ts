import type { HtmlBlock } from "./blocks.ts";
import { type Element, isWithin } from "./dom.ts";
import { copyOut } from "./draft.ts";
import { linkShare, type Outline, type Region, regionOf } from "./outline.ts";

/** Names that sites give to what is not the article. Vietnamese content systems first, then what is in use elsewhere. */
const CLUTTER = words(
  `aboutauthor abouttheauthor ad adarea adbanner adblock adbox adbreak adcontainer addthis adholder adinline adlabel admodule adnotice
   adplacement ads adsbygoogle adsense adslot adspace adspot adtext adunit adv advert advertisement advertorial adwrap adwrapper adzone
   alsolike alsoon alsoread articletools authorabout authorbio authorbox authorcard authordescription authorinfo authorprofile banner binhluan
   bio bread breadcrumb breadcrumbs carousel cbox ccomment chot cnewsrelated comment comments consent cookie cookies copyright counter crelated
   danhgia dfp disqus docnhieu donate donation dropdown fblike flyout flyoutmenu follow followus foot footer furtherreading furtherreadingblock
   gdpr gpt highlight highlights hotline hotnews jprelatedposts keyword keywords latest latestarticles latestheadlines latestnews latestposts
   lateststories latestvideos lienquan lightbox likebox listing login logo mainmenu masthead membership menu mgid modal morearticles
   morecoverage morefrom moreheadlines morein morelinks morenews moreon moreposts morestories mostpopular mostread mostshared mostview nav
   navbar navigation newsletter newsletters nextarticle nextpost nextstory noibat noprint offscreen otheritem othernews outbrain overlay pager
   pagetools pagination paging paywall phanhoi poll populararticles popularnews popularposts popularstories popup postmetadata postnav prevarticle
   previousarticle previouspost previousstory prevpost prevstory print promo quangcao rating readalso readmore readnext recirc
   recirculation recommend recommendation recommendations recommended relate related relatedarticle relatedarticles relatedblock relatedbox
   relatedcontainer relatedcontent relatedcoverage relateditems relatedlinks relatedlist relatedmedia relatednews relatedonenews relatedposts
   relatedreading relatedstories relatedstory relatedtopics relatedvideo relatedvideos relatedwrapper replies respond revcontent richlink
   rightzone screenreader screenreadertext search seealso share sharebar sharebox sharebuttons sharecontainer sharedaddy sharelinks sharethis
   sharetools sharing sidebar signin signup skiplink slider social socialbar socialbuttons socialicons sociallinks socialmedia socialshare
   socialtools sponsor sponsored spotlight sronly storytools subscribe subscription suggest suggested suggestion suggestions taboola tag tags
   tdarec teaser teasers thamdo thongke ticker tieudiem tinkhac tinlienquan tinmoi toolbar tools tooltip topstories trending tukhoa upnext
   viewcount visuallyhidden vote weather weblink widget widgets xemnhieu zergnet`,
);
/** What readers write and what asks for consent: it may be longer than the article, and is none of it. */
const COMMENTS = words(
  `binhluan cmp comentario comentarios comment commentaire commentaires commentarea commentauthor commentblock commentbody commentbox
   commentcontainer commentcontent commentform commentitem commentlist commentmeta commentmetadata commentreply commentrespond comments
   commentsarea commentsblock commentsbody commentsbox commentscontainer commentscontent commentsection commentsitem commentslist
   commentssection commentstext commentsthread commentswrapper commenttext commentthread commentwrapper consent consentbanner consentbox
   consentdialog consentmanager consentmodal consentoverlay consentpopup consentwall cookie cookiebanner cookiebar cookieconsent cookielaw
   cookienotice cookiepolicy cookiepopup disqus disqusthread fbcomment fbcomments gdpr kommentar kommentare livefyre modaloverlay popupoverlay
   privacy privacybanner privacynotice privacyoverlay privacypopup privacywall readercomment readercomments readerscomment readerscomments
   replies respond usercomment usercomments userscomment userscomments visitorcomment visitorcomments visitorscomment visitorscomments
   ykienbandoc`,
);
/** Lists of articles, where they are made of links. */
const LISTS = words(`articlelist feed grid listing newslist notebox playlist postlist river storylist stream`);
/** What stands around a text and may also be in its wrapper's name: left out only where there is no sentence in it. */
const ABOUT = words(
  `alert articlemeta articlemetadata attribution author authors btn button buttons byline categories category catlinks collapsed credit credits
   cta date dateline dates dropcaplabel email entrymeta entrymetadata eyebrow form header hidden hide info input invisible kicker label labels
   like likes meta notice notification postmeta postmetadata pubdate published readingtime readtime rubric sectionlabel sectionname
   sectiontitle source stats storymeta storymetadata tableofcontents time timestamp toc topic topics update updated view views vote votes
   writer writers`,
);
/** The reason of what such a name leaves out. */
export const ABOUT_REASON = "dòng thông tin quanh bài";
/** Pictures, films and what is written about them: left out where there is one sentence at most. */
const SHOWN = words(
  `audio embed embedcaption embedvideo figure gallery image media mediaasset mediaembed mediaobject photo photos picture pictures player
   players podcast slide slides slideshow thumbnail thumbnails thumbs video videos`,
);
/** Names of what holds the article's text, beside whatever else is in the name. */
const BODY_NAME = words(
  `article articlebody articlecontent articlecopy articleentry articleinner articlemain articlepage articletext articlewrapper body bodycontent
   bodycopy bodytext content contentarticle contentbody contentdetail contentmain contenttext detail detailbody detailcontent entry entrybody
   entrycontent entrytext main mainarticle maincontent maintext page pagebody pagecontent post postarticle postbody postcontent postentry
   posttext story storybody storycontent storycopy storytext`,
);

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/u);
}

/** What a name says, as bits. */
const CLUTTER_BIT = 1;
const COMMENTS_BIT = 2;
const LISTS_BIT = 4;
const ABOUT_BIT = 8;
const SHOWN_BIT = 16;
const BODY_BIT = 32;
/** All names in one table: a word is looked up once, not once a list. */
const MEANINGS = new Map<string, number>();
const LISTED: readonly (readonly [readonly string[], number])[] = [
  [CLUTTER, CLUTTER_BIT],
  [COMMENTS, COMMENTS_BIT],
  [LISTS, LISTS_BIT],
  [ABOUT, ABOUT_BIT],
  [SHOWN, SHOWN_BIT],
  [BODY_NAME, BODY_BIT],
];
for (const [names, bit] of LISTED) for (const name of names) MEANINGS.set(name, (MEANINGS.get(name) ?? 0) | bit);
const LONGEST = Math.max(...[...MEANINGS.keys()].map((name) => name.length));

const CLUTTER_TAGS = new Set(["nav", "footer", "aside", "menu", "amp-ad", "amp-sidebar", "amp-consent"]);
const CLUTTER_ROLES = new Set(
  "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tablist tooltip".split(" "),
);
const RELATED_TYPE = /relatedonenews|relatednews|insertpoll|quiz/iu;

/**
 * A node with more than this share of the page's text outside links is kept whatever its name: pages call their wrappers "sidebar-…", "tags", "hidden"
 * (measured: without it 25 of 181 pages came out empty).
 */
const WRAPPER_SHARE = 0.35;
/** The same for what is named after comments, which are often more than the article. */
const COMMENTS_SHARE = 0.85;

/** Has the element a name or a role that says "not the article"? Its reason, else null. */
export function clutterName(element: Element): string | null {
  return tellingName(element, signsOf(element));
}

function tellingName(element: Element, signs: Signs): string | null {
  const { name, attribs } = element;
  if (name === "body" || name === "html") return null;
  if (CLUTTER_TAGS.has(name)) return isQuoteFooter(element) ? null : `thẻ <${name}>`;
  if (attribs.role !== undefined && CLUTTER_ROLES.has(attribs.role)) return `role=${attribs.role}`;
  if (attribs.type !== undefined && RELATED_TYPE.test(attribs.type)) return `type=${attribs.type.slice(0, 40)}`;
  return signs.clutter;
}

/** `<blockquote>… <footer>Người nói</footer></blockquote>`. */
function isQuoteFooter(element: Element): boolean {
  return element.name === "footer" && element.parent?.name === "blockquote";
}

interface Signs {
  readonly clutter: string | null;
  readonly isComments: boolean;
  readonly isList: boolean;
  readonly isAbout: boolean;
  readonly isShown: boolean;
  readonly isBody: boolean;
}

const NO_SIGNS = signsFrom(0, null);

function signsFrom(bits: number, clutter: string | null): Signs {
  return {
    clutter,
    isComments: (bits & COMMENTS_BIT) !== 0,
    isList: (bits & LISTS_BIT) !== 0,
    isAbout: (bits & ABOUT_BIT) !== 0,
    isShown: (bits & SHOWN_BIT) !== 0,
    isBody: (bits & BODY_BIT) !== 0,
  };
}

/** Pages repeat the same few classes thousands of times. */
const REMEMBERED = 20_000;
const answers = new Map<string, Signs>();

function signsOf({ attribs }: Element): Signs {
  const { class: classes, id } = attribs;
  if (classes === undefined && id === undefined) return NO_SIGNS;
  const written = id === undefined ? (classes as string) : `${classes ?? ""} ${id}`;
  const known = answers.get(written);
  if (known !== undefined) return known;
  const found = readSigns(written.slice(0, 300));
  if (answers.size >= REMEMBERED) answers.clear();
  answers.set(copyOut(written), found);
  return found;
}

/** A name is one to three words of a class or id: "related-links", "relatedLinks" and "relatedlinks" are the same. */
const MOST_WORDS = 3;

/** Looked up word by word: one expression of all these names took longer than the parser. */
function readSigns(written: string): Signs {
  const parts = wordsOf(written);
  let clutter: string | null = null;
  let bits = 0;
  for (let from = 0; from < parts.length; from++) {
    let name = "";
    for (let to = from; to < parts.length && to < from + MOST_WORDS; to++) {
      name += parts[to];
      if (name.length > LONGEST) break;
      const meaning = MEANINGS.get(name);
      if (meaning === undefined) continue;
      if (clutter === null && (meaning & CLUTTER_BIT) !== 0) clutter = `tên "${copyOut(name)}"`;
      bits |= meaning;
    }
  }
  return bits === 0 ? NO_SIGNS : signsFrom(bits, clutter);
}

/** Runs of letters, lower case; a capital behind a small letter or a digit begins a new one. Hardly a name has other letters than ASCII's. */
function wordsOf(written: string): readonly string[] {
  const lower = written.toLowerCase();
  const parts: string[] = [];
  let from = -1;
  let isBehindSmall = false;
  for (let index = 0; index < written.length; index++) {
    const code = written.charCodeAt(index);
    if (code > 0x7f) return anyWordsOf(written);
    const isSmall = code >= 0x61 && code <= 0x7a;
    const isLetter = isSmall || (code >= 0x41 && code <= 0x5a);
    if (from >= 0 && (!isLetter || (isBehindSmall && !isSmall))) {
      parts.push(lower.slice(from, index));
      from = -1;
    }
    if (from < 0 && isLetter) from = index;
    isBehindSmall = isSmall;
  }
  if (from >= 0) parts.push(lower.slice(from));
  return parts;
}

function anyWordsOf(written: string): readonly string[] {
  return written
    .replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, "$1-")
    .toLowerCase()
    .split(/[^\p{L}]+/u);
}

/** Marks the regions to leave out, with the reason. Wrappers of the article are none of them, whatever their name: they hold much of the text, or title and text. */
export function markClutter(outline: Outline, title: Element | null): void {
  let total = 0;
  for (const region of outline.regions) if (region.parent === null) total += region.text;
  for (const region of outline.regions) {
    const signs = signsOf(region.element);
    const share = signs.isComments ? COMMENTS_SHARE : WRAPPER_SHARE;
    if (region.parent === null || region.text > total * share) continue;
    if (title !== null && isWithin(title, region.element) && (region.sentences >= 2 || region.element === title)) continue;
    region.clutter = reasonOf(region, signs);
  }
}

function reasonOf(region: Region, signs: Signs): string | null {
  const { element, sentences } = region;
  if (signs.isComments) return "bình luận, xin phép";
  const named = tellingName(element, signs);
  if (named !== null) return (signs.isBody && sentences >= 3) || isPullQuote(region, signs) ? null : named;
  if (sentences === 0 && (signs.isAbout || element.name === "header") && element.name !== "p") return ABOUT_REASON;
  if (sentences <= 1 && region.text <= 400 && signs.isShown && !/^(?:p|h\d|li|blockquote)$/u.test(element.name))
    return "phần của ảnh, phim";
  if (signs.isList && linkShare(region) > 0.3) return "danh sách liên kết";
  if (element.name === "form" && sentences <= 1 && region.text <= 600) return "thẻ <form>";
  if (element.attribs["aria-hidden"] === "true" && sentences <= 1) return "aria-hidden";
  return isLinkList(region) ? "danh sách liên kết" : null;
}

/** A sentence of the article set large beside it: no links, no list, no heading. */
function isPullQuote(region: Region, signs: Signs): boolean {
  return (
    region.element.name === "aside" && region.linked === 0 && region.text <= 400 && signs.clutter === null && region.to - region.from <= 3
  );
}

/** Lists themselves are looked at item by item (trim.ts): a sentence may announce them. */
const LIST_LIKE = new Set(["div", "section", "table"]);

function isLinkList(region: Region): boolean {
  if (!LIST_LIKE.has(region.element.name) || region.sentences > 0 || region.linked < 40) return false;
  return region.to - region.from >= 2 && linkShare(region) > 0.6;
}

/** Does the element stand in something that its name calls clutter? What also holds the `title` is a wrapper and no clutter. */
export function isInClutter(element: Element, title: Element | null): boolean {
  for (let node: Element | null = element; node !== null; node = node.parent) {
    // all further ones hold the title as well
    if (title !== null && isWithin(title, node)) return false;
    if (clutterName(node) !== null) return true;
  }
  return false;
}

/** A teaser is a headline that links away and some text below it, in an element that has at most this much text beside. */
const BESIDE = 80;

/** Is the block one link to another page, without the look of a sentence? */
export function isHeadlineLink(block: HtmlBlock): boolean {
  return block.kind !== "caption" && block.kind !== "table" && block.linked >= block.text.length * 0.8 && !/[.!?…:]$/u.test(block.text);
}

/** The texts of teasers: blocks right below a linked headline, in a small element of their own inside `root`. */
export function findTeasers(blocks: readonly HtmlBlock[], outline: Outline, root: Element | null): ReadonlySet<HtmlBlock> {
  const teasers = new Set<HtmlBlock>();
  for (let index = 1; index < blocks.length; index++) {
    const block = blocks[index] as HtmlBlock;
    if (!isHeadlineLink(blocks[index - 1] as HtmlBlock) || isHeadlineLink(block)) continue;
    // the first element around the block that holds the headline too
    let card = regionOf(outline, block.element);
    while (card !== null && card.from >= index) card = card.parent;
    if (card === null || card.element === root || card.element.name === "ul" || card.element.name === "ol") continue;
    if (root !== null && !isWithin(card.element, root)) continue;
    if (card.text - block.text.length <= BESIDE) teasers.add(block);
  }
  return teasers;
}
