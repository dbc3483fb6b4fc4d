/**
 * Colours of single marks: at least 3:1 against white and against the dark page alike, so that one document serves both. Blue and vermilion after
 * M. Okabe and K. Ito, "Color Universal Design" (2008); each next one was chosen among all of that lightness as the farthest from those before it
 * in the eyes of people who see red and green alike.
 */
export const BLUE = "#2a7ab8";
export const ORANGE = "#d55e00";
export const SERIES_COLOURS = [BLUE, ORANGE, "#6c3cfc", "#009c78", "#cc003c", "#846084", "#8a7a1f", "#6e7781"] as const;

/** The colour of what stands behind: grid, marks without a name. */
export const PALE = "#868d95";

export interface ClassColour {
  readonly fill: string;
  /** Of the text upon it, at least 4.5:1. */
  readonly ink: string;
}

/** From little to much, one hue, so that order shows without seeing colours: five steps of about equal lightness (CIELAB L* 93 to 27). */
export const CLASS_COLOURS: readonly ClassColour[] = [
  { fill: "#e3eef9", ink: "#16181b" },
  { fill: "#b5d3ea", ink: "#16181b" },
  { fill: "#72aed6", ink: "#16181b" },
  { fill: "#2f72ad", ink: "#ffffff" },
  { fill: "#0b3b73", ink: "#ffffff" },
];
