// Colours of what is drawn over a figure. They stand out from black print and from each other, on
// white paper, which the figure has in the dark theme as well.
const palette = ["#d6009a", "#0077e6", "#e06c00", "#008a5c", "#7a3ff2", "#c00000", "#0092a8", "#8a6d00"];

export function curveColor(index: number): string {
  return palette[index % palette.length]!;
}

export const axisColors = { x: "#0a6c6e", y: "#9a3412", y2: "#6d28d9" } as const;
export const boxColor = "#1d5fa8";
