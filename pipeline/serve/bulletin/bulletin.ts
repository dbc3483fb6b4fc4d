import * as z from "zod";
import type { BulletinFormat } from "../../types/bulletin-desk.ts";
import { formRoute, type Sent } from "../action.ts";
import { notFound } from "../problem.ts";
import { readQuery } from "../query.ts";
import { type FileAnswer, fileRoute, pageRoute, type Route } from "../route.ts";
import type { View } from "../view.ts";
import { readFigure, renderFigure } from "./figure.ts";
import { readList, renderList } from "./list.ts";
import { OFFERED, readPreview, renderPreview } from "./preview.ts";
import { BULLETIN_PARAMETERS, bulletinHref, fileHref, LIST_PARAMETERS, readFields } from "./query.ts";
import { BulletinAnswer, BulletinFigureAnswer, BulletinsAnswer, PreviewAnswer } from "./shapes.ts";
import { readStored, renderStored } from "./stored.ts";

const MEDIA_TYPES: Readonly<Record<BulletinFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  pdf: "application/pdf",
};

/** A kept bulletin as a file: `/api/v1/bulletins/<id>.docx`. */
function downloadRoute(format: BulletinFormat): Route {
  return fileRoute({
    name: `bulletin${format.charAt(0).toUpperCase()}${format.slice(1)}`,
    summary: { vi: `Tệp .${format} của một bản tin đã lưu`, en: `The .${format} file of a kept bulletin` },
    api: `/bulletins/:id.${format}`,
    mediaTypes: [MEDIA_TYPES[format].split(";")[0] ?? ""],
    read: (view, { id = "" }) => download(view, id, format),
  });
}

function download(view: View, id: string, format: BulletinFormat): FileAnswer {
  readQuery(view, {});
  const body = view.services.bulletins.file(id, format);
  if (body === null) throw notFound(view.lang);
  return { body, mediaType: MEDIA_TYPES[format], fileName: `ban-tin-${id}.${format}` };
}

/** What the form of a preview sends: the question, the figures struck out, and what to take away (`dang`, empty: nothing yet). */
const MakeForm = z.looseObject({ dang: z.enum(["", ...OFFERED]) }).catchall(z.string());

async function makeByForm(view: View, { body }: Sent<z.infer<typeof MakeForm>>): Promise<{ readonly to: string }> {
  const { dang, ...fields } = body;
  // A form says its language among its fields.
  const own: View = { ...view, lang: fields.lang === "en" ? "en" : "vi" };
  const head = await own.services.bulletins.make(readFields(own, fields), OFFERED);
  return { to: dang === "" ? bulletinHref(own, head.id) : fileHref(own, head.id, dang) };
}

/** Bulletins: asked for, looked at, made, kept and explained. */
export const bulletinRoutes: readonly Route[] = [
  pageRoute({
    name: "listBulletins",
    summary: { vi: "Các bản tin đã lưu, mới nhất trước", en: "The bulletins that are kept, newest first" },
    page: "/ban-tin",
    api: "/bulletins",
    parameters: () => LIST_PARAMETERS,
    response: BulletinsAnswer,
    read: readList,
    render: renderList,
  }),
  pageRoute({
    name: "previewBulletin",
    summary: { vi: "Bản tin của một kỳ, chưa lưu: dữ kiện và lời", en: "The bulletin of a period, not kept: facts and words" },
    page: "/ban-tin/xem",
    api: "/bulletins/preview",
    parameters: () => BULLETIN_PARAMETERS,
    response: PreviewAnswer,
    read: readPreview,
    render: renderPreview,
    toJson: ({ facts, text }) => ({ facts, text }),
  }),
  formRoute({
    name: "makeBulletin",
    summary: { vi: "Làm một bản tin và lưu lại", en: "Make a bulletin and keep it" },
    page: "/ban-tin/xuat",
    body: MakeForm,
    act: makeByForm,
  }),
  ...OFFERED.map(downloadRoute),
  downloadRoute("pdf"),
  pageRoute({
    name: "readBulletin",
    summary: { vi: "Một bản tin đã lưu", en: "A bulletin that is kept" },
    page: "/ban-tin/:id",
    api: "/bulletins/:id",
    response: BulletinAnswer,
    read: (view, { id = "" }) => readStored(view, id),
    render: renderStored,
    toJson: ({ head, facts, text }) => ({ head, facts, text }),
  }),
  pageRoute({
    name: "explainBulletinFigure",
    summary: {
      vi: "Một số liệu của bản tin: từ đâu ra, bây giờ ra sao",
      en: "A figure of a bulletin: where it came from, and what holds now",
    },
    page: "/ban-tin/:id/so-lieu/:figure",
    api: "/bulletins/:id/figures/:figure",
    response: BulletinFigureAnswer,
    read: readFigure,
    render: renderFigure,
  }),
];
