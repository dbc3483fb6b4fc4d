import { apiWords } from "../../labels/api.ts";
import { watchWords } from "../../labels/watch.ts";
import { findIndicator, provinceName } from "../figures.ts";
import { provinceParameter } from "../lists/query.ts";
import { notFound } from "../problem.ts";
import { readQuery } from "../query.ts";
import { type FileAnswer, fileRoute, type Route } from "../route.ts";
import { filtersOf, QUESTION, searchHref } from "../search/query.ts";
import { siteAddress } from "../site-address.ts";
import { href, type View } from "../view.ts";
import { type AtomFeed, type FeedEntry, writeAtom } from "./atom.ts";
import { entryOf, type News } from "./entry.ts";
import { newFigures, newFound, newOfProvince } from "./news.ts";
import { watchedEntries } from "./watched.ts";

const indicatorParameters = ({ services }: View) => ({ province: provinceParameter(services) });
const ATOM = ["application/atom+xml"];

/** What is new, for feed readers. They stand before the pages of the same things, whose addresses would take theirs in. */
export const feedRoutes: readonly Route[] = [
  fileRoute({
    name: "searchFeed",
    summary: { vi: "Nguồn tin Atom: bài mới khớp với một lần tìm", en: "Atom feed: new articles that a search finds" },
    api: "/search.atom",
    parameters: () => QUESTION,
    mediaTypes: ATOM,
    read: searchFeed,
  }),
  fileRoute({
    name: "indicatorFeed",
    summary: { vi: "Nguồn tin Atom: số liệu mới của một chỉ số", en: "Atom feed: new figures of an indicator" },
    api: "/indicators/:code.atom",
    parameters: (services) => ({ province: provinceParameter(services) }),
    mediaTypes: ATOM,
    read: (view, { code = "" }) => indicatorFeed(view, code),
  }),
  fileRoute({
    name: "provinceFeed",
    summary: { vi: "Nguồn tin Atom: bài và số liệu mới của một tỉnh", en: "Atom feed: new articles and figures of a province" },
    api: "/provinces/:id.atom",
    mediaTypes: ATOM,
    read: (view, { id = "" }) => provinceFeed(view, id),
  }),
  fileRoute({
    name: "documentFeed",
    summary: { vi: "Nguồn tin Atom: bài mới dẫn một văn bản", en: "Atom feed: new articles that cite a document" },
    api: "/documents/:id.atom",
    mediaTypes: ATOM,
    read: (view, { id = "" }) => documentFeed(view, id),
  }),
  fileRoute({
    name: "watchFeed",
    summary: { vi: "Nguồn tin Atom: tin mới của một danh sách theo dõi", en: "Atom feed: what is new for a watch-list" },
    api: "/watch/:name.atom",
    mediaTypes: ATOM,
    read: (view, { name = "" }) => watchFeed(view, name),
  }),
];

function searchFeed(view: View): FileAnswer {
  const question = readQuery(view, QUESTION);
  const title = apiWords(view.lang).feeds.search(question.query);
  const parameters = [...view.query].filter(([name]) => name in QUESTION).sort();
  return answer(view, {
    name: `search?${new URLSearchParams(parameters)}`,
    title,
    page: searchHref(view, { ...question, sort: "date" }),
    entries: entriesOf(view, newFound(view.services, question.query, filtersOf(question))),
  });
}

function indicatorFeed(view: View, code: string): FileAnswer {
  const { province } = readQuery(view, indicatorParameters(view));
  const indicator = findIndicator(view, code);
  if (indicator === undefined) throw notFound(view.lang);
  const words = apiWords(view.lang).feeds;
  const place = provinceName(view, province);
  return answer(view, {
    name: `indicator/${code}${province === null ? "" : `?province=${province}`}`,
    title: words.indicator(indicator.label[view.lang], place),
    page: href(view, `/chi-so/${encodeURIComponent(code)}`),
    entries: entriesOf(view, newFigures(view.services, { indicator: code, ...(province !== null && { provinces: [province] }) })),
  });
}

function provinceFeed(view: View, id: string): FileAnswer {
  readQuery(view, {});
  const province = view.services.provinces.find((one) => one.id === id);
  if (province === undefined) throw notFound(view.lang);
  return answer(view, {
    name: `province/${id}`,
    title: apiWords(view.lang).feeds.province(province.name),
    page: href(view, `/tinh/${encodeURIComponent(id)}`),
    entries: entriesOf(view, newOfProvince(view.services, id)),
  });
}

function documentFeed(view: View, id: string): FileAnswer {
  readQuery(view, {});
  if (view.services.store.listCitations({ id, limit: 1 }).items.length === 0) throw notFound(view.lang);
  return answer(view, {
    name: `document/${id}`,
    title: apiWords(view.lang).feeds.document(id.split("@")[0] ?? id),
    page: href(view, `/van-ban/${encodeURIComponent(id)}`),
    entries: entriesOf(view, newFound(view.services, "", { document: [id] })),
  });
}

function watchFeed(view: View, name: string): FileAnswer {
  readQuery(view, {});
  const found = view.services.watch.feed(name);
  if (found === null) throw notFound(view.lang);
  return answer(view, {
    name: `watch/${name}`,
    title: watchWords(view.lang).feedTitle(found.list.title),
    page: href(view, "/"),
    entries: watchedEntries(view, name, found.batches),
  });
}

const entriesOf = (view: View, news: readonly News[]): readonly FeedEntry[] => news.map((one) => entryOf(view, one));

interface Answered extends Pick<AtomFeed, "name" | "title" | "entries"> {
  /** On our site. */
  readonly page: string;
}

function answer(view: View, { name, title, page, entries }: Answered): FileAnswer {
  const site = siteAddress(view);
  const query = view.query.size === 0 ? "" : `?${view.query}`;
  const body = writeAtom({
    name,
    title,
    subtitle: apiWords(view.lang).feeds.subtitle,
    self: site + encodeURI(view.path).replaceAll("%25", "%") + query,
    page: site + page,
    now: view.services.now().toISOString(),
    entries,
  });
  return { body, mediaType: "application/atom+xml; charset=utf-8" };
}
