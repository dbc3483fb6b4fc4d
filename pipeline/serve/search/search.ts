import { pageRoute, type Route } from "../route.ts";
import { renderSearchPage } from "./page.ts";
import { PARAMETERS } from "./query.ts";
import { SearchAnswer, SuggestAnswer } from "./shapes.ts";
import { SUGGEST_PARAMETERS, viewSuggestions } from "./suggest.ts";
import { viewSearch } from "./view.ts";

export const searchRoutes: readonly Route[] = [
  pageRoute({
    name: "search",
    summary: { vi: "Tìm bài", en: "Search articles" },
    page: "/tim",
    api: "/search",
    parameters: () => PARAMETERS,
    response: SearchAnswer,
    read: viewSearch,
    render: renderSearchPage,
    toJson: ({ answers }) => answers,
  }),
  pageRoute({
    name: "suggest",
    summary: { vi: "Gợi ý khi đang gõ câu tìm", en: "Completions of a query being typed" },
    api: "/suggest",
    parameters: () => SUGGEST_PARAMETERS,
    response: SuggestAnswer,
    read: viewSuggestions,
  }),
];
