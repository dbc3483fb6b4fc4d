import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { TileMap } from "../../types/chart.ts";
import { BadEntry } from "../../types/errors.ts";

const place = { column: z.number().min(0), row: z.number().min(0) };
const systemLayout = z.object({
  legend: z.object(place),
  tiles: z.array(z.object({ id: z.string().regex(/^(?:63|34)-\d\d$/), ...place, short: z.string().min(1) })),
  islands: z.array(z.object({ name: z.string().min(1), province: z.string(), ...place })),
});
const layoutFile = z.object({ systems: z.object({ "63": systemLayout, "34": systemLayout }) });

/** Where the provinces of a system lie, in columns and rows of tiles. */
export type TileLayout = z.infer<typeof systemLayout>;

const PATH = fileURLToPath(new URL("../../../corpus/reference/tiles.json", import.meta.url));
let known: z.infer<typeof layoutFile>["systems"] | null = null;

/** The layout of one system out of `corpus/reference/tiles.json`, read once. Throws BadEntry when the file is damaged. */
export function tileLayout(system: TileMap["system"]): TileLayout {
  known ??= readLayouts();
  return known[system];
}

function readLayouts() {
  const read = layoutFile.safeParse(readJson());
  if (read.success) return read.data.systems;
  const issue = read.error.issues[0];
  throw new BadEntry(
    `Tệp tham chiếu corpus/reference/tiles.json sai ở ${issue?.path.join(".")}: ${issue?.message}`,
    "Khôi phục tệp này từ kho mã nguồn.",
  );
}

function readJson(): unknown {
  try {
    return JSON.parse(readFileSync(PATH, "utf8"));
  } catch (cause) {
    throw new BadEntry("Không đọc được tệp tham chiếu corpus/reference/tiles.json", "Khôi phục tệp này từ kho mã nguồn.", cause);
  }
}
