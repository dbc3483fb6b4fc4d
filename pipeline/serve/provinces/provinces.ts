import { notFound } from "../problem.ts";
import { readQuery } from "../query.ts";
import { pageRoute, type Route } from "../route.ts";
import { type View, viewOf } from "../view.ts";
import { renderProvinceList } from "./list.ts";
import { findProvince, provinceHref } from "./names.ts";
import { renderProvincePage } from "./page.ts";
import { ProvinceAnswer, ProvincesAnswer } from "./shape.ts";
import { type ProvinceData, viewProvinceData, viewProvinces } from "./view.ts";

const provinceRoute = pageRoute({
  name: "readProvince",
  summary: { vi: "Một tỉnh qua các năm", en: "A province over the years" },
  page: "/tinh/:id",
  api: "/provinces/:id",
  response: ProvinceAnswer,
  read: (view, { id = "" }) => readProvince(view, id),
  render: renderProvincePage,
});

/** The page by its name, `/tinh/lang-son`, leads to that of the unit; only ever to an address of our own. */
const withNames: Route = {
  docs: provinceRoute.docs,
  mount: (app, services) => {
    app.get("/tinh/:slug{[a-z]+(?:-[a-z]+)*}", (c) => {
      const view = viewOf(c, services);
      readQuery(view, {});
      const province = findProvince(services, c.req.param("slug"));
      if (province === undefined) throw notFound(view.lang);
      return c.redirect(provinceHref(view, province.id), 302);
    });
    provinceRoute.mount(app, services);
  },
};

export const provinceRoutes: readonly Route[] = [
  pageRoute({
    name: "listProvinces",
    summary: { vi: "Các tỉnh của hai hệ, 63 và 34", en: "The provinces of both systems, 63 and 34" },
    page: "/tinh",
    api: "/provinces",
    response: ProvincesAnswer,
    read: (view) => {
      readQuery(view, {});
      return { provinces: viewProvinces(view) };
    },
    render: renderProvinceList,
  }),
  withNames,
];

function readProvince(view: View, idOrSlug: string): ProvinceData {
  readQuery(view, {});
  const province = findProvince(view.services, idOrSlug);
  if (province === undefined) throw notFound(view.lang);
  return viewProvinceData(view, province);
}
