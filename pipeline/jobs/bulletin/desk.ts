import { regionName } from "../../compare/regions.ts";
import type { BulletinChoices, BulletinDesk, BulletinDraft, FigureExplained, UsedFigure } from "../../types/bulletin-desk.ts";
import { WrongUse } from "../../types/errors.ts";
import type { Store } from "../../types/store.ts";
import { provinceUnits } from "../tables.ts";
import { type Archive, openArchive } from "./archive.ts";
import { bulletinPeriods } from "./coverage.ts";
import { type Bench, bulletinFiles, draftBulletin, struckFigures } from "./make.ts";
import { figuresTold } from "./printed.ts";
import { readSpec } from "./spec.ts";
import { answerToday, figureToday } from "./today.ts";
import { bulletinTopics } from "./topics.ts";
import { figuresIn } from "./uses.ts";

/** Anybody may have a bulletin made on the page, and each is kept for good: beyond so many a day the disk is for the operator to give (each takes about 0.5 MB). */
const MOST_A_DAY = 200;

export interface DeskInput {
  readonly store: Store;
  readonly settings: { readonly data: string };
  readonly now: () => Date;
}

/** Where the web pages have bulletins written, kept and explained. */
export function makeBulletinDesk({ store, settings, now }: DeskInput): BulletinDesk {
  const archive = openArchive(settings.data);
  const bench: Bench = { store, archive, now };
  return {
    choices: () => choicesOf(store),
    readSpec,
    draft: (spec) => {
      const draft = draftBulletin(bench, spec);
      return { ...draft, figures: toldIn(draft), struck: struckFigures(bench, spec) };
    },
    make: async (spec, formats) => {
      assertRoom(archive, now());
      const draft = draftBulletin(bench, spec);
      const files = await bulletinFiles(draft, { formats, template: null });
      return await archive.keep({ draft, origin: "web", series: null, files });
    },
    list: ({ limit, offset }) => {
      const all = archive.list();
      return { bulletins: all.slice(offset, offset + limit), total: all.length };
    },
    find: (id) => {
      const found = archive.find(id);
      return found === null ? null : { ...found, figures: toldIn(found) };
    },
    file: archive.file,
    explain: (id, figure) => explainFigure({ archive, store }, id, figure),
    version: archive.version,
  };
}

/** The figures that the words give; others are only counted, ranked and added up. */
function toldIn({ facts, text }: BulletinDraft): readonly UsedFigure[] {
  const told = figuresTold(text);
  return figuresIn(facts).filter(({ figure }) => told.has(figure.id));
}

/** A figure of a bulletin that is kept, beside what the store says now; null where there is no such bulletin or figure. Throws StoreBroken. */
export function explainFigure({ archive, store }: Pick<Bench, "archive" | "store">, id: string, figure: string): FigureExplained | null {
  const found = archive.find(id);
  const used = found === null ? undefined : figuresIn(found.facts).find((one) => one.figure.id === figure);
  if (found === null || used === undefined) return null;
  return {
    head: found.head,
    figure: used.figure,
    today: figureToday(store, used.figure, found.head.madeAt),
    uses: used.uses.map((use) => ({ ...use, today: answerToday(store, use) })),
  };
}

function assertRoom(archive: Archive, now: Date): void {
  const today = now.toISOString().slice(0, 10);
  const made = archive.list().filter(({ origin, madeAt }) => origin === "web" && madeAt.startsWith(today)).length;
  if (made < MOST_A_DAY) return;
  throw new WrongUse(
    `Hôm nay trang này đã lưu ${made} bản tin.`,
    "Ngày mai hãy làm tiếp, hoặc người vận hành dùng lệnh dangvu bulletin, không giới hạn.",
  );
}

function choicesOf(store: Store): BulletinChoices {
  const regions = [...new Set(provinceUnits().flatMap(({ region }) => region ?? []))];
  return {
    topics: bulletinTopics().map(({ name, label }) => ({ name, label })),
    regions: regions.map((code) => ({ code: `region:${code}`, label: regionName(code) })),
    periods: bulletinPeriods(store).map(({ period }) => period),
  };
}
