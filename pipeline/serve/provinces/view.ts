import type { Label } from "../../types/indicator.ts";
import type { ProvinceTally } from "../../types/store.ts";
import { type DocumentView, viewDocument } from "../documents/view.ts";
import { type ArticleView, viewArticle } from "../figures.ts";
import type { ProvinceInfo } from "../services.ts";
import type { View } from "../view.ts";
import { provinceHref } from "./names.ts";
import { type Relations, relationsOf } from "./relations.ts";
import { type SeriesView, viewSeries } from "./series.ts";

const SHOWN_REPORTS = 10;
const SHOWN_DOCUMENTS = 8;

/** A province with what is known of it, as lists show it. */
export interface ProvinceView extends Relations {
  readonly id: string;
  readonly name: string;
  /** With its kind: "Tỉnh Lạng Sơn". */
  readonly fullName: string;
  readonly system: "63" | "34";
  /** ISO dates: the first day, and the first on which it was no more. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly region: Label | null;
  /** Figures about it and places in it, without those of reprints. */
  readonly figures: number;
  readonly articles: number;
  readonly href: string;
}

/** A province with its series, newest articles and documents. */
export interface ProvinceData {
  readonly province: ProvinceView;
  readonly series: readonly SeriesView[];
  readonly reports: readonly ArticleView[];
  /** Its committee's documents that articles mention, and the documents that its articles cite; most first, their counts of all articles and of its own. */
  readonly issued: readonly DocumentView[];
  readonly cited: readonly DocumentView[];
}

function viewProvince(view: View, province: ProvinceInfo, tally: ProvinceTally | undefined): ProvinceView {
  const { id, name, system, fullName = name, validFrom = null, validTo = null, region = null } = province;
  return {
    ...{ id, name, fullName, system, validFrom, validTo, region },
    figures: tally?.figures ?? 0,
    articles: tally?.articles ?? 0,
    href: provinceHref(view, id),
    ...relationsOf(view, province),
  };
}

/** All provinces of both systems, those of today first. */
export function viewProvinces(view: View): readonly ProvinceView[] {
  const { provinces, store } = view.services;
  const tallies = store.tallies.provinces();
  const inOrder = [...provinces.filter(({ system }) => system === "34"), ...provinces.filter(({ system }) => system === "63")];
  return inOrder.map((province) => viewProvince(view, province, tallies.get(province.id)));
}

/** Everything that the page of a province shows. */
export function viewProvinceData(view: View, province: ProvinceInfo): ProvinceData {
  const { store, documents, provinceSeries } = view.services;
  const { id } = province;
  const listed = (query: { readonly issuedBy: string } | { readonly citedBy: string }) =>
    documents
      .list({ ...query, sort: "cited", limit: SHOWN_DOCUMENTS, offset: 0 })
      .documents.map((document) => viewDocument(view, document));
  return {
    province: viewProvince(view, province, store.tallies.provinces().get(id)),
    series: provinceSeries(id).map((series) => viewSeries(view, series)),
    reports: store.articles({ province: id, limit: SHOWN_REPORTS }).map((head) => viewArticle(view, head)),
    issued: listed({ issuedBy: id }),
    cited: listed({ citedBy: id }),
  };
}
