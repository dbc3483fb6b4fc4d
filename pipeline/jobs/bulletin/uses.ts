import type { BulletinFacts, BulletinFigure } from "../../types/bulletin.ts";
import type { FigureUse, UsedFigure } from "../../types/bulletin-desk.ts";

/** Where a bulletin uses its figures, in its order: first of the country, then of the provinces, then what it corrects. */
export function usesIn(facts: BulletinFacts): readonly FigureUse[] {
  const questions = facts.topics.flatMap((topic) => topic.questions);
  const answers = questions.flatMap(({ spec, column, beforeColumn, national, provinces }) =>
    [...(national === null ? [] : [{ ...national, province: null }]), ...provinces].flatMap(
      ({ province, name, now, before }): FigureUse[] => {
        const common = { spec, province, name };
        const earlier: FigureUse[] =
          before === null || beforeColumn === null ? [] : [{ role: "before", ...common, column: beforeColumn, value: before }];
        return [{ role: "now", ...common, column, value: now }, ...earlier];
      },
    ),
  );
  const corrections = facts.corrections.flatMap(({ spec, column, name, now }): FigureUse[] => {
    const province = facts.provinces.find((one) => one.name === name)?.id ?? null;
    return now === null ? [] : [{ role: "correction", spec, column, province, name, value: now }];
  });
  return [...answers, ...corrections];
}

/** The figures that a bulletin rests on, each once with all its uses, in the order of the first. */
export function figuresIn(facts: BulletinFacts): readonly UsedFigure[] {
  const found = new Map<string, { figure: BulletinFigure; uses: FigureUse[] }>();
  for (const use of usesIn(facts))
    for (const figure of use.value.figures) {
      const known = found.get(figure.id);
      if (known === undefined) found.set(figure.id, { figure, uses: [use] });
      else known.uses.push(use);
    }
  return [...found.values()];
}
