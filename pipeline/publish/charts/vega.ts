import { type LoggerInterface, parse, type Runtime, type Spec, SVGStringRenderer, View } from "vega";

declare module "vega" {
  /** Vega's writer of SVG text, exported and documented but not in its typings; unlike `View.toSVG` it answers at once. */
  export class SVGStringRenderer {
    initialize(element: null, width: number, height: number, origin: readonly [number, number]): this;
    render(scene: unknown): this;
    svg(): string | null;
  }
}

/** A kind of chart: what Vega draws, once read. Its data and signals differ from chart to chart. */
export interface Plot {
  readonly spec: Spec;
}

/** What one chart fills a plot with. */
export interface PlotFill {
  readonly width: number;
  readonly height: number;
  readonly data: Readonly<Record<string, readonly object[]>>;
  readonly signals?: Readonly<Record<string, unknown>>;
}

/** Reading a spec costs ten times what drawing a small chart does, so each is read once. */
const READ = new Map<Plot, Runtime>();

function runtimeOf(plot: Plot): Runtime {
  const known = READ.get(plot);
  if (known !== undefined) return known;
  const read = parse(plot.spec);
  READ.set(plot, read);
  return read;
}

/** Keeps what Vega reports as errors, as it would only print them and draw half a chart. */
function errorKeeper(): { readonly logger: LoggerInterface; readonly errors: readonly unknown[] } {
  const errors: unknown[] = [];
  const logger: LoggerInterface = {
    level: () => 1,
    error(...found) {
      errors.push(...found);
      return this;
    },
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return { logger, errors };
}

/** The marks of a plot as SVG markup, each described one with a `<title>`. Loads nothing; throws what Vega reports, which is a mistake in the spec. */
export function drawPlot(plot: Plot, { width, height, data, signals = {} }: PlotFill): string {
  const { logger, errors } = errorKeeper();
  const view = new View(runtimeOf(plot), { renderer: "none", logger });
  view.signal("width", width).signal("height", height);
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  // Vega marks the rows it gets, so that each view has its own.
  for (const [name, rows] of Object.entries(data))
    view.data(
      name,
      rows.map((row) => ({ ...row })),
    );
  view.run();
  const scene = view.scenegraph();
  const svg = new SVGStringRenderer()
    .initialize(null, width, height, [0, 0])
    .render("root" in scene ? scene.root : null)
    .svg();
  view.finalize();
  if (errors.length > 0 || svg === null) throw new Error(`Vega cannot draw a plot: ${errors.map(String).join("; ")}`, { cause: errors[0] });
  return keepMarks(svg);
}

const NOT_SHOWN = / display="none"/u;
const WITHOUT_PAINT = /^(?!.* (?:fill|stroke)=)/su;

const UNNEEDED = / (?:(?:class|pointer-events|aria-roledescription)="[^"]*"|(?:fill|stroke)-opacity="1"|stroke-width="0")/gu;

/** Numbers of places and paths to a tenth of a point; names of marks stay as they are. */
function shorten(attributes: string): string {
  return attributes.replace(/ (?:d|transform|x|y|[xy]2|width|height)="[^"]*"/gu, (attribute) =>
    attribute.replace(/\d+\.\d+/gu, (number) => String(Math.round(Number(number) * 10) / 10)),
  );
}

/**
 * What is seen and heard of Vega's document: without its root, its empty backgrounds, its class names and its English descriptions of roles.
 * Names of marks become titles, which screen readers read and pointers show. Vega escapes "<" and ">" everywhere, so a tag is a tag.
 */
function keepMarks(svg: string): string {
  return svg
    .replace(/^<svg[^<>]*>|<\/svg>$/gu, "")
    .replace(/<(g|path|text|line|rect)((?: [^<>]*?)?)(\/?)>/gu, (_tag, name: string, attributes: string, closed: string) => {
      if (closed !== "" && name === "path" && (NOT_SHOWN.test(attributes) || WITHOUT_PAINT.test(attributes))) return "";
      const kept = shorten(attributes.replace(UNNEEDED, ""));
      const label = / aria-label="([^"]*)"/u.exec(kept)?.[1];
      if (label === undefined) return `<${name}${kept.replace(/ role="graphics-[a-z]+"/gu, "")}${closed}>`;
      const named = kept.replace(/ aria-label="[^"]*"/u, "");
      return closed === "" ? `<${name}${named}><title>${label}</title>` : `<${name}${named}><title>${label}</title></${name}>`;
    });
}
