import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { standaloneSvg } from "./frame.ts";

/** Points of the picture for one unit of the chart: sharp on paper and on screens of double density. */
const SCALE = 2;
const FAMILY = "DejaVu Sans Condensed";
const FONT_FILES = ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf", "DejaVuSansCondensed-Oblique.ttf"];

const { resolve } = createRequire(import.meta.url);
let fonts: Promise<readonly Uint8Array[]> | null = null;

/** The drawing engine and its fonts, once for the whole program. DejaVu has every Vietnamese letter. */
function loadOnce(): Promise<readonly Uint8Array[]> {
  fonts ??= (async () => {
    await initWasm(await readFile(resolve("@resvg/resvg-wasm/index_bg.wasm")));
    return Promise.all(FONT_FILES.map((name) => readFile(resolve(`dejavu-fonts-ttf/ttf/${name}`))));
  })();
  return fonts;
}

/** An SVG document of `chartSvg` as a PNG file: dark text on white, two points a unit. Reads nothing but the fonts that are installed with dangvu. */
export async function chartPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const fontBuffers = [...(await loadOnce())];
  const drawing = new Resvg(standaloneSvg(svg), {
    background: "#ffffff",
    fitTo: { mode: "zoom", value: SCALE },
    font: { fontBuffers, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
  });
  const picture = drawing.render();
  // Memory of the engine is outside of what Node frees by itself.
  try {
    return new Uint8Array(picture.asPng());
  } finally {
    picture.free();
    drawing.free();
  }
}
