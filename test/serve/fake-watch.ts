import type { ArticleFact, WatchDesk, WatchList } from "../../pipeline/types/watch.ts";
import { LANG_SON, PRESS } from "./fixtures.ts";

const LIST: WatchList = {
  name: "ket-nap",
  title: "Kết nạp ở Lạng Sơn & nơi khác",
  lang: "vi",
  addedAt: "2026-11-01T00:00:00.000Z",
  subject: { kind: "figures", indicator: "members.admitted" },
  atom: true,
  email: [],
  webhooks: [],
};

function factsOf(change: "new" | "corrected"): readonly ArticleFact[] {
  return PRESS.filter(({ head }) => head.id === LANG_SON).flatMap(({ head, read }) =>
    read.observations.slice(0, 2).map((observation, n): ArticleFact => {
      const was = change === "new" ? [] : [{ value: observation.value + 1, bound: observation.bound }];
      const correctedBy = change === "new" ? null : "paper";
      return { kind: "figure", key: `${change} ${n}`, head, observation, change, was, correctedBy, isDoubtful: false };
    }),
  );
}

/** One list with a feed, which had something in two nights. */
export function fakeWatch(): WatchDesk {
  return {
    names: () => [LIST.name],
    feed: (name) =>
      name === LIST.name
        ? {
            list: LIST,
            batches: [
              { at: "2026-11-21T22:00:00.000Z", facts: [...factsOf("corrected"), { kind: "more", key: "more", count: 12 }] },
              { at: "2026-11-20T22:00:00.000Z", facts: factsOf("new") },
            ],
          }
        : null,
  };
}
